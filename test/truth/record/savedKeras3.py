"""Models of Keras 3 in the forms that it saves, with what Keras says of them. Run: python savedKeras3.py FOLDER"""

import gzip
import json
import os
import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers as L
from keras import ops

folder = Path(sys.argv[1])


def pack(path):
    with open(path, "rb") as file:
        Path(f"{path}.gz").write_bytes(gzip.compress(file.read(), mtime=0))
    os.remove(path)


def outputs(layer):
    return [list(tensor.shape) for tensor in layer._inbound_nodes[-1].output_tensors]


def save(name, model, formats=("keras", "json"), weights=True):
    for ending in formats:
        path = folder / f"{name}.{ending}"
        path.write_text(model.to_json()) if ending == "json" else model.save(path)
        pack(path)
    values = [keras.ops.convert_to_numpy(w).astype("float64") for w in model.weights] if weights else []
    record = {
        "params": model.count_params(),
        "layers": [[l.name, type(l).__name__, outputs(l), l.count_params()] for l in model.layers],
        "weights": [[list(value.shape), float(np.sum(value))] for value in values],
    }
    path = folder / f"{name}.expected.json"
    path.write_text(json.dumps(record))
    pack(path)


a, b = keras.Input((4,), name="a"), keras.Input((5,), name="b")
h, g = L.Dense(3)(a), L.Dense(3)(b)
records = keras.Model({"a": a, "b": b}, {"sum": h + g, "both": [h, g]}, name="records")
save("records", records)
x, y = keras.Input((4,)), keras.Input((5,))
save("callsRecords", keras.Model([x, y], records({"a": x, "b": y})["sum"], name="calls_records"))

inner = keras.Sequential([keras.Input((8, 8, 3)), L.Conv2D(4, 3), L.Flatten(), L.Dense(5)], name="inner")
x = keras.Input((6, 8, 8, 3))
y = L.TimeDistributed(inner)(x)
y = L.Bidirectional(L.LSTM(3, return_sequences=True, return_state=True))(y)
save("modelAtEveryStep", keras.Model(x, y, name="model_at_every_step"))

shared = L.Dense(4, name="shared")
i, j, x = keras.Input((4,)), keras.Input((4,)), keras.Input((4,))
one = keras.Model(i, L.Dense(3)(shared(i)), name="one")
two = keras.Model(j, shared(j), name="two")
save("sharedAcrossModels", keras.Model(x, [one(x), two(x), one(two(shared(x)))], name="across"), ["keras"])

x, q = keras.Input((8, 6)), keras.Input((3,), dtype="int32")
e = ops.einsum("bij,bkj->bik", x, x)
t = ops.transpose(e, (0, 2, 1))
c = ops.concatenate([e, t], axis=-1)
answers = [
    ops.squeeze(ops.sum(c, axis=[1, 2], keepdims=True), axis=-1),
    ops.where(x > 0, x, 0.0),
    x[:, ::2, None, ..., -1],
    ops.one_hot(q, 5),
    ops.pad(x, [[0, 0], [1, 2], [0, 0]]),
    ops.stack([x, x], axis=1),
    *ops.split(x, 2, axis=1),
    ops.max(x, axis=-1),
    *ops.top_k(x, 2),
    ops.cast(q, "float32"),
    ops.reshape(x, (-1, 12)),
    ops.repeat(x, 2, axis=1),
    ops.norm(x, axis=-1),
    ops.softmax(x, axis=1),
    ops.image.resize(x[..., None], (4, 4)),
    ops.matmul(x, t[:, :6, :]),
    ops.clip(x, 0, 1),
    ops.expand_dims(x, (1, 3)),
    ops.argmax(x, axis=-1),
    ops.cumsum(x, axis=1),
    ops.take(x, [0, 2], axis=1),
    x**2,
    -x / 2.0,
    x // 2,
    ops.logical_and(x > 1, x > 0),
    ops.gelu(x, approximate=True),
]
save("operations", keras.Model([x, q], answers, name="operations"))

built = keras.Sequential([L.Dense(4), L.Dense(2)], name="built")
built.build((None, 3))
save("built", built)
small = keras.Sequential([keras.Input((3,)), L.Dense(4)])
save("sequentialInSequential", keras.Sequential([keras.Input((3,)), small, L.Dense(2)], name="outer"))
mixture = [
    keras.Input((14, 14, 1)),
    L.Rescaling(1 / 255.0),
    L.RandomFlip("horizontal"),
    L.Conv2D(4, 3),
    L.LayerNormalization(),
    L.GroupNormalization(2),
    L.MaxPooling2D(),
    L.Flatten(),
    L.Dropout(0.5),
    L.Dense(3),
]
save("mixture", keras.Sequential(mixture, name="mixture"))

keras.config.set_dtype_policy("mixed_bfloat16")
x = keras.Input((4,))
save("policies", keras.Model(x, L.Dense(2, dtype="float32")(L.BatchNormalization()(L.Dense(3)(x))), name="policies"))
keras.config.set_dtype_policy("bfloat16")
save("bfloat16", keras.Sequential([keras.Input((4,)), L.Dense(3)], name="bfloat16"), ["keras", "h5"])
keras.config.set_dtype_policy("float32")

x = keras.Input((None,))
y = L.GRU(3, return_sequences=True)(L.Embedding(10, 4, mask_zero=True)(x))
y = L.TimeDistributed(L.Dense(2))(y)
save("masks", keras.Model(x, L.GlobalAveragePooling1D()(L.Attention()([y, y])), name="masks"))

x, states = keras.Input((5, 3)), [keras.Input((4,)), keras.Input((4,))]
y, *last = L.LSTM(4, return_state=True)(x, initial_state=states)
cells = L.RNN([L.LSTMCell(3), L.GRUCell(2)], return_sequences=True)(x)
images = L.ConvLSTM1D(2, 3)(L.Reshape((5, 3, 1))(x))
attended = L.MultiHeadAttention(2, 3, value_dim=2, attention_axes=(1,))(x, x, return_attention_scores=True)
save("recurrent", keras.Model([x, *states], [y, *last, cells, images, *attended], name="recurrent"))

x = keras.Input((6, 6, 2))
save("spectral", keras.Model(x, L.SpectralNormalization(L.Conv2D(3, 2))(x), name="spectral"))
x = keras.Input((3,))
save("listsOfOne", keras.Model([x], [L.Dense(2)(x)], name="lists_of_one"), ["keras", "h5", "json"])

for name in ["ConvNeXtTiny", "InceptionResNetV2", "MobileNetV3Small"]:
    save(name, getattr(keras.applications, name)(weights=None), ["json"], weights=False)
