// Arrays from an archive as `numpy.savez` writes it, for the inputs of a model: by the name or position of an input, or
// `in0`, `in1` … (`arr_0`, `arr_1` …, as NumPy calls arrays without a name) in the order of the inputs.

import type { GivenValues } from '../../../webview/runtime/inputs.ts';
import { Unreadable } from '../../formats/budgets.ts';
import { type Archive, isZip, openZip } from '../../formats/zip.ts';
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
  const archive = openArchive(bytes);
  if (archive === undefined) return { problem: 'it is no archive as numpy.savez writes it' };
  const given: Record<string, GivenValues> = {};
  for (const [entry, position] of wanted) {
    const values = readEntry(archive, entry);
    if (values === undefined) continue;
    if ('problem' in values) return { problem: `'${entry.slice(0, -4)}': ${values.problem}` };
    given[position] = values;
  }
  return given;
}

function openArchive(bytes: Uint8Array): Archive | undefined {
  try {
    return isZip(bytes) ? openZip(bytes) : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function readEntry(archive: Archive, name: string): ReturnType<typeof readNpy> | undefined {
  try {
    const bytes = archive.read(name);
    return bytes === undefined ? undefined : readNpy(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message };
    throw error;
  }
}
