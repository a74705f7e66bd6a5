// Products of two tensors in Einstein's notation as one matrix product, which every backend has: tfjs's own einsum runs on
// some of them only.

import type { Tensor, Tf } from '../run.ts';

/** `ij,jk->ik` and its like. What is no product of two tensors, or repeats a label within one, is left to tfjs. */
export function einsum(tf: Tf, equation: string, tensors: readonly Tensor[]): Tensor {
  const [x, y, more] = tensors;
  const parts = /^(\w+),(\w+)->(\w*)$/.exec(equation.replaceAll(' ', ''));
  const terms = parts?.slice(1).map(part => [...part]) ?? [];
  const [left = [], right = [], out = []] = terms;
  const isPlain = parts !== null && terms.every(labels => new Set(labels).size === labels.length);
  if (!isPlain || x === undefined || y === undefined || more !== undefined) return tf.einsum(equation, ...tensors);
  const a = summedOver(tf, { x, labels: left }, label => !right.includes(label) && !out.includes(label));
  const b = summedOver(tf, { x: y, labels: right }, label => !left.includes(label) && !out.includes(label));
  const shared = a.labels.filter(label => b.labels.includes(label));
  const batch = shared.filter(label => out.includes(label));
  const inner = shared.filter(label => !out.includes(label));
  const rows = a.labels.filter(label => !shared.includes(label));
  const columns = b.labels.filter(label => !shared.includes(label));
  const product = tf.matMul(matrices(tf, a, [batch, rows, inner]), matrices(tf, b, [batch, inner, columns]));
  const labels = [...batch, ...rows, ...columns];
  const sizes = new Map([...sizesOf(a), ...sizesOf(b)]);
  const unfolded = tf.reshape(
    product,
    labels.map(label => sizes.get(label) ?? 1),
  );
  return tf.transpose(
    unfolded,
    out.map(label => labels.indexOf(label)),
  );
}

interface Labelled {
  readonly x: Tensor;
  /** One per axis. */
  readonly labels: readonly string[];
}

function summedOver(tf: Tf, { x, labels }: Labelled, isSummed: (label: string) => boolean): Labelled {
  const axes = labels.flatMap((label, axis) => (isSummed(label) ? [axis] : []));
  if (axes.length === 0) return { x, labels };
  return { x: tf.sum(x, axes), labels: labels.filter(label => !isSummed(label)) };
}

function sizesOf({ x, labels }: Labelled): readonly (readonly [string, number])[] {
  return labels.map((label, axis) => [label, x.shape[axis] ?? 1]);
}

/** The tensor with three axes, each made of those with the given labels. */
function matrices(tf: Tf, term: Labelled, groups: readonly (readonly string[])[]): Tensor {
  const sizes = new Map(sizesOf(term));
  const ordered = tf.transpose(
    term.x,
    groups.flat().map(label => term.labels.indexOf(label)),
  );
  return tf.reshape(
    ordered,
    groups.map(labels => labels.reduce((all, label) => all * (sizes.get(label) ?? 1), 1)),
  );
}
