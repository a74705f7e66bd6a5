// Variables that a program makes itself. Those that an object of a layer class keeps in its fields are its own.

import { numeric } from '../../interp/make.ts';
import type { ArrayValue, Builtin, CallArgs, Value } from '../../interp/value.ts';
import type { WeightSpec } from '../../layers/define.ts';
import { readOperand } from '../../ops/operand.ts';
import { findOp } from '../../ops/registry.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf, toConfig } from '../convert.ts';
import { callOperation } from '../operations.ts';

const shapeUnknown: Unknown = unknown({ kind: 'data', what: 'the shape of a variable' });

const variables = new WeakMap<ArrayValue, WeightSpec | Unknown>();

/** What a value is as a variable of the layer that keeps it; undefined for an array that is none. */
export function variableOf(value: ArrayValue): WeightSpec | Unknown | undefined {
  return variables.get(value);
}

function remembered(made: ArrayValue, args: CallArgs, trainable: Value | undefined): ArrayValue {
  const { shape, dtype } = made.type;
  const name = argument(args, -1, 'name');
  const isFixed = trainable !== undefined && numeric(trainable) === 0;
  variables.set(
    made,
    isUnknown(shape)
      ? shape
      : {
          name: name?.kind === 'string' ? name.value : 'variable',
          shape,
          trainable: !isFixed,
          dtype,
          initializer: 'zeros',
        },
  );
  return made;
}

/** `keras.Variable(initializer, shape, dtype, trainable)`: of an array, or of a shape where the first is an initializer. */
export const kerasVariable: Builtin = (_context, args) => {
  const initializer = argument(args, 0, 'initializer') ?? unknown({ kind: 'error' });
  const given = argument(args, 1, 'shape');
  const { shape, dtype } = typeOf(initializer, given);
  const asked = argument(args, 2, 'dtype');
  const wanted = asked === undefined || asked.kind === 'none' ? dtype : dtypeOf(asked);
  return remembered(arrayOf({ shape, dtype: wanted }, 'eager'), args, argument(args, 3, 'trainable'));
};

function typeOf(initializer: Value, given: Value | undefined): { readonly shape: Shape; readonly dtype: DType } {
  if (given !== undefined && given.kind !== 'none') {
    const sizes = readOperand(toConfig(given))?.elements;
    const known = sizes?.filter(size => typeof size === 'number' || (typeof size === 'object' && size !== null));
    const shape = known?.length === sizes?.length ? (known as Shape | undefined) : undefined;
    return { shape: shape ?? shapeUnknown, dtype: 'float32' };
  }
  const config = toConfig(initializer);
  const operand = readOperand(config);
  if (operand === undefined) return { shape: shapeUnknown, dtype: shapeUnknown };
  const { dtype } = operand;
  return { shape: operand.shape, dtype: dtype === 'float' ? 'float32' : dtype === 'int' ? 'int32' : dtype };
}

function dtypeOf(value: Value): DType {
  if (value.kind === 'string') return value.value;
  return value.kind === 'object' && value.family === 'dtype' ? value.name : shapeUnknown;
}

const version: Unknown = unknown({
  kind: 'data',
  what: 'the version of Keras, of which older ones count such variables',
});

/** `tf.Variable(...)`, which layers of Keras 2 take for their own and those of Keras 3 do not. */
export const tensorflowVariable: Builtin = (context, args, { place }) => {
  const op = findOp('tf.Variable');
  const made = op === undefined ? shapeUnknown : callOperation(context, op, args, place);
  if (made.kind !== 'array') return made;
  const variable = remembered({ ...made }, args, argument(args, 1, 'trainable'));
  if (!context.versionGiven) variables.set(variable, version);
  return variable;
};
