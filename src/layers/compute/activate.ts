// Applies the activation of a layer on tfjs.

import { isUnknown } from '../../shapes/unknown.ts';
import { activations } from '../../training/activations.ts';
import type { Named } from '../arguments.ts';
import type { ConfigValue } from '../config.ts';
import { isKind } from '../params.ts';
import type { Impossible, RunContext, Tensor } from '../run.ts';

/** True for a reason in place of tensors. */
export function isImpossible(answer: object): answer is Impossible {
  return 'impossible' in answer;
}

/** The values behind an activation; the reason where there is no computing it. */
export function activate(context: RunContext, activation: Named | null, x: Tensor): Tensor | Impossible {
  if (activation === null) return x;
  if (isUnknown(activation)) return { impossible: 'its activation is not known' };
  if (activation.layer !== undefined) return activateByLayer(context, activation.layer, x);
  if (activation.custom) return { impossible: `\`${activation.name}\` is a function of the program` };
  const { dialect } = context;
  const entry = activations.byString(activation.name, dialect) ?? activations.byString(activation.name, 'keras3');
  if (entry === undefined) return { impossible: `the activation \`${activation.name}\` is not known here` };
  const numbers: Record<string, number> = {};
  const flags: Record<string, boolean> = {};
  for (const [name, value] of Object.entries(activation.config)) {
    const number = plainNumber(value);
    if (number !== undefined) numbers[name] = number;
    if (typeof value === 'boolean') flags[name] = value;
  }
  return entry.run(context.tf, x, { dialect, numbers, flags });
}

/** A layer such as `LeakyReLU(0.2)` that stands where an activation is asked for. */
function activateByLayer(
  context: RunContext,
  layer: NonNullable<Exclude<Named, { kind: 'unknown' }>['layer']>,
  x: Tensor,
): Tensor | Impossible {
  const { run, weights, name } = layer.definition;
  if (run === undefined || weights !== undefined) return { impossible: `${name} as an activation is not computed` };
  if (isImpossible(run)) return run;
  const answer = run({
    ...context,
    config: layer.config,
    given: layer.given,
    inputs: [x],
    masks: [null],
    weights: [],
    call: new Map(),
  });
  if (isImpossible(answer)) return answer;
  return Array.isArray(answer) ? (answer[0] ?? x) : (answer as Tensor);
}

function plainNumber(value: ConfigValue): number | undefined {
  if (typeof value === 'number') return value;
  return isKind(value, 'float') ? value.value : undefined;
}
