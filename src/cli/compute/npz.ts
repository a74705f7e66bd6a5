// Arrays from an archive as `numpy.savez` writes it, for the inputs of a model: by the name or position of an input, or
// `in0`, `in1` … (`arr_0`, `arr_1` …, as NumPy calls arrays without a name) in the order of the inputs.

import { unzipSync } from 'fflate';
import type { GivenValues } from '../../../webview/runtime/inputs.ts';
import type { RunPlan } from '../../protocol/runPlan.ts';
import type { UnreadableInputs } from './jsonInputs.ts';
import { readNpy } from './npy.ts';

/** The arrays for the inputs of a plan; other arrays of the archive are left alone. */
export function readNpzInputs(
  bytes: Uint8Array,
  plan: RunPlan,
): Readonly<Record<string, GivenValues>> | UnreadableInputs {
  const wanted = new Map<string, string>();
  plan.inputs.forEach(({ name }, position) => {
    for (const key of [`arr_${position}`, `in${position}`, String(position), name])
      wanted.set(`${key}.npy`, String(position));
  });
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
  } catch {
    return { problem: 'it is no archive as numpy.savez writes it' };
  }
  const given: Record<string, GivenValues> = {};
  for (const [entry, position] of wanted) {
    const file = files[entry];
    if (file === undefined) continue;
    const values = readNpy(file);
    if ('problem' in values) return { problem: `'${entry.slice(0, -4)}': ${values.problem}` };
    given[position] = values;
  }
  return given;
}
