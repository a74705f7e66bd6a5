"""The values of operations on small tensors, by every library's names: inputs, arguments and outputs.

Usage: python operations.py OUT.json.gz
A case is (name, tensors, args, keywords); X(0), X(1) ... stand for the tensors.
"""
import base64
import gzip
import json
import operator
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
import tensorflow as tf


class X:
    def __init__(self, i):
        self.i = i


random = np.random.RandomState(11)


def floats(*shape, low=-2.0, high=2.0):
    return random.uniform(low, high, shape).astype("float32")


def ints(*shape, low=-3, high=6):
    return random.randint(low, high, shape).astype("int32")


A, B, ROW = floats(2, 3, 4), floats(2, 3, 4), floats(4)
POS = floats(2, 3, 4, low=0.1, high=3)
UNIT = floats(2, 5, low=-0.9, high=0.9)
N, M = ints(2, 3), ints(2, 3, low=1, high=5)
IMAGE, SEQUENCE, VOLUME = floats(2, 7, 6, 3), floats(2, 9, 3), floats(1, 5, 4, 4, 2)
HOLES = np.array([[1, np.nan, 3], [4, 5, np.nan]], "float32")
BOOLS = np.array([[True, False, True], [False, False, True]])

cases = []


def add(name, tensors, *args, **keywords):
    cases.append((name, tensors, args, keywords))


for name in "add subtract multiply divide true_divide maximum minimum".split():
    add(f"keras.ops.{name}", [A, B], X(0), X(1))
    add(f"keras.ops.{name}", [A, ROW], X(0), X(1))
for name in "add subtract multiply divide floor_divide mod maximum power".split():
    add(f"keras.ops.{name}", [M, M[::-1]], X(0), X(1))
for name in "floor_divide mod arctan2 fmax fmin hypot logaddexp divide_no_nan".split():
    add(f"keras.ops.{name}", [A, B], X(0), X(1))
add("keras.ops.power", [POS, A], X(0), X(1))
for name in "equal not_equal greater greater_equal less less_equal".split():
    add(f"keras.ops.{name}", [N, M], X(0), X(1))
for name in "logical_and logical_or logical_xor".split():
    add(f"keras.ops.{name}", [BOOLS, ~BOOLS], X(0), X(1))
for name in "add sub mul truediv floordiv mod pow".split():
    add(f"operator.{name}", [POS], X(0), 2)
    add(f"operator.{name}", [POS], 2.5, X(0))
add("operator.floordiv", [N, M], X(0), X(1))
add("operator.neg", [A], X(0))
add("operator.matmul", [A, floats(2, 4, 5)], X(0), X(1))
for name in "absolute abs negative sign square exp expm1 sin cos tan sinh cosh tanh arctan arcsinh ceil floor round trunc erf isnan isinf isfinite reciprocal fabs deg2rad rad2deg".split():
    add(f"keras.ops.{name}", [A], X(0))
for name in "log log1p log2 log10 sqrt rsqrt".split():
    add(f"keras.ops.{name}", [POS], X(0))
for name in "arcsin arccos arctanh".split():
    add(f"keras.ops.{name}", [UNIT], X(0))
add("keras.ops.arccosh", [POS + 1], X(0))
add("keras.ops.logical_not", [BOOLS], X(0))
add("keras.ops.clip", [A], X(0), -0.5, 1)
add("tf.clip_by_value", [A], X(0), -0.5, 1.0)
add("keras.ops.where", [BOOLS, N, M], X(0), X(1), X(2))
add("keras.ops.where", [BOOLS, floats(2, 3)], X(0), X(1), 0)
add("keras.ops.nan_to_num", [HOLES], X(0), nan=7)
add("keras.ops.cast", [A], X(0), "int32")
add("tf.cast", [N], X(0), tf.float32)
add("keras.ops.zeros_like", [A], X(0))
add("keras.ops.ones_like", [N], X(0))
add("keras.ops.full_like", [A], X(0), 2.5)

for name in "sum mean max min prod std var any all logsumexp".split():
    add(f"keras.ops.{name}", [POS], X(0))
    add(f"keras.ops.{name}", [POS], X(0), axis=1)
    add(f"keras.ops.{name}", [POS], X(0), axis=(0, -1), keepdims=True)
