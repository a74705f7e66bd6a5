// What programs that build models use of SciPy: functions that give a value for each element of an array.

import { builtin } from '../interp/make.ts';
import type { Builtin, Value } from '../interp/value.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import { arrayOf } from './convert.ts';
import { samplesOf } from './rows.ts';

const computed: Unknown = unknown({ kind: 'data', what: 'what SciPy computes' });

const modules: ReadonlySet<string> = new Set(
  [
    'fft',
    'integrate',
    'interpolate',
    'io',
    'io.wavfile',
    'linalg',
    'misc',
    'ndimage',
    'optimize',
    'signal',
    'sparse',
  ].concat(['spatial', 'spatial.distance', 'special', 'stats']),
);

const sameShape: ReadonlySet<string> = new Set([
  'ndimage.gaussian_filter',
  'ndimage.median_filter',
  'ndimage.sobel',
  'ndimage.shift',
  'special.erf',
  'special.expit',
  'special.log_softmax',
  'special.logit',
  'special.softmax',
  'stats.rankdata',
  'stats.zscore',
]);

const elementwise: Builtin = (_context, args) => {
  const x = samplesOf(args.positional[0]?.value);
  return x === undefined ? computed : arrayOf({ shape: x.type.shape, dtype: computed }, 'numpy');
};

/** What stands at a path of SciPy; undefined for other paths. */
export function scipyAt(path: string): Value | undefined {
  if (path === 'scipy') return { kind: 'module', path };
  const [, name] = /^scipy\.(.+)$/.exec(path) ?? [];
  if (name === undefined || name.endsWith('__version__')) return undefined;
  if (modules.has(name)) return { kind: 'module', path };
  return builtin(path, sameShape.has(name) ? elementwise : () => computed);
}
