// Multi-head attention (Vaswani et al. 2017).

import type { Dim } from '../../shapes/dim.ts';
import { one } from '../../shapes/nested.ts';
import { identicalShape, type Shape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, unknown } from '../../shapes/unknown.ts';
import { initialValue } from '../arguments.ts';
import type { QueryValueKey } from '../attention.ts';
import { runHeads } from '../compute/heads.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import * as heads from '../heads.ts';
import { flagIn } from '../inputs.ts';
import { either, type IntArg, int, ints, nullable, optional, required } from '../params.ts';

export default defineLayer({
  name: 'MultiHeadAttention',
  dialects: ['keras3', 'keras2'],
  doc: 'Projects query, key and value into several heads, lets each head attend by itself, and projects what they found back. Called on (query, value) or (query, value, key); the output has the shape of the query, or `output_shape` instead of its last axis.',
  params: {
    num_heads: required(int(1), 'The number of heads.', { says: sizeWords('num_heads') }),
    key_dim: required(int(1), 'The size of a query and a key in each head.', { says: sizeWords('key_dim') }),
    value_dim: optional(
      nullable(int(1)),
      null,
      'The size of a value in each head; that of a key where it is not given.',
    ),
    ...heads.headParams,
    output_shape: optional(
      nullable(either(int(0), ints({ atLeast: 0 }))),
      null,
      'The last axis, or axes, of the output; the last axis of the query where it is not given.',
    ),
    attention_axes: optional(
      nullable(either(int(), ints())),
      null,
      'The axes over which queries attend to keys; all between batch and features where they are not given.',
    ),
    ...heads.projectionParams,
  },
  takes: 'arguments',
  ...heads.headCall,
  innerNames: () => ({ built: ['softmax', 'dropout'] }),
  shape(context) {
    const { config, dialect, computeDtype } = context;
    const tensors = heads.queryValueKey(context);
    const { query, value, key } = tensors;
    heads.checkValueAndKey(context, tensors);
    // Keras 2 has no scores to make a softmax of where there is nothing to attend over.
    if (dialect === 'keras2' && !isUnknown(query.shape) && query.shape.length < 3)
      context.problem({
        kind: 'rank-mismatch',
        input: 0,
        expected: { atLeast: 3 },
        shape: query.shape,
        ...([value, key].every(({ shape }) => !isUnknown(shape) && shape.length === 2)
          ? { runtime: { keras2: 'tuple index out of range' } }
          : {}),
      });
    for (const [input, [name, tensor, size]] of (
      [
        ['query', query, config.key_dim],
        ['value', value, config.value_dim ?? config.key_dim],
        ['key', key, config.key_dim],
      ] as const
    ).entries()) {
      if (name === 'key' && key === value) continue;
      heads.checkProjection(context, { name, shape: tensor.shape, input, heads: [config.num_heads, size] });
    }
    checkAxes(context, tensors);
    const own = outputAxes(config.output_shape);
    const output = isUnknown(query.shape)
      ? query.shape
      : isUnknown(own)
        ? own
        : [...query.shape.slice(0, -1), ...(own ?? query.shape.slice(-1))];
    const scores = flagIn(context.call.get('return_attention_scores'), false);
    if (isUnknown(scores)) return scores;
    if (!scores) return tensorType(output, computeDtype);
    const places = scoresShape(context, tensors);
    return {
      kind: 'list',
      type: 'tuple',
      items: [one(tensorType(output, computeDtype)), one(tensorType(places, computeDtype))],
    };
  },
  run(context) {
    const { config, inputs } = context;
    const axes = axesOf(config.attention_axes);
    if (isUnknown(axes)) return { impossible: 'the axes it attends over are not known' };
    const rank = inputs[0]?.rank ?? 0;
    const given = axes?.map(axis => (typeof axis === 'number' && axis < 0 ? axis + rank : axis));
    const attended = given ?? Array.from({ length: rank - 2 }, (_, i) => i + 1);
    return runHeads(context, {
      axes: attended.filter(axis => typeof axis === 'number'),
      size: config.key_dim,
      shared: 1,
    });
  },
  mask: context => context.outputs.map((_, i) => (i === 0 ? (context.masks[0] ?? null) : null)),
  weights({ config, call, dtype, dialect }) {
    const { query, value, key } = heads.shapesOf(call);
    const own = outputAxes(config.output_shape);
    const gate = config.use_gate;
    if (isUnknown(query)) return query;
    if (isUnknown(value)) return value;
    if (isUnknown(key)) return key;
    if (isUnknown(own)) return own;
    if (isUnknown(gate)) return gate;
    const size = config.value_dim ?? config.key_dim;
    const toHeads = (name: string, shape: readonly Dim[], width: IntArg): heads.Projection => ({
      name,
      input: shape.slice(-1),
      output: [config.num_heads, width],
    });
    const projections = [
      toHeads('query', query, config.key_dim),
      toHeads('key', key, config.key_dim),
      ...(gate ? [toHeads('gate', query, size)] : []),
      toHeads('value', value, size),
      { name: 'attention_output', input: [config.num_heads, size], output: own ?? query.slice(-1) },
    ];
    return heads.projectionWeights(config, {
      projections,
      dtype,
      initializer: projection =>
        dialect === 'keras3'
          ? heads.projectionStart(config.kernel_initializer, projection)
          : initialValue(config.kernel_initializer),
    });
  },
});

