// Splitting samples as scikit-learn does: how many go where follows from the shares, which ones is left to chance.

import { list, none, numeric, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { rowCount, someRows } from '../rows.ts';

const splitUnknown: Unknown = unknown({ kind: 'data', what: 'how the samples are split' });

interface Split {
  readonly training: Dim;
  readonly testing: Dim;
}

/** A share of the samples, a number of them, or neither given. */
type Part = { readonly share: number } | { readonly count: number } | 'not given' | 'not known';

function partOf(value: Value | undefined): Part {
  if (value === undefined || value.kind === 'none') return 'not given';
  if (value.kind === 'float') return { share: value.value };
  return value.kind === 'int' ? { count: value.value } : 'not known';
}

/** How many samples are for training and for testing. A share for testing is rounded up, one for training down. */
export function splitSizes(
  samples: Dim | undefined,
  sizes: { readonly test: Value | undefined; readonly train: Value | undefined; readonly fallback: number },
): Split {
  const test = partOf(sizes.test);
  const train = partOf(sizes.train);
  if (test === 'not known' || train === 'not known') return { training: splitUnknown, testing: splitUnknown };
  if (typeof samples !== 'number') {
    const why = samples !== undefined && isUnknown(samples) ? samples : splitUnknown;
    return {
      training: train !== 'not given' && 'count' in train ? train.count : why,
      testing: test !== 'not given' && 'count' in test ? test.count : why,
    };
  }
  const tested = test === 'not given' ? undefined : 'count' in test ? test.count : Math.ceil(test.share * samples);
  const trained =
    train === 'not given' ? undefined : 'count' in train ? train.count : Math.floor(train.share * samples);
  if (tested === undefined && trained === undefined) {
    const rest = Math.ceil(sizes.fallback * samples);
    return { training: samples - rest, testing: rest };
  }
  return { training: trained ?? samples - (tested ?? 0), testing: tested ?? samples - (trained ?? 0) };
}

/** `train_test_split(*arrays, test_size, train_size)`: two parts of each of them, in order. */
export const trainTestSplit: Builtin = (_context, args) => {
  if (args.open !== undefined) return list([], args.open);
  const arrays = args.positional.map(one => one.value);
  const samples = arrays.map(rowCount).find(count => count !== undefined && !isUnknown(count));
  const { training, testing } = splitSizes(samples ?? arrays.map(rowCount)[0], {
    test: argument(args, -1, 'test_size'),
    train: argument(args, -1, 'train_size'),
    fallback: 0.25,
  });
  return list(arrays.flatMap(one => [someRows(one, training), someRows(one, testing)]));
};

/** `shuffle(*arrays)`: the same samples in another order, or so many of them. */
export const shuffled: Builtin = (_context, args) => {
  const wanted = argument(args, -1, 'n_samples') ?? none;
  const parts = args.positional.map(({ value }) => {
    const count = wanted.kind === 'none' ? rowCount(value) : (numeric(wanted) ?? splitUnknown);
    return someRows(value, count ?? splitUnknown);
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : list(parts);
};

function indices(count: Dim): Value {
  return arrayOf({ shape: [count], dtype: 'int64' }, 'numpy');
}

/** `KFold(n).split(x)`: every sample is tested once, and the first folds are one larger where it does not come out even. */
export function foldsOf(splitter: ObjectValue, args: CallArgs): Value {
  const option = (position: number, name: string): Value | undefined =>
    splitter.config.get(name) ?? splitter.config.get(String(position));
  const samples = rowCount(args.positional[0]?.value ?? splitUnknown);
  if (splitter.name.includes('Shuffle')) {
    const turns = numeric(option(0, 'n_splits') ?? none) ?? (splitter.name === 'GroupShuffleSplit' ? 5 : 10);
    const grouped = splitter.name.startsWith('Group');
    const { training, testing } = splitSizes(grouped ? splitUnknown : samples, {
      test: option(-1, 'test_size'),
      train: option(-1, 'train_size'),
      fallback: 0.1,
    });
    return list(Array.from({ length: turns }, () => tuple([indices(training), indices(testing)])));
  }
  const given = option(0, 'n_splits');
  const folds = given === undefined ? 5 : numeric(given);
  if (folds === undefined) return list([], splitUnknown);
  const fold = (i: number): Value => {
    if (typeof samples !== 'number' || splitter.name !== 'KFold')
      return tuple([indices(splitUnknown), indices(splitUnknown)]);
    const tested = Math.floor(samples / folds) + (i < samples % folds ? 1 : 0);
    return tuple([indices(samples - tested), indices(tested)]);
  };
  return list(Array.from({ length: folds }, (_, i) => fold(i)));
}
