// Generators of Keras that yield batches without end: `ImageDataGenerator` and its flows, and `TimeseriesGenerator`.

import { builtin, closedItems, int, none, numeric, string, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, DatasetValue, ObjectValue, Value } from '../../interp/value.ts';
import { type Dim, dynamic } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { rowCount, samplesOf } from '../rows.ts';
import { concrete, dataset, mapArrays } from './dataset.ts';

const files: Unknown = unknown({ kind: 'input', name: 'the number of files in the folder' });
const folders: Unknown = unknown({ kind: 'input', name: 'the number of folders that are read' });
const argumentUnknown: Unknown = unknown({ kind: 'data', what: 'an argument that is not known' });
const lastBatch: Unknown = unknown({ kind: 'data', what: 'how many samples the last batch has' });

/** A generator of batches of `make(rows)`, of so many samples in each turn through them all. */
function flow(
  samples: Dim,
  size: number | undefined,
  make: (rows: Dim) => Value,
  attributes: Readonly<Record<string, Value>> = {},
): DatasetValue {
  const known = typeof samples === 'number' && size !== undefined && size > 0;
  const full = known && samples % size === 0 ? size : lastBatch;
  const whole = dataset(make(dynamic), Number.POSITIVE_INFINITY, {
    batched: true,
    each: concrete(make(full)),
    first: known ? concrete(make(Math.min(size, samples))) : undefined,
  });
  const length = known ? int(Math.ceil(samples / size)) : isUnknown(samples) ? samples : argumentUnknown;
  const count: Value = typeof samples === 'number' ? int(samples) : isUnknown(samples) ? samples : argumentUnknown;
  const named = {
    n: count,
    samples: count,
    batch_size: size === undefined ? argumentUnknown : int(size),
    ...attributes,
  };
  return { ...whole, flow: { length, attributes: new Map(Object.entries(named)) } };
}

function sizeOf(args: CallArgs, position: number, fallback: number): number | undefined {
  const given = argument(args, position, 'batch_size');
  return given === undefined ? fallback : numeric(given);
}

/** A subset of a share that is set aside has a size of its own. */
function samplesIn(value: Value | undefined, args: CallArgs): Dim {
  if (argument(args, -1, 'subset') !== undefined) return unknown({ kind: 'data', what: 'the share that is set aside' });
  return (value === undefined ? undefined : rowCount(value)) ?? argumentUnknown;
}

/** Rows of an array, float32 as the generator gives images. */
function rowsOf(value: Value, rows: Dim, dtype?: string): Value {
  return mapArrays(value, array => {
    const { shape } = array.type;
    return arrayOf(
      { shape: isUnknown(shape) ? shape : [rows, ...shape.slice(1)], dtype: dtype ?? array.type.dtype },
      'numpy',
    );
  });
}

/** `flow(x, y)`: batches of arrays. */
const flowArrays: Builtin = (_context, args) => {
  const x = samplesOf(argument(args, 0, 'x')) ?? argumentUnknown;
  const y = argument(args, 1, 'y');
  const labels = samplesOf(y) ?? argumentUnknown;
  if (argument(args, 4, 'sample_weight') !== undefined) return argumentUnknown;
  const labelled = y !== undefined && y.kind !== 'none';
  return flow(samplesIn(x, args), sizeOf(args, 2, 32), rows => {
    const images = rowsOf(x, rows, 'float32');
    return labelled ? tuple([images, rowsOf(labels, rows)]) : images;
  });
};

const channelsOf: Readonly<Record<string, number>> = { grayscale: 1, rgb: 3, rgba: 4 };

