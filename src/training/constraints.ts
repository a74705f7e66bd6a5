// Constraints: what variables are projected to after every update.

import { type Argument, arg, type Entry, lowerFirst, snakeCase, table } from './define.ts';

const axis = arg('axis', 0, 'The axes along which norms are taken.');

function constraint(name: string, doc: string, args: readonly Argument[], old: readonly string[] = []): Entry {
  const keras = [name, snakeCase(name)];
  return {
    name,
    doc,
    strings: { keras3: keras, keras2: [...keras, ...old], tfjs: [lowerFirst(name), name] },
    exports: { keras3: keras, keras2: keras, tfjs: [lowerFirst(name)] },
    args,
  };
}

export const constraints = table<Entry>([
  constraint('MaxNorm', 'Scales down what has a larger norm.', [arg('max_value', 2, 'The largest norm.'), axis]),
  constraint('MinMaxNorm', 'Brings norms between two bounds.', [
    arg('min_value', 0, 'The smallest norm.'),
    arg('max_value', 1, 'The largest norm.'),
    arg('rate', 1, 'How far each update goes.'),
    axis,
  ]),
  constraint('NonNeg', 'Sets negative values to zero.', []),
  constraint('UnitNorm', 'Scales to norm 1.', [axis]),
]);
