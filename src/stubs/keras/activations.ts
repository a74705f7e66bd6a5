// The functions of `keras.activations`: on symbolic tensors they leave a node like the operations of the same names.

import { builtin } from '../../interp/make.ts';
import type { Builtin, Value } from '../../interp/value.ts';
import type { NamedOp } from '../../ops/define.ts';
import { findOp } from '../../ops/registry.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { callOperation } from '../operations.ts';

/** The operations behind functions of another name. */
const renamed: Readonly<Record<string, string>> = { exponential: 'exp', swish: 'silu' };

/** Functions of the backend alone: they take tensors with values, and symbolic ones only inside a layer's call. */
const ofBackend: ReadonlySet<string> = new Set(['mish', 'hard_silu', 'hard_swish', 'sparsemax']);

/** What stands at a path under `keras.activations`. */
export function activationAt(path: string): Value | undefined {
  const [root, family, name, ...more] = path.split('.');
  if (root !== 'keras' || family !== 'activations' || name === undefined || more.length > 0) return undefined;
  if (name === 'get') return builtin(path, getActivation);
  if (name === 'serialize' || name === 'deserialize') return undefined;
  if (name === 'linear' || ofBackend.has(name)) return builtin(path, sameType);
  const op = operationOf(name);
  return op === undefined ? undefined : builtin(path, activation(op, name));
}

function operationOf(name: string): NamedOp | undefined {
  const op = findOp(`keras.ops.${renamed[name] ?? name}`);
  // The function keeps a class of its own, whose name is written like the layer's.
  return op === undefined || name !== 'relu' ? op : { ...op, definition: { ...op.definition, className: 'ReLU' } };
}

function activation(op: NamedOp, name: string): Builtin {
  return (context, args, { place }) => {
    const first = argument(args, 0, 'x');
    if (first !== undefined && isUnknown(first)) return first;
    // ReLU's further arguments are those of its class, and say nothing about shapes.
    const own =
      name === 'relu' && first !== undefined ? { ...args, positional: [{ value: first, place }], keywords: [] } : args;
    return callOperation(context, op, own, place);
  };
}

const sameType: Builtin = (context, args) => {
  const first = argument(args, 0, 'x');
  if (first === undefined) return args.open ?? unknown({ kind: 'error' });
  if (first.kind === 'array') return { kind: 'array', flavour: 'eager', type: first.type };
  if (first.kind === 'tensor' && (context.traced > 0 || context.dialect === 'keras2')) return first;
  return first.kind === 'tensor' || isUnknown(first) ? first : unknown({ kind: 'todo', what: 'what it is given' });
};

/** `activations.get('relu')`. */
const getActivation: Builtin = (context, args, { place }) => {
  const given = argument(args, 0, 'identifier');
  if (given === undefined) return args.open ?? unknown({ kind: 'error' });
  if (given.kind === 'none') return activationAt('keras.activations.linear') ?? given;
  if (given.kind !== 'string') return given;
  return activationAt(`keras.activations.${given.value}`) ?? context.unmodelled(`activation ${given.value}`, place);
};
