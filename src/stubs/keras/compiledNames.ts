// Optimizers, losses and metrics that `compile` is told by a text.

import type { Span } from '../../base/span.ts';
import type { ArgValue, Value } from '../../interp/value.ts';
import { type Dialect, printConfig } from '../../layers/config.ts';
import type { RefusedArgument } from '../../model/training.ts';
import { type NamedFamily, refusedName } from '../../training/identifiers.ts';

/** The texts in an argument that name nothing of the family, be it alone, in lists or by the names of outputs. */
export function refusedNames(
  given: ArgValue | undefined,
  about: { readonly family: NamedFamily; readonly argument: string; readonly dialect: Dialect },
): readonly RefusedArgument[] {
  if (given === undefined) return [];
  const { family, argument, dialect } = about;
  const argSpans = new Map<string, Span>([[argument, given.place]]);
  return textsIn(given.value, dialect).flatMap(text => {
    const refusal = refusedName(family, text, dialect);
    if (refusal === undefined) return [];
    const got = printConfig(text, dialect === 'tfjs' ? 'javascript' : 'python');
    // TensorFlow.js looks these names up in tables that a program cannot add to.
    const more = dialect === 'tfjs' ? {} : ({ registrable: true } as const);
    return [{ problem: { kind: 'argument-value', argument, got, ...refusal, ...more }, argSpans }];
  });
}

function textsIn(value: Value, dialect: Dialect): readonly string[] {
  switch (value.kind) {
    case 'string':
      return [value.value];
    case 'list':
      return value.items.value.flatMap(item => textsIn(item, dialect));
    case 'record':
      // TensorFlow.js reads metrics and losses of outputs that it does not have as if they were not there.
      return dialect === 'tfjs'
        ? []
        : [...value.entries.value.values()].flatMap(entry => textsIn(entry.value, dialect));
    default:
      return [];
  }
}
