// What is said of a list of tensors where a layer takes one tensor.

import type { ProblemRecord } from '../model/understanding.ts';
import { type ProblemOf, subjectText } from './problemRule.ts';
import type { RuleContext } from './rule.ts';
import { listed, shapeText } from './words.ts';

/** What the list is: brackets around one tensor, all that one call gave, or tensors that belong to several calls. */
export function tensorList(
  { got }: ProblemOf<'single-input-layer'>,
  { inputs }: ProblemRecord,
): 'one tensor' | 'result of a call' | 'several tensors' {
  if (got === 1) return 'one tensor';
  const [first, ...others] = inputs;
  const { place, layer } = first ?? {};
  const isResult =
    place !== undefined &&
    others.length > 0 &&
    others.every(other => other.layer === layer && other.place?.start === place.start && other.place.end === place.end);
  return isResult && new Set(inputs.map(input => input.output)).size === inputs.length
    ? 'result of a call'
    : 'several tensors';
}

/** "`Dense` takes one tensor, but gets 2: (None, 8) and (None, 8)", without a full stop. */
export function takesOneText(count: number, record: ProblemRecord, context: RuleContext): string {
  const shapes = record.inputs.map(input => shapeText(input.type.shape, context.dialect));
  const given = shapes.length === count && count <= 3 ? `: ${listed(shapes)}` : '';
  return `${subjectText(record, context)} takes one tensor, but gets ${count}${given}`;
}
