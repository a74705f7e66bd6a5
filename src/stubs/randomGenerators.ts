// Generators of random numbers: those of NumPy draw by operations of their own, the methods of `tf.random.Generator` as the
// functions of `tf.random` do.

import { builtin, list, none, numeric, plain } from '../interp/make.ts';
import { endOf } from '../interp/openList.ts';
import type { Builtin, ObjectValue, Value } from '../interp/value.ts';
import { findOp } from '../ops/registry.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import { argument } from './arguments.ts';
import { arrayOf } from './convert.ts';
import { operationStub } from './operations.ts';

const drawn: Unknown = unknown({ kind: 'data', what: 'a random number' });
const generator: ObjectValue = { kind: 'object', family: 'tfGenerator', name: 'Generator', config: new Map() };

/** The attribute of a generator; undefined where it is not modelled. */
export function generatorOfNumbers(name: string): Value | undefined {
  const method = (call: Builtin): Value => builtin(`tf.random.Generator.${name}`, call);
  switch (name) {
    case 'normal':
    case 'uniform':
    case 'truncated_normal':
      return method((context, args, { place }) => {
        const draw = context.library.find(`tf.random.${name}`);
        return draw === undefined ? drawn : context.call(draw, args, place);
      });
    case 'make_seeds':
      return method((_context, args) => {
        const count = numeric(argument(args, 0, 'count') ?? { kind: 'int', value: 1 });
        return arrayOf({ shape: [2, count ?? drawn], dtype: 'int64' }, 'eager');
      });
    case 'split':
      return method((_context, args) => {
        const count = numeric(argument(args, 0, 'count') ?? { kind: 'int', value: 1 });
        return count === undefined || count > mostParts
          ? list([], endOf(drawn, generator))
          : list(Array.from({ length: count }, () => generator));
      });
    case 'reset':
    case 'reset_from_seed':
    case 'skip':
      return method(() => none);
    case 'key':
    case 'algorithm':
      return plain('int', drawn);
    default:
      return undefined;
  }
}

/** More generators are not listed one by one. */
const mostParts = 64;

/** The attribute of a generator of NumPy; undefined where it draws in a way that is not modelled. */
export function numpyGeneratorMember(of: ObjectValue, name: string): Value | undefined {
  const op = findOp(`numpy.random.${of.name}.${name}`);
  return op === undefined ? undefined : builtin(op.path, operationStub(op));
}

/** What makes a generator; undefined for other paths. */
export function randomGeneratorAt(path: string): Value | undefined {
  const [, made] = /^numpy\.random\.(default_rng|Generator|RandomState|mtrand\.RandomState)$/.exec(path) ?? [];
  if (made !== undefined) {
    const name = made.endsWith('RandomState') ? 'RandomState' : 'Generator';
    return builtin(path, () => ({ kind: 'object', family: 'numpyGenerator', name, config: new Map() }));
  }
  return /^tf\.random\.(experimental\.)?(Generator(\.from_\w+)?|get_global_generator)$/.test(path)
    ? builtin(path, () => generator)
    : undefined;
}
