"""What NumPy answers, on arrays.

Usage: python numpyCalls.py OUT.jsonl.gz
"""
import random
import sys

import numpy as np
from calls import D, T, X, run, write

rows = []
E = Ellipsis


def call(name, tensors, *args, **kwargs):
    rows.append(run(name, tensors, args, kwargs, "numpy"))


def each(names, tensors, *args, **kwargs):
    for name in names.split():
        call(name, tensors, *args, **kwargs)


# Creation.
for name in "zeros ones empty".split():
    for shape in [(2, 3), (), (4,), 5, [2, 2], (0, 3), (1000, 28, 28)]:
        call(f"numpy.{name}", [], shape)
    call(f"numpy.{name}", [], (2, 3), "int32")
    call(f"numpy.{name}", [], (2, 3), dtype=D("float32"))
    call(f"numpy.{name}", [], (2, 3), dtype="f4")
    call(f"numpy.{name}", [], shape=(2, 3), dtype=D("uint8"))
    call(f"numpy.{name}", [], (None, 3))
    call(f"numpy.{name}", [], (2, -1))
    call(f"numpy.{name}", [], 3.0)
    call(f"numpy.{name}", [], (2.5, 3))
    call(f"numpy.{name}", [], (2, 3), dtyp="int32")
    call(f"numpy.{name}")if False else None
    call(f"numpy.{name}_like", [T(2, 3)], X(0))
    call(f"numpy.{name}_like", [T(2, 3, dtype="uint8")], X(0), dtype="float64")
    call(f"numpy.{name}_like", [], [1, 2, 3])
for fill in (7, 2.5, True):
    call("numpy.full", [], (2, 3), fill)
    call("numpy.full", [], 4, fill)
    call("numpy.full", [], (2, 2), fill, dtype="float32")
    call("numpy.full_like", [T(2, 3, dtype="int32")], X(0), fill)
call("numpy.full", [T(3)], (2, 3), X(0))
for args in [(5,), (1, 5), (0, 10, 3), (5, 0, -1), (0, 1, 0.25), (5.0,), (-3,), (0, -3), (2, 2), (10, 0), (100,)]:
    call("numpy.arange", [], *args)
    call("numpy.arange", [], *args, dtype="float32")
for args in [(0, 1), (0, 1, 5), (0.0, 10.0, 3), (-1, 1, 100)]:
    call("numpy.linspace", [], *args)
    call("numpy.logspace", [], *args)
call("numpy.linspace", [], 0, 10, num=3, endpoint=False)
call("numpy.linspace", [], 0, 10, num=3, dtype="float32")
call("numpy.linspace", [], 0, 10, num=3, retstep=True)
call("numpy.linspace", [T(2, 3), T(2, 3)], X(0), X(1), 4, axis=1)
call("numpy.geomspace", [], 1, 1000, 4)
for args in [(3,), (3, 4), (2, 5, 1), (4, 4, -1)]:
    call("numpy.eye", [], *args)
    call("numpy.tri", [], *args)
call("numpy.eye", [], 3, dtype="int32")
call("numpy.identity", [], 4)
for value in [3, 2.5, True, [1, 2, 3], [[1, 2], [3, 4]], [1.0, 2], [[1.5]], (1, 2), [], [[]], "a", ["a", "b"], [[True, False]], [[1, 2, 3], [4, 5, 6.0]]]:
    each("numpy.array numpy.asarray", [], value)
    call("numpy.array", [], value, dtype="float32") if value != "a" and value != ["a", "b"] else None
for dtype in "uint8 int32 float16 float32 bool".split():
    each("numpy.array numpy.asarray numpy.copy numpy.ascontiguousarray", [T(2, 3, dtype=dtype)], X(0))
