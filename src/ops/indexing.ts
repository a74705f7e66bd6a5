// Indexing with `x[...]`: integers, slices, None, Ellipsis, arrays and masks. The key comes as plain values; slices and the
// like, which plain values do not have, are objects made here.

import { type ConfigValue, isConfigList } from '../layers/config.ts';
import { isKind } from '../layers/params.ts';
import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import { isWhole, type SizeArg, size } from './arguments.ts';
import { broadcast } from './broadcast.ts';
import type { OpContext, TensorAnswer } from './define.ts';
import { knownExtremes } from './extremes.ts';
import { answer, type Element, type Operand, readOperand, rowsOperand } from './operand.ts';
import { indexCountWords, indexWords } from './operationWords.ts';
import { type Bound, sliceLength, slicePicks } from './slices.ts';

/** `start:stop:step` as a plain value; `null` for a part left out. */
export function sliceKey(start: ConfigValue, stop: ConfigValue, step: ConfigValue): ConfigValue {
  return { kind: 'object', family: 'slice', name: 'slice', config: { start, stop, step } };
}

/** `...` as a plain value. */
export const ellipsisKey: ConfigValue = { kind: 'object', family: 'ellipsis', name: 'Ellipsis', config: {} };

/** A Python list as an index, which selects rows; a plain list of values stands for a tuple, one entry per axis. */
export function listKey(items: readonly ConfigValue[]): ConfigValue {
  return { kind: 'object', family: 'list', name: 'list', config: { items } };
}

type Entry =
  | { readonly kind: 'index'; readonly at: SizeArg }
  | { readonly kind: 'slice'; readonly start: Bound; readonly stop: Bound; readonly step: Bound }
  | { readonly kind: 'new axis' }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'array'; readonly indices: Operand }
  | { readonly kind: 'mask'; readonly mask: Operand }
  | { readonly kind: 'unknown'; readonly why: Unknown }
  | { readonly kind: 'refused' };

/** What is left of a tensor after `x[key]`. */
export function getItem(x: Operand, key: ConfigValue, context: OpContext): TensorAnswer | Unknown {
  const strict = context.kerasTensors && x.source === 'symbolic';
  if (strict && isUnsupported(key)) {
    context.problem({
      kind: 'call-value',
      says: 'A symbolic Keras tensor takes an integer or a tuple as its index, not this alone: write it as the first of several, `x[..., :]`',
      runtime: { keras3: 'Unsupported key type for array slice.' },
    });
    return afterError;
  }
  if (isUnknown(key) && !isWhole(key) && !('rows' in key)) return key;
  const entries = readEntries(key, strict);
  const bad = entries.find(entry => entry.kind === 'refused');
  if (bad !== undefined) {
    if (!strict) return { kind: 'unknown', why: { kind: 'todo', what: 'this index' } };
    context.problem({
      kind: 'call-value',
      says: 'A symbolic Keras tensor can only be indexed with integers, slices, None and Ellipsis',
      runtime: { keras3: 'Unsupported key type for array slice.' },
    });
    return afterError;
  }
  const { shape } = x;
  if (isUnknown(shape)) return { shape, dtype: x.dtype };
  if (shape.length === 0 && mayHoldItems(x))
    return { kind: 'unknown', why: { kind: 'data', what: 'what the element is' } };
  const full = withEllipsis(entries, shape, context);
  if (isUnknown(full)) return full;
  const selected = select(x, shape, full, context);
  const extremes = entries.every(isWholeAxis) ? knownExtremes(x) : undefined;
  return isUnknown(selected) || extremes === undefined ? selected : { ...selected, extremes };
}

/** True for an entry that leaves no element out. */
function isWholeAxis(entry: Entry): boolean {
  return (
    entry.kind === 'new axis' ||
    entry.kind === 'ellipsis' ||
    (entry.kind === 'slice' && entry.start === null && entry.stop === null && entry.step === null)
  );
}

/** A single element of NumPy is a text or a list as well, where it is not said to be a number. */
function mayHoldItems({ source, dtype }: Operand): boolean {
  return source === 'numpy' && (isUnknown(dtype) || dtype === 'string' || dtype === 'object');
}

/** Keras 3's symbolic tensors refuse everything but integers, tuples and lists as a whole key. */
function isUnsupported(key: ConfigValue): boolean {
  if (typeof key === 'number' || isUnknown(key)) return false;
  if (key === null || typeof key === 'string') return true;
  if (typeof key === 'boolean' || isConfigList(key)) return false;
  if (isKind(key, 'object')) return key.family === 'slice' || key.family === 'ellipsis';
  return isKind(key, 'float') || isKind(key, 'tensor') || (isKind(key, 'array') && !isScalarArray(key));
}

function isScalarArray(value: Extract<ConfigValue, { readonly kind: 'array' }>): boolean {
  return isUnknown(value.shape) || value.shape.length === 0;
}

