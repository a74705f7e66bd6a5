"""Trains a small model on targets of many shapes with every loss, and records what Keras refuses.

python targets.py keras targets.keras3.jsonl.gz
python targets.py tf_keras targets.keras2.jsonl.gz
"""

import gzip
import importlib
import json
import re
import sys

import numpy as np

keras = importlib.import_module(sys.argv[1])

LOSSES = [
    "mean_squared_error", "mean_absolute_error", "mean_squared_logarithmic_error", "binary_crossentropy",
    "binary_focal_crossentropy", "categorical_crossentropy", "categorical_focal_crossentropy",
    "sparse_categorical_crossentropy", "kl_divergence", "huber", "hinge", "squared_hinge", "categorical_hinge",
    "cosine_similarity", "poisson", "log_cosh", *(["dice", "tversky"] if sys.argv[1] == "keras" else []),
]
OUTPUTS = [(1,), (4,), (10,), (6, 1), (6, 4), (5, 5, 1), (5, 5, 3)]
TARGETS = [(), (1,), (4,), (10,), (6,), (6, 1), (6, 4), (6, 10), (5, 5), (5, 5, 1), (5, 5, 3), (1, 1), (4, 1)]
SAMPLES, BATCH = 8, 4


def words_of(message):
    """What the message says itself, without the trace of the user's code and of the graph around it."""
    inside = re.search(r"^    \w+Error: (.*)$", message, re.M) or re.search(r"^(.*)\n\t \[\[", message, re.M)
    return inside.group(1) if inside else message.split("\n")[0]


def error_of(loss, output, target):
    """The message of the error, or None where the training runs."""
    inputs = keras.Input((2,))
    outputs = keras.layers.Dense(int(np.prod(output)), activation="sigmoid")(inputs)
    model = keras.Model(inputs, keras.layers.Reshape(output)(outputs))
    model.compile("sgd", loss=loss)
    try:
        model.fit(np.zeros((SAMPLES, 2)), np.zeros((SAMPLES, *target)), batch_size=BATCH, verbose=0)
    except Exception as error:
        return words_of(str(error))[:300]
    finally:
        keras.backend.clear_session()
    return None


with gzip.open(sys.argv[2], "wt") as out:
    for loss in LOSSES:
        for output in OUTPUTS:
            for target in TARGETS:
                row = {"loss": loss, "output": output, "target": target, "error": error_of(loss, output, target)}
                out.write(json.dumps(row) + "\n")
