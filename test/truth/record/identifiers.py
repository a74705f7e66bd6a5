"""Records the strings by which Keras finds activations, initializers and the like.

Usage: python identifiers.py ../identifiers.keras3.json
"""

import importlib
import json
import sys

names = {}
for family in ["activations", "initializers", "regularizers", "constraints", "losses", "metrics", "optimizers"]:
    module = importlib.import_module(f"keras.src.{family}")
    names[family] = sorted(module.ALL_OBJECTS_DICT)
json.dump(names, open(sys.argv[1], "w"), indent=1)
