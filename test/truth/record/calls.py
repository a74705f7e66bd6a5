"""Runs calls of real libraries and writes what they answer, one JSON object per line, gzipped.

A call is (name, tensors, args, kwargs): `name` is a full name such as `numpy.reshape`, `tf.concat`, `keras.ops.add`,
`operator.add`, `getitem` or `method.sum`; in the arguments X(0), X(1) ... stand for the tensors.
"""
import gzip
import json
import operator
import os
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
warnings.filterwarnings("ignore")

import keras
import numpy as np
import tensorflow as tf


class X:
    """Tensor number i of the call."""

    def __init__(self, i):
        self.i = i


class D:
    """A dtype object such as np.float32."""

    def __init__(self, name):
        self.name = name


class T:
    """A tensor: its shape and dtype, and its values where they matter."""

    def __init__(self, *shape, dtype="float32", values=None):
        self.shape = shape
        self.dtype = dtype
        self.values = values

    def json(self):
        if self.values is not None:
            return {"array": np.asarray(self.values, self.dtype).tolist(), "dtype": self.dtype}
        return list(self.shape) if self.dtype == "float32" else {"shape": list(self.shape), "dtype": self.dtype}

    def make(self, kind):
        if kind == "symbolic":
            return keras.Input(batch_shape=self.shape, dtype=self.dtype)
        if self.values is not None:
            data = np.asarray(self.values, self.dtype)
        elif self.dtype == "bool":
            data = np.arange(int(np.prod(self.shape))).reshape(self.shape) % 2 == 0
        elif self.dtype == "string":
            data = np.full(self.shape, "word")
        elif self.dtype == "bfloat16":
            return tf.ones(self.shape, "bfloat16")
        else:
            data = (np.arange(int(np.prod(self.shape))).reshape(self.shape) % 5 + 1).astype(self.dtype)
        return tf.constant(data) if kind == "eager" else data


def resolve(name):
    if name == "getitem":
        return operator.getitem
    head, *rest = name.split(".")
    if head == "method":
        def method(x, *args, **kwargs):
            member = getattr(x, rest[0])
            return member(*args, **kwargs) if callable(member) else member
        return method
    found = {"numpy": np, "tf": tf, "keras": keras, "operator": operator}[head]
    for part in rest:
        found = getattr(found, part)
    return found


def fill(value, made):
    if isinstance(value, X):
        return made[value.i]
    if isinstance(value, D):
        return getattr(np, value.name)
    if isinstance(value, (list, tuple)):
        return type(value)(fill(item, made) for item in value)
    if isinstance(value, dict):
        return {key: fill(item, made) for key, item in value.items()}
    return value


def written(value):
    """An argument as JSON."""
    if isinstance(value, X):
        return {"x": value.i}
    if isinstance(value, D):
        return {"dtype": value.name}
    if isinstance(value, bool) or value is None or isinstance(value, (int, str)):
        return value
    if isinstance(value, float):
        return {"float": value}
    if isinstance(value, slice):
        return {"slice": [written(value.start), written(value.stop), written(value.step)]}
    if value is Ellipsis:
        return {"ellipsis": True}
    if isinstance(value, np.ndarray):
        return {"array": value.tolist(), "dtype": str(value.dtype)}
    if isinstance(value, list):
        return {"list": [written(item) for item in value]}
    if isinstance(value, tuple):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {"dict": {key: written(item) for key, item in value.items()}}
    raise TypeError(type(value))


def text(value):
    if isinstance(value, X):
        return f"x{value.i}"
    if isinstance(value, D):
        return f"np.{value.name}"
    if isinstance(value, list):
        return f"[{', '.join(text(item) for item in value)}]"
    if isinstance(value, tuple):
        return f"({', '.join(text(item) for item in value)}{',' if len(value) == 1 else ''})"
    return repr(value)


def is_array(value):
    return isinstance(value, (np.ndarray, np.generic, tf.Tensor, tf.Variable, keras.KerasTensor))


def shapes(value):
    if is_array(value):
        if isinstance(value.shape, tf.TensorShape) and value.shape.rank is None:
            return "?"
        return list(value.shape)
    if isinstance(value, dict):
        return {key: shapes(item) for key, item in value.items()}
    return [shapes(item) for item in value]


def dtypes(value):
    if is_array(value):
        name = value.dtype if isinstance(value.dtype, str) else value.dtype.name
        return "string" if name.startswith(("str", "bytes")) else name
    if isinstance(value, dict):
        return {key: dtypes(item) for key, item in value.items()}
    return [dtypes(item) for item in value]


def has_arrays(value):
    if is_array(value):
        return True
    if isinstance(value, dict):
        return any(has_arrays(item) for item in value.values())
    return isinstance(value, (list, tuple)) and any(has_arrays(item) for item in value)


def plain(value):
    if isinstance(value, (tf.TensorShape,)):
        return [plain(item) for item in value.as_list()]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (np.dtype, tf.DType)):
        return value.name
    return value if isinstance(value, (bool, int, float, str, type(None))) else str(value)


def traced(name, tensors, args, kwargs):
    """The call within a TensorFlow graph, where axes may be open: what a layer's call or a Keras 2 model sees."""
    specs = [tf.TensorSpec(t.shape, t.dtype) for t in tensors]
    seen = {}

    @tf.function(autograph=False)
    def graph(*made):
        seen["answer"] = resolve(name)(*fill(tuple(args), made), **fill(kwargs, made))
        return tf.constant(0)

    graph.get_concrete_function(*specs)
    return seen["answer"]


def run(name, tensors, args, kwargs, kind):
    row = {"op": name, "kind": kind, "tensors": [t.json() for t in tensors]}
    row["args"] = [written(a) for a in args]
    row["kwargs"] = {key: written(a) for key, a in kwargs.items()}
    shown = [text(a) for a in args] + [f"{key}={text(a)}" for key, a in kwargs.items()]
    row["expr"] = f"{name}({', '.join(shown)})"
    try:
        if kind == "traced":
            answer = traced(name, tensors, args, kwargs)
        else:
            made = [t.make(kind) for t in tensors]
            answer = resolve(name)(*fill(tuple(args), made), **fill(kwargs, made))
        if isinstance(answer, tuple) and any(isinstance(part, int) for part in answer):
            row["value"] = [None if is_array(part) else part for part in answer]
        elif has_arrays(answer):
            row["outputs"] = shapes(answer)
            row["outputs_dtype"] = dtypes(answer)
            if kind == "symbolic" and isinstance(answer, keras.KerasTensor):
                row["class"] = type(answer._keras_history.operation).__name__
            if kind != "traced" and is_array(answer) and not isinstance(answer, keras.KerasTensor):
                data = np.asarray(answer)
                if data.size <= 64 and data.dtype.kind in "biuf":
                    row["values"] = [float(v) if np.isfinite(v) else None for v in data.reshape(-1)] if data.dtype.kind == "f" else [int(v) for v in data.reshape(-1)]
        else:
            row["value"] = plain(answer)
    except Exception as error:  # noqa: BLE001
        row["error"] = {"type": type(error).__name__, "message": str(error)[:400]}
    return row


def write(path, rows):
    with gzip.GzipFile(path, "wb", mtime=0) as out:
        for row in rows:
            out.write((json.dumps(row, default=str) + "\n").encode())
    errors = sum("error" in row for row in rows)
    print(path, len(rows), "rows,", errors, "errors")
