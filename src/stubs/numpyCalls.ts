// Functions of NumPy that call a function of the program on parts of an array.

import { builtin, closedItems, none, numeric } from '../interp/make.ts';
import { noneInArithmetic } from '../interp/noneOperands.ts';
import { binary } from '../interp/operators.ts';
import type { Builtin, Value } from '../interp/value.ts';
import { findOp } from '../ops/registry.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { argument, positionalArgs } from './arguments.ts';
import { arrayOf } from './convert.ts';
import { functionIn } from './functionTable.ts';
import { operationStub } from './operations.ts';
import { samplesOf } from './rows.ts';

const parts: Unknown = unknown({ kind: 'data', what: 'what the function gives for each part' });

/** `apply_along_axis(function, axis, array)`: what the function gives for one line of the array stands in its place. */
const alongAxis: Builtin = (context, args, { place }) => {
  const callee = argument(args, 0, 'func1d');
  const axis = numeric(argument(args, 1, 'axis') ?? none);
  const x = samplesOf(argument(args, 2, 'arr'));
  if (callee === undefined || axis === undefined || x === undefined || args.open !== undefined) return parts;
  const { shape, dtype } = x.type;
  if (isUnknown(shape)) return shape;
  const at = axis < 0 ? axis + shape.length : axis;
  const length = shape[at];
  if (length === undefined) return parts;
  const line = arrayOf({ shape: [length], dtype }, 'numpy');
  const keywords = args.keywords.filter(one => !['func1d', 'axis', 'arr'].includes(one.name));
  const further = args.positional.slice(3).map(one => one.value);
  const answer = context.call(callee, { ...positionalArgs([line, ...further], place), keywords }, place);
  const given = samplesOf(answer)?.type;
  if (given === undefined || isUnknown(given.shape)) return parts;
  return arrayOf(
    { shape: [...shape.slice(0, at), ...given.shape, ...shape.slice(at + 1)], dtype: given.dtype },
    'numpy',
  );
};

/** `vectorize(function)`: a function that gives one value for each element. */
const vectorized: Builtin = () =>
  builtin('numpy.vectorize', (_context, args) => {
    const arrays = args.positional.map(one => samplesOf(one.value)?.type.shape);
    const [only] = arrays.filter(shape => shape === undefined || isUnknown(shape) || shape.length > 0);
    return arrays.length === 1 && only !== undefined ? arrayOf({ shape: only, dtype: parts }, 'numpy') : parts;
  });

/** `prod(sizes)`: NumPy multiplies the items of a shape as Python does, and so refuses the None of an open axis. */
const product: Builtin = (context, args, call) => {
  const [first, ...others] = closedItems(argument(args, 0, 'a') ?? none) ?? [];
  let total = first ?? none;
  for (const item of others) {
    const refused = noneInArithmetic('*', total, item, '*');
    if (refused !== undefined) return context.library.refuseNone(context, refused, call.place);
    total = binary('*', total, item);
  }
  const op = findOp('numpy.prod');
  return op === undefined ? context.unmodelled('numpy.prod', call.place) : operationStub(op)(context, args, call);
};

const functions: Readonly<Record<string, Builtin>> = {
  'numpy.apply_along_axis': alongAxis,
  'numpy.prod': product,
  'numpy.vectorize': vectorized,
};

/** Such a function; undefined for other paths. */
export function numpyCall(path: string): Value | undefined {
  return functionIn(functions, path);
}
