"""Records what layers of real Keras compute: small inputs and weights at random, and the outputs they give.

Reads configurations and input shapes from layers.keras3.jsonl.gz, a few for each layer, and writes one JSON object a line:
`layer`, `args`, `positional`, `call` as there; `inputs` in the same nesting, each tensor `{shape, dtype, values}`;
`weights` in Keras's order and `outputs`, each `{shape, values}`, values flat and row-major. Inference only.

Usage: python layerValues.py ../layers.keras3.jsonl.gz ../layerValues.keras3.jsonl.gz
"""

import gzip
import inspect
import json
import os
import random
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

PER_LAYER = 5
MOST_INPUT, MOST_WEIGHT, MOST_OUTPUT = 1600, 900, 2000
OPEN = 6
LISTS = {"vocabulary", "cells", "layers", "bin_boundaries", "idf_weights"}


def is_shape(value):
    return isinstance(value, list) and all(v is None or isinstance(v, int) for v in value)


def python(value, key=None):
    if isinstance(value, dict) and "layer" in value:
        return make(value["layer"], value["args"])
    if isinstance(value, list):
        items = [python(v) for v in value]
        keep = key in LISTS or any(isinstance(v, dict) for v in value)
        return items if keep else tuple(items)
    return value


def make(name, args):
    return getattr(keras.layers, name)(**{k: python(v, k) for k, v in args.items()})


def tensor(shape, dtype, rng, highest):
    sizes = [rng.choice([2, 3]) if s is None and i == 0 else OPEN if s is None else s for i, s in enumerate(shape)]
    if np.prod(sizes) > MOST_INPUT:
        raise ValueError("too large")
    if dtype == "bool":
        return np.random.rand(*sizes) > 0.3
    if dtype.startswith("int") or dtype.startswith("uint"):
        return np.random.randint(0, highest, sizes).astype(dtype)
    if dtype != "float32":
        raise ValueError("not recorded")
    return np.round(np.random.randn(*sizes), 2).astype("float32")


def nested(value, rng, highest):
    if value is None:
        return None
    if is_shape(value):
        return tensor(value, "float32", rng, highest)
    if isinstance(value, list):
        return [nested(v, rng, highest) for v in value]
    if "shape" in value:
        return tensor(value["shape"], value["dtype"], rng, highest)
    return {k: nested(v, rng, highest) for k, v in value.items()}


def plain(value):
    if value is None:
        return None
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    array = np.asarray(value)
    return {"shape": list(array.shape), "dtype": str(array.dtype), "values": numbers(array)}


def numbers(array):
    if array.dtype.kind in "biu":
        return [int(v) for v in array.reshape(-1)]
    return [float(f"{v:.5g}") for v in array.reshape(-1)]


def flat(value):
    if isinstance(value, (list, tuple)):
        return [t for v in value for t in flat(v)]
    if isinstance(value, dict):
        return [t for v in value.values() for t in flat(v)]
    return [value]


def record(row, rng):
    args = row["args"]
    if "float16" in json.dumps(args) or "bfloat16" in json.dumps(args) or "float64" in json.dumps(args):
        raise ValueError("not recorded")
    if row.get("positional") and is_shape(row["inputs"][0]) and len(row["inputs"][0]) == 1:
        raise ValueError("a single sample, which cells only bear by chance")
    if row["layer"].startswith("Adaptive"):
        sizes = args["output_size"]
        spatial = row["inputs"][2:] if args.get("data_format") == "channels_first" else row["inputs"][1:-1]
        sizes = sizes if isinstance(sizes, list) else [sizes] * len(spatial)
        if any(size > (OPEN if n is None else n) for size, n in zip(sizes, spatial)):
            raise ValueError("TensorFlow ends the process there")
    keras.utils.set_random_seed(rng.randrange(10**6))
    layer = make(row["layer"], args)
    highest = args.get("input_dim", args.get("num_tokens", 3))
    inputs = nested(row["inputs"], rng, highest)
    call = {k: python(v) for k, v in row.get("call", {}).items()}
    if "training" in inspect.signature(layer.call).parameters:
        call["training"] = False
    given = inputs if row.get("positional") else [inputs]
    layer(*given, **call)
    values = []
    for weight in layer.weights:
        if np.prod(weight.shape) > MOST_WEIGHT:
            raise ValueError("too large")
        value = np.round(np.random.randn(*weight.shape) * 0.6, 2).astype("float32")
        if "variance" in weight.name or "stddev" in weight.name:
            value = np.abs(value) + np.float32(0.5)
        values.append(value)
    layer.set_weights(values)
    if hasattr(layer, "finalize_state"):
        layer.finalize_state()
    if getattr(layer, "stateful", False):
        layer.reset_state()
    outputs = layer(*given, **call)
    if sum(np.prod(t.shape) for t in flat(outputs)) > MOST_OUTPUT:
        raise ValueError("too large")
    shapes = [t.shape for t in flat(outputs)]
    if args.get("data_format") == "channels_first" and any(len(s) > 2 and s[1] == s[-1] for s in shapes):
        raise ValueError("Keras on TensorFlow adds a bias along the last axis there, where other backends do not")
    out = {"layer": row["layer"], "args": args, "inputs": plain(inputs)}
    if row.get("positional"):
        out["positional"] = True
    if "call" in row:
        out["call"] = row["call"]
    out["weights"] = [plain(v) for v in values]
    out["outputs"] = [plain(t) for t in flat(outputs)]
    return out


def elements(value):
    """About how many numbers go in."""
    if value is None or isinstance(value, int):
        return 0
    if is_shape(value):
        return int(np.prod([OPEN if s is None else s for s in value]))
    return sum(elements(v) for v in (value if isinstance(value, list) else value.values() if "shape" not in value else [value["shape"]]))


def record_layer(name, candidates, pipe):
    """Writes the rows of one layer; in a process of its own, since some calls end the process."""
    rng = random.Random(name)
    rng.shuffle(candidates)
    candidates.sort(key=lambda row: int(np.log2(1 + elements(row["inputs"])) / 2))
    kept = 0
    for row in candidates:
        if kept == PER_LAYER:
            break
        try:
            line = json.dumps(record(row, rng), separators=(",", ":"))
        except Exception:
            continue
        kept += 1
        pipe.write(line + "\n")
        pipe.flush()


def main(source, target):
    rows = [json.loads(line) for line in gzip.open(source, "rt")]
    by_layer = {}
    for row in rows:
        if "error" not in row and "call_tensors" not in row and "inputs" in row:
            by_layer.setdefault(row["layer"], []).append(row)
    with gzip.GzipFile(target, "wb", mtime=0) as file:
        for name, candidates in by_layer.items():
            end, start = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(end)
                with os.fdopen(start, "w") as pipe:
                    record_layer(name, candidates, pipe)
                os._exit(0)
            os.close(start)
            with os.fdopen(end) as pipe:
                lines = pipe.read()
            os.waitpid(child, 0)
            file.write(lines.encode())
            print(name, lines.count("\n"), flush=True)


main(sys.argv[1], sys.argv[2])
