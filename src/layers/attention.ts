// What Attention and AdditiveAttention share: a call on `[query, value]` or `[query, value, key]`, its checks and answer.

import { type Dim, sameDim } from '../shapes/dim.ts';
import { flatten, one } from '../shapes/nested.ts';
import { type Shape, type TensorType, tensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../shapes/unknown.ts';
import type { ShapeAnswer, ShapeContext } from './define.ts';
import { flagIn, oneTensor, tensorsIn } from './inputs.ts';
import { anything, float, optional } from './params.ts';
import type { Problem } from './problems.ts';

/** Parameters of both layers behind their own. */
export const attentionParams = {
  dropout: optional(float(), 0, 'The share of the attention scores that is dropped in training, from 0 to 1.'),
  seed: optional(anything(), null, 'Where the random numbers of the dropout start.', { notIn: ['keras2'] }),
  causal: optional(
    anything(),
    false,
    'Whether a query sees only what comes before it; an argument of the call since.',
    {
      notIn: ['keras3', 'tfjs'],
      keywordOnly: true,
    },
  ),
};

/** The tensors of a call; the value stands in for a key that is not given. */
export interface QueryValueKey {
  readonly query: TensorType;
  readonly value: TensorType;
  readonly key: TensorType;
}

/** The arguments of the call of layers that take `[query, value]` or `[query, value, key]`. */
export const listCall = ['inputs', 'mask', 'training', 'return_attention_scores', 'use_causal_mask'] as const;

/** Reads the list `[query, value]` or `[query, value, key]`; undefined where it is not one, which is reported. */
export function queryValueList(context: ShapeContext<unknown>, layer: string): QueryValueKey | undefined {
  const given = tensorsIn(context.call.get('inputs'));
  if (given === undefined) return undefined;
  if (given.kind !== 'list' || given.type !== 'list') {
    context.problem({
      kind: 'merge-needs-list',
      got: flatten(given).length,
      atLeast: 2,
      runtime: {
        keras3: `${layer} layer must be called on a list of inputs, namely [query, value] or [query, value, key].`,
        keras2: `${layer} layer must be called on a list of inputs, namely [query, value] or [query, value, key].`,
      },
    });
    return undefined;
  }
  const count = given.items.length;
  if (count < 2 || count > 3) {
    const says = `${layer} layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key]. Received length: ${count}.`;
    context.problem({ kind: 'input-count', expected: 2, got: count, runtime: { keras3: says, keras2: says } });
    return undefined;
  }
  checkMasks(context, layer);
  const [query, value, key] = given.items.map((item, input) =>
    oneTensor(context, { kind: 'tensors', value: item }, { input }),
  );
  if (query === undefined || value === undefined) return undefined;
  return { query, value, key: key ?? value };
}

/** `mask` is a list of masks for query, value and perhaps key. */
function checkMasks(context: ShapeContext<unknown>, layer: string): void {
  const mask = tensorsIn(context.call.get('mask'));
  if (mask === undefined) return;
  if (mask.kind === 'list' && mask.type === 'list' && mask.items.length >= 2 && mask.items.length <= 3) return;
  const says = `${layer} layer mask must be a list, namely [query_mask, value_mask].`;
  context.problem({
    kind: 'call-value',
    argument: 'mask',
    says: 'the mask must be a list with a mask for the query and one for the value',
    runtime: { keras3: says, keras2: says },
  });
}

/**
 * Reports tensors whose product does not exist: queries and keys of other lengths, or another number of keys than of
 * values. Keras 3 accepts them and fails when the layer runs.
 */
export function checkProducts(context: ShapeContext<unknown>, { query, value, key }: QueryValueKey): void {
  if (isUnknown(query.shape) || isUnknown(value.shape) || isUnknown(key.shape)) return;
  const late = context.dialect === 'keras3' ? ({ effect: 'fails when run' } as const) : {};
  const at = (shape: readonly Dim[], fromEnd: number): Dim => shape[shape.length - fromEnd] ?? 1;
  const broadcasts = (a: Dim, b: Dim) => a === 1 || b === 1;
  const queryFeatures = at(query.shape, 1);
  const keyFeatures = at(key.shape, 1);
  if (sameDim(queryFeatures, keyFeatures) === 'no' && !broadcasts(queryFeatures, keyFeatures)) {
    const says = 'query and key must have equally many features';
    const runtime = productWords(context, queryFeatures, keyFeatures);
    context.problem({ kind: 'attention-shape', shapes: [query.shape, key.shape], says, runtime, ...late });
  }
  if (key.shape.length < 2 || value.shape.length < 2) return;
  const [keys, values] = [at(key.shape, 2), at(value.shape, 2)];
  if (sameDim(keys, values) === 'no') {
    const says = 'there must be as many values as keys';
    const runtime = productWords(context, keys, values);
    context.problem({ kind: 'attention-shape', shapes: [value.shape, key.shape], says, runtime, ...late });
  }
}

/** What Keras 2 says of symbolic tensors whose axes do not go together in a product. */
export function productWords(
  { announced, dialect }: ShapeContext<unknown>,
  a: Dim,
  b: Dim,
): NonNullable<Problem['runtime']> {
  return dialect === 'keras2' && announced === true && typeof a === 'number' && typeof b === 'number'
    ? { keras2: `Dimensions must be equal, but are ${a} and ${b}`, by: 'TensorFlow' }
    : {};
}

/** The output (…query, features of the value) and, where asked for, the scores (…query, number of keys). */
export function attentionAnswer(context: ShapeContext<unknown>, { query, value, key }: QueryValueKey): ShapeAnswer {
  const dtype = context.computeDtype;
  const batched = context.announced === true ? query.shape : batchesOf(query.shape, value.shape);
  const output = tensorType(replaceLast(batched, lastBut(value.shape, 0)), dtype);
  const scores = flagIn(context.call.get('return_attention_scores'), false);
  if (isUnknown(scores)) return scores;
  if (!scores) return output;
  const places = tensorType(replaceLast(batched, lastBut(key.shape, 1)), dtype);
  return { kind: 'list', type: 'tuple', items: [one(output), one(places)] };
}

/**
 * The shape of the query with the axes of its batch. One query for a whole batch of values is repeated for each of them
 * where numbers are computed, which Keras's arithmetic on shapes does not say: that axis is not known.
 */
function batchesOf(query: Shape, value: Shape): Shape {
  if (isUnknown(query) || (!isUnknown(value) && value.length !== query.length)) return query;
  return query.map((size, axis) =>
    axis < query.length - 2 && size === 1 && (isUnknown(value) || value[axis] !== 1)
      ? unknown({ kind: 'data', what: 'how often one query is used' })
      : size,
  );
}

function replaceLast(shape: Shape, last: Dim): Shape {
  return isUnknown(shape) ? shape : [...shape.slice(0, -1), last];
}

function lastBut(shape: Shape, count: number): Dim {
  return isUnknown(shape) ? shape : (shape[shape.length - 1 - count] ?? afterError);
}
