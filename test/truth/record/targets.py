"""Trains a small model on targets of many shapes with every loss, and records what Keras refuses.

python targets.py targets.keras3.jsonl.gz
"""

import gzip
import json
import sys

import keras
import numpy as np

LOSSES = [
    "mean_squared_error", "mean_absolute_error", "mean_squared_logarithmic_error", "binary_crossentropy",
    "binary_focal_crossentropy", "categorical_crossentropy", "categorical_focal_crossentropy",
    "sparse_categorical_crossentropy", "kl_divergence", "huber", "hinge", "squared_hinge", "categorical_hinge",
    "cosine_similarity", "poisson", "log_cosh", "dice", "tversky",
]
OUTPUTS = [(1,), (4,), (10,), (6, 1), (6, 4), (5, 5, 1), (5, 5, 3)]
TARGETS = [(), (1,), (4,), (10,), (6,), (6, 1), (6, 4), (6, 10), (5, 5), (5, 5, 1), (5, 5, 3), (1, 1), (4, 1)]
SAMPLES, BATCH = 8, 4


def error_of(loss, output, target):
    """The message of the error, or None where the training runs."""
    inputs = keras.Input((2,))
    outputs = keras.layers.Dense(int(np.prod(output)), activation="sigmoid")(inputs)
    model = keras.Model(inputs, keras.layers.Reshape(output)(outputs))
    model.compile("sgd", loss=loss)
    try:
        model.fit(np.zeros((SAMPLES, 2)), np.zeros((SAMPLES, *target)), batch_size=BATCH, verbose=0)
    except Exception as error:
        return str(error).split("\n")[0][:300]
    finally:
        keras.backend.clear_session()
    return None


with gzip.open(sys.argv[1], "wt") as out:
    for loss in LOSSES:
        for output in OUTPUTS:
            for target in TARGETS:
                row = {"loss": loss, "output": output, "target": target, "error": error_of(loss, output, target)}
                out.write(json.dumps(row) + "\n")
