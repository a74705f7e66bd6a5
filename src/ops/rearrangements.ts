// Operations that only bring the elements of an array into another order or form.

/** By the last part of their names, those whose answer NumPy may make in the memory of the array itself. */
export const viewedRearrangements: readonly string[] = [
  'reshape',
  'ravel',
  'squeeze',
  'expand_dims',
  'transpose',
  'permute_dims',
  'matrix_transpose',
  'T',
  'swapaxes',
  'moveaxis',
  'flip',
  'fliplr',
  'flipud',
  'rot90',
  'atleast_1d',
  'atleast_2d',
  'atleast_3d',
  'asarray',
  'asanyarray',
  'ascontiguousarray',
  'numpy',
  'convert_to_numpy',
];