function readEntries(key: ConfigValue, strict: boolean): readonly Entry[] {
  if (isConfigList(key)) return key.map(item => readEntry(item, strict));
  if (strict && isKind(key, 'object') && key.family === 'list') {
    const items = key.config.items ?? null;
    if (isConfigList(items)) return items.map(item => readEntry(item, strict));
  }
  return [readEntry(key, strict)];
}

const whole = size();

function readEntry(item: ConfigValue, strict: boolean): Entry {
  if (item === null) return { kind: 'new axis' };
  if (isUnknown(item)) {
    if ('rows' in item) return arrayEntry(rowsOperand(item), strict);
    return isWhole(item) ? { kind: 'index', at: item } : { kind: 'unknown', why: item };
  }
  if (strict && typeof item === 'boolean') return { kind: 'index', at: Number(item) };
  if (typeof item === 'number') return Number.isInteger(item) ? { kind: 'index', at: item } : { kind: 'refused' };
  if (isKind(item, 'size')) return { kind: 'index', at: item };
  if (isKind(item, 'object')) {
    if (item.family === 'ellipsis') return { kind: 'ellipsis' };
    if (item.family === 'slice') {
      const { start = null, stop = null, step = null } = item.config;
      return { kind: 'slice', start: readBound(start), stop: readBound(stop), step: readBound(step) };
    }
    if (item.family === 'list') return readArray(item.config.items ?? [], strict);
    return { kind: 'unknown', why: { kind: 'unknown', why: { kind: 'todo', what: `${item.name} as an index` } } };
  }
  if (typeof item === 'boolean' || isConfigList(item) || isKind(item, 'array') || isKind(item, 'tensor'))
    return readArray(item, strict);
  return { kind: 'refused' };
}

function readArray(item: ConfigValue, strict: boolean): Entry {
  const indices = readOperand(item);
  return indices === undefined ? { kind: 'refused' } : arrayEntry(indices, strict);
}

function arrayEntry(indices: Operand, strict: boolean): Entry {
  if (isUnknown(indices.shape)) return { kind: 'unknown', why: indices.shape };
  if (strict && (indices.shape.length > 0 || indices.source === 'symbolic')) return { kind: 'refused' };
  if (isUnknown(indices.dtype)) return { kind: 'unknown', why: indices.dtype };
  if (indices.dtype === 'bool') return { kind: 'mask', mask: indices };
  if (indices.shape.length > 0) return { kind: 'array', indices };
  const [at] = indices.elements ?? [];
  if (at === undefined || typeof at === 'string')
    return { kind: 'index', at: { kind: 'unknown', why: { kind: 'data', what: 'the values of an array' } } };
  return { kind: 'index', at };
}

/** A bound of a slice. What is no whole number counts as not known. */
function readBound(value: ConfigValue): Bound {
  if (value === null || isUnknown(value)) return value;
  const read = whole.read(value, 'keras3');
  if (typeof read === 'object' && read.kind === 'refused')
    return { kind: 'unknown', why: { kind: 'todo', what: 'this bound' } };
  return isDynamic(read) ? { kind: 'unknown', why: { kind: 'data', what: 'the value of a tensor' } } : read;
}

/** The axes an entry takes from the tensor. */
function consumes(entry: Entry): number {
  switch (entry.kind) {
    case 'new axis':
    case 'ellipsis':
      return 0;
    case 'mask':
      return isUnknown(entry.mask.shape) ? 1 : entry.mask.shape.length;
    default:
      return 1;
  }
}

/** The key with whole slices in place of the Ellipsis, or at the end where there is none: one entry per axis. */
function withEllipsis(
  entries: readonly Entry[],
  shape: readonly Dim[],
  context: OpContext,
): readonly Exclude<Entry, { readonly kind: 'ellipsis' }>[] | Unknown {
  const taken = entries.reduce((sum, entry) => sum + consumes(entry), 0);
  const opaque = entries.find(entry => entry.kind === 'unknown');
  if (opaque !== undefined) return opaque.why;
  const spare = shape.length - taken;
  if (spare < 0) {
    context.problem({
      kind: 'call-value',
      says: `A tensor of shape ${printShape(shape)} has ${shape.length} axes, but the index names ${taken}`,
      runtime: {
        ...(entries.every(entry => entry.kind === 'index' || entry.kind === 'slice')
          ? indexCountWords(shape.length, taken, context)
          : {}),
        ...(context.specOnly ? { keras3: `Array has shape ${printShape(shape)} but slice has to many indices.` } : {}),
      },
    });
    return afterError;
  }
  const out: Exclude<Entry, { readonly kind: 'ellipsis' }>[] = [];
  let spread = false;
  for (const entry of entries) {
    if (entry.kind !== 'ellipsis') out.push(entry);
    else if (spread) return { kind: 'unknown', why: { kind: 'error' } };
    else {
      spread = true;
      for (let i = 0; i < spare; i++) out.push({ kind: 'slice', start: null, stop: null, step: null });
    }
  }
  if (!spread) for (let i = 0; i < spare; i++) out.push({ kind: 'slice', start: null, stop: null, step: null });
  return out;
}

