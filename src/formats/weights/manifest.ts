// The weights of a tfjs layers model: files of little-endian elements, one array behind another, listed in a manifest and
// at times quantized.

import { largestExpansion, quotedName } from '../budgets.ts';
import type { FileToRead, StoredArray } from '../modelFile.ts';
import { isStoredRecord, listAt, numberOf, recordAt, type Stored, type StoredRecord, textAt } from '../stored.ts';
import { decodeNumbers, elementCount, elementWidth, type NamedArray, pathOf } from './arrays.ts';

/** The arrays of a manifest in its order. What cannot be read is noted, and left out. */
export async function readManifest(
  manifest: Stored,
  sibling: FileToRead['sibling'],
  notes: Set<string>,
): Promise<readonly NamedArray[]> {
  const groups = Array.isArray(manifest) ? (manifest as readonly Stored[]) : [];
  const out: NamedArray[] = [];
  for (const group of groups) {
    if (!isStoredRecord(group)) continue;
    const bytes = await groupBytes(listAt(group, 'paths'), sibling, notes);
    if (bytes === undefined) continue;
    out.push(...arraysIn(bytes, listAt(group, 'weights'), notes));
  }
  return out;
}

/** The files of a group as one; undefined where one is missing. */
async function groupBytes(
  paths: readonly Stored[],
  sibling: FileToRead['sibling'],
  notes: Set<string>,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const path of paths) {
    const part = typeof path === 'string' ? await sibling(path) : undefined;
    if (part === undefined) {
      notes.add(`The file ${quotedName(String(path))} with weights of the model is not there.`);
      return undefined;
    }
    size += part.length;
    if (size > largestExpansion) {
      notes.add('The weights of the model are too large to be read.');
      return undefined;
    }
    parts.push(part);
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function arraysIn(bytes: Uint8Array, weights: readonly Stored[], notes: Set<string>): readonly NamedArray[] {
  const out: NamedArray[] = [];
  let at = 0;
  for (const stored of weights) {
    const entry = isStoredRecord(stored) ? readEntry(stored) : undefined;
    if (entry === undefined || at + entry.size > bytes.length) {
      const name = isStoredRecord(stored) ? (textAt(stored, 'name') ?? '') : '';
      notes.add(`The weights of the model end at ${quotedName(name)}: the rest is missing or cannot be read.`);
      return out;
    }
    const part = bytes.subarray(at, at + entry.size);
    out.push({ path: pathOf(entry.name), shape: entry.shape, read: () => decode(entry, part) });
    at += entry.size;
  }
  return out;
}

interface ManifestEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  /** The element type that the model has, and the one in the file. */
  readonly dtype: string;
  readonly storedAs: string;
  readonly size: number;
  readonly scale: number;
  readonly min: number;
}

function readEntry(stored: StoredRecord): ManifestEntry | undefined {
  const name = textAt(stored, 'name');
  const dtype = textAt(stored, 'dtype');
  const shape = listAt(stored, 'shape').map(size => numberOf(size) ?? -1);
  const count = elementCount(shape);
  const quantization = recordAt(stored, 'quantization');
  if (name === undefined || dtype === undefined || count === undefined) return undefined;
  const storedAs = quantization === undefined ? dtype : (textAt(quantization, 'dtype') ?? '');
  const width = elementWidth(storedAs);
  if (width === undefined || (quantization !== undefined && !/^(uint8|uint16|float16)$/.test(storedAs)))
    return undefined;
  const scale = numberOf(quantization?.get('scale')) ?? 1;
  const min = numberOf(quantization?.get('min')) ?? 0;
  return { name, shape, count, dtype, storedAs, size: width * count, scale, min };
}

/** The values of an entry. Quantized ones are multiples of `scale` above `min`. */
function decode(entry: ManifestEntry, bytes: Uint8Array): StoredArray | undefined {
  const { shape, count, dtype, storedAs, scale, min } = entry;
  const data = decodeNumbers(bytes, storedAs, count);
  if (data === undefined) return undefined;
  if (storedAs === dtype || storedAs === 'float16') return { shape, data };
  if (dtype === 'int32') return { shape, data: Int32Array.from(data, value => Math.round(value * scale + min)) };
  return { shape, data: Float32Array.from(data, value => value * scale + min) };
}