/** Images out of folders or named by a table, with labels of the asked kind. */
function flowFiles(positions: {
  readonly size: number;
  readonly color: number;
  readonly classes: number;
  readonly mode: number;
  readonly batch: number;
}): Builtin {
  return (_context, args) => {
    const target = argument(args, positions.size, 'target_size');
    const sides = target === undefined ? [int(256), int(256)] : (closedItems(target) ?? []);
    const [height = argumentUnknown, width = argumentUnknown] = sides.map(side => numeric(side) ?? argumentUnknown);
    const color = argument(args, positions.color, 'color_mode') ?? string('rgb');
    const channels: Dim = color.kind === 'string' ? (channelsOf[color.value] ?? argumentUnknown) : argumentUnknown;
    const classes = argument(args, positions.classes, 'classes');
    const listed = classes === undefined ? undefined : closedItems(classes);
    const kinds: Dim = listed === undefined || listed.length === 0 ? folders : listed.length;
    const mode = argument(args, positions.mode, 'class_mode') ?? string('categorical');
    const make = (rows: Dim): Value => {
      const images = arrayOf({ shape: [rows, height, width, channels], dtype: 'float32' }, 'numpy');
      if (mode.kind === 'none') return images;
      if (mode.kind !== 'string') return argumentUnknown;
      switch (mode.value) {
        case 'categorical':
          return tuple([images, arrayOf({ shape: [rows, kinds], dtype: 'float32' }, 'numpy')]);
        case 'binary':
        case 'sparse':
          return tuple([images, arrayOf({ shape: [rows], dtype: 'float32' }, 'numpy')]);
        case 'input':
          return tuple([images, images]);
        default:
          return tuple([images, argumentUnknown]);
      }
    };
    const shape = [height, width, channels].map((dim): Value => (typeof dim === 'number' ? int(dim) : argumentUnknown));
    return flow(files, sizeOf(args, positions.batch, 32), make, {
      image_shape: tuple(shape),
      class_indices: folders,
      classes: arrayOf({ shape: [files], dtype: 'int32' }, 'numpy'),
      labels: arrayOf({ shape: [files], dtype: 'int32' }, 'numpy'),
      num_classes: typeof kinds === 'number' ? int(kinds) : folders,
      filenames: files,
    });
  };
}

/** The attribute of an `ImageDataGenerator`; undefined where it is not modelled. */
export function generatorMember(value: ObjectValue, name: string): Value | undefined {
  switch (name) {
    case 'flow':
      return builtin('ImageDataGenerator.flow', flowArrays);
    case 'flow_from_directory':
      return builtin(
        'ImageDataGenerator.flow_from_directory',
        flowFiles({ size: 1, color: 2, classes: 3, mode: 4, batch: 5 }),
      );
    case 'flow_from_dataframe':
      return builtin(
        'ImageDataGenerator.flow_from_dataframe',
        flowFiles({ size: 5, color: 6, classes: 7, mode: 8, batch: 9 }),
      );
    case 'fit':
      return builtin('ImageDataGenerator.fit', () => none);
    case 'standardize':
    case 'random_transform':
    case 'apply_transform':
      return builtin(`ImageDataGenerator.${name}`, (_context, args) => args.positional[0]?.value ?? argumentUnknown);
    default:
      return value.config.get(name);
  }
}

/** `TimeseriesGenerator(data, targets, length)`: windows before each target. */
const timeseries: Builtin = (_context, args) => {
  const data = samplesOf(argument(args, 0, 'data')) ?? argumentUnknown;
  const targets = samplesOf(argument(args, 1, 'targets')) ?? argumentUnknown;
  const whole = (position: number, name: string, fallback: number): number | undefined => {
    const given = argument(args, position, name);
    return given === undefined || given.kind === 'none' ? fallback : numeric(given);
  };
  const length = whole(2, 'length', Number.NaN);
  const rate = whole(3, 'sampling_rate', 1);
  const stride = whole(4, 'stride', 1);
  const start = whole(5, 'start_index', 0);
  const rows = rowCount(data) ?? argumentUnknown;
  const end = whole(6, 'end_index', typeof rows === 'number' ? rows - 1 : Number.NaN);
  const size = whole(9, 'batch_size', 128);
  const steps: Dim =
    length === undefined || rate === undefined || Number.isNaN(length) ? argumentUnknown : Math.ceil(length / rate);
  const known = length !== undefined && stride !== undefined && start !== undefined && end !== undefined;
  const count = known ? Math.ceil((end - start - length + 1) / stride) : Number.NaN;
  const samples: Dim = Number.isNaN(count) ? (isUnknown(rows) ? rows : argumentUnknown) : Math.max(0, count);
  return flow(samples, size, batch => {
    const windows = mapArrays(data, array => {
      const { shape, dtype } = array.type;
      return arrayOf({ shape: isUnknown(shape) ? shape : [batch, steps, ...shape.slice(1)], dtype }, 'numpy');
    });
    return tuple([windows, rowsOf(targets, batch)]);
  });
};

const imageGenerator: Builtin = (_context, args) => ({
  kind: 'object',
  family: 'imageGenerator',
  name: 'ImageDataGenerator',
  config: new Map(args.keywords.map(keyword => [keyword.name, keyword.value] as const)),
});

/** What stands at a path of `keras.utils` (older programs say `keras.preprocessing`); undefined where there is nothing. */
export function flowAt(path: string): Value | undefined {
  if (path === 'keras.utils.ImageDataGenerator') return builtin(path, imageGenerator);
  return path === 'keras.utils.TimeseriesGenerator' ? builtin(path, timeseries) : undefined;
}
