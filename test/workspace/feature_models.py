import tensorflow as tf

M = tf.keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100,100,3), pooling='max')

# the output of one layer
feat_model_a = tf.keras.Model(M.input, M.layers[3].output)

# the outputs of all layers
all_outputs = [layer.output for layer in M.layers]
feat_model_b = tf.keras.Model(M.input, all_outputs)

# one output: the first axis of the prediction is the batch
model = tf.keras.Model(M.input, M.layers[14].output)
pred = model(tf.ones((1,100,100,3)))
print(len(pred))
print(pred[0].shape)
print(pred[-1].shape)