add("keras.ops.sum", [BOOLS], X(0), axis=1)
add("keras.ops.amax", [A], X(0), axis=2)
add("tf.reduce_mean", [A], X(0), axis=[1, 2])
add("tf.reduce_sum", [A], X(0), 1, keepdims=True)
add("tf.reduce_max", [A], X(0), axis=-1)
add("tf.norm", [A], X(0), axis=-1)
for name in "argmax argmin".split():
    add(f"keras.ops.{name}", [A], X(0))
    add(f"keras.ops.{name}", [A], X(0), axis=1, keepdims=True)
add("tf.argmax", [A], X(0), axis=2)
add("keras.ops.cumsum", [A], X(0))
add("keras.ops.cumsum", [A], X(0), axis=-1)
add("keras.ops.cumprod", [A], X(0), axis=-2)
add("keras.ops.count_nonzero", [N], X(0), axis=1)
add("keras.ops.norm", [ROW], X(0))
add("keras.ops.norm", [A], X(0), axis=-1, keepdims=True)
for order in [1, 2, 3, np.inf]:
    add("keras.ops.norm", [A], X(0), ord=float(order) if order == np.inf else order, axis=1)
add("keras.ops.normalize", [A], X(0))
add("keras.ops.normalize", [A], X(0), axis=1, order=1)
add("tf.math.l2_normalize", [A], X(0), axis=1)
add("keras.ops.average", [A], X(0), axis=1)
add("keras.ops.average", [A, floats(3, low=0.5, high=2)], X(0), axis=1, weights=X(1))
add("keras.ops.moments", [A], X(0), axes=[1])

add("keras.ops.reshape", [A], X(0), (2, -1))
add("keras.ops.reshape", [A], X(0), (-1, 4, 1))
add("tf.reshape", [A], X(0), [6, 4])
add("keras.ops.ravel", [A], X(0))
add("keras.ops.transpose", [A], X(0))
add("keras.ops.transpose", [A], X(0), (0, 2, 1))
add("tf.transpose", [A], X(0), perm=[2, 0, 1])
add("keras.ops.swapaxes", [A], X(0), 0, -1)
add("keras.ops.moveaxis", [A], X(0), 0, -1)
add("keras.ops.moveaxis", [A], X(0), [0, 1], [-1, 0])
add("keras.ops.expand_dims", [A], X(0), -1)
add("keras.ops.expand_dims", [A], X(0), 0)
add("tf.expand_dims", [A], X(0), axis=1)
add("keras.ops.squeeze", [floats(2, 1, 3, 1)], X(0))
add("keras.ops.squeeze", [floats(2, 1, 3, 1)], X(0), axis=-1)
add("keras.ops.broadcast_to", [ROW], X(0), (3, 4))
add("keras.ops.concatenate", [A, B], [X(0), X(1)], axis=-1)
add("tf.concat", [A, B], [X(0), X(1)], 1)
add("keras.ops.concatenate", [N, floats(2, 3)], [X(0), X(1)], axis=0)
add("keras.ops.stack", [A, B], [X(0), X(1)], axis=-1)
add("tf.stack", [A, B], [X(0), X(1)], axis=1)
add("keras.ops.unstack", [A], X(0), axis=1)
add("keras.ops.split", [A], X(0), 2, axis=-1)
add("keras.ops.split", [A], X(0), [1, 3], axis=2)
add("tf.split", [A], X(0), 3, axis=1)
add("tf.split", [A], X(0), [1, 3], axis=-1)
add("keras.ops.hstack", [A, B], [X(0), X(1)])
add("keras.ops.vstack", [ROW, ROW], [X(0), X(1)])
add("keras.ops.append", [N, M], X(0), X(1))
add("keras.ops.append", [N, M], X(0), X(1), axis=1)
add("keras.ops.flip", [A], X(0))
add("keras.ops.flip", [A], X(0), axis=1)
add("tf.reverse", [A], X(0), axis=[0, 2])
add("keras.ops.roll", [A], X(0), 2)
add("keras.ops.roll", [A], X(0), -1, axis=2)
add("keras.ops.repeat", [A], X(0), 2)
add("keras.ops.repeat", [A], X(0), 3, axis=1)
add("keras.ops.tile", [A], X(0), (1, 2, 1))
add("keras.ops.tile", [ROW], X(0), (2, 2))
add("tf.tile", [A], X(0), [1, 1, 2])
for pad in [((0, 0), (1, 2), (0, 1))]:
    add("keras.ops.pad", [A], X(0), pad)
