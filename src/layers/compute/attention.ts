// Attention on tfjs: masks that are joined, softmax under a mask, and products over several axes.

import type { RunContext, Tensor, Tf } from '../run.ts';
import { isSet, tensorsOf } from './callTensors.ts';

/** What stands in for minus infinity in masked scores (Keras `_large_negative_number`). */
const large = 1e9;

/** Both where both are given, else the one that is. */
export function bothMasks(tf: Tf, a: Tensor | null, b: Tensor | null): Tensor | null {
  if (a === null) return b;
  return b === null ? a : tf.logicalAnd(a, b);
}

/** True where the key at a position may be seen by the query at another: none behind it. Shape (1, queries, keys). */
export function causalMask(tf: Tf, queries: number, keys: number): Tensor {
  return tf.lessEqual(distances(tf, queries, keys), 0);
}

/** True within `window - 1` positions on either side. Shape (1, queries, keys). */
export function windowMask(tf: Tf, queries: number, keys: number, window: number): Tensor {
  return tf.less(tf.abs(distances(tf, queries, keys)), window);
}

/** How far each key lies behind each query. */
function distances(tf: Tf, queries: number, keys: number): Tensor {
  const query = tf.reshape(tf.range(0, queries, 1, 'int32'), [1, queries, 1]);
  const key = tf.reshape(tf.range(0, keys, 1, 'int32'), [1, 1, keys]);
  return tf.sub(key, query);
}

/** Scores between every query and every key, and the values they weigh: Attention and AdditiveAttention. */
export function attend(context: RunContext, score: (query: Tensor, key: Tensor) => Tensor): readonly Tensor[] {
  const { tf, config, training, seed } = context;
  const [query, value, key] = tensorsOf(context, 'inputs');
  if (query == null || value == null) throw new Error('query or value is missing');
  const given = tensorsOf(context, 'mask');
  const explicit = given.length > 0;
  const queryMask = explicit ? (given[0]?.tensor ?? null) : query.mask;
  const valueMask = explicit ? (given[1]?.tensor ?? null) : value.mask;
  const scores = score(query.tensor, (key ?? value).tensor);
  const [queries = 1, keys = 1] = scores.shape.slice(-2);
  const causal = isSet(context, 'use_causal_mask') || config.causal === true;
  const allowed = bothMasks(
    tf,
    valueMask === null ? null : tf.expandDims(valueMask.cast('bool'), -2),
    causal ? causalMask(tf, queries, keys) : null,
  );
  const masked = allowed === null ? scores : tf.sub(scores, tf.mul(tf.cast(tf.logicalNot(allowed), 'float32'), large));
  const shares = tf.softmax(masked);
  const dropped = training && config.dropout > 0 ? tf.dropout(shares, config.dropout, undefined, seed) : shares;
  const found = tf.matMul(dropped, value.tensor);
  const output =
    queryMask === null ? found : tf.mul(found, tf.cast(tf.expandDims(queryMask.cast('bool'), -1), 'float32'));
  return isSet(context, 'return_attention_scores') ? [output, shares] : [output];
}

/** The sum of every query with every key: (…, queries, keys, features). */
export function sumsOfPairs(tf: Tf, query: Tensor, key: Tensor): Tensor {
  return tf.add(tf.expandDims(query, query.rank - 1), tf.expandDims(key, key.rank - 2));
}

/** The mask of an attention layer's output is that of its query. */
export function queryMasks(context: RunContext & { readonly outputs: readonly Tensor[] }): readonly (Tensor | null)[] {
  const explicit = tensorsOf(context, 'mask');
  const query = explicit.length > 0 ? (explicit[0]?.tensor ?? null) : (context.masks[0] ?? null);
  return context.outputs.map((_, i) => (i === 0 ? query : null));
}

// ---------------------------------------------------------------------------------------------------------------------
// Several heads

export interface HeadTensors {
  /** (batch, free axes and attended axes…, heads, size), axes in the order of the inputs. */
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  /** The attended axes, counted from 0. */
  readonly axes: readonly number[];
  readonly mask: Tensor | null;
  /** 1 / √ of the size of a key. */
  readonly scale: number;
  /** Whether a query that may see nothing finds zeros, or the mean of all values. */
  readonly blind: 'zeros' | 'mean';
}

export interface Attended {
  /** As the query, with the size of the values. */
  readonly output: Tensor;
  /** (batch, free axes…, heads, attended axes of the query…, of the key…). */
  readonly scores: Tensor;
}

/** Scaled dot products between queries and keys over the attended axes, and the values they weigh. */
export function attendByHeads(context: RunContext, heads: HeadTensors): Attended {
  const { tf, config, training, seed } = context;
  const { query, key, value, axes } = heads;
  const rank = query.rank;
  const free = query.shape.map((_, i) => i).filter(i => i < rank - 2 && !axes.includes(i));
  const order = [...free, rank - 2, ...axes, rank - 1];
  const [q, k, v] = [query, key, value].map(tensor => tf.transpose(tensor, order)) as [Tensor, Tensor, Tensor];
  const batch = q.shape.slice(0, free.length + 1);
  const queryPlaces = q.shape.slice(free.length + 1, -1);
  const keyPlaces = k.shape.slice(free.length + 1, -1);
  const flat = (tensor: Tensor, places: readonly number[]): Tensor =>
    tf.reshape(tensor, [product(batch), product(places), tensor.shape[rank - 1] ?? 1]);
  const products = tf.matMul(tf.mul(flat(q, queryPlaces), heads.scale), flat(k, keyPlaces), false, true);
  const scores = tf.reshape(products, [...batch, ...queryPlaces, ...keyPlaces]);
  const shares = maskedSoftmax(tf, scores, axes.length, heads);
  const dropped = training && config.dropout > 0 ? tf.dropout(shares, config.dropout, undefined, seed) : shares;
  const weights = tf.reshape(dropped, [product(batch), product(queryPlaces), product(keyPlaces)]);
  const found = tf.reshape(tf.matMul(weights, flat(v, keyPlaces)), [...batch, ...queryPlaces, v.shape[rank - 1] ?? 1]);
  const back = query.shape.map((_, i) => order.indexOf(i));
  return { output: tf.transpose(found, back), scores: shares };
}

/** Softmax over the last `count` axes. A mask of fewer axes gets new ones in front of the places it speaks of. */
function maskedSoftmax(
  tf: Tf,
  scores: Tensor,
  count: number,
  { mask, blind }: Pick<HeadTensors, 'mask' | 'blind'>,
): Tensor {
  let allowed = mask;
  while (allowed !== null && allowed.rank < scores.rank) {
    allowed = tf.expandDims(allowed, Math.max(0, allowed.rank - 2 * count));
  }
  const shape = [...scores.shape.slice(0, scores.rank - count), -1];
  const masked = allowed === null ? scores : tf.where(allowed, scores, tf.fill(scores.shape, -large));
  const shares = tf.reshape(tf.softmax(tf.reshape(masked, shape)), scores.shape);
  if (allowed === null || blind === 'mean') return shares;
  return tf.where(allowed, shares, tf.zerosLike(shares));
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
