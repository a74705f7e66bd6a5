// Multi-head attention whose keys and values are shared by groups of heads (Ainslie et al. 2023).

import { type Dim, isDynamic, sameDim } from '../../shapes/dim.ts';
import { one } from '../../shapes/nested.ts';
import { type Shape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { plainInt } from '../arguments.ts';
import { runHeads } from '../compute/heads.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import * as heads from '../heads.ts';
import { flagIn } from '../inputs.ts';
import { int, required } from '../params.ts';

export default defineLayer({
  name: 'GroupedQueryAttention',
  alias: ['GroupQueryAttention'],
  doc: 'Multi-head attention in which several query heads share one head of keys and values. Called on (query, value) or (query, value, key), each with three axes; the output has the shape of the query.',
  params: {
    head_dim: required(int(1), 'The size of each head.'),
    num_query_heads: required(int(1), 'The number of query heads.'),
    num_key_value_heads: required(int(1), 'The number of heads for keys and values; it divides the query heads.'),
    ...heads.headParams,
    ...heads.projectionParams,
  },
  takes: 'arguments',
  ...heads.headCall,
  innerNames: () => ({ built: ['softmax', 'dropout'] }),
  check({ config, problem }) {
    const query = plainInt(config.num_query_heads);
    const groups = plainInt(config.num_key_value_heads);
    if (query === undefined || groups === undefined || query % groups === 0) return;
    problem({
      kind: 'argument-value',
      argument: 'num_query_heads',
      got: String(query),
      expected: `divisible by num_key_value_heads (${groups})`,
      runtime: { keras3: '`num_query_heads` must be divisible by `num_key_value_heads`.' },
    });
  },
  shape(context) {
    const { config, computeDtype } = context;
    const tensors = heads.queryValueKey(context);
    const { query, value, key } = tensors;
    const groups = [config.num_key_value_heads, config.head_dim];
    const projections = [
      ['query', query.shape, [config.num_query_heads, config.head_dim]],
      ['value', value.shape, groups],
      ...(key === value ? [] : [['key', key.shape, groups] as const]),
    ] as const;
    for (const [input, [name, shape, size]] of projections.entries()) {
      checkRank(context, shape, input);
      heads.checkProjection(context, { name, shape, input, heads: size });
    }
    checkFeatures(context, query.shape, value.shape);
    heads.checkValueAndKey(context, tensors);
    const output = tensorType(query.shape, computeDtype);
    const scores = flagIn(context.call.get('return_attention_scores'), false);
    if (isUnknown(scores)) return scores;
    if (!scores) return output;
    const at = (shape: Shape, axis: number): Dim => (isUnknown(shape) ? shape : (shape[axis] ?? afterError));
    const places = [at(query.shape, 0), config.num_query_heads, at(query.shape, 1), at(key.shape, 1)];
    return { kind: 'list', type: 'tuple', items: [one(output), one(tensorType(places, computeDtype))] };
  },
  run: context =>
    runHeads(context, {
      axes: [1],
      size: context.config.head_dim,
      shared: context.config.num_query_heads / context.config.num_key_value_heads,
    }),
  mask: context => context.outputs.map((_, i) => (i === 0 ? (context.masks[0] ?? null) : null)),
  weights({ config, call, dtype }) {
    const { query, value, key } = heads.shapesOf(call);
    if (isUnknown(query)) return query;
    if (isUnknown(value)) return value;
    if (isUnknown(key)) return key;
    if (isUnknown(config.use_gate)) return config.use_gate;
    const size = config.head_dim;
    // The equations of the projections name the features the third axis.
    const features = (shape: readonly Dim[]): readonly Dim[] => [shape[2] ?? afterError];
    const projections: heads.Projection[] = [
      { name: 'query', input: features(query), output: [config.num_query_heads, size] },
      { name: 'key', input: features(key), output: [config.num_key_value_heads, size] },
      ...(config.use_gate ? [{ name: 'gate', input: features(query), output: [config.num_query_heads, size] }] : []),
      { name: 'value', input: features(value), output: [config.num_key_value_heads, size] },
      { name: 'attention_output', input: [config.num_query_heads, size], output: query.slice(-1) },
    ];
    return heads.projectionWeights(config, {
      projections,
      dtype,
      initializer: projection => heads.projectionStart(config.kernel_initializer, projection),
    });
  },
});

/** Fewer than three axes are refused; more are accepted and fail when the layer runs. */
function checkRank(context: ShapeContext<unknown>, shape: Shape, input: number): void {
  if (isUnknown(shape) || shape.length === 3) return;
  const late = shape.length > 3 ? ({ effect: 'fails when run' } as const) : {};
  context.problem({ kind: 'rank-mismatch', input, expected: { exactly: 3 }, shape, ...late });
}

/** The features of query and value must be equally many. */
function checkFeatures(context: ShapeContext<unknown>, query: Shape, value: Shape): void {
  if (isUnknown(query) || isUnknown(value)) return;
  const a = query[query.length - 1] ?? 0;
  const b = value[value.length - 1] ?? 0;
  if (isUnknown(a) || isUnknown(b) || isDynamic(a) || isDynamic(b) || sameDim(a, b) !== 'no') return;
  context.problem({
    kind: 'attention-shape',
    shapes: [query, value],
    says: 'query and value must have equally many features',
    ...(typeof a === 'number' && typeof b === 'number'
      ? {
          runtime: {
            keras3: `The last dimension of \`query_shape\` and \`value_shape\` must be equal, but are ${a}, ${b}. Received: query_shape=${heads.tuple(query)}, value_shape=${heads.tuple(value)}`,
          },
        }
      : {}),
  });
}