each("numpy.array numpy.stack numpy.concatenate numpy.vstack numpy.hstack numpy.dstack numpy.column_stack", [T(2, 3), T(2, 3)], [X(0), X(1)])
each("numpy.array numpy.stack numpy.concatenate numpy.vstack numpy.hstack numpy.dstack numpy.column_stack", [T(3), T(3)], [X(0), X(1)])
each("numpy.array numpy.stack numpy.concatenate numpy.vstack numpy.hstack numpy.dstack numpy.column_stack", [T(3, 4, dtype="uint8"), T(2, 4)], [X(0), X(1)]) if False else None
each("numpy.stack numpy.concatenate numpy.vstack numpy.hstack numpy.dstack numpy.column_stack", [T(3, 4, dtype="uint8"), T(2, 4)], [X(0), X(1)])
each("numpy.stack numpy.concatenate numpy.vstack numpy.hstack", [T(5, 2, 3), T(5, 4, 3), T(5, 1, 3)], [X(0), X(1), X(2)])
each("numpy.stack numpy.concatenate", [T(4, 2, 3), T(4, 2, 3), T(4, 2, 3)], (X(0), X(1), X(2)), 1)
each("numpy.stack numpy.concatenate", [T(4, 2, 3), T(4, 2, 3)], (X(0), X(1)), axis=-1)
each("numpy.stack numpy.concatenate", [T(4, 2), T(4, 2)], (X(0), X(1)), axis=2)
each("numpy.stack numpy.concatenate", [T(4, 2), T(4, 2)], (X(0), X(1)), axis=3)
each("numpy.stack numpy.concatenate", [T(4, 2), T(4)], (X(0), X(1)))
each("numpy.stack numpy.concatenate numpy.vstack numpy.hstack", [T(3, 2, 4)], X(0))
call("numpy.concatenate", [T(2, 3), T(4, 3)], [X(0), X(1)], axis=None)
call("numpy.append", [T(2, 3), T(4, 3)], X(0), X(1))
call("numpy.append", [T(2, 3), T(4, 3)], X(0), X(1), axis=0)
call("numpy.append", [T(2, 3), T(4, 3)], X(0), X(1), axis=1)
call("numpy.append", [T(5)], X(0), 3.0)
call("numpy.meshgrid", [T(3), T(4)], X(0), X(1))
call("numpy.meshgrid", [T(3), T(4), T(5)], X(0), X(1), X(2), indexing="ij")
call("numpy.concatenate", [T(2, 3)], [X(0), [[1, 2, 3]]])

# Random.
for name in "rand randn".split():
    for args in [(), (3,), (2, 3), (100, 28, 28, 1)]:
        call(f"numpy.random.{name}", [], *args) if args else None
    call(f"numpy.random.{name}", [], (2, 3))
for name in "random random_sample standard_normal sample".split():
    for args in [((2, 3),), (4,), ([2, 2],)]:
        call(f"numpy.random.{name}", [], *args)
    call(f"numpy.random.{name}", [], size=(5, 1))
for name in "normal uniform beta gamma".split():
    call(f"numpy.random.{name}", [], 1, 2, (3, 4))
    call(f"numpy.random.{name}", [], 1.0, 2.0, size=7)
    call(f"numpy.random.{name}", [T(3), T(2, 3)], X(0), X(1))
for name in "exponential poisson".split():
    call(f"numpy.random.{name}", [], 2.0, (3, 4))
    call(f"numpy.random.{name}", [T(3)], X(0))
call("numpy.random.binomial", [], 10, 0.5, (3, 2))
call("numpy.random.randint", [], 10, size=(3, 4))
call("numpy.random.randint", [], 0, 10, (3, 4))
call("numpy.random.randint", [], 0, 10, 5, dtype="uint8")
call("numpy.random.randint", [], 2, size=(100, 1))
call("numpy.random.randint", [], 0, high=256, size=(4, 8, 8, 3), dtype=D("uint8"))
call("numpy.random.choice", [], 10, 3)
call("numpy.random.choice", [], 10, (3, 2))
call("numpy.random.choice", [], [1.0, 2.0], size=(3, 2))
call("numpy.random.permutation", [], 7)
call("numpy.random.permutation", [T(4, 2)], X(0))
call("numpy.random.multivariate_normal", [T(2), T(values=[[1, 0], [0, 1]])], X(0), X(1), 10)
call("numpy.random.shuffle", [T(4)], X(0))
call("numpy.random.seed", [], 0)