/** The axes that stay, with the broadcast index arrays where they stand, or in front where others come between them. */
function select(
  x: Operand,
  shape: readonly Dim[],
  entries: readonly Exclude<Entry, { readonly kind: 'ellipsis' }>[],
  context: OpContext,
): TensorAnswer | Unknown {
  const dims: Dim[] = [];
  const picks: (readonly number[] | undefined)[] = [];
  const arrays: Shape[] = [];
  let place: number | undefined;
  let apart = false;
  let last: number | undefined;
  let axis = 0;
  const advanced = entries.some(entry => entry.kind === 'array' || entry.kind === 'mask');
  for (const [position, entry] of entries.entries()) {
    const length = shape[axis] ?? 1;
    switch (entry.kind) {
      case 'new axis':
        dims.push(1);
        continue;
      case 'slice':
        dims.push(sliceLength(length, entry.start, entry.stop, entry.step));
        picks.push(slicePicks(length, entry));
        axis++;
        continue;
      case 'index':
        if (!indexFits(entry.at, length, axis, shape, context)) return afterError;
        picks.push(indexPick(entry.at, length));
        axis++;
        if (!advanced) continue;
        arrays.push([]);
        break;
      case 'array':
        arrays.push(entry.indices.shape);
        picks.push(undefined);
        axis++;
        break;
      case 'mask':
        if (!maskFits(entry.mask, shape, axis, context)) return afterError;
        arrays.push([trueCount(entry.mask, context)]);
        picks.push(undefined);
        axis += consumes(entry);
        break;
      case 'unknown':
        return entry.why;
    }
    if (place === undefined) place = dims.length;
    else if (last !== undefined && position !== last + 1) apart = true;
    last = position;
  }
  if (place !== undefined && advanced) {
    const gathered = broadcast(arrays, context);
    if (isUnknown(gathered)) return gathered;
    dims.splice(apart ? 0 : place, 0, ...gathered);
    return { shape: dims, dtype: x.dtype };
  }
  return answer(dims, x.dtype, pickElements(x, shape, picks));
}

/** How many entries of a mask are true: known where its values are, open in a graph. */
function trueCount(mask: Operand, context: OpContext): Dim {
  const known = mask.elements?.every(element => typeof element === 'number') ? mask.elements : undefined;
  if (known === undefined && context.flavour === 'symbolic') return { kind: 'dynamic' };
  if (known === undefined) return { kind: 'unknown', why: { kind: 'data', what: 'how many entries a mask selects' } };
  return known.filter(element => element !== 0).length;
}

/** Reports a mask whose axes differ for sure from those it covers. */
function maskFits(mask: Operand, shape: readonly Dim[], axis: number, context: OpContext): boolean {
  if (isUnknown(mask.shape)) return true;
  const at = mask.shape.findIndex((dim, i) => sameDim(dim, shape[axis + i] ?? 1) === 'no');
  if (at < 0) return true;
  context.problem({
    kind: 'call-value',
    says: `A mask of shape ${printShape(mask.shape)} does not fit axis ${axis + at} of a tensor of shape ${printShape(shape)}`,
  });
  return false;
}

function indexFits(at: SizeArg, length: Dim, axis: number, shape: readonly Dim[], context: OpContext): boolean {
  if (typeof at !== 'number' || typeof length !== 'number') return true;
  if (at >= -length && at < length) return true;
  context.problem({
    kind: 'call-value',
    says: `Index ${at} is out of bounds for axis ${axis} of a tensor of shape ${printShape(shape)}`,
    runtime: {
      ...indexWords(at, length, axis, context),
      ...(context.specOnly ? { keras3: `Array has shape ${printShape(shape)} but out-of-bounds index` } : {}),
    },
  });
  return false;
}

function indexPick(at: SizeArg, length: Dim): readonly number[] | undefined {
  if (typeof at !== 'number' || typeof length !== 'number') return undefined;
  return [at < 0 ? at + length : at];
}

/** The elements at the chosen positions of every axis, where they are known. */
function pickElements(
  x: Operand,
  shape: readonly Dim[],
  picks: readonly (readonly number[] | undefined)[],
): readonly Element[] | undefined {
  if (x.elements === undefined || picks.some(pick => pick === undefined)) return undefined;
  let offsets: readonly number[] = [0];
  for (const [axis, pick] of picks.entries()) {
    const length = shape[axis];
    if (typeof length !== 'number' || pick === undefined) return undefined;
    offsets = offsets.flatMap(offset => pick.map(at => offset * length + at));
  }
  const out: Element[] = [];
  for (const offset of offsets) {
    const element = x.elements[offset];
    if (element === undefined) return undefined;
    out.push(element);
  }
  return out;
}
