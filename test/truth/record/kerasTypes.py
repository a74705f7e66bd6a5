"""Element types of keras.ops on symbolic tensors, for every operation of one or two tensors and every type, with the class of the operation.

Usage: python kerasTypes.py OUT.jsonl.gz
"""
import inspect
import sys

import keras
from calls import T, X, run, write

TYPES = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "float16", "bfloat16", "float32", "float64"]
rows = []


def operations():
    for place, module in [("", keras.ops), ("image.", keras.ops.image), ("linalg.", keras.ops.linalg), ("nn.", keras.ops.nn)]:
        for name in dir(module):
            function = getattr(module, name)
            if callable(function) and not name.startswith("_") and not inspect.isclass(function):
                yield place + name, function


def required(function):
    return [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty and p.kind in (p.POSITIONAL_OR_KEYWORD, p.POSITIONAL_ONLY)]


def named(row, name):
    row["op"] = name
    return row


# Their arguments must have other shapes than the square matrices that everything else is tried on.
OTHER_SHAPES = ("conv", "depthwise_conv", "average_pool", "max_pool", "reshape")

for name, function in operations():
    if name in OTHER_SHAPES:
        continue
    if name.startswith(("image.", "linalg.", "nn.")) and hasattr(keras.ops, name.split(".")[1]):
        continue
    count = len(required(function))
    if name in ("cond", "fori_loop", "while_loop", "scan", "map", "vectorized_map", "switch", "custom_gradient", "associative_scan", "vectorize", "apply_along_axis"):
        continue
    path = f"keras.ops.{name}"
    if count == 1:
        for dtype in TYPES:
            row = run(path, [T(4, 4, dtype=dtype)], (X(0),), {}, "symbolic")
            if "error" not in row:
                rows.append(row)
    elif count == 2:
        for one in TYPES:
            for two in TYPES:
                row = run(path, [T(4, 4, dtype=one), T(4, 4, dtype=two)], (X(0), X(1)), {}, "symbolic")
                if "error" not in row:
                    rows.append(row)
            for number in (True, 2, 2.0):
                row = run(path, [T(4, 4, dtype=one)], (X(0), number), {}, "symbolic")
                if "error" not in row:
                    rows.append(row)
for name in "add sub mul truediv floordiv mod pow matmul lt le gt ge eq ne and_ or_ xor".split():
    for one in TYPES:
        for number in (True, 2, 2.0):
            for args in ((X(0), number), (number, X(0))):
                row = run(f"operator.{name}", [T(4, 4, dtype=one)], args, {}, "symbolic")
                if "error" not in row:
                    rows.append(row)
write(sys.argv[1], rows)
