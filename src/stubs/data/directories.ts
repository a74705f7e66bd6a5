import { none, numeric, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, DatasetValue, Value } from '../../interp/value.ts';
import { type Dim, dynamic } from '../../shapes/dim.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { functionIn } from '../functionTable.ts';
import { dataset } from './dataset.ts';

const files: Unknown = unknown({ kind: 'input', name: 'the number of files in the folder' });
const folders: Unknown = unknown({ kind: 'input', name: 'the number of folders that are read' });
const argumentUnknown: Unknown = unknown({ kind: 'data', what: 'an argument that is not known' });

/** The leading axes of a batch: none where the elements come one by one. */
function batchAxes(args: CallArgs, position: number): { readonly batched: boolean; readonly axes: readonly Dim[] } {
  const size = argument(args, position, 'batch_size');
  return size?.kind === 'none' ? { batched: false, axes: [] } : { batched: true, axes: [dynamic] };
}

/** A dataset of features with the labels that `labels` and `label_mode` ask for; two where both subsets are asked for. */
function labelled(features: Value, batch: ReturnType<typeof batchAxes>, args: CallArgs): Value {
  const { batched, axes } = batch;
  const labels = argument(args, 1, 'labels');
  const mode = argument(args, 2, 'label_mode');
  const element =
    labels?.kind === 'none' || mode?.kind === 'none' ? features : tuple([features, labelOf(mode, axes, args)]);
  const one: DatasetValue = dataset(element, files, { batched });
  const subset = args.keywords.find(keyword => keyword.name === 'subset')?.value;
  return subset?.kind === 'string' && subset.value === 'both' ? tuple([one, one]) : one;
}

function labelOf(mode: Value | undefined, axes: readonly Dim[], args: CallArgs): Value {
  const kind = mode === undefined ? 'int' : mode.kind === 'string' ? mode.value : undefined;
  if (kind === 'int') return arrayOf({ shape: axes, dtype: 'int32' }, 'eager');
  if (kind === 'binary') return arrayOf({ shape: [...axes, 1], dtype: 'float32' }, 'eager');
  if (kind !== 'categorical') return argumentUnknown;
  const names = argument(args, 3, 'class_names');
  const classes = names?.kind === 'list' && names.open.value === undefined ? names.items.value.length : folders;
  return arrayOf({ shape: [...axes, classes], dtype: 'float32' }, 'eager');
}

/** `image_dataset_from_directory`: images brought to one size. */
const images: Builtin = (_context, args) => {
  const batch = batchAxes(args, 5);
  const size = argument(args, 6, 'image_size');
  const [height = argumentUnknown, width = argumentUnknown]: readonly Dim[] =
    size === undefined
      ? [256, 256]
      : size.kind === 'list'
        ? size.items.value.map(item => numeric(item) ?? argumentUnknown)
        : [];
  const mode = argument(args, 4, 'color_mode');
  const channels: Dim =
    mode === undefined
      ? 3
      : mode.kind === 'string'
        ? ({ grayscale: 1, rgb: 3, rgba: 4 }[mode.value] ?? argumentUnknown)
        : argumentUnknown;
  const format = args.keywords.find(keyword => keyword.name === 'data_format')?.value;
  const first = format?.kind === 'string' && format.value === 'channels_first';
  const image = first ? [channels, height, width] : [height, width, channels];
  return labelled(arrayOf({ shape: [...batch.axes, ...image], dtype: 'float32' }, 'eager'), batch, args);
};

/** `text_dataset_from_directory`: whole texts. */
const texts: Builtin = (_context, args) => {
  const batch = batchAxes(args, 4);
  return labelled(arrayOf({ shape: batch.axes, dtype: 'string' }, 'eager'), batch, args);
};

/** `audio_dataset_from_directory`: samples by channels. */
const sounds: Builtin = (_context, args) => {
  const batch = batchAxes(args, 4);
  const length = argument(args, 6, 'output_sequence_length') ?? none;
  const samples: Dim = length.kind === 'none' ? dynamic : (numeric(length) ?? argumentUnknown);
  return labelled(arrayOf({ shape: [...batch.axes, samples, dynamic], dtype: 'float32' }, 'eager'), batch, args);
};

const functions: Readonly<Record<string, Builtin>> = {
  image_dataset_from_directory: images,
  text_dataset_from_directory: texts,
  audio_dataset_from_directory: sounds,
};

/** The function of that name in `keras.utils` or `keras.preprocessing`; undefined where there is none. */
export function directoryReader(path: string): Value | undefined {
  const [, name = ''] = /^keras\.(?:utils|preprocessing(?:\.image|\.text)?)\.(\w+)$/.exec(path) ?? [];
  return functionIn(functions, path, name);
}