add("keras.ops.pad", [A], X(0), ((0, 0), (1, 2), (0, 0)), mode="constant", constant_values=3)
add("keras.ops.pad", [A], X(0), ((0, 0), (1, 2), (2, 1)), mode="reflect")
add("tf.pad", [A], X(0), [[0, 0], [1, 1], [2, 0]])
add("keras.ops.take", [A, np.array([0, 2, -1], "int32")], X(0), X(1), axis=1)
add("tf.gather", [A, np.array([0, 2, 1], "int32")], X(0), X(1), axis=1)
add("keras.ops.slice", [A], X(0), (0, 1, 1), (2, 2, 2))
add("keras.ops.arange", [], 5)
add("keras.ops.arange", [], 1, 6, 2)
add("keras.ops.one_hot", [M], X(0), 6)
add("tf.one_hot", [M], X(0), depth=6)
add("keras.ops.multi_hot", [M], X(0), 6)
add("keras.ops.tril", [A], X(0))
add("keras.ops.triu", [A], X(0), 1)
add("keras.ops.sort", [A], X(0), axis=1)
add("keras.ops.argsort", [A], X(0))
add("keras.ops.top_k", [A], X(0), 2)
add("tf.math.add_n", [A, B], [X(0), X(1)])
add("tf.math.squared_difference", [A, B], X(0), X(1))
add("tf.identity", [A], X(0))

S = slice
for key in [0, -1, (S(None), 1), (S(None), S(1, None)), (S(None), S(None), -1), (Ellipsis, 0), (Ellipsis, S(None, None, 2)), (S(None), None), (S(None), S(None, None, -1), S(1, 3)), (0, Ellipsis, None), (S(None), S(-2, None), S(None, -1)), (S(None), S(2, 0, -1))]:
    add("getitem", [A], X(0), key)

add("keras.ops.matmul", [A, floats(2, 4, 5)], X(0), X(1))
add("keras.ops.matmul", [A, ROW], X(0), X(1))
add("keras.ops.matmul", [ROW, floats(4, 3)], X(0), X(1))
add("tf.matmul", [A, floats(2, 4, 5)], X(0), X(1))
add("keras.ops.dot", [A, floats(4, 3)], X(0), X(1))
add("keras.ops.dot", [A, floats(5, 4, 3)], X(0), X(1))
add("keras.ops.tensordot", [A, floats(4, 3)], X(0), X(1), 1)
add("keras.ops.tensordot", [A, floats(4, 3)], X(0), X(1), [[2, 1], [0, 1]])
add("keras.ops.outer", [ROW, floats(3)], X(0), X(1))
add("keras.ops.inner", [A, floats(5, 4)], X(0), X(1))
add("keras.ops.einsum", [A, floats(2, 4, 5)], "bij,bjk->bik", X(0), X(1))

for name in "relu relu6 leaky_relu elu celu selu gelu sigmoid hard_sigmoid log_sigmoid sparse_sigmoid silu swish hard_silu hard_swish hard_tanh tanh_shrink softplus softsign squareplus sparse_plus soft_shrink hard_shrink softmax log_softmax glu".split():
    add(f"keras.ops.{name}", [A * 2], X(0))
add("keras.ops.leaky_relu", [A], X(0), negative_slope=0.3)
add("keras.ops.elu", [A], X(0), alpha=0.5)
add("keras.ops.gelu", [A], X(0), approximate=False)
add("keras.activations.gelu", [A], X(0))
add("tf.nn.gelu", [A], X(0))
add("tf.nn.relu", [A], X(0))
add("tf.nn.leaky_relu", [A], X(0), alpha=0.4)
add("tf.nn.softmax", [A], X(0), axis=1)
add("keras.activations.relu", [A * 4], X(0), negative_slope=0.1, max_value=3.0, threshold=0.5)

