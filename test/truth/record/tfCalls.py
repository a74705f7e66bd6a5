"""What TensorFlow answers: on eager tensors, and on open shapes within a graph, as in a layer's call or a Keras 2 model.

Usage: python tfCalls.py OUT.jsonl.gz
"""
import sys

import numpy as np
import tensorflow as tf
from calls import D, T, X, run, write

rows = []
E = Ellipsis


def call(name, tensors, *args, **kwargs):
    """Both ways where the shapes are closed; in a graph only where they are open."""
    if all(None not in t.shape for t in tensors):
        rows.append(run(name, tensors, args, kwargs, "eager"))
    if tensors and all(t.values is None for t in tensors):
        rows.append(run(name, tensors, args, kwargs, "traced"))


def each(names, tensors, *args, **kwargs):
    for name in names.split():
        call(name, tensors, *args, **kwargs)


for name in "tf.zeros tf.ones tf.random.normal tf.random.uniform tf.random.truncated_normal keras.random.normal keras.random.uniform keras.ops.zeros keras.ops.ones".split():
    for shape in [(2, 3), (), (4,), [2, 2]]:
        call(name, [], shape)
    call(name, [], shape=(5, 1))
for name in "tf.zeros tf.ones keras.ops.zeros keras.ops.ones".split():
    call(name, [], (2, 3), "int32")
    call(name, [], (2, 3), dtype="float16")
    call(name, [], (None, 3))
each("tf.zeros_like tf.ones_like keras.ops.zeros_like keras.ops.ones_like", [T(2, 3, dtype="int32")], X(0))
each("tf.zeros_like tf.ones_like", [T(None, 3)], X(0))
call("tf.fill", [], [2, 3], 7)
call("tf.fill", [], (2, 3), 1.5)
for value in [3, 2.5, True, [1, 2, 3], [[1.0, 2], [3, 4]], "a", [[True, False]]]:
    each("tf.constant tf.convert_to_tensor tf.Variable keras.ops.convert_to_tensor keras.ops.array", [], value)
call("tf.constant", [], [1, 2, 3, 4], shape=(2, 2))
call("tf.constant", [], 0.0, shape=(2, 3))
call("tf.constant", [], [1, 2, 3], dtype="float32")
call("tf.constant", [], [1, 2, 3], "float32")
for args in [(5,), (1, 5), (0, 10, 3), (5, 0, -1), (5.0,), (-3,), (100,)]:
    call("tf.range", [], *args)
call("tf.linspace", [], 0.0, 1.0, 5)
call("tf.linspace", [], 0.0, 1.0, num=7)
call("tf.eye", [], 3)
call("tf.eye", [], 2, 4)
for shape in [(6, 4), (2, 3, 4), (24,), (1, 4, 1, 6)]:
    for new in [(-1,), (4, 6), (2, -1, 3), [-1, 1], (5, 5), (-1, -1), (-1, 5), -1]:
        each("tf.reshape keras.ops.reshape", [T(*shape)], X(0), new)
for shape in [(None, 6), (None, 2, 3), (None, None, 3), (4, None)]:
    for new in [(-1,), (-1, 6), (-1, 2, 3), [-1, 1], (-1, 4)]:
        each("tf.reshape keras.ops.reshape", [T(*shape)], X(0), new)
