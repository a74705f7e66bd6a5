"""Models of Keras 2 in all forms that it saves, with what Keras says of them. Run with tf_keras: python savedKeras2.py FOLDER"""

import gzip
import json
import os
import sys
from pathlib import Path

os.environ["TF_USE_LEGACY_KERAS"] = "1"
import numpy as np
import tensorflow as tf
import tf_keras as keras
from tf_keras import layers as L

folder = Path(sys.argv[1])


def outputs(layer):
    shapes = layer._inbound_nodes[-1].output_shapes
    many = isinstance(shapes, list) and len(shapes) > 0 and isinstance(shapes[0], (tuple, list))
    return [list(shape) for shape in shapes] if many else [list(shapes)]


def pack(path):
    with open(path, "rb") as file:
        Path(f"{path}.gz").write_bytes(gzip.compress(file.read(), mtime=0))
    os.remove(path)


def describe(name, model):
    record = {
        "params": model.count_params(),
        "layers": [[l.name, type(l).__name__, outputs(l), l.count_params()] for l in model.layers],
        "weights": [[list(w.shape), float(np.sum(w.numpy(), dtype="float64"))] for w in model.weights],
    }
    path = folder / f"{name}.expected.json"
    path.write_text(json.dumps(record))
    pack(path)


def save(name, model, formats=("h5", "keras", "json")):
    for ending in formats:
        path = folder / f"{name}.{ending}"
        path.write_text(model.to_json()) if ending == "json" else model.save(path)
        pack(path)
    describe(name, model)


layers = [
    L.Conv2D(4, 3, activation="relu", input_shape=(12, 12, 1)),
    L.BatchNormalization(),
    L.MaxPooling2D(),
    L.Dropout(0.2),
    L.Flatten(),
    L.Dense(10, activation="softmax"),
]
save("sequential", keras.Sequential(layers, name="sequential"))

x, y = keras.Input((8, 6), name="x"), keras.Input((6,), name="y")
a = tf.math.multiply(x, 2.0)
b = a + y[:, None, :]
c = tf.concat([a, b], axis=-1)
d = tf.nn.relu(tf.reduce_mean(c, axis=1)) - 1.0
e = tf.reshape(c[:, 1:4, ::2], (-1, 18))
f = tf.squeeze(tf.expand_dims(1.0 / (tf.square(d) + 1e-3), 1), 1)
g = tf.cast(tf.stack([f, d], axis=1) > 0, "float32")
h = tf.matmul(tf.transpose(c, [0, 2, 1]), c)
save("operations", keras.Model([x, y], [d, e, f, g, h], name="operations"))

x, h0, c0 = keras.Input((5, 3)), keras.Input((4,)), keras.Input((4,))
o, state, _ = L.LSTM(4, return_sequences=True, return_state=True)(x, initial_state=[h0, c0])
both = L.Bidirectional(L.GRU(3, return_sequences=True))(o)
steps = L.TimeDistributed(L.Dense(2))(both)
stacked = L.RNN([L.LSTMCell(3), L.GRUCell(2)])(steps)
last = L.RNN(L.SimpleRNNCell(3), return_state=True)(both)
save("recurrent", keras.Model([x, h0, c0], [steps, stacked, state, *last], name="recurrent"))

encoder = keras.Sequential([L.Dense(6, activation="relu", input_shape=(10,)), L.Dense(3)], name="encoder")
z = keras.Input((3,))
decoder = keras.Model(z, L.Dense(10)(L.Dense(5)(z)), name="decoder")
x, q = keras.Input((10,)), keras.Input((10,))
first, second = encoder(x), encoder(q)
ends = {"a": decoder(first), "b": decoder(L.Add()([first, second]))}
save("nested", keras.Model([x, q], ends, name="nested"))
save("functionalInSequential", keras.Sequential([decoder, L.Dense(2)], name="functional_in_sequential"))

q, v = keras.Input((4, 8)), keras.Input((6, 8))
a = L.MultiHeadAttention(2, 4)(q, v) + L.Attention()([q, v])
save("attention", keras.Model([q, v], [L.LayerNormalization()(a)], name="attention"))

keras.mixed_precision.set_global_policy("mixed_float16")
x = keras.Input((32, 32, 3))
y = L.SeparableConv2D(8, 3, strides=2, padding="same")(x)
y = L.PReLU(shared_axes=[1, 2])(L.LeakyReLU()(L.DepthwiseConv2D(3)(y)))
y = L.GlobalAveragePooling2D()(y)
y = L.Dense(3, dtype="float32", kernel_regularizer="l2", activation=L.LeakyReLU(0.1))(y)
save("mixed", keras.Model(x, y, name="mixed"))
keras.mixed_precision.set_global_policy("float32")

for name in ["ResNet50", "NASNetMobile", "EfficientNetB0"]:
    model = getattr(keras.applications, name)(weights=None)
    path = folder / f"{name}.json"
    path.write_text(model.to_json())
    pack(path)
    record = [[l.name, type(l).__name__, outputs(l), l.count_params()] for l in model.layers]
    path = folder / f"{name}.expected.json"
    path.write_text(json.dumps({"params": model.count_params(), "layers": record, "weights": []}))
    pack(path)
