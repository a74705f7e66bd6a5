// Arrays that differ between two paths: what both have in common of their shape, element type and values.

import type { ModelOutputs } from '../model/access.ts';
import { joinTypes, sameSequence, sameTypes } from '../shapes/joinTypes.ts';
import type { ArrayValue } from './value.ts';

/** True where everything that is known of two arrays is the same. */
export function sameArray(a: ArrayValue, b: ArrayValue): boolean {
  return (
    a.flavour === b.flavour &&
    sameTypes(a.type, b.type) &&
    sameSequence(a.values, b.values) &&
    sameOutputs(a.outputOf, b.outputOf)
  );
}

/** True for outputs of one model called at one place. */
function sameOutputs(a: ModelOutputs | undefined, b: ModelOutputs | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.model === b.model && a.called.uri === b.called.uri && a.called.start === b.called.start;
}

/** An array that is the one or the other. */
export function joinArrays(a: ArrayValue, b: ArrayValue): ArrayValue {
  const values = sameSequence(a.values, b.values) ? a.values : undefined;
  return {
    kind: 'array',
    flavour: a.flavour === b.flavour ? a.flavour : 'eager',
    type: joinTypes(a.type, b.type),
    ...(values === undefined ? {} : { values }),
  };
}
