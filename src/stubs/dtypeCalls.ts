// Element types of NumPy called as functions: `np.float32(x)` is a number or array of that type.

import { builtin, string } from '../interp/make.ts';
import type { Builtin, ObjectValue, Value } from '../interp/value.ts';
import { unknown } from '../shapes/unknown.ts';
import { argument, positionalArgs } from './arguments.ts';

function converted(dtype: ObjectValue): Builtin {
  return (context, args, { place }) => {
    const given = argument(args, 0, 'x') ?? { kind: 'int', value: 0 };
    const make = context.library.find('numpy.array');
    if (make === undefined || args.open !== undefined)
      return args.open ?? unknown({ kind: 'todo', what: `\`${dtype.name}\`` });
    const keywords = [{ name: 'dtype', value: string(dtype.name), place }];
    return context.call(make, { ...positionalArgs([given], place), keywords }, place);
  };
}

/** The attribute of an element type: its name, or calling it. */
export function dtypeMember(dtype: ObjectValue, name: string): Value | undefined {
  if (name === '__call__') return builtin(`numpy.${dtype.name}`, converted(dtype));
  return dtype.config.get(name);
}
