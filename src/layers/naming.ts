// How frameworks derive names from class names.

import type { Dialect } from './config.ts';

/** Keras's snake_case of a class name: `Conv2D` -> `conv2d`, `ReLU` -> `re_lu`, `GlobalAveragePooling2D` -> `global_average_pooling2d`. */
export function snakeCase(name: string): string {
  const plain = name.replace(/\W+/g, '');
  const spaced = plain.replace(/(.)([A-Z][a-z]+)/g, '$1_$2');
  return spaced.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}

/**
 * The stem of the names a dialect generates for a class. tfjs puts the class name behind its own snake_case, which keeps
 * digits with the letter before them (`conv_lst_m2d_ConvLSTM2D`); inputs are `input` but in Keras 3 (`input_layer`).
 */
export function nameStem(className: string, dialect: Dialect): string {
  if (className === 'InputLayer' && dialect !== 'keras3') return 'input';
  if (dialect !== 'tfjs') return snakeCase(className);
  const spaced = className.replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2').replace(/([a-z])([A-Z])/g, '$1_$2');
  return `${spaced.toLowerCase()}_${className}`;
}

/** The tfjs spelling of a Python argument name: `use_bias` -> `useBias`. */
export function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The tfjs factory of a class name: `Conv2D` -> `conv2d`, `GlobalMaxPooling2D` -> `globalMaxPooling2d`, `LSTM` -> `lstm`. */
export function factoryName(name: string): string {
  const lowered = name.replace(/(\d)D/g, '$1d');
  const head = /^[A-Z]+(?![a-z])/.exec(lowered)?.[0] ?? lowered.slice(0, 1);
  return head.toLowerCase() + lowered.slice(head.length);
}

/** Hands out names: a stem as it is the first time, then `stem_1`, `stem_2` ... */
export type AutoName = (stem: string) => string;
