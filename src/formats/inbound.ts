// The stored calls of a layer: what it was called on, as references to the outputs of other calls, in the forms of Keras 3
// and of the versions before it, which tfjs shares.

import { dynamic } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { unreadable } from './budgets.ts';
import {
  isStoredList,
  isStoredRecord,
  listAt,
  numberOf,
  recordAt,
  type Stored,
  type StoredRecord,
  textAt,
} from './stored.ts';

/** Output `tensor` of call `node` of a layer, both counted from 0. */
export interface TensorRef {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
  /** Its type, where Keras stored it. */
  readonly type?: TensorType;
}

/** An argument of a call: tensors in their structure, and plain values. */
export type Piece =
  | { readonly kind: 'tensor'; readonly ref: TensorRef }
  | { readonly kind: 'list'; readonly items: readonly Piece[] }
  | { readonly kind: 'record'; readonly entries: readonly (readonly [string, Piece])[] }
  | { readonly kind: 'plain'; readonly value: Stored };

export interface StoredCall {
  readonly args: readonly Piece[];
  readonly keywords: readonly (readonly [string, Piece])[];
}

/** The calls of a stored layer. `isLayer` says which names layers of the model have. */
export function storedCalls(layer: StoredRecord, isLayer: (name: string) => boolean): readonly StoredCall[] {
  return listAt(layer, 'inbound_nodes').map(node =>
    isStoredRecord(node) && node.has('args') ? newCall(node) : olderCall(node, isLayer),
  );
}

/** Every tensor that a call takes, in the order of its arguments. */
export function refsOf(call: StoredCall): readonly TensorRef[] {
  return [...call.args, ...call.keywords.map(([, piece]) => piece)].flatMap(refsIn);
}

export function refsIn(piece: Piece): readonly TensorRef[] {
  switch (piece.kind) {
    case 'tensor':
      return [piece.ref];
    case 'list':
      return piece.items.flatMap(refsIn);
    case 'record':
      return piece.entries.flatMap(([, item]) => refsIn(item));
    case 'plain':
      return [];
  }
}