for shape in [(6, 4), (2, 3, 4), (1, 4, 1, 6), (None, 3), (None, 1, 3), (None, None, 1)]:
    for axis in (0, -1, 1, 2, 5):
        each("tf.expand_dims tf.squeeze keras.ops.expand_dims", [T(*shape)], X(0), axis)
        each("tf.argmax tf.reduce_sum tf.cumsum tf.math.l2_normalize tf.nn.softmax tf.reverse" if False else "tf.argmax tf.reduce_sum tf.cumsum tf.math.l2_normalize tf.nn.softmax tf.sort tf.argsort", [T(*shape)], X(0), axis)
    each("tf.squeeze tf.transpose tf.shape tf.rank tf.size tf.reduce_mean tf.reduce_max tf.argmax tf.identity tf.stop_gradient keras.ops.shape keras.ops.size keras.ops.ndim", [T(*shape)], X(0))
    each("tf.reduce_mean tf.reduce_sum tf.reduce_max tf.reduce_min tf.reduce_prod tf.math.reduce_std tf.math.reduce_variance tf.reduce_logsumexp", [T(*shape)], X(0), axis=[0, 1])
    each("tf.reduce_mean tf.reduce_sum", [T(*shape)], X(0), axis=-1, keepdims=True)
    call("tf.transpose", [T(*shape)], X(0), tuple(range(len(shape)))[::-1])
    call("tf.transpose", [T(*shape)], X(0), perm=[1, 0])
    call("tf.tile", [T(*shape)], X(0), [2] * len(shape))
    call("tf.tile", [T(*shape)], X(0), [2])
    call("tf.repeat", [T(*shape)], X(0), 3, axis=-1)
    call("tf.repeat", [T(*shape)], X(0), 3, axis=0)
    call("tf.pad", [T(*shape)], X(0), [[1, 2]] * len(shape))
    call("tf.pad", [T(*shape)], X(0), [[1, 2]])
    call("tf.reverse", [T(*shape)], X(0), [0])
    call("tf.roll", [T(*shape)], X(0), 1, 0)
    call("tf.unstack", [T(*shape)], X(0))
    call("tf.unstack", [T(*shape)], X(0), axis=-1)
    call("tf.split", [T(*shape)], X(0), 2, axis=-1)
    call("tf.split", [T(*shape)], X(0), 3)
    call("tf.split", [T(*shape)], X(0), [1, -1], axis=-1)
    call("tf.split", [T(*shape)], X(0), [1, 2], axis=-1)
    call("tf.gather", [T(*shape)], X(0), [0, 1])
    call("tf.gather", [T(*shape)], X(0), [0], axis=1)
    call("tf.gather", [T(*shape)], X(0), 0, axis=-1)
    call("tf.cast", [T(*shape)], X(0), "int32")
    call("tf.cast", [T(*shape)], X(0), D("float32"))
    call("tf.broadcast_to", [T(*shape)], X(0), (5,) + tuple(d or 2 for d in shape))
    call("tf.math.top_k", [T(*shape)], X(0), 1)
    call("tf.norm", [T(*shape)], X(0))
    call("tf.norm", [T(*shape)], X(0), axis=-1)
    call("tf.clip_by_value", [T(*shape)], X(0), 0.0, 1.0)
    call("tf.where", [T(*shape, dtype="bool"), T(*shape)], X(0), X(1), 0.0)
    call("tf.where", [T(*shape, dtype="bool")], X(0))
    call("tf.boolean_mask", [T(*shape), T(*shape, dtype="bool")], X(0), X(1))
    each("tf.abs tf.exp tf.math.log tf.sqrt tf.square tf.nn.relu tf.sigmoid tf.tanh tf.nn.gelu tf.nn.leaky_relu tf.math.softplus tf.round tf.floor tf.sign tf.negative", [T(*shape)], X(0))
    each("tf.math.is_nan tf.math.is_finite", [T(*shape)], X(0))

for a, b in [((2, 3), (2, 3)), ((2, 3), (4, 3)), ((None, 3), (None, 3)), ((None, 3), (None, 4)), ((None, 2, 3), (None, 5, 3)), ((None, 4), (2, 4)), ((2, 3), (2,))]:
    each("tf.concat keras.ops.concatenate", [T(*a), T(*b)], [X(0), X(1)], 0)
    each("tf.concat keras.ops.concatenate", [T(*a), T(*b)], [X(0), X(1)], axis=-1)
    each("tf.concat keras.ops.concatenate", [T(*a), T(*b)], [X(0), X(1)], axis=1)
    each("tf.stack keras.ops.stack", [T(*a), T(*b)], [X(0), X(1)])
    each("tf.stack keras.ops.stack", [T(*a), T(*b)], [X(0), X(1)], axis=-1)
    each("tf.add tf.multiply tf.maximum operator.add operator.mul operator.sub operator.truediv operator.gt tf.equal tf.math.squared_difference", [T(*a), T(*b)], X(0), X(1))
    each("tf.add_n", [T(*a), T(*b)], [X(0), X(1)])
