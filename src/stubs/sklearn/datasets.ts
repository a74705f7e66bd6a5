// The data sets of scikit-learn: those it ships, with their known sizes, and those it makes up to order.

import { ownValue } from '../../base/ownValue.ts';
import { builtin, none, numeric, record, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { drawnExtremes } from '../../ops/extremes.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { Extremes } from '../../shapes/shape.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';

interface Shipped {
  readonly data: readonly [number, number];
  readonly targets?: readonly number[];
  /** How many classes the targets are of; absent where they are measured. */
  readonly classes?: number;
  /** The samples as images as well. */
  readonly images?: readonly number[];
}

const shipped: Readonly<Record<string, Shipped>> = {
  load_iris: { data: [150, 4], classes: 3 },
  load_digits: { data: [1797, 64], classes: 10, images: [1797, 8, 8] },
  load_wine: { data: [178, 13], classes: 3 },
  load_breast_cancer: { data: [569, 30], classes: 2 },
  load_diabetes: { data: [442, 10] },
  load_boston: { data: [506, 13] },
  load_linnerud: { data: [20, 3], targets: [20, 3] },
  fetch_california_housing: { data: [20640, 8] },
  fetch_olivetti_faces: { data: [400, 4096], classes: 40, images: [400, 64, 64] },
  fetch_covtype: { data: [581012, 54] },
};

const asked: Unknown = unknown({ kind: 'data', what: 'an argument that is not known' });
const texts: Unknown = unknown({ kind: 'input', name: 'the description of the data set' });

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}

function loaded(set: Shipped): Builtin {
  const { classes } = set;
  const extremes: Extremes | undefined =
    classes === undefined ? undefined : { lowest: 0, highest: classes - 1, distinct: classes };
  const data = arrayOf({ shape: set.data, dtype: 'float64' }, 'numpy');
  const target = arrayOf(
    {
      shape: set.targets ?? [set.data[0]],
      dtype: classes === undefined ? 'float64' : 'int64',
      ...(extremes === undefined ? {} : { extremes }),
    },
    'numpy',
  );
  return (_context, args) => {
    const subset = args.keywords.some(one => !['return_X_y', 'as_frame'].includes(one.name));
    if (subset || isTrue(argument(args, -1, 'as_frame'))) return asked;
    if (isTrue(argument(args, -1, 'return_X_y'))) return tuple([data, target]);
    return record(
      [
        ['data', data],
        ['target', target],
        ...(set.images === undefined
          ? []
          : [['images', arrayOf({ shape: set.images, dtype: 'float64' }, 'numpy')] as const]),
        ['feature_names', texts],
        ['target_names', texts],
        ['DESCR', texts],
        ['frame', none],
      ],
      'by name too',
    );
  };
}

/** A size among the arguments. */
function size(args: CallArgs, position: number, name: string, fallback: number): Dim {
  const given = argument(args, position, name);
  if (given === undefined) return args.open ?? fallback;
  if (given.kind === 'list') {
    const parts = given.items.value.map(numeric);
    return given.open.value !== undefined || parts.includes(undefined)
      ? asked
      : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  }
  return given.kind === 'size' ? given.size : (numeric(given) ?? asked);
}

function samples(shape: readonly Dim[]): Value {
  return arrayOf({ shape, dtype: 'float64' }, 'numpy');
}

/** Classes that take turns, so that all occur where there are enough samples. */
function classLabels(count: Dim, classes: Dim): Value {
  const known = typeof count === 'number' && typeof classes === 'number' && drawnExtremes(0, classes - 1, count);
  return arrayOf({ shape: [count], dtype: 'int64', ...(known ? { extremes: known } : {}) }, 'numpy');
}

