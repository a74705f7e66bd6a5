// The tensors and plain values of a call by the names of its arguments.

import { flatten } from '../../shapes/nested.ts';
import type { RunContext, Tensor } from '../run.ts';

/** A tensor of a call with its Keras mask. */
export interface CallTensor {
  readonly tensor: Tensor;
  readonly mask: Tensor | null;
}

/** The tensors of an argument, depth first; null where None stands among them. None where the argument is not given. */
export function tensorsOf(context: RunContext, name: string): readonly (CallTensor | null)[] {
  let next = 0;
  for (const [own, argument] of context.call) {
    if (argument.kind !== 'tensors') continue;
    const items = flatten(argument.value);
    const first = next;
    next += items.filter(item => item !== null).length;
    if (own !== name) continue;
    let at = first;
    return items.map(item => {
      if (item === null) return null;
      const tensor = context.inputs[at] as Tensor;
      const mask = context.masks[at] ?? null;
      at++;
      return { tensor, mask };
    });
  }
  return [];
}

/** The truth of a plain argument; false where it is not given. */
export function isSet(context: RunContext, name: string): boolean {
  const argument = context.call.get(name);
  return argument?.kind === 'config' && argument.value === true;
}