/** The same piece with other references. */
export function mapRefs(piece: Piece, change: (ref: TensorRef) => TensorRef): Piece {
  switch (piece.kind) {
    case 'tensor':
      return { kind: 'tensor', ref: change(piece.ref) };
    case 'list':
      return { kind: 'list', items: piece.items.map(item => mapRefs(item, change)) };
    case 'record':
      return { kind: 'record', entries: piece.entries.map(([name, item]) => [name, mapRefs(item, change)] as const) };
    case 'plain':
      return piece;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Keras 3: `{ args: [...], kwargs: {...} }` with tensors as objects

function newCall(node: StoredRecord): StoredCall {
  return {
    args: listAt(node, 'args').map(newPiece),
    keywords: [...(recordAt(node, 'kwargs') ?? [])].map(([name, value]) => [name, newPiece(value)] as const),
  };
}

function newPiece(value: Stored): Piece {
  if (isStoredList(value)) return structure({ kind: 'list', items: value.map(newPiece) }, value);
  if (!isStoredRecord(value)) return { kind: 'plain', value };
  const className = textAt(value, 'class_name');
  if (className === '__keras_tensor__') return { kind: 'tensor', ref: kerasTensor(value) };
  if (className !== undefined) return { kind: 'plain', value };
  return structure(
    { kind: 'record', entries: [...value].map(([name, item]) => [name, newPiece(item)] as const) },
    value,
  );
}

function kerasTensor(value: StoredRecord): TensorRef {
  const config = recordAt(value, 'config') ?? new Map<string, Stored>();
  const ref = reference(config.get('keras_history') ?? null);
  if (ref === undefined) unreadable('a call takes a tensor of which the file does not say where it comes from');
  const type = storedType(config);
  return type === undefined ? ref : { ...ref, type };
}

function storedType(config: StoredRecord): TensorType | undefined {
  const shape = config.get('shape');
  const dtype = textAt(config, 'dtype');
  if (!isStoredList(shape) || dtype === undefined) return undefined;
  const axes = shape.map(size => (size === null ? dynamic : numberOf(size)));
  const known = axes.filter(axis => axis !== undefined);
  return known.length === axes.length ? { shape: known, dtype } : undefined;
}

// ---------------------------------------------------------------------------------------------------------------------
// Before Keras 3, and tfjs: `[[name, node, tensor, kwargs], ...]`, the keywords beside the first tensor

function olderCall(node: Stored, isLayer: (name: string) => boolean): StoredCall {
  const keywords = new Map<string, Stored>();
  const inputs = olderInputs(node, keywords);
  const [only] = inputs.kind === 'list' ? inputs.items : [];
  const first: Piece = inputs.kind === 'list' && inputs.items.length === 1 && only !== undefined ? only : inputs;
  return {
    args: [first],
    keywords: [...keywords].map(([name, value]) => [name, olderPiece(value, isLayer)] as const),
  };
}

function olderInputs(value: Stored, keywords: Map<string, Stored>): Piece {
  if (isStoredRecord(value)) {
    const entries = [...value].map(([name, item]) => [name, olderInputs(item, keywords)] as const);
    return { kind: 'record', entries };
  }
  if (!isStoredList(value)) return { kind: 'plain', value };
  if (isLeaf(value)) {
    const [, , constant, given] = value;
    if (isStoredRecord(given)) for (const [name, item] of given) keywords.set(name, item);
    if (value[0] === constantName) return { kind: 'plain', value: constant ?? null };
    const ref = reference(value);
    return ref === undefined ? { kind: 'plain', value } : { kind: 'tensor', ref };
  }
  return { kind: 'list', items: value.map(item => olderInputs(item, keywords)) };
}

/** What Keras 2 writes in the place of a layer's name for a constant among the arguments. */
const constantName = '_CONSTANT_VALUE';

function isLeaf(value: readonly Stored[]): boolean {
  const [name, node] = value;
  return (value.length === 3 || value.length === 4) && typeof name === 'string' && typeof node === 'number';
}

/** A keyword's value: `[name, node, tensor]` stands for a tensor where a layer has that name. */
function olderPiece(value: Stored, isLayer: (name: string) => boolean): Piece {
  if (isStoredList(value)) {
    const [name, , constant] = value;
    if (isLeaf(value) && name === constantName) return { kind: 'plain', value: constant ?? null };
    const ref = isLeaf(value) && typeof name === 'string' && isLayer(name) ? reference(value) : undefined;
    if (ref !== undefined) return { kind: 'tensor', ref };
    return structure({ kind: 'list', items: value.map(item => olderPiece(item, isLayer)) }, value);
  }
  if (!isStoredRecord(value) || value.has('class_name')) return { kind: 'plain', value };
  const entries = [...value].map(([name, item]) => [name, olderPiece(item, isLayer)] as const);
  return structure({ kind: 'record', entries }, value);
}

// ---------------------------------------------------------------------------------------------------------------------

/** A structure that holds a tensor; what holds none is a plain value as a whole. */
function structure(piece: Piece, value: Stored): Piece {
  return refsIn(piece).length > 0 ? piece : { kind: 'plain', value };
}

function reference(value: Stored): TensorRef | undefined {
  if (!isStoredList(value)) return undefined;
  const [layer, node, tensor] = value;
  const isCount = (count: Stored | undefined): count is number =>
    typeof count === 'number' && count >= 0 && count < 2 ** 20 && Number.isInteger(count);
  return typeof layer === 'string' && isCount(node) && isCount(tensor) ? { layer, node, tensor } : undefined;
}

/** The ends of a model: `[name, node, tensor]`, a list of such, or a record. */
export function storedEnds(value: Stored): Piece {
  if (isStoredRecord(value))
    return { kind: 'record', entries: [...value].map(([name, item]) => [name, storedEnds(item)] as const) };
  if (!isStoredList(value)) return unreadable('the ends of a model are not given as outputs of layers');
  const ref = value.length >= 3 && value.length <= 4 ? reference(value) : undefined;
  return ref === undefined ? { kind: 'list', items: value.map(storedEnds) } : { kind: 'tensor', ref };
}
