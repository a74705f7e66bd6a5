// Well-known data sets of TensorFlow Datasets: their features, what `as_supervised` picks, and how many samples each split has.

import { type Dim, dynamic } from '../../shapes/dim.ts';

export interface Feature {
  readonly shape: readonly Dim[];
  readonly dtype: string;
  /** Set for a label: how many classes there are. */
  readonly classes?: number;
}

export interface Catalogued {
  readonly features: Readonly<Record<string, Feature>>;
  readonly supervised?: readonly [string, string];
  readonly splits: Readonly<Record<string, number>>;
}

const anySize: readonly Dim[] = [dynamic, dynamic, 3];

/** Images with a label; `others` are features that `as_supervised` leaves out. */
function images(
  shape: readonly Dim[],
  classes: number,
  splits: Readonly<Record<string, number>>,
  others: Readonly<Record<string, Feature>> = {},
): Catalogued {
  return {
    features: { image: { shape, dtype: 'uint8' }, label: { shape: [], dtype: 'int64', classes }, ...others },
    supervised: ['image', 'label'],
    splits,
  };
}

const text: Feature = { shape: [], dtype: 'string' };
const digits = images([28, 28, 1], 10, { train: 60000, test: 10000 });

/** Texts by name, of which the first two are question and answer. */
function texts(
  first: string,
  second: string,
  splits: Readonly<Record<string, number>>,
  others: readonly string[] = [],
): Catalogued {
  return {
    features: Object.fromEntries([first, second, ...others].map(name => [name, text])),
    supervised: [first, second],
    splits,
  };
}

/** By name without version; a configuration belongs to the name. */
export const catalogue: Readonly<Record<string, Catalogued>> = {
  mnist: digits,
  fashion_mnist: digits,
  kmnist: digits,
  cifar10: images([32, 32, 3], 10, { train: 50000, test: 10000 }, { id: text }),
  cifar100: images(
    [32, 32, 3],
    100,
    { train: 50000, test: 10000 },
    { id: text, coarse_label: { shape: [], dtype: 'int64', classes: 20 } },
  ),
  svhn_cropped: images([32, 32, 3], 10, { train: 73257, test: 26032, extra: 531131 }),
  stl10: images([96, 96, 3], 10, { train: 5000, test: 8000, unlabelled: 100000 }),
  cats_vs_dogs: images(anySize, 2, { train: 23262 }, { 'image/filename': text }),
  tf_flowers: images(anySize, 5, { train: 3670 }),
  oxford_flowers102: images(anySize, 102, { train: 1020, test: 6149, validation: 1020 }, { file_name: text }),
  oxford_iiit_pet: images(
    anySize,
    37,
    { train: 3680, test: 3669 },
    {
      file_name: text,
      segmentation_mask: { shape: [dynamic, dynamic, 1], dtype: 'uint8' },
      species: { shape: [], dtype: 'int64', classes: 2 },
    },
  ),
  stanford_dogs: images(anySize, 120, { train: 12000, test: 8580 }, { 'image/filename': text }),
  horses_or_humans: images([300, 300, 3], 2, { train: 1027, test: 256 }),
  rock_paper_scissors: images([300, 300, 3], 3, { train: 2520, test: 372 }),
  eurosat: images([64, 64, 3], 10, { train: 27000 }, { filename: text }),
  beans: images([500, 500, 3], 3, { train: 1034, validation: 133, test: 128 }),
  malaria: images(anySize, 2, { train: 27558 }),
  food101: images(anySize, 101, { train: 75750, validation: 25250 }),
  colorectal_histology: images([150, 150, 3], 8, { train: 5000 }, { filename: text }),
  'cycle_gan/horse2zebra': images(anySize, 2, { trainA: 1067, trainB: 1334, testA: 120, testB: 140 }),
  emnist: images([28, 28, 1], 62, { train: 697932, test: 116323 }),
  'emnist/byclass': images([28, 28, 1], 62, { train: 697932, test: 116323 }),
  'emnist/letters': images([28, 28, 1], 37, { train: 88800, test: 14800 }),
  'emnist/digits': images([28, 28, 1], 10, { train: 240000, test: 40000 }),
  'emnist/mnist': images([28, 28, 1], 10, { train: 60000, test: 10000 }),
  iris: {
    features: { features: { shape: [4], dtype: 'float32' }, label: { shape: [], dtype: 'int64', classes: 3 } },
    supervised: ['features', 'label'],
    splits: { train: 150 },
  },
  imdb_reviews: {
    features: { text, label: { shape: [], dtype: 'int64', classes: 2 } },
    supervised: ['text', 'label'],
    splits: { train: 25000, test: 25000, unsupervised: 50000 },
  },
  samsum: texts('dialogue', 'summary', { train: 14732, validation: 818, test: 819 }, ['id']),
  'ted_hrlr_translate/pt_to_en': texts('pt', 'en', { train: 51785, validation: 1193, test: 1803 }),
};