/** What Keras 3 says of a size that is none. */
function sizeWords(name: string) {
  return {
    keras3: `Received an invalid value for argument \`${name}\`, expected a positive integer. Received: ${name}={got}`,
  };
}

/** The axes that `output_shape` asks for; null for none, which zero and the empty tuple count as. */
function outputAxes(given: IntArg | Maybe<readonly IntArg[]> | null): Maybe<readonly Dim[]> | null {
  if (given === null || given === 0) return null;
  if (typeof given === 'number') return [given];
  if (!('kind' in given)) return given.length === 0 ? null : given;
  return given.kind === 'unknown' ? given : [given];
}

/** Axes that a value does not have cannot be attended over. */
function checkAxes(
  context: ShapeContext<{ readonly attention_axes: IntArg | Maybe<readonly IntArg[]> | null }>,
  { value }: QueryValueKey,
): void {
  const axes = axesOf(context.config.attention_axes);
  if (axes === null || isUnknown(axes) || isUnknown(value.shape)) return;
  const rank = value.shape.length;
  const outside = axes.find(axis => typeof axis === 'number' && axis > rank);
  if (outside === undefined) return;
  context.problem({
    kind: 'argument-value',
    argument: 'attention_axes',
    got: String(outside),
    expected: `axes of a value with ${rank} axes`,
  });
}

function axesOf(given: IntArg | Maybe<readonly IntArg[]> | null): Maybe<readonly IntArg[]> | null {
  if (given === null) return null;
  if (typeof given === 'number') return [given];
  if (!('kind' in given)) return given;
  return given.kind === 'unknown' ? given : [given];
}

/** The scores; where Keras 3 announces others than it computes, it is left open which they are unless the call says so. */
function scoresShape(
  context: ShapeContext<{
    readonly num_heads: IntArg;
    readonly attention_axes: IntArg | Maybe<readonly IntArg[]> | null;
  }>,
  tensors: QueryValueKey,
): Shape {
  const { config, dialect, announced } = context;
  const computed = computedScores(config, tensors);
  if (dialect !== 'keras3' || announced === false) return computed;
  const told = announcedScores(tensors.query.shape, config.num_heads);
  if (announced === true) return told;
  return !isUnknown(told) && !isUnknown(computed) && identicalShape(told, computed)
    ? told
    : unknown({ kind: 'data', what: 'whether the scores are computed' });
}

/** What Keras 3 announces for the scores: as many keys as queries, whatever there are. */
function announcedScores(query: Shape, count: IntArg): Shape {
  if (isUnknown(query)) return query;
  const length = query[1] ?? afterError;
  return [query[0] ?? afterError, count, length, length];
}

/** The scores as they are computed: axes not attended over, heads, places of the queries, places of the keys. */
function computedScores(
  config: { readonly num_heads: IntArg; readonly attention_axes: IntArg | Maybe<readonly IntArg[]> | null },
  { query, key }: QueryValueKey,
): Shape {
  if (isUnknown(query.shape)) return query.shape;
  if (isUnknown(key.shape)) return key.shape;
  const rank = query.shape.length;
  const given = axesOf(config.attention_axes);
  if (isUnknown(given)) return given;
  const axes: number[] = [];
  for (const axis of given ?? Array.from({ length: Math.max(0, rank - 2) }, (_, i) => i + 1)) {
    if (typeof axis !== 'number') return unknown({ kind: 'todo', what: 'attention over a symbolic axis' });
    axes.push(axis < 0 ? axis + rank : axis);
  }
  const free = query.shape.slice(0, -1).filter((_, i) => !axes.includes(i));
  const places = (shape: readonly Dim[]): Dim[] => axes.map(axis => shape[axis] ?? afterError);
  return [...free, config.num_heads, ...places(query.shape), ...places(key.shape)];
}
