// The data sets that Keras ships: the shapes and types of what `load_data()` gives, and which labels they hold.

import { ownValue } from '../../base/ownValue.ts';
import { numeric, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import type { Extremes } from '../../shapes/shape.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf } from '../convert.ts';

interface DataSet {
  /** How many samples there are for training and for testing. */
  readonly counts: readonly [number, number];
  /** Set where `test_split` says which share is for testing. */
  readonly splits?: true;
  readonly features: readonly number[];
  readonly featureType: string;
  readonly labels: readonly number[];
  readonly labelType: string;
  readonly classes?: Extremes;
}

function classes(count: number): Extremes {
  return { lowest: 0, highest: count - 1, distinct: count };
}

const images: DataSet = {
  counts: [60000, 10000],
  features: [28, 28],
  featureType: 'uint8',
  labels: [],
  labelType: 'uint8',
  classes: classes(10),
};

const cifar10: DataSet = {
  counts: [50000, 10000],
  features: [32, 32, 3],
  featureType: 'uint8',
  labels: [1],
  labelType: 'uint8',
  classes: classes(10),
};

const housing: DataSet = {
  counts: [16512, 4128],
  splits: true,
  features: [8],
  featureType: 'float32',
  labels: [],
  labelType: 'float32',
};

/** Texts are lists of word numbers of different lengths, kept in arrays of objects. */
const texts: Pick<DataSet, 'features' | 'featureType' | 'labels' | 'labelType'> = {
  features: [],
  featureType: 'object',
  labels: [],
  labelType: 'int64',
};

const dataSets: Readonly<Record<string, DataSet>> = {
  mnist: images,
  fashion_mnist: images,
  cifar10,
  cifar100: { ...cifar10, labelType: 'int64', classes: classes(100) },
  boston_housing: {
    counts: [404, 102],
    splits: true,
    features: [13],
    featureType: 'float64',
    labels: [],
    labelType: 'float64',
  },
  california_housing: housing,
  imdb: { ...texts, counts: [25000, 25000], classes: classes(2) },
  // Not every topic need occur among the few texts for testing, but the last one does.
  reuters: { ...texts, counts: [8982, 2246], splits: true, classes: { lowest: 0, highest: 45 } },
};

const resized: Unknown = unknown({ kind: 'data', what: 'how long the texts are' });
const splitUnknown: Unknown = unknown({ kind: 'data', what: 'how the data set is split' });

function keyword(args: CallArgs, name: string): Value | undefined {
  return args.keywords.find(one => one.name === name)?.value;
}

/** The data set that the arguments choose among its versions. */
function chosen(name: string, set: DataSet, args: CallArgs): DataSet | Unknown {
  if (args.open !== undefined) return args.open;
  if (name === 'california_housing') {
    const version = keyword(args, 'version') ?? args.positional[0]?.value;
    if (version === undefined || (version.kind === 'string' && version.value === 'large')) return set;
    return version.kind === 'string' && version.value === 'small' ? { ...set, counts: [480, 120] } : splitUnknown;
  }
  if (name === 'cifar100') {
    const mode = keyword(args, 'label_mode') ?? args.positional[0]?.value;
    if (mode?.kind === 'string' && mode.value === 'coarse') return { ...set, classes: classes(20) };
    if (mode === undefined || mode.kind === 'string') return set;
    const { classes: _classes, ...others } = set;
    return others;
  }
  return set;
}

/** How many samples are for training and testing. */
function counts(set: DataSet, args: CallArgs): readonly [number | Unknown, number | Unknown] {
  const longest = keyword(args, 'maxlen');
  if (set.featureType === 'object' && longest !== undefined && longest.kind !== 'none') return [resized, resized];
  const split = keyword(args, 'test_split');
  if (set.splits !== true || split === undefined) return set.counts;
  const share = numeric(split);
  if (share === undefined) return [splitUnknown, splitUnknown];
  const total = set.counts[0] + set.counts[1];
  const training = Math.trunc(total * (1 - share));
  return [training, total - training];
}

/** `load_data` of a data set of Keras; undefined for other paths. */
export function loadData(path: string): Builtin | undefined {
  const name = /^keras\.datasets\.(\w+)\.load_data$/.exec(path)?.[1];
  const set = name === undefined ? undefined : ownValue(dataSets, name);
  if (name === undefined || set === undefined) return undefined;
  return (_context, args) => {
    const version = chosen(name, set, args);
    if ('kind' in version) return version;
    const usual = keyword(args, 'test_split') === undefined;
    const part = (count: number | Unknown): Value =>
      tuple([
        arrayOf({ shape: [count, ...version.features], dtype: version.featureType }, 'numpy'),
        arrayOf(
          {
            shape: [count, ...version.labels],
            dtype: version.labelType,
            ...(version.classes === undefined || !usual || count === resized ? {} : { extremes: version.classes }),
          },
          'numpy',
        ),
      ]);
    const [training, testing] = counts(version, args);
    return tuple([part(training), part(testing)]);
  };
}
