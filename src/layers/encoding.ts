// What layers share that turn values into categories: how categories are given back, and the shape that results.

import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { isUnknown, type Maybe, unknown } from '../shapes/unknown.ts';
import type { Dialect } from './config.ts';
import type { ShapeContext } from './define.ts';
import { camelCase } from './naming.ts';
import { type ArgType, refused } from './params.ts';
import type { Problem } from './problems.ts';

export type OutputMode = 'int' | 'one_hot' | 'multi_hot' | 'count' | 'tf_idf';

/** What Keras says of a mode that a layer does not have. */
export function modeWords(layer: string): NonNullable<Problem['runtime']> {
  return { keras3: `Unknown value for \`output_mode\` argument of ${layer}.` };
}

/** Older names of modes. */
const formerly: Readonly<Record<string, OutputMode>> = { binary: 'multi_hot', 'tf-idf': 'tf_idf' };

/** One of the modes, in the spelling of the dialect; `formerly` also takes the older names. */
export function outputMode<M extends OutputMode>(
  modes: readonly M[],
  names: 'today' | 'formerly' = 'today',
): ArgType<Maybe<M>> {
  const spelled = (mode: string, dialect: Dialect) => (dialect === 'tfjs' ? camelCase(mode) : mode);
  return {
    expects: `one of ${modes.map(mode => `'${mode}'`).join(', ')}`,
    read(value, dialect) {
      const given = typeof value === 'string' && names === 'formerly' ? (formerly[value] ?? value) : value;
      const mode = modes.find(choice => spelled(choice, dialect) === given);
      return mode ?? refused(`one of ${modes.map(choice => `'${spelled(choice, dialect)}'`).join(', ')}`);
    },
    unknown: why => why,
  };
}

/**
 * The shape of categories with `depth` places: `one_hot` gives every value places of its own, and takes a last axis of
 * one away where there are others; the other modes gather the values of the last axis.
 */
export function encodedShape(shape: Shape, mode: OutputMode, depth: Dim): Shape {
  if (mode === 'int' || isUnknown(shape)) return shape;
  if (mode !== 'one_hot') return [...shape.slice(0, -1), depth];
  const last = shape[shape.length - 1];
  if (last === undefined || shape.length === 1) return [...shape, depth];
  if (sameDim(last, 1) === 'yes') return [...shape.slice(0, -1), depth];
  if (sameDim(last, 1) === 'no' || isDynamic(last)) return [...shape, depth];
  return isUnknown(last) ? last : unknown({ kind: 'data', what: 'whether the last axis is one' });
}

/** Keras 2 and tfjs only encode values of two axes at most; tfjs finds that out when it computes. */
export function checkEncodedRank(context: ShapeContext<unknown>, shape: Shape, mode: OutputMode): void {
  if (context.dialect === 'keras3' || mode === 'int' || isUnknown(shape)) return;
  const last = shape[shape.length - 1];
  const widened = mode === 'one_hot' && shape.length > 1 && last !== undefined && sameDim(last, 1) === 'no';
  const rank = shape.length + (widened ? 1 : 0);
  if (rank <= 2) return;
  context.problem({
    kind: 'rank-mismatch',
    input: 0,
    expected: { atMost: widened ? 1 : 2 },
    shape,
    ...(context.dialect === 'tfjs' ? { effect: 'fails when run' } : {}),
    runtime: {
      keras2: `When output_mode is not \`'int'\`, maximum supported output rank is 2.`,
      tfjs: 'When outputMode is not int, maximum output rank is 2',
    },
  });
}