# Shapes.
SHAPES = [(6, 4), (2, 3, 4), (24,), (1, 4, 1, 6), (4, 6, 1)]
for shape in SHAPES:
    for new in [(-1,), (4, 6), (2, -1, 3), (-1, 1), 24, (8, 3, 1), (5, 5), (-1, -1), (-1, 5), [6, 4], (24, 1)]:
        each("numpy.reshape method.reshape", [T(*shape)], X(0), new)
    call("method.reshape", [T(*shape)], X(0), 4, 6)
    call("method.reshape", [T(*shape)], X(0), -1, 2)
    call("method.reshape", [T(*shape)], X(0), 4, 7)
    call("numpy.reshape", [T(*shape)], X(0), newshape=(4, 6)) if False else None
    each("numpy.ravel method.ravel method.flatten method.copy method.T method.transpose numpy.transpose numpy.squeeze method.squeeze numpy.flip numpy.sort numpy.argsort numpy.unique numpy.nonzero numpy.argwhere", [T(*shape)], X(0))
    for axis in (0, -1, 1, 3, (0, 1), (0, -1)):
        each("numpy.expand_dims", [T(*shape)], X(0), axis)
        each("numpy.squeeze method.squeeze", [T(*shape)], X(0), axis)
        each("numpy.flip numpy.roll" if False else "numpy.flip", [T(*shape)], X(0), axis)
    each("numpy.swapaxes method.swapaxes", [T(*shape)], X(0), 0, -1)
    each("numpy.swapaxes", [T(*shape)], X(0), 0, 5)
    call("numpy.moveaxis", [T(*shape)], X(0), 0, -1)
    call("numpy.moveaxis", [T(*shape)], X(0), -1, 0)
    call("numpy.rollaxis", [T(*shape)], X(0), len(shape) - 1)
    order = tuple(range(len(shape)))[::-1]
    each("numpy.transpose method.transpose", [T(*shape)], X(0), order)
    call("method.transpose", [T(*shape)], X(0), *order)
    each("numpy.transpose", [T(*shape)], X(0), (0, 1))
    call("numpy.transpose", [T(*shape)], X(0), axes=order)
    each("numpy.atleast_1d numpy.atleast_2d numpy.atleast_3d", [T(*shape)], X(0))
    each("numpy.fliplr numpy.flipud numpy.rot90", [T(*shape)], X(0))
    call("numpy.roll", [T(*shape)], X(0), 1, axis=0)
    for reps in (2, (2,), (2, 3), (1, 2, 1, 2, 1)):
        call("numpy.tile", [T(*shape)], X(0), reps)
    each("numpy.repeat method.repeat", [T(*shape)], X(0), 3)
    each("numpy.repeat", [T(*shape)], X(0), 3, axis=-1)
    each("numpy.repeat", [T(*shape)], X(0), [1, 2, 3, 1], axis=0)
    for width in (1, (1, 2), ((1, 2),), ((0, 0), (1, 1)), ((0, 0), (1, 2), (3, 4)), [[0, 1]] * len(shape)):
        call("numpy.pad", [T(*shape)], X(0), width)
        call("numpy.pad", [T(*shape)], X(0), width, "constant")
    call("numpy.pad", [T(*shape)], X(0), 1, mode="constant", constant_values=3)
    call("numpy.broadcast_to", [T(*shape)], X(0), (5,) + shape)
    call("numpy.broadcast_to", [T(*shape)], X(0), (5,) + shape[1:])
    for parts in (2, 3, [1, 3], [2], 4):
        each("numpy.split numpy.array_split", [T(*shape)], X(0), parts)
        each("numpy.split numpy.array_split", [T(*shape)], X(0), parts, axis=-1)
    each("numpy.hsplit numpy.vsplit", [T(*shape)], X(0), 2)
    each("numpy.shape numpy.ndim numpy.size method.shape method.ndim method.size", [T(*shape)], X(0))
call("numpy.size", [T(2, 3)], X(0), 1)

