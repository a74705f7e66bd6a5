// The MNIST reader of the tutorials that came with TensorFlow 1: `input_data.read_data_sets` gives training, validation and
// test sets, each with all of its images and labels and a method that hands out batches.

import { builtin, int, numeric, record, tuple } from '../../interp/make.ts';
import type { CallArgs, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { DType, Extremes } from '../../shapes/shape.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';

const module = 'tf.examples.tutorials.mnist';
const packages: ReadonlySet<string> = new Set(['tf.examples', 'tf.examples.tutorials', module, `${module}.input_data`]);

/** Pictures in the two files, of which the first is divided into training and validation. */
const counts = { training: 60000, test: 10000 } as const;
const classes: Extremes = { lowest: 0, highest: 9, distinct: 10 };
const asked: Unknown = unknown({ kind: 'data', what: 'an argument that is not known' });

/** The value at a path of the tutorials; undefined for other paths. */
export function tutorialMnistAt(path: string): Value | undefined {
  if (packages.has(path)) return { kind: 'module', path };
  if (path !== `${module}.input_data.read_data_sets`) return undefined;
  return builtin(path, (_context, args) => readDataSets(args));
}

/** What decides the form of every picture and label. */
interface Form {
  readonly picture: readonly Dim[];
  readonly pictureType: DType;
  readonly label: readonly Dim[];
  readonly labelType: string;
}

function flag(value: Value | undefined, fallback: boolean): boolean | undefined {
  if (value === undefined) return fallback;
  return value.kind === 'bool' ? value.value : undefined;
}

function readDataSets(args: CallArgs): Value {
  if (args.open !== undefined) return args.open;
  const oneHot = flag(argument(args, 2, 'one_hot'), false);
  const flat = flag(argument(args, 4, 'reshape'), true);
  const held = argument(args, 5, 'validation_size');
  const validation = held === undefined ? 5000 : numeric(held);
  const imitated = flag(argument(args, 1, 'fake_data'), false);
  if (oneHot === undefined || flat === undefined || validation === undefined || imitated !== false) return asked;
  const dtype = argument(args, 3, 'dtype');
  const form: Form = {
    picture: flat ? [784] : [28, 28, 1],
    pictureType: dtype === undefined ? 'float32' : asked,
    label: oneHot ? [10] : [],
    labelType: oneHot ? 'float64' : 'uint8',
  };
  return record(
    [
      ['train', dataSet(form, counts.training - validation)],
      ['validation', dataSet(form, validation)],
      ['test', dataSet(form, counts.test)],
    ],
    'by name too',
  );
}

function dataSet(form: Form, count: number): Value {
  return record(
    [
      ['images', pictures(form, count)],
      ['labels', labels(form, count, form.label.length === 0 && count >= counts.test ? classes : undefined)],
      ['num_examples', int(count)],
      ['next_batch', builtin('DataSet.next_batch', (_context, args) => nextBatch(form, count, args))],
    ],
    'by name too',
  );
}

/** A batch goes on with the pictures from the start where the end is reached, once. */
function nextBatch(form: Form, count: number, args: CallArgs): Value {
  if (args.open !== undefined) return args.open;
  const asks = argument(args, 0, 'batch_size');
  const size: Dim = asks === undefined ? asked : asks.kind === 'size' ? asks.size : (numeric(asks) ?? asked);
  const known: Dim = typeof size === 'number' && size > count ? asked : size;
  return tuple([pictures(form, known), labels(form, known)]);
}

function pictures({ picture, pictureType }: Form, count: Dim): Value {
  return arrayOf({ shape: [count, ...picture], dtype: pictureType }, 'numpy');
}

function labels({ label, labelType }: Form, count: Dim, known?: Extremes): Value {
  return arrayOf(
    { shape: [count, ...label], dtype: labelType, ...(known === undefined ? {} : { extremes: known }) },
    'numpy',
  );
}