const makers: Readonly<Record<string, (args: CallArgs) => Value>> = {
  make_classification(args) {
    const count = size(args, 0, 'n_samples', 100);
    const width = size(args, 1, 'n_features', 20);
    return tuple([samples([count, width]), classLabels(count, size(args, -1, 'n_classes', 2))]);
  },
  make_regression(args) {
    const count = size(args, 0, 'n_samples', 100);
    const targets = size(args, -1, 'n_targets', 1);
    const x = samples([count, size(args, 1, 'n_features', 100)]);
    const y = typeof targets !== 'number' ? asked : samples(targets === 1 ? [count] : [count, targets]);
    return args.keywords.some(one => one.name === 'coef') ? asked : tuple([x, y]);
  },
  make_blobs(args) {
    const count = size(args, 0, 'n_samples', 100);
    const centers = argument(args, 2, 'centers');
    const placed = centers !== undefined && (centers.kind === 'list' || centers.kind === 'array');
    const width = placed ? asked : size(args, 1, 'n_features', 2);
    const listed = argument(args, 0, 'n_samples')?.kind === 'list';
    const groups = centers === undefined || centers.kind === 'none' ? 3 : (numeric(centers) ?? asked);
    if (args.keywords.some(one => one.name === 'return_centers')) return asked;
    return tuple([samples([count, width]), classLabels(count, listed ? asked : groups)]);
  },
  make_moons(args) {
    const count = size(args, 0, 'n_samples', 100);
    return tuple([samples([count, 2]), classLabels(count, 2)]);
  },
  make_circles(args) {
    const count = size(args, 0, 'n_samples', 100);
    return tuple([samples([count, 2]), classLabels(count, 2)]);
  },
  make_gaussian_quantiles(args) {
    const count = size(args, -1, 'n_samples', 100);
    const x = samples([count, size(args, -1, 'n_features', 2)]);
    return tuple([x, classLabels(count, size(args, -1, 'n_classes', 3))]);
  },
  make_multilabel_classification(args) {
    const count = size(args, 0, 'n_samples', 100);
    if (args.keywords.some(one => ['sparse', 'return_indicator', 'return_distributions'].includes(one.name)))
      return asked;
    const labels = arrayOf({ shape: [count, size(args, 2, 'n_classes', 5)], dtype: 'int64' }, 'numpy');
    return tuple([samples([count, size(args, 1, 'n_features', 20)]), labels]);
  },
  make_swiss_roll: args => {
    const count = size(args, 0, 'n_samples', 100);
    return tuple([samples([count, 3]), samples([count])]);
  },
  make_s_curve: args => {
    const count = size(args, 0, 'n_samples', 100);
    return tuple([samples([count, 3]), samples([count])]);
  },
  make_friedman1: args => {
    const count = size(args, 0, 'n_samples', 100);
    return tuple([samples([count, size(args, 1, 'n_features', 10)]), samples([count])]);
  },
};

/** Data sets of OpenML by name: samples and features. */
const openml: Readonly<Record<string, readonly [number, number]>> = {
  mnist_784: [70000, 784],
  'Fashion-MNIST': [70000, 784],
  'Kuzushiji-MNIST': [70000, 784],
};

/** `fetch_openml(name)`: arrays where `as_frame=False`, else tables. */
const fromOpenml: Builtin = (_context, args) => {
  const name = argument(args, 0, 'name');
  const set = name?.kind === 'string' ? ownValue(openml, name.value) : undefined;
  const asFrame = argument(args, -1, 'as_frame');
  if (set === undefined) return unknown({ kind: 'input', name: 'the data set' });
  if (asFrame?.kind !== 'bool' || asFrame.value) return asked;
  const [rows, width] = set;
  const data = arrayOf({ shape: [rows, width], dtype: asked }, 'numpy');
  const target = arrayOf({ shape: [rows], dtype: 'object' }, 'numpy');
  if (isTrue(argument(args, -1, 'return_X_y'))) return tuple([data, target]);
  return record(
    [
      ['data', data],
      ['target', target],
      ['DESCR', texts],
      ['feature_names', texts],
      ['target_names', texts],
    ],
    'by name too',
  );
};

/** A function of `sklearn.datasets`; undefined where it is not modelled. */
export function sklearnData(name: string): Value | undefined {
  if (name === 'fetch_openml') return builtin('sklearn.datasets.fetch_openml', fromOpenml);
  const set = ownValue(shipped, name);
  if (set !== undefined) return builtin(`sklearn.datasets.${name}`, loaded(set));
  const make = ownValue(makers, name);
  return make === undefined ? undefined : builtin(`sklearn.datasets.${name}`, (_context, args) => make(args));
}
