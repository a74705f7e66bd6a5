// What multi-head attention layers compute: projections into heads, the masks of their calls, and the way back.

import type { RunContext, Tensor, Tf } from '../run.ts';
import { attendByHeads, bothMasks, causalMask, windowMask } from './attention.ts';
import { type CallTensor, isSet, tensorsOf } from './callTensors.ts';

export interface HeadPlan {
  /** The attended axes, counted from 0. */
  readonly axes: readonly number[];
  /** The size of a key in each head. */
  readonly size: number;
  /** How many query heads share one head of keys and values. */
  readonly shared: number;
}

/** The outputs of a multi-head layer: what was found, and the scores where they are asked for. */
export function runHeads(context: RunContext, plan: HeadPlan): readonly Tensor[] {
  const { tf, config } = context;
  const [query] = tensorsOf(context, 'query');
  const [value] = tensorsOf(context, 'value');
  if (query == null || value == null) throw new Error('query or value is missing');
  const key = tensorsOf(context, 'key')[0] ?? null;
  const take = projections(context);
  const q = take(query.tensor, 1);
  const k = repeatHeads(tf, take((key ?? value).tensor, 1), plan.shared);
  const gate = config.use_gate === true ? tf.sigmoid(take(query.tensor, 1)) : undefined;
  const v = repeatHeads(tf, take(value.tensor, 1), plan.shared);
  const wantsScores = isSet(context, 'return_attention_scores');
  const fused = !(config.dropout > 0) && !wantsScores && q.rank === 4;
  const { output, scores } = attendByHeads(context, {
    query: q,
    key: k,
    value: v,
    axes: plan.axes,
    mask: maskOf(context, { query, value, key }),
    scale: 1 / Math.sqrt(plan.size),
    blind: fused || context.dialect !== 'keras3' ? 'mean' : 'zeros',
  });
  const found = take(gate === undefined ? output : tf.mul(output, gate), 2);
  return wantsScores ? [found, scores] : [found];
}

/** Hands out the layer's projections in the order of its variables; each sums over the last `count` axes. */
function projections({ tf, config, weights }: RunContext): (x: Tensor, count: number) => Tensor {
  const left = [...weights];
  return (x, count) => {
    const kernel = left.shift();
    if (kernel === undefined) throw new Error('its variables are missing');
    const kept = x.shape.slice(0, x.rank - count);
    const made = kernel.shape.slice(count);
    const inputs = kernel.shape.slice(0, count).reduce((all, size) => all * size, 1);
    const flat = tf.matMul(tf.reshape(x, [-1, inputs]) as Matrix, tf.reshape(kernel, [inputs, -1]) as Matrix);
    const out = tf.reshape(flat, [...kept, ...made]);
    const bias = config.use_bias === true ? left.shift() : undefined;
    return bias === undefined ? out : tf.add(out, bias);
  };
}

type Matrix = import('@tensorflow/tfjs-core').Tensor2D;

function repeatHeads(tf: Tf, x: Tensor, times: number): Tensor {
  if (times === 1) return x;
  const heads = x.shape.at(-2) ?? 1;
  const positions = Array.from({ length: heads * times }, (_, i) => Math.floor(i / times));
  return tf.gather(x, tf.tensor1d(positions, 'int32'), x.rank - 2);
}

/** What a query may see: all masks of the call and of its tensors together. */
function maskOf(
  context: RunContext,
  { query, value, key }: { readonly query: CallTensor; readonly value: CallTensor; readonly key: CallTensor | null },
): Tensor | null {
  const { tf, config } = context;
  const own = (name: string, tensor: CallTensor | null): Tensor | null => {
    const mask = tensorsOf(context, name)[0]?.tensor ?? tensor?.mask ?? null;
    return mask === null ? null : mask.cast('bool');
  };
  const queryMask = own('query_mask', query);
  const valueMask = own('value_mask', value);
  const keyMask = own('key_mask', key);
  const queries = query.tensor.shape[1] ?? 1;
  const values = value.tensor.shape[1] ?? 1;
  const window = config.sliding_window;
  const given = tensorsOf(context, 'attention_mask')[0]?.tensor ?? null;
  const parts = [
    queryMask === null ? null : tf.expandDims(queryMask, -1),
    valueMask === null ? null : tf.expandDims(valueMask, -2),
    keyMask === null ? null : tf.expandDims(keyMask, -2),
    isSet(context, 'use_causal_mask') ? causalMask(tf, queries, values) : null,
    typeof window === 'number' ? windowMask(tf, queries, values, window) : null,
    given === null ? null : given.cast('bool'),
  ];
  return parts.reduce((all, part) => bothMasks(tf, all, part), null);
}