# Types.
for dtype in "bool uint8 int8 int16 int32 int64 uint16 uint32 float16 float32 float64".split():
    each("numpy.sum numpy.mean numpy.std numpy.var numpy.max numpy.min numpy.prod numpy.all numpy.any numpy.argmax numpy.cumsum numpy.median numpy.sqrt numpy.exp numpy.log numpy.sin numpy.floor numpy.ceil numpy.round numpy.abs numpy.square numpy.sign numpy.isnan numpy.logical_not numpy.clip numpy.cbrt numpy.log1p numpy.tanh numpy.count_nonzero numpy.average numpy.ptp numpy.trunc numpy.rint numpy.around numpy.degrees numpy.nan_to_num numpy.reciprocal numpy.linalg.norm numpy.percentile" if False else "numpy.sum numpy.mean numpy.std numpy.var numpy.max numpy.min numpy.prod numpy.all numpy.any numpy.argmax numpy.cumsum numpy.median numpy.sqrt numpy.exp numpy.log numpy.sin numpy.floor numpy.ceil numpy.round numpy.abs numpy.square numpy.isnan numpy.logical_not numpy.cbrt numpy.log1p numpy.tanh numpy.count_nonzero numpy.average numpy.ptp numpy.trunc numpy.around numpy.degrees numpy.nan_to_num numpy.linalg.norm numpy.cumprod numpy.isfinite", [T(2, 3, dtype=dtype)], X(0))
    each("method.sum method.mean method.std method.max method.argmax method.cumsum method.all method.any", [T(2, 3, dtype=dtype)], X(0))
    for other in "bool uint8 int8 int32 int64 float16 float32 float64".split():
        each("operator.add operator.mul operator.truediv operator.floordiv operator.lt operator.eq numpy.add numpy.divide numpy.maximum numpy.matmul numpy.dot numpy.power numpy.arctan2 numpy.hypot numpy.mod", [T(2, 2, dtype=dtype), T(2, 2, dtype=other)], X(0), X(1))
        call("method.astype", [T(2, 2, dtype=dtype)], X(0), other)
    for number in (2, 2.5, True):
        for name in "add sub mul truediv floordiv pow mod lt eq".split():
            call(f"operator.{name}", [T(2, 3, dtype=dtype)], X(0), number)
            call(f"operator.{name}", [T(2, 3, dtype=dtype)], number, X(0))
    call("numpy.where", [T(2, 3, dtype="bool"), T(2, 3, dtype=dtype)], X(0), X(1), 0)
    call("numpy.where", [T(2, 3, dtype="bool"), T(2, 3, dtype=dtype)], X(0), X(1), 0.5)
    call("method.astype", [T(2, 3, dtype=dtype)], X(0), D("float32"))
    call("method.astype", [T(2, 3, dtype=dtype)], X(0), "float")
    call("method.astype", [T(2, 3, dtype=dtype)], X(0), "int")
    call("numpy.clip", [T(2, 3, dtype=dtype)], X(0), 0, 1)
    call("numpy.percentile", [T(2, 3, dtype=dtype)], X(0), 50) if dtype != "bool" else None
call("method.astype", [T(2, 3)], X(0))

# Reductions.
for name in "sum mean max min std var prod all any argmax argmin median count_nonzero ptp nansum nanmean nanmax".split():
    for shape in [(4,), (2, 3), (2, 3, 4)]:
        for axis in (None, 0, -1, 1, 2, (0, 1)):
            if name.startswith("arg") and isinstance(axis, tuple):
                continue
            call(f"numpy.{name}", [T(*shape)], X(0), axis=axis)
        call(f"numpy.{name}", [T(*shape)], X(0), axis=0, keepdims=True)
for name in "cumsum cumprod sort argsort".split():
    call(f"numpy.{name}", [T(2, 3)], X(0), axis=0)
    call(f"numpy.{name}", [T(2, 3)], X(0), axis=None)
    call(f"numpy.{name}", [T(2, 3)], X(0), axis=2)
