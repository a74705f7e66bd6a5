// Views: arrays of NumPy that an operation makes in the memory of another, so that what is written into one is in both.

import { lastPart } from '../base/lastPart.ts';
import { list } from '../interp/make.ts';
import type { Hold } from '../interp/memory.ts';
import type { CallArgs, Value } from '../interp/value.ts';
import type { NamedOp } from '../ops/define.ts';
import { viewedRearrangements } from '../ops/rearrangements.ts';
import { isUnknown } from '../shapes/unknown.ts';

/** Operations, by the last part of their names, whose answer is a view or may be one. */
const viewing: ReadonlySet<string> = new Set([
  ...viewedRearrangements,
  'getitem',
  'rollaxis',
  'view',
  'real',
  'imag',
  'flat',
  'diagonal',
  'diag',
  'broadcast_to',
  'sliding_window_view',
  'split',
  'array_split',
  'hsplit',
  'vsplit',
  'dsplit',
  'nan_to_num',
  'positive',
]);

/** Operations that make a copy unless their argument `copy` says otherwise. */
const copying: ReadonlySet<string> = new Set(['astype', 'array']);

/** The answer of an operation, in the memory of its first argument where it is a view of that. */
export function inMemoryOf(op: NamedOp, args: CallArgs, answer: Value): Value {
  const of = args.positional[0]?.value ?? args.keywords[0]?.value;
  if (of?.kind !== 'array' || of.memory === undefined) return answer;
  const name = lastPart(op.path);
  const isView = viewing.has(name) || (copying.has(name) && args.keywords.some(keyword => keyword.name === 'copy'));
  return isView ? inMemory(of.memory, answer) : answer;
}

function inMemory(memory: readonly Hold[], answer: Value): Value {
  if (answer.kind === 'list') return list(answer.items.value.map(one => inMemory(memory, one)));
  if (answer.kind !== 'array' || answer.flavour !== 'numpy') return answer;
  const { shape } = answer.type;
  // Single elements are taken out, and are no views.
  return !isUnknown(shape) && shape.length === 0 ? answer : { ...answer, memory };
}
