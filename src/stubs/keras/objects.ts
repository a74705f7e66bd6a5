// Objects that are only named and configured: optimizers, losses, metrics, initializers, regularizers, callbacks. What calling
// them gives is told by their family.

import { builtin } from '../../interp/make.ts';
import type { Builtin, ObjectValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { lossFunction } from './losses.ts';
import { typesOfShapes } from './ownBuild.ts';

const families: ReadonlySet<string> = new Set([
  'optimizers',
  'losses',
  'metrics',
  'initializers',
  'regularizers',
  'constraints',
  'callbacks',
  'activations',
  'dtype_policies',
  'mixed_precision',
]);

/** A class of such a family: calling it gives the object with its arguments. */
export function kerasObject(path: string): Value | undefined {
  const parts = path.split('.');
  const [root, family] = parts;
  const name = parts[parts.length - 1];
  if (root !== 'keras' || family === undefined || name === undefined || parts.length < 3 || !families.has(family))
    return undefined;
  // What is looked up by name goes on under that name, as layers and models take it.
  if (name === 'get')
    return builtin(
      path,
      (_context, args) => argument(args, 0, 'identifier') ?? args.open ?? unknown({ kind: 'error' }),
    );
  if (/^[a-z]/.test(name)) {
    if (family === 'losses' || family === 'metrics') return lossFunction(path, name);
    return builtin(path, () => unknown({ kind: 'todo', what: `\`${path}\`` }));
  }
  return builtin(path, (_context, args) => ({
    kind: 'object',
    family,
    name,
    config: new Map([
      ...args.positional.map((one, i) => [String(i), one.value] as const),
      ...args.keywords.map(keyword => [keyword.name, keyword.value] as const),
    ]),
  }));
}

/** `initializer(shape, dtype)`: an array of that shape. */
export function initializerCall(of: ObjectValue): Value {
  const call: Builtin = (_context, args) => {
    const shape = argument(args, 0, 'shape');
    const dtype = argument(args, 1, 'dtype');
    const type = shape === undefined ? undefined : typesOfShapes(shape)?.[0];
    const element = dtype?.kind === 'string' ? dtype.value : 'float32';
    const why = shape?.kind === 'unknown' ? shape : unknown({ kind: 'data', what: 'the shape it is given' });
    return arrayOf({ shape: type?.shape ?? why, dtype: element }, 'eager');
  };
  return builtin(`${of.name}()`, call);
}
