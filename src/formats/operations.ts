// Operations that Keras keeps among the layers of a functional model: classes of `keras.ops` in Keras 3, functions of
// TensorFlow in Keras 2.

import type { ConfigValue, Dialect } from '../layers/config.ts';
import { addNode } from '../model/build.ts';
import type { GraphNode, Layer, SymbolicTensor } from '../model/graph.ts';
import { applyOp } from '../ops/apply.ts';
import type { NamedOp } from '../ops/define.ts';
import { findOp, namedOps } from '../ops/registry.ts';
import { retyped } from '../ops/retyped.ts';
import type { Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { afterError, type Unknown } from '../shapes/unknown.ts';
import { type BoundCall, settle } from './calls.ts';
import type { Piece } from './inbound.ts';
import type { Reading, StoredObject } from './reading.ts';
import { isStoredRecord, textAt } from './stored.ts';
import { configValue } from './values.ts';

/** The operation that a stored class stands for; undefined for one that is not known. */
export function storedOperation(object: StoredObject, dialect: Dialect): NamedOp | undefined {
  const { className, module, config } = object;
  if (dialect === 'keras3') {
    if (!/^keras\.(src\.)?(ops|layers)\b/.test(module ?? 'keras.ops')) return undefined;
    return className === 'GetItem' ? findOp('getitem') : byClassOf(className, module);
  }
  if (className === 'SlicingOpLambda') return findOp('getitem');
  if (className !== 'TFOpLambda') return undefined;
  const name = textAt(config, 'function') ?? '';
  return findOp(`tf.${name}`) ?? findOp(`tf.${name.replace(/^compat\.v1\./, '')}`);
}

let byClass: ReadonlyMap<string, readonly NamedOp[]> | undefined;

/** The operation under `keras.ops` whose node has that class; of several, the one of the stored module. */
function byClassOf(className: string, module: string | undefined): NamedOp | undefined {
  if (byClass === undefined) {
    const found = new Map<string, NamedOp[]>();
    for (const op of namedOps().values()) {
      const name = op.path.startsWith('keras.ops.') ? op.definition.className : undefined;
      if (name === undefined) continue;
      const others = found.get(name);
      if (others === undefined) found.set(name, [op]);
      else others.push(op);
    }
    byClass = found;
  }
  const ops = byClass.get(className) ?? [];
  const part = /^keras\.(?:src\.)?ops\.(\w+)/.exec(module ?? '')?.[1];
  return (
    ops.find(op => op.path.startsWith(`keras.ops.${part}.`)) ??
    ops.find(op => /^keras\.ops\.\w+$/.test(op.path)) ??
    ops[0]
  );
}

/** Calls an operation: what was stored of the operation itself and of the call are arguments of one function. */
export function callOperation(
  reading: Reading,
  options: { readonly layer: Layer; readonly op: NamedOp; readonly object: StoredObject; readonly call: BoundCall },
): GraphNode {
  const { layer, op, object, call } = options;
  const { context, place } = reading;
  const inputs: SymbolicTensor[] = [];
  const plainOf = (piece: Piece): ConfigValue => operand(reading, piece, call, inputs);
  const { positional, keywords } = functionArguments(reading, { op, object, call, plainOf });
  const given = { op, positional, keywords, dialect: context.dialect, traced: false } as const;
  const answer = (types: readonly TensorType[]): Nested<TensorType> | Unknown => {
    const next = { i: 0 };
    const { outputs, value } = applyOp({
      ...given,
      positional: positional.map(item => retyped(item, types, next)),
      keywords: keywords.map(([name, item]) => [name, retyped(item, types, next)] as const),
    });
    return value === undefined ? outputs : afterError;
  };
  const plain = new Map<string, { readonly kind: 'config'; readonly value: ConfigValue }>();
  positional.forEach((value, i) => {
    plain.set(String(i), { kind: 'config', value });
  });
  for (const [name, value] of keywords) plain.set(name, { kind: 'config', value });
  const node = addNode(context, {
    layer,
    inputs,
    call: plain,
    called: place,
    types: answer(inputs.map(input => input.type)),
    replay: answer,
  });
  return settle(reading, node, call);
}

interface FunctionArguments {
  readonly positional: readonly ConfigValue[];
  readonly keywords: readonly (readonly [string, ConfigValue])[];
}

/**
 * The arguments of the function: those that the operation was made with stand in its configuration, and those of the call
 * fill the other parameters in order.
 */
function functionArguments(
  reading: Reading,
  parts: {
    readonly op: NamedOp;
    readonly object: StoredObject;
    readonly call: BoundCall;
    readonly plainOf: (piece: Piece) => ConfigValue;
  },
): FunctionArguments {
  const { op, object, call, plainOf } = parts;
  const own = new Map<string, ConfigValue>();
  if (reading.context.dialect === 'keras3')
    for (const [name, value] of object.config)
      if (name !== 'name' && name !== 'dtype_policy') own.set(name, configValue(reading, value, name));
  // What images are padded with says nothing where they are not padded.
  if (own.get('pad_to_aspect_ratio') === false) for (const name of ['fill_mode', 'fill_value']) own.delete(name);
  const rest = [...call.args];
  const positional: ConfigValue[] = [];
  for (const { name, mode } of op.parameters) {
    if (mode === 'rest') positional.push(...rest.splice(0).map(plainOf));
    if (mode !== 'plain' || rest.length === 0) continue;
    const stored = own.get(name);
    const next = stored === undefined ? rest.shift() : undefined;
    own.delete(name);
    positional.push(next === undefined ? (stored ?? null) : plainOf(next));
  }
  // An operation stores all its arguments, those that nobody gave among them.
  const known = new Map(op.parameters.map(parameter => [parameter.name, parameter]));
  const keywords = [...own].filter(([name, value]) => {
    const parameter = known.get(name);
    return parameter !== undefined && !isSame(value, parameter.fallback);
  });
  for (const [name, piece] of call.keywords) {
    if (name === 'name' || (piece.kind === 'plain' && piece.value === null && !known.has(name))) continue;
    const spec = op.path === 'getitem' && name === 'slice_spec';
    if (spec) positional.push(sliceSpec(plainOf, piece));
    else keywords.push([name, plainOf(piece)] as const);
  }
  return { positional, keywords };
}

/** True for the same plain value; whole floats are the integers they are as large as. */
function isSame(value: ConfigValue, other: ConfigValue | undefined): boolean {
  const plain = (one: ConfigValue | undefined): unknown =>
    typeof one === 'object' && one !== null && 'kind' in one && one.kind === 'float' ? one.value : one;
  return JSON.stringify(plain(value)) === JSON.stringify(plain(other));
}

/** Keras 2 stores slices as records of their bounds. */
function sliceSpec(plainOf: (piece: Piece) => ConfigValue, piece: Piece): ConfigValue {
  if (piece.kind === 'list') return piece.items.map(item => sliceSpec(plainOf, item));
  if (piece.kind === 'plain' && Array.isArray(piece.value))
    return piece.value.map(value => sliceSpec(plainOf, { kind: 'plain', value }));
  if (piece.kind === 'plain' && isStoredRecord(piece.value) && piece.value.has('start')) {
    const bound = (name: string): ConfigValue =>
      isStoredRecord(piece.value) ? plainOf({ kind: 'plain', value: piece.value.get(name) ?? null }) : null;
    return {
      kind: 'object',
      family: 'slice',
      name: 'slice',
      config: { start: bound('start'), stop: bound('stop'), step: bound('step') },
    };
  }
  return plainOf(piece);
}

/** An argument as a plain value, its tensors noted in order. */
function operand(reading: Reading, piece: Piece, call: BoundCall, inputs: SymbolicTensor[]): ConfigValue {
  switch (piece.kind) {
    case 'tensor': {
      const tensor = call.tensorOf(piece);
      inputs.push(tensor);
      return { kind: 'tensor', ...tensor.type };
    }
    case 'list':
      return piece.items.map(item => operand(reading, item, call, inputs));
    case 'record': {
      const entries = piece.entries.map(([name, item]) => [name, operand(reading, item, call, inputs)] as const);
      return { kind: 'record', entries: new Map(entries) };
    }
    case 'plain':
      return configValue(reading, piece.value, '');
  }
}
