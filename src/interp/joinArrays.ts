// Arrays that differ between two paths: what both have in common of their shape, element type and values.

import type { ModelOutputs } from '../model/access.ts';
import { joinTypes, sameSequence, sameTypes } from '../shapes/joinTypes.ts';
import { contentOf, eitherMemory } from './memory.ts';
import type { ArrayValue } from './value.ts';

/** True where everything that is known of two arrays is the same. */
export function sameArray(one: ArrayValue, other: ArrayValue): boolean {
  const a = contentOf(one);
  const b = contentOf(other);
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
export function joinArrays(one: ArrayValue, other: ArrayValue): ArrayValue {
  const a = contentOf(one);
  const b = contentOf(other);
  const memory = eitherMemory(a, b);
  const values = sameSequence(a.values, b.values) ? a.values : undefined;
  return {
    kind: 'array',
    flavour: a.flavour === b.flavour ? a.flavour : 'eager',
    type: joinTypes(a.type, b.type),
    ...(values === undefined ? {} : { values }),
    ...(memory === undefined ? {} : { memory }),
  };
}
