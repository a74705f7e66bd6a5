// What a model is run on, as `--input` names it: ones, random numbers, or the values in a file.

import { readFile } from 'node:fs/promises';
import { whyNotGiven } from '../../../webview/runtime/givenInputs.ts';
import type { GivenValues, InputChoice } from '../../../webview/runtime/inputs.ts';
import type { RunPlan } from '../../protocol/runPlan.ts';
import { reasonOf } from '../files.ts';
import { readJsonInputs, type UnreadableInputs } from './jsonInputs.ts';
import { readNpzInputs } from './npz.ts';

/** The input of a run, or why it cannot be had. */
export async function readInput(choice: string, plan: RunPlan): Promise<InputChoice | UnreadableInputs> {
  if (choice === 'ones' || choice === 'random') return { kind: choice };
  const values = await readValues(choice, plan);
  if (isUnreadable(values)) return { problem: `${choice}: ${values.problem}` };
  const reason = whyNotGiven(plan, values);
  return reason === undefined ? { kind: 'values', values } : { problem: `${choice}: ${reason}` };
}

async function readValues(
  file: string,
  plan: RunPlan,
): Promise<Readonly<Record<string, GivenValues>> | UnreadableInputs> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { problem: reasonOf(error) };
  }
  if (!file.toLowerCase().endsWith('.json')) return readNpzInputs(bytes, plan);
  const values = readJsonInputs(new TextDecoder().decode(bytes));
  if (isUnreadable(values)) return values;
  const known = plan.inputs.flatMap(({ name }, position) => [name, String(position)]);
  const strange = Object.keys(values).find(key => !known.includes(key));
  if (strange === undefined) return values;
  const names = plan.inputs.map(({ name }) => name).join(', ');
  return { problem: `the model has no input '${strange}', only ${names}` };
}

function isUnreadable(answer: Readonly<Record<string, unknown>> | UnreadableInputs): answer is UnreadableInputs {
  return typeof answer.problem === 'string';
}