call("numpy.sum", [T(2, 3)], X(0), 1, keepdims=True)
call("numpy.mean", [T(2, 3)], X(0), (0, 1), dtype="float64")
call("numpy.diff", [T(4, 6)], X(0))
call("numpy.diff", [T(4, 6)], X(0), n=2, axis=0)
call("numpy.average", [T(2, 3), T(3)], X(0), axis=1, weights=X(1))
call("numpy.average", [T(2, 3), T(4)], X(0), axis=1, weights=X(1))
call("numpy.percentile", [T(2, 3)], X(0), [25, 75])
call("numpy.percentile", [T(2, 3)], X(0), [25, 75], axis=1)
call("numpy.quantile", [T(2, 3)], X(0), 0.5, axis=0)
call("numpy.linalg.norm", [T(2, 3)], X(0), axis=1)
call("numpy.linalg.norm", [T(2, 3)], X(0), axis=1, keepdims=True)
call("numpy.bincount", [T(values=[1, 1, 2], dtype="int64")], X(0))
call("numpy.histogram", [T(20)], X(0))
call("numpy.histogram", [T(20)], X(0), bins=5)
call("numpy.unique", [T(6)], X(0), return_counts=True)
call("numpy.unique", [T(6)], X(0), return_index=True, return_inverse=True)
call("numpy.searchsorted", [T(6), T(2, 3)], X(0), X(1))
call("numpy.digitize", [T(6)], X(0), [1.0, 2.0])
call("numpy.corrcoef", [T(3, 5)], X(0))
call("numpy.cov", [T(3, 5)], X(0))
call("numpy.convolve", [T(6), T(3)], X(0), X(1))
call("numpy.convolve", [T(6), T(3)], X(0), X(1), "same")
call("numpy.interp", [T(5), T(3), T(3)], X(0), X(1), X(2))
call("numpy.delete", [T(5, 2)], X(0), 1, axis=0)
call("numpy.insert", [T(5, 2)], X(0), 1, 0.0, axis=0)
call("numpy.where", [T(2, 3, dtype="bool")], X(0))
call("numpy.where", [T(2, 3, dtype="bool"), T(2, 4)], X(0), X(1), 0)
call("numpy.where", [T(3, dtype="bool"), T(2, 3), T(2, 1)], X(0), X(1), X(2))
call("numpy.take", [T(5, 4), T(values=[0, 2], dtype="int64")], X(0), X(1), axis=0)
call("numpy.take", [T(5, 4)], X(0), [0, 1, 2], axis=1)
call("numpy.take", [T(5, 4)], X(0), 0)
call("numpy.take_along_axis", [T(3, 4), T(values=[[0], [1], [2]], dtype="int64")], X(0), X(1), 1)
call("numpy.isin", [T(2, 3), T(4)], X(0), X(1))
each("numpy.allclose numpy.array_equal numpy.isclose", [T(2, 3), T(2, 3)], X(0), X(1))
each("numpy.diag numpy.diagonal numpy.trace numpy.tril numpy.triu numpy.linalg.inv numpy.linalg.det numpy.linalg.matrix_rank numpy.linalg.eigh", [T(values=[[2.0, 1, 0], [1, 3, 1], [0, 1, 4]])], X(0))
each("numpy.linalg.svd numpy.linalg.qr numpy.linalg.pinv", [T(4, 3)], X(0))
call("numpy.linalg.svd", [T(4, 3)], X(0), full_matrices=False)
call("numpy.diag", [T(3)], X(0))
call("numpy.linalg.inv", [T(2, 3)], X(0))
call("numpy.linalg.solve", [T(values=[[2.0, 1], [1, 3]]), T(2)], X(0), X(1))
for dtype in "float32 float64 int64".split():
    each("numpy.fft.fft numpy.fft.ifft numpy.fft.rfft numpy.fft.fft2", [T(4, 8, dtype=dtype)], X(0))
call("numpy.fft.fft", [T(4, 8)], X(0), 16)
call("numpy.fft.irfft", [T(4, 5, dtype="complex128")], X(0))
call("numpy.fft.fftfreq", [], 8)
call("numpy.fft.rfftfreq", [], 8)

