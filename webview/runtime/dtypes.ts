// The element types of NumPy and Keras as the few that tfjs computes with.

export type TfDtype = 'float32' | 'int32' | 'bool' | 'string' | 'complex64';

/** The tfjs type that holds values of a NumPy type: all floats become float32, all integers int32. */
export function tfDtype(dtype: string): TfDtype {
  if (dtype.startsWith('int') || dtype.startsWith('uint')) return 'int32';
  if (dtype.startsWith('complex')) return 'complex64';
  if (dtype === 'bool' || dtype === 'string') return dtype;
  return 'float32';
}
