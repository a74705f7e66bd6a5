"""Prints summaries of small models with real Keras 3 and writes programs and texts, gzipped: summaries.keras3.json.gz.

Every program runs in a process of its own, so that generated names begin anew. `width` is the line length asked for, or
null for the usual one in a wide terminal.
"""
import gzip
import json
import os
import subprocess
import sys

PROGRAMS = {
    "sequential": (
        """import keras
model = keras.Sequential([
    keras.layers.Input((28, 28, 1)),
    keras.layers.Conv2D(32, 3, activation="relu"),
    keras.layers.MaxPooling2D(2),
    keras.layers.Flatten(),
    keras.layers.Dropout(0.5),
    keras.layers.Dense(10, activation="softmax"),
])
""",
        [None, 60, 120],
    ),
    "unbuilt": (
        """import keras
model = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(2)], name="later")
""",
        [None],
    ),
    "a chain": (
        """import keras
x = keras.Input((5,))
model = keras.Model(x, keras.layers.Dense(3)(x), name="linear")
""",
        [None],
    ),
    "residual with long names": (
        """import keras
from keras import layers
inputs = keras.Input((32, 32, 3), name="image")
x = layers.Conv2D(16, 3, padding="same", name="a_rather_long_name_for_a_convolution")(inputs)
y = layers.BatchNormalization()(x)
y = layers.Activation("relu")(y)
y = layers.Conv2D(16, 3, padding="same")(y)
z = layers.Add()([x, y])
z = layers.GlobalAveragePooling2D(name="global_average_pooling_of_everything_that_came_before")(z)
outputs = layers.Dense(10)(z)
model = keras.Model(inputs, outputs)
""",
        [None, 88, 70],
    ),
    "a shared layer": (
        """import keras
from keras import layers
a = keras.Input((16,), name="left")
b = keras.Input((16,), name="right")
shared = layers.Dense(8, name="shared")
model = keras.Model([a, b], layers.concatenate([shared(a), shared(b)]), name="twins")
""",
        [None],
    ),
    "a nested model": (
        """import keras
from keras import layers
encoder = keras.Sequential([keras.Input((16,)), layers.Dense(8), layers.Dense(4)], name="encoder")
x = keras.Input((16,))
model = keras.Model(x, layers.Dense(1)(encoder(x)))
""",
        [None],
    ),
    "several outputs of a layer": (
        """import keras
from keras import layers
x = keras.Input((10, 4))
y, h, c = layers.LSTM(6, return_sequences=True, return_state=True)(x)
model = keras.Model(x, [y, h])
""",
        [None],
    ),
    "a frozen layer": (
        """import keras
from keras import layers
first = layers.Dense(8)
first.trainable = False
model = keras.Sequential([keras.Input((16,)), first, layers.Dense(4)])
""",
        [None],
    ),
    "another dtype": (
        """import keras
from keras import layers
model = keras.Sequential([keras.Input((16,)), layers.Dense(1000, dtype="float16"), layers.Dense(4000)])
""",
        [None],
    ),
    "operations": (
        """import keras
from keras import layers
x = keras.Input((8, 8, 3))
y = x * 2.0
y = keras.ops.reshape(y, (-1, 192))
model = keras.Model(x, layers.Dense(2)(y))
""",
        [None],
    ),
    "brackets in names": (
        """import keras
from keras import layers
model = keras.Sequential([keras.Input((4,), name="in"), layers.Dense(2, name="tag[b]bold")], name="a[b]")
""",
        [None],
    ),
    "a layer after itself": (
        """import keras
from keras import layers
x = keras.Input((8,))
d = layers.Dense(8, name="d")
y = d(x)
z = d(y)
model = keras.Model(x, layers.Average()([y, z]))
""",
        [None],
    ),
    "a call outside the model": (
        """import keras
from keras import layers
x = keras.Input((8,))
d = layers.Dense(8, name="d")
y = d(x)
z = d(keras.Input((3, 8)))
model = keras.Model(x, layers.Activation("relu")(y))
""",
        [None],
    ),
    "a recurrent model": (
        """import keras
from keras import layers
model = keras.Sequential([
    keras.Input((None,)),
    layers.Embedding(20000, 128),
    layers.Bidirectional(layers.LSTM(64)),
    layers.Dense(1, activation="sigmoid"),
])
""",
        [None],
    ),
    "a frozen nested model": (
        """import keras
from keras import layers
base = keras.Sequential([keras.Input((16,)), layers.Dense(8), layers.BatchNormalization()], name="base")
base.trainable = False
x = keras.Input((16,))
model = keras.Model(x, layers.Dense(1)(base(x)))
""",
        [None],
    ),
    "two inputs that are merged": (
        """import keras
from keras import layers
a = keras.Input((4,), name="a")
b = keras.Input((4,), name="b")
model = keras.Model([a, b], [layers.Dense(2)(layers.Add()([a, b])), layers.Dot(axes=1)([a, b])])
""",
        [None],
    ),
}


def printed(name):
    program, widths = PROGRAMS[name]
    scope = {}
    exec(program, scope)
    texts = []
    for width in widths:
        lines = []
        scope["model"].summary(line_length=width, print_fn=lines.append)
        texts.append({"width": width, "text": "\n".join(lines)})
    return {"name": name, "program": program, "printed": texts}


def main():
    if len(sys.argv) > 1:
        print("@@" + json.dumps(printed(sys.argv[1])))
        return
    env = dict(os.environ, COLUMNS="200", TF_CPP_MIN_LOG_LEVEL="3")
    rows = []
    for name in PROGRAMS:
        run = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, env=env, check=True)
        line = next(line for line in run.stdout.splitlines() if line.startswith("@@"))
        rows.append(json.loads(line[2:]))
    target = os.path.join(os.path.dirname(__file__), "..", "summaries.keras3.json.gz")
    with open(target, "wb") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
            packed.write(json.dumps(rows, ensure_ascii=False).encode())


main()