# Products.
for a, b in [((2, 3), (3, 4)), ((3,), (3,)), ((2, 3), (3,)), ((5, 2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((2, 3), (2, 3)), ((2, 5, 2, 3), (5, 3, 2)), ((4, 2, 3), (5, 3, 2)), ((), (3,))]:
    each("numpy.matmul operator.matmul numpy.dot method.dot numpy.outer numpy.inner numpy.kron", [T(*a), T(*b)], X(0), X(1))
call("numpy.tensordot", [T(2, 3, 4), T(3, 4, 5)], X(0), X(1))
call("numpy.tensordot", [T(2, 3, 4), T(4, 5)], X(0), X(1), 1)
call("numpy.tensordot", [T(2, 3, 4), T(4, 3)], X(0), X(1), axes=([1, 2], [1, 0]))
call("numpy.tensordot", [T(2, 3, 4), T(4, 5)], X(0), X(1), axes=([1], [0]))
for spec, a, b in [("ij,jk->ik", (2, 3), (3, 4)), ("bij,bjk->bik", (5, 2, 3), (5, 3, 4)), ("ij,jk", (2, 3), (3, 4)), ("ij,jk->ik", (2, 3), (4, 4)), ("...ij,jk->...ik", (5, 2, 3), (3, 4))]:
    call("numpy.einsum", [T(*a), T(*b)], spec, X(0), X(1))
call("numpy.einsum", [T(3, 3)], "ii->i", X(0))
call("numpy.cross", [T(4, 3), T(4, 3)], X(0), X(1))
each("numpy.add operator.add operator.mul numpy.maximum operator.gt", [T(2, 3), T(3)], X(0), X(1))
each("numpy.add operator.add operator.mul numpy.maximum operator.gt", [T(2, 3), T(2, 1)], X(0), X(1))
each("numpy.add operator.add operator.mul numpy.maximum operator.gt", [T(2, 3), T(4)], X(0), X(1))
each("numpy.add operator.sub", [T(4, 1, 3), T(5, 1)], X(0), X(1))
each("operator.and_ operator.or_ operator.xor", [T(2, 3, dtype="bool"), T(3, dtype="bool")], X(0), X(1))
each("operator.lshift operator.rshift operator.and_", [T(2, 3, dtype="int32"), T(3, dtype="int32")], X(0), X(1))
each("operator.invert", [T(2, 3, dtype="bool")], X(0))
each("operator.neg operator.pos operator.abs", [T(2, 3)], X(0))
call("operator.add", [T(2, 3)], X(0), [1, 2, 3])
call("operator.mul", [], [1, 2, 3], 2) if False else None

# Indexing.
KEYS = [
    0, -1, 1, 99, slice(None), slice(1, None), slice(None, -1), slice(None, None, 2), slice(None, None, -1), slice(5, 2), None, E,
    (0, 0), (slice(None), 0), (slice(None), -1), (E, 0), (E, None), (None, E), (slice(None), None), (slice(None), slice(1, 3)), (0, slice(None, None, 2)),
    (slice(None), slice(None), 0), (0, E, 0), (slice(2), slice(1, -1)), [0, 1], ([0, 1], [0, 1]), (slice(None), [0, 2]), ([0, 1], slice(None)), (slice(None), [0, 1], 0), (0, slice(None), [0, 1]),
    ([0, 1], slice(None), [0, 1]), np.array([1, 0]), np.array([[0, 1], [1, 0]]), np.array([True, False]), (E, slice(None, None, -1)), (slice(None), 99), (0, 0, 0, 0, 0), "a",
]
for shape in [(2, 3), (2, 4, 3), (5,), (2, 8, 8, 3)]:
    for key in KEYS:
        call("getitem", [T(*shape)], X(0), key)
call("getitem", [T(4, 3), T(4, dtype="bool")], X(0), X(1))
call("getitem", [T(4, 3), T(4, 3, dtype="bool")], X(0), X(1))
call("getitem", [T(4, 3), T(2, 5, dtype="int64")], X(0), X(1))
call("getitem", [T(values=[1, 2, 3, 4], dtype="int64")], X(0), 2)
call("getitem", [T(values=[[1, 2], [3, 4]], dtype="int64")], X(0), (slice(None), 1))

# Values that follow.
each("numpy.sum numpy.prod numpy.max numpy.min", [T(values=[2, 3, 4], dtype="int64")], X(0))
each("operator.add operator.mul operator.floordiv operator.sub", [T(values=[2, 3, 4], dtype="int64"), T(values=[1, 2, 2], dtype="int64")], X(0), X(1))
call("operator.floordiv", [T(values=[[28, 29]], dtype="int64")], X(0), 2)
call("numpy.concatenate", [T(values=[1, 2], dtype="int64"), T(values=[3], dtype="int64")], [X(0), X(1)])
call("numpy.reshape", [T(values=[1, 2, 3, 4], dtype="int64")], X(0), (2, 2))
call("numpy.prod", [], [2, 3, 4])
call("numpy.prod", [], (28, 28, 1))
call("numpy.ceil", [], 2.5)
call("numpy.floor", [], 7 / 2)
call("numpy.log2", [], 8)
call("numpy.max", [], [3, 9, 2])
call("numpy.maximum", [], 3, 9)
call("numpy.int32", [], 3.7) if False else None
call("numpy.clip", [], 12, 0, 10) if False else None
write(sys.argv[1], [row for row in rows if row is not None])