for size in [((3, 3, 3, 4), 1, "valid"), ((3, 2, 3, 4), 2, "same")]:
    add("keras.ops.conv", [IMAGE, floats(*size[0])], X(0), X(1), strides=size[1], padding=size[2])
add("tf.nn.conv2d", [IMAGE, floats(3, 3, 3, 4)], X(0), X(1), strides=[1, 2, 2, 1], padding="SAME")
add("keras.ops.conv", [SEQUENCE, floats(3, 3, 4)], X(0), X(1), dilation_rate=2)
add("keras.ops.conv", [VOLUME, floats(2, 2, 2, 2, 3)], X(0), X(1), padding="same")
add("keras.ops.depthwise_conv", [IMAGE, floats(3, 3, 3, 2)], X(0), X(1))
add("keras.ops.separable_conv", [IMAGE, floats(3, 3, 3, 2), floats(1, 1, 6, 4)], X(0), X(1), X(2), padding="same")
for name in "max_pool average_pool".split():
    add(f"keras.ops.{name}", [IMAGE], X(0), 2)
    add(f"keras.ops.{name}", [IMAGE], X(0), (3, 2), strides=1, padding="same")
    add(f"keras.ops.{name}", [SEQUENCE], X(0), 3, strides=2)
add("tf.nn.max_pool2d", [IMAGE], X(0), ksize=2, strides=2, padding="VALID")
add("keras.ops.batch_normalization", [IMAGE, floats(3), floats(3, low=0.5)], X(0), X(1), X(2), axis=-1)
add("keras.ops.image.rgb_to_grayscale", [IMAGE], X(0))
add("keras.ops.image.resize", [IMAGE], X(0), (4, 9))
add("keras.ops.image.resize", [IMAGE], X(0), (14, 3), interpolation="nearest")


def function(name):
    if name == "getitem":
        return operator.getitem
    place, _, last = name.rpartition(".")
    roots = {"keras": keras, "tf": tf, "operator": operator}
    root, *parts = place.split(".")
    here = roots[root]
    for part in parts:
        here = getattr(here, part)
    return getattr(here, last)


def real(value, tensors):
    if isinstance(value, X):
        return tensors[value.i]
    if isinstance(value, list):
        return [real(item, tensors) for item in value]
    return value


def written(value):
    if isinstance(value, X):
        return {"input": value.i}
    if isinstance(value, float):
        return {"float": value if np.isfinite(value) else "Infinity"}
    if isinstance(value, slice):
        parts = {"start": value.start, "stop": value.stop, "step": value.step}
        return {"object": {"family": "slice", "name": "slice", "config": parts}}
    if value is Ellipsis:
        return {"object": {"family": "ellipsis", "name": "Ellipsis", "config": {}}}
    if isinstance(value, tf.DType):
        return value.name
    if isinstance(value, (list, tuple)):
        return [written(item) for item in value]
    return value


def array(values):
    values = np.asarray(values)
    kind = values.dtype.kind
    name, code = {"f": ("float32", "<f4"), "b": ("bool", "u1")}.get(kind, ("int32", "<i4"))
    return {"shape": list(values.shape), "dtype": name, "data": base64.b64encode(values.astype(code).tobytes()).decode()}


rows = []
for name, tensors, args, keywords in cases:
    try:
        answer = function(name)(*[real(a, [tf.constant(t) for t in tensors]) for a in args], **{k: real(v, [tf.constant(t) for t in tensors]) for k, v in keywords.items()})
    except Exception as error:
        print("left out:", name, error, file=sys.stderr)
        continue
    outputs = list(answer) if isinstance(answer, (list, tuple)) else [answer]
    rows.append({"op": name, "tensors": [array(t) for t in tensors], "args": written(args), "keywords": {k: written(v) for k, v in keywords.items()}, "outputs": [array(o) for o in outputs]})
with gzip.GzipFile(sys.argv[1], "wb", mtime=0) as file:
    file.write(json.dumps(rows, separators=(",", ":")).encode())
print(len(rows), "cases")
