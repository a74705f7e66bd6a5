// Regularizers: penalties on variables and outputs that are added to the loss.

import { arg, type Entry, table } from './define.ts';

const l1 = arg('l1', 0.01, 'The factor of the absolute values.');
const l2 = arg('l2', 0.01, 'The factor of the squares.');

export const regularizers = table<Entry>([
  {
    name: 'L1',
    doc: 'The sum of absolute values, which drives values to zero.',
    strings: { keras3: ['L1', 'l1'], keras2: ['L1', 'l1'] },
    exports: { keras3: ['L1', 'l1'], keras2: ['L1', 'l1'], tfjs: ['l1'] },
    args: [l1],
  },
  {
    name: 'L2',
    doc: 'The sum of squares, which keeps values small.',
    strings: { keras3: ['L2', 'l2'], keras2: ['L2', 'l2'] },
    exports: { keras3: ['L2', 'l2'], keras2: ['L2', 'l2'], tfjs: ['l2'] },
    args: [l2],
  },
  {
    name: 'L1L2',
    doc: 'Both of L1 and L2.',
    strings: { keras3: ['L1L2', 'l1l2'], keras2: ['L1L2', 'l1_l2'], tfjs: ['l1l2', 'L1L2'] },
    exports: { keras3: ['L1L2', 'l1_l2'], keras2: ['L1L2', 'l1_l2'], tfjs: ['l1l2'] },
    args: [
      arg('l1', 0, 'The factor of the absolute values.', { fallbackIn: { tfjs: 0.01 } }),
      arg('l2', 0, 'The factor of the squares.', { fallbackIn: { tfjs: 0.01 } }),
    ],
  },
  {
    name: 'OrthogonalRegularizer',
    doc: 'A penalty on rows or columns that are not orthogonal.',
    strings: {
      keras3: ['OrthogonalRegularizer', 'orthogonal_regularizer'],
      keras2: ['OrthogonalRegularizer', 'orthogonal_regularizer'],
    },
    exports: {
      keras3: ['OrthogonalRegularizer', 'orthogonal_regularizer'],
      keras2: ['OrthogonalRegularizer', 'orthogonal_regularizer'],
    },
    args: [arg('factor', 0.01, 'The factor of the penalty.'), arg('mode', 'rows', '`rows` or `columns`.')],
  },
]);
