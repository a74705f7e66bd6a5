// Attention, normalisation with given statistics, and crossentropies as functions.

import { anything, bool, nullable, optional, required } from '../../layers/params.ts';
import { type Dim, sameDim } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import { printShape, sameShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { axis, input, size, tensor } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { defineOp, type OpContext, type OpDefinition, type TensorAnswer } from '../define.ts';
import { promote, settled } from '../dtypes.ts';
import type { Operand } from '../operand.ts';

/** Reports targets and outputs whose shapes differ for sure. */
function alike(target: Operand, output: Operand, context: OpContext): boolean {
  if (sameShape(target.shape, output.shape) !== 'no') return true;
  context.problem({
    kind: 'merge-shape',
    shapes: [target.shape, output.shape],
    axes: [],
    runtime: {
      keras3: `Arguments \`target\` and \`output\` must have the same shape. Received: target.shape=${printShape(target.shape)}, output.shape=${printShape(output.shape)}`,
    },
  });
  return false;
}

const fromLogits = optional(bool(), false, 'Whether the output is logits rather than probabilities.');
const target = input('The targets.');
const output = input('The predictions.');

function crossentropy(kind: 'binary' | 'categorical'): OpDefinition {
  const more = kind === 'binary' ? '' : ', axis=-1';
  return defineOp({
    names: [
      `keras.ops.${kind}_crossentropy(target, output, from_logits=False${more})`,
      `keras.ops.nn.${kind}_crossentropy(target, output, from_logits=False${more})`,
      `keras.backend.${kind}_crossentropy(target, output, from_logits=False${more})`,
    ],
    doc: `The ${kind} crossentropy of predictions and targets${kind === 'binary' ? '' : ', summed over the classes'}.`,
    className: kind === 'binary' ? 'BinaryCrossentropy' : 'CategoricalCrossentropy',
    params: { target, output, from_logits: fromLogits, axis: optional(axis(), -1, 'The axis of classes.') },
    shape({ target, output, axis }, context) {
      if (!alike(target, output, context)) return afterError;
      const dtype = settled(output, context);
      if (kind === 'binary' || isUnknown(output.shape)) return { shape: output.shape, dtype };
      if (context.specOnly) return { shape: output.shape.slice(0, -1), dtype };
      const position = axisAt(axis, output.shape.length, context);
      if (isUnknown(position)) return { shape: position, dtype };
      return { shape: output.shape.filter((_, i) => i !== position), dtype };
    },
  });
}

export default [
  crossentropy('binary'),
  crossentropy('categorical'),
  defineOp({
    names: [
      'keras.ops.sparse_categorical_crossentropy',
      'keras.ops.nn.sparse_categorical_crossentropy',
      'keras.backend.sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1, ignore_class: _)',
    ],
    doc: 'The crossentropy of predictions and labels, summed over the classes.',
    className: 'SparseCategoricalCrossentropy',
    params: { target, output, from_logits: fromLogits, axis: optional(axis(), -1, 'The axis of classes.') },
    shape({ target, output, axis }, context) {
      const dtype = settled(output, context);
      if (isUnknown(output.shape)) return { shape: output.shape, dtype };
      const position = axisAt(axis, output.shape.length, context);
      if (isUnknown(position)) return { shape: position, dtype };
      const shape = output.shape.filter((_, i) => i !== position);
      if (isUnknown(target.shape)) return { shape, dtype };
      const column = target.shape.length === output.shape.length && target.shape[target.shape.length - 1] === 1;
      const labels = column ? target.shape.slice(0, -1) : target.shape;
      const opaque = target.shape.length === output.shape.length && isUnknown(target.shape[target.shape.length - 1]);
      if (opaque || sameShape(labels, shape) !== 'no') return { shape, dtype };
      context.problem({
        kind: 'merge-shape',
        shapes: [target.shape, output.shape],
        axes: [],
        runtime: {
          keras3: `Arguments \`target\` and \`output\` must have the same shape up until the last dimension: target.shape=${printShape(target.shape)}, output.shape=${printShape(output.shape)}`,
        },
      });
      return afterError;
    },
  }),
  defineOp({
    names: ['keras.ops.batch_normalization', 'keras.ops.nn.batch_normalization'],
    doc: 'Values brought to a given mean and variance along all axes but one.',
    className: 'BatchNorm',
    params: {
      x: input(),
      mean: input('The mean for each entry of the axis.'),
      variance: input('The variance for each entry of the axis.'),
      axis: required(axis(), 'The axis that keeps its own statistics.'),
      offset: optional(nullable(tensor()), null, 'What is added.'),
      scale: optional(nullable(tensor()), null, 'What is multiplied with.'),
      epsilon: optional(anything(), 0.001, 'Added to the variance.'),
    },
    shape({ x, mean, variance, axis, offset, scale }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      const position = axisAt(axis, x.shape.length, context);
      if (isUnknown(position)) return { shape: x.shape, dtype };
      const size: Dim = x.shape[position] ?? 1;
      for (const [name, part] of Object.entries({ mean, variance, offset, scale })) {
        if (part === null || isUnknown(part.shape)) continue;
        const [own = 1] = part.shape;
        if (part.shape.length === 1 && sameDim(own, size) !== 'no') continue;
        context.problem({
          kind: 'call-value',
          argument: name,
          says: `\`${name}\` of shape ${printShape(part.shape)} does not fit axis ${position} of ${printShape(x.shape)}`,
        });
        return afterError;
      }
      return { shape: x.shape, dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.dot_product_attention(query, key, value, bias: _, mask: _, scale: _, is_causal: _, flash_attention: _, attn_logits_soft_cap: _)',
      'keras.ops.nn.dot_product_attention(query, key, value, bias: _, mask: _, scale: _, is_causal: _, flash_attention: _, attn_logits_soft_cap: _)',
    ],
    doc: 'Scaled attention of queries on keys, for heads in the last axis but one; the shape is that of the queries.',
    className: 'DotProductAttention',
    params: { query: input('The queries.'), key: input('The keys.'), value: input('The values.') },
    shape({ query, key, value }, context) {
      const dtype = promote([query, key, value], context);
      for (const [i, part] of [query, key, value].entries()) {
        if (isUnknown(part.shape) || part.shape.length === 4) continue;
        context.problem({ kind: 'rank-mismatch', input: i, expected: { exactly: 4 }, shape: part.shape });
        return afterError;
      }
      return { shape: query.shape, dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.ctc_loss(target, output, target_length: _, output_length: _, mask_index: _)',
      'keras.ops.nn.ctc_loss(target, output, target_length: _, output_length: _, mask_index: _)',
    ],
    doc: 'The connectionist temporal classification loss of each sample.',
    className: 'CTCLoss',
    params: { target, output },
    shape: ({ target, output }, context) => ({
      shape: isUnknown(target.shape) ? target.shape : target.shape.slice(0, 1),
      dtype: promote([output, { shape: [], dtype: 'float32', weak: false, source: 'eager' }], context),
    }),
  }),
  defineOp({
    names: ['keras.backend.ctc_batch_cost(y_true: target, y_pred: output, input_length: _, label_length: _)'],
    doc: 'The connectionist temporal classification loss of each sample, as a column.',
    params: { target, output },
    shape: ({ target, output }) => ({
      shape: isUnknown(target.shape) ? target.shape : [target.shape[0] ?? 1, 1],
      dtype: output.dtype,
    }),
  }),
  defineOp({
    names: [
      'tf.nn.softmax_cross_entropy_with_logits(labels: target, logits: output, axis: _, name: _)',
      'tf.nn.sparse_softmax_cross_entropy_with_logits(labels: target, logits: output, name: _)',
    ],
    doc: 'The crossentropy of logits and targets, summed over the last axis.',
    params: { target, output },
    shape: ({ output }) => ({
      shape: isUnknown(output.shape) ? output.shape : output.shape.slice(0, -1),
      dtype: output.dtype,
    }),
  }),
  defineOp({
    names: [
      'tf.nn.sigmoid_cross_entropy_with_logits(labels: target = None, logits: output = None, name: _)',
      'tf.nn.weighted_cross_entropy_with_logits(labels: target, logits: output, pos_weight: _, name: _)',
    ],
    doc: 'The crossentropy of logits and targets, element by element.',
    params: { target, output },
    shape: ({ output }) => ({ shape: output.shape, dtype: output.dtype }),
  }),
  defineOp({
    names: ['tf.nn.embedding_lookup(params, ids, max_norm: _, name: _)'],
    doc: 'The rows of a table for ids.',
    params: { params: input('The table.'), ids: input('The ids.') },
    shape({ params, ids }, context) {
      const dtype = settled(params, context);
      if (isUnknown(ids.shape)) return { shape: ids.shape, dtype };
      return { shape: isUnknown(params.shape) ? params.shape : [...ids.shape, ...params.shape.slice(1)], dtype };
    },
  }),
  defineOp({
    names: ['tf.nn.crelu(features: x, axis=-1, name: _)'],
    doc: 'The positive part and the negated negative part, joined.',
    params: { x: input(), axis: optional(axis(), -1, 'The axis along which they are joined.') },
    shape({ x, axis }, context) {
      if (isUnknown(x.shape)) return x;
      const position = axisAt(axis, x.shape.length, context);
      if (isUnknown(position)) return { shape: position, dtype: x.dtype };
      return {
        shape: x.shape.map((dim, i) => (i === position && typeof dim === 'number' ? 2 * dim : dim)),
        dtype: x.dtype,
      };
    },
  }),
  defineOp({
    names: [
      'keras.ops.ctc_decode(inputs: x, sequence_lengths: _, strategy="greedy", beam_width: _, top_paths=1, merge_repeated: _, mask_index: _)',
      'keras.ops.nn.ctc_decode(inputs: x, sequence_lengths: _, strategy="greedy", beam_width: _, top_paths=1, merge_repeated: _, mask_index: _)',
    ],
    doc: 'The most likely labels behind the output of a temporal classification, and how likely they are.',
    params: {
      x: input(),
      strategy: optional(anything(), 'greedy', '`greedy` or `beam_search`.'),
      top_paths: optional(size(), 1, 'How many answers are given.'),
    },
    shape({ x, strategy, top_paths }, context) {
      if (isUnknown(x.shape)) return x.shape;
      if (isUnknown(strategy)) return strategy;
      const paths: Dim = strategy === 'greedy' ? 1 : top_paths;
      const dtype = promote([x, { shape: [], dtype: 'float32', weak: false, source: 'eager' }], context);
      const [samples = 1, steps = 1] = x.shape;
      const longest: Dim = context.specOnly
        ? steps
        : { kind: 'unknown', why: { kind: 'data', what: 'the longest answer' } };
      return list<TensorAnswer>([
        { shape: [paths, samples, longest], dtype: 'int32' },
        { shape: [samples, paths], dtype },
      ]);
    },
  }),
];
