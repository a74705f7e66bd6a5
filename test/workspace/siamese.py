import tensorflow as tf

model = tf.keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100,100,3), pooling='max', classifier_activation='relu')

layer_outputs = [layer.output for layer in model.layers[:15]]
model2 = tf.keras.models.Model(model.input, layer_outputs)
model2.summary()

input_anchor = tf.keras.layers.Input(shape=(100,100,3))
input_positive = tf.keras.layers.Input(shape=(100,100,3))
input_negative = tf.keras.layers.Input(shape=(100,100,3))

embedding_anchor = model2(input_anchor)
embedding_positive = model2(input_positive)
embedding_negative = model2(input_negative)

output = tf.keras.layers.concatenate([embedding_anchor[0], embedding_positive[0], embedding_negative[0]], axis=-1)
siamese = tf.keras.models.Model([input_anchor, input_positive, input_negative], output)
siamese.summary()
