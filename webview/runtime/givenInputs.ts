// Values given for the inputs of a model, held against its plan before anything is computed.

import type { RunInput, RunPlan } from '../../src/protocol/runPlan.ts';
import { agrees, type ShapeStyle, shapeText, styleOf } from './agreement.ts';
import { tfDtype } from './dtypes.ts';
import type { GivenValues } from './inputs.ts';

/** The values of an input, which are given by its name or else by its position. */
export function givenFor<T>(given: Readonly<Record<string, T>>, plan: RunPlan, input: RunInput): T | undefined {
  for (const key of [input.name, String(plan.inputs.indexOf(input))]) if (Object.hasOwn(given, key)) return given[key];
  return undefined;
}

/** Why the plan cannot be run on the given values, as a sentence without a full stop; undefined where it can. */
export function whyNotGiven(plan: RunPlan, given: Readonly<Record<string, GivenValues>>): string | undefined {
  for (const input of plan.inputs) {
    const values = givenFor(given, plan, input);
    const reason = values === undefined ? 'no values are given for it' : whyUnfit(input, values, styleOf(plan));
    if (reason !== undefined) return `the input \`${input.name}\` (${plan.inputs.indexOf(input)}): ${reason}`;
  }
  return undefined;
}

function whyUnfit({ shape, dtype }: RunInput, given: GivenValues, style: ShapeStyle): string | undefined {
  if (!agrees(given.shape, shape)) {
    return `values of shape ${shapeText(given.shape, style)} are given, the model takes ${shapeText(shape, style)}`;
  }
  const isText = typeof given.data[0] === 'string';
  if (given.data.length === 0 || isText === (tfDtype(dtype) === 'string')) return undefined;
  return isText ? 'text is given, the model takes numbers' : 'numbers are given, the model takes text';
}
