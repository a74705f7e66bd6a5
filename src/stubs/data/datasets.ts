// The data sets that Keras ships: the shapes and types of what `load_data()` gives.

import { tuple } from '../../interp/make.ts';
import type { Builtin, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { arrayOf } from '../convert.ts';

interface DataSet {
  /** How many samples there are for training and for testing. */
  readonly counts: readonly [number, number];
  readonly features: readonly number[];
  readonly featureType: string;
  readonly labels: readonly number[];
  readonly labelType: string;
}

const images: DataSet = {
  counts: [60000, 10000],
  features: [28, 28],
  featureType: 'uint8',
  labels: [],
  labelType: 'uint8',
};

/** Texts are lists of word numbers of different lengths, kept in arrays of objects. */
const dataSets: Readonly<Record<string, DataSet>> = {
  mnist: images,
  fashion_mnist: images,
  cifar10: { counts: [50000, 10000], features: [32, 32, 3], featureType: 'uint8', labels: [1], labelType: 'uint8' },
  cifar100: { counts: [50000, 10000], features: [32, 32, 3], featureType: 'uint8', labels: [1], labelType: 'int64' },
  boston_housing: { counts: [404, 102], features: [13], featureType: 'float64', labels: [], labelType: 'float64' },
  california_housing: {
    counts: [16512, 4128],
    features: [8],
    featureType: 'float32',
    labels: [],
    labelType: 'float32',
  },
  imdb: { counts: [25000, 25000], features: [], featureType: 'object', labels: [], labelType: 'int64' },
  reuters: { counts: [8982, 2246], features: [], featureType: 'object', labels: [], labelType: 'int64' },
};

/** Arguments that change how many samples there are. */
const resizing: ReadonlySet<string> = new Set(['test_split', 'maxlen', 'version']);

/** `load_data` of a data set of Keras; undefined for other paths. */
export function loadData(path: string): Builtin | undefined {
  const name = /^keras\.datasets\.(\w+)\.load_data$/.exec(path)?.[1];
  const set = name !== undefined && Object.hasOwn(dataSets, name) ? dataSets[name] : undefined;
  if (set === undefined) return undefined;
  return (_context, args) => {
    const resized = args.keywords.some(keyword => resizing.has(keyword.name));
    const part = (count: number): Value => {
      const size = resized ? unknown({ kind: 'data', what: 'how the data set is split' }) : count;
      return tuple([
        arrayOf({ shape: [size, ...set.features], dtype: set.featureType }, 'numpy'),
        arrayOf({ shape: [size, ...set.labels], dtype: set.labelType }, 'numpy'),
      ]);
    };
    return tuple([part(set.counts[0]), part(set.counts[1])]);
  };
}