for a, b in [((2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((None, 2, 3), (None, 3, 4)), ((None, 3), (3, 4)), ((None, 3), (4, 4)), ((None, None, 8), (None, 8, None)), ((2, 3), (2, 3))]:
    each("tf.matmul operator.matmul keras.ops.matmul keras.ops.dot", [T(*a), T(*b)], X(0), X(1))
call("tf.matmul", [T(None, 3), T(4, 3)], X(0), X(1), transpose_b=True)
call("tf.matmul", [T(None, 2, 8), T(None, 5, 8)], X(0), X(1), transpose_b=True)
call("tf.matmul", [T(3, 2), T(3, 4)], X(0), X(1), True)
call("tf.tensordot", [T(None, 3, 4), T(4, 5)], X(0), X(1), 1)
call("tf.tensordot", [T(2, 3, 4), T(3, 4, 5)], X(0), X(1), axes=[[1, 2], [0, 1]])
call("tf.einsum", [T(None, 2, 3), T(None, 3, 4)], "bij,bjk->bik", X(0), X(1))
call("tf.einsum", [T(None, 7, 8), T(None, 9, 8)], "bqd,bkd->bqk", X(0), X(1))
call("tf.einsum", [T(2, 3), T(4, 4)], "ij,jk->ik", X(0), X(1))
call("tf.linalg.matvec", [T(5, 2, 3), T(5, 3)], X(0), X(1))
for dtype in "int32 int64 uint8 float16 float32 float64".split():
    for number in (2, 2.5):
        for name in "add sub mul truediv floordiv pow mod lt eq".split():
            call(f"operator.{name}", [T(2, 3, dtype=dtype)], X(0), number)
            call(f"operator.{name}", [T(2, 3, dtype=dtype)], number, X(0))
    each("operator.add operator.truediv operator.floordiv", [T(2, 3, dtype=dtype), T(2, 3, dtype=dtype)], X(0), X(1))
    each("operator.add", [T(2, 3, dtype=dtype), T(2, 3)], X(0), X(1))
    each("tf.reduce_sum tf.reduce_mean tf.reduce_max tf.argmax tf.cumsum", [T(2, 3, dtype=dtype)], X(0))
    each("keras.ops.sum keras.ops.mean keras.ops.max keras.ops.argmax keras.ops.cumsum keras.ops.sqrt keras.ops.exp keras.ops.var keras.ops.std keras.ops.prod keras.ops.argsort keras.ops.floor keras.ops.round keras.ops.square keras.ops.reciprocal keras.ops.logsumexp keras.ops.count_nonzero keras.ops.median", [T(2, 3, dtype=dtype)], X(0))
    each("keras.ops.add keras.ops.divide keras.ops.floor_divide keras.ops.maximum keras.ops.matmul", [T(3, 3, dtype=dtype), T(3, 3)], X(0), X(1))
    call("tf.cast", [T(2, 3, dtype=dtype)], X(0), "float32")
for depth in (3, 5):
    call("tf.one_hot", [T(4, dtype="int32")], X(0), depth)
    call("tf.one_hot", [T(None, dtype="int32")], X(0), depth)
    call("tf.one_hot", [T(None, 7, dtype="int32")], X(0), depth=depth, axis=1)
    call("keras.ops.one_hot", [T(4, 2, dtype="int32")], X(0), depth)
    call("keras.ops.one_hot", [T(4, 2, dtype="int32")], X(0), depth, axis=1)
call("tf.one_hot", [], [0, 1, 2], 3)
call("tf.one_hot", [T(4, dtype="int32")], X(0), 3, axis=5)
call("tf.sequence_mask", [T(4, dtype="int32")], X(0), 7)
call("tf.sequence_mask", [T(None, dtype="int32")], X(0), maxlen=7)
call("tf.math.confusion_matrix", [T(4, dtype="int32"), T(4, dtype="int32")], X(0), X(1), num_classes=10)
call("tf.gather_nd", [T(4, 5, 6), T(2, 2, dtype="int32", values=[[0, 1], [1, 2]])], X(0), X(1))
call("tf.gather", [T(2, 5, 6), T(2, 3, dtype="int32", values=[[0, 1, 2], [0, 0, 1]])], X(0), X(1), batch_dims=1)
call("tf.linalg.diag", [T(2, 3)], X(0))
call("tf.linalg.diag_part", [T(4, 3, 3)], X(0))
call("tf.linalg.band_part", [T(4, 3, 3)], X(0), -1, 0)
each("tf.linalg.inv tf.linalg.det tf.linalg.cholesky", [T(values=[[2.0, 1], [1, 3]])], X(0))
each("tf.linalg.svd tf.linalg.qr", [T(4, 3)], X(0))
call("tf.linalg.inv", [T(2, 3)], X(0))
call("tf.meshgrid", [T(3), T(4)], X(0), X(1))
call("tf.meshgrid", [T(3), T(4)], X(0), X(1), indexing="ij")
call("tf.slice", [T(4, 5)], X(0), [1, 1], [2, -1])
call("tf.slice", [T(None, 5)], X(0), [0, 1], [-1, 3])
for args in [dict(), dict(strides=2), dict(padding="SAME"), dict(strides=[1, 2, 2, 1], padding="SAME")]:
    full = {"strides": 1, "padding": "VALID", **args}
    for shape in [(2, 9, 9, 4), (None, 9, None, 4)]:
        call("tf.nn.conv2d", [T(*shape), T(3, 3, 4, 8)], X(0), X(1), **full)
        call("tf.nn.depthwise_conv2d", [T(*shape), T(3, 3, 4, 2)], X(0), X(1), **{**full, "strides": [1, 2, 2, 1]})
        call("tf.nn.max_pool2d", [T(*shape)], X(0), 2, **{**full, "strides": 2})
        call("tf.nn.avg_pool", [T(*shape)], X(0), [1, 2, 2, 1], **{**full, "strides": [1, 2, 2, 1]})
        call("tf.nn.avg_pool2d", [T(*shape)], X(0), ksize=3, strides=3, padding="SAME")
call("tf.nn.conv2d", [T(2, 9, 9, 3), T(3, 3, 4, 8)], X(0), X(1), 1, "VALID")
call("tf.nn.conv1d", [T(None, 9, 4), T(3, 4, 8)], X(0), X(1), 2, "SAME")
call("tf.nn.conv2d_transpose", [T(2, 9, 9, 4), T(3, 3, 8, 4)], X(0), X(1), (2, 18, 18, 8), 2, "SAME")
call("tf.nn.depth_to_space", [T(None, 4, 4, 12)], X(0), 2)
call("tf.nn.space_to_depth", [T(None, 4, 4, 3)], X(0), 2)
call("tf.nn.moments", [T(None, 4, 4, 3)], X(0), [1, 2])
call("tf.nn.moments", [T(None, 4, 4, 3)], X(0), axes=[0], keepdims=True)
call("tf.nn.softmax_cross_entropy_with_logits", [T(None, 10), T(None, 10)], labels=X(0), logits=X(1))
call("tf.nn.sparse_softmax_cross_entropy_with_logits", [T(None, dtype="int32"), T(None, 10)], labels=X(0), logits=X(1))
call("tf.nn.sigmoid_cross_entropy_with_logits", [T(None, 1), T(None, 1)], labels=X(0), logits=X(1))
call("tf.nn.dropout", [T(None, 4)], X(0), 0.5)
call("tf.nn.embedding_lookup", [T(10, 4), T(None, 7, dtype="int32")], X(0), X(1))
call("tf.nn.log_softmax", [T(None, 4)], X(0), axis=-1)
call("tf.nn.l2_loss", [T(3, 4)], X(0))

for shape in [(8, 10, 3), (2, 8, 10, 3), (None, None, 3), (None, 8, 10, 3)]:
    for dtype in ("float32", "uint8"):
        call("tf.image.resize", [T(*shape, dtype=dtype)], X(0), (4, 5))
        call("tf.image.resize", [T(*shape, dtype=dtype)], X(0), [4, 5], method="nearest")
        call("tf.image.resize", [T(*shape, dtype=dtype)], X(0), size=(4, 5))
        each("tf.image.flip_left_right tf.image.flip_up_down tf.image.rgb_to_grayscale tf.image.per_image_standardization tf.image.transpose tf.image.rot90", [T(*shape, dtype=dtype)], X(0))
        call("tf.image.resize_with_pad", [T(*shape, dtype=dtype)], X(0), 12, 12)
        call("tf.image.resize_with_crop_or_pad", [T(*shape, dtype=dtype)], X(0), 6, 12)
        call("tf.image.central_crop", [T(*shape, dtype=dtype)], X(0), 0.5)
        call("tf.image.convert_image_dtype", [T(*shape, dtype=dtype)], X(0), "float32")
        call("tf.image.adjust_brightness", [T(*shape, dtype=dtype)], X(0), 0.1)
        call("tf.image.crop_to_bounding_box", [T(*shape, dtype=dtype)], X(0), 1, 1, 4, 4)
        call("tf.image.pad_to_bounding_box", [T(*shape, dtype=dtype)], X(0), 1, 1, 20, 20)
call("tf.image.random_crop", [T(8, 10, 3)], X(0), (4, 4, 3))
call("tf.image.grayscale_to_rgb", [T(None, 8, 8, 1)], X(0))
call("tf.image.extract_patches", [T(None, 8, 8, 3)], X(0), [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID")
call("tf.image.resize", [T(8, 3)], X(0), (4, 4))
call("tf.image.crop_and_resize", [T(2, 8, 8, 3), T(5, 4), T(5, dtype="int32", values=[0, 0, 1, 1, 0])], X(0), X(1), X(2), [4, 4])

call("tf.signal.frame", [T(None, 100)], X(0), 10, 5)
call("tf.signal.stft", [T(None, 100)], X(0), 32, 16)
call("tf.signal.stft", [T(3, 1000)], X(0), frame_length=255, frame_step=128)
call("tf.signal.rfft", [T(3, 16)], X(0))
call("tf.signal.fft", [T(3, 16, dtype="complex64")], X(0))
call("tf.signal.linear_to_mel_weight_matrix", [], 40, 129)

KEYS = [
    0, -1, 99, slice(None), slice(1, None), slice(None, -1), slice(None, None, 2), slice(None, None, -1), None, E,
    (0, 0), (slice(None), 0), (slice(None), -1), (E, 0), (E, None), (None, E), (slice(None), None), (slice(None), slice(1, 3)), (slice(None), slice(None), 0), (slice(2), slice(1, -1)), (slice(None), 99), (0, 0, 0, 0, 0), (E, slice(None, None, -1)), (slice(None), slice(None, 100)), (slice(None), slice(-2, None)),
]
for shape in [(2, 3), (2, 4, 3), (None, 6), (None, 8, 3), (None, None, 4)]:
    for key in KEYS:
        call("getitem", [T(*shape)], X(0), key)
call("getitem", [T(None, 4), T(None, dtype="bool")], X(0), X(1))
call("getitem", [T(4, 3), T(4, dtype="bool")], X(0), X(1))

call("keras.utils.to_categorical", [], [0, 1, 2])
call("keras.utils.to_categorical", [], [0, 1, 2], 5)
call("keras.utils.to_categorical", [], np.array([[0], [1], [2]]), num_classes=4)
call("keras.utils.to_categorical", [], np.array([[0, 1], [1, 2]]), num_classes=4)
call("keras.utils.to_categorical", [], np.array([0, 1, 2, 1]))
call("keras.utils.pad_sequences", [], [[1, 2], [3]])
call("keras.utils.pad_sequences", [], [[1, 2], [3]], maxlen=5)
call("keras.utils.pad_sequences", [], [[1, 2], [3]], 5, "float32")
call("keras.preprocessing.sequence.pad_sequences", [], [[1, 2], [3], [4, 5, 6]], padding="post")
call("keras.utils.normalize", [], np.array([[1.0, 2.0]]))
call("keras.random.randint", [], (2, 3), 0, 10)
call("keras.random.categorical", [T(2, 5)], X(0), 4)
call("keras.random.shuffle", [T(2, 5)], X(0))
call("tf.random.categorical", [T(2, 5)], X(0), 4)
call("tf.random.shuffle", [T(2, 5)], X(0))
call("tf.random.gamma", [], (2, 3), [1.0, 2.0])
call("tf.random.uniform", [], (2, 3), 0, 10, dtype="int32")
call("tf.random.normal", [], [2, 3], mean=0.0, stddev=1.0, dtype="float64")
each("tf.strings.lower tf.strings.length tf.strings.strip", [T(3, dtype="string")], X(0))
call("tf.strings.reduce_join", [T(3, 2, dtype="string")], X(0), axis=-1)
write(sys.argv[1], rows)
