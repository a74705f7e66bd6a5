// Finds operations by the full names programs reach them under: `keras.ops.reshape`, `tf.concat`, `numpy.zeros`,
// `operator.add`, `getitem`, `method.reshape`.

import type { ParamSpecs } from '../layers/params.ts';
import type { Library, NamedOp, OpDefinition } from './define.ts';
import definitions from './definitions/index.ts';
import { readSignature, signaturePath } from './signature.ts';

/** Every operation. */
export const allOps: readonly OpDefinition[] = definitions.flat();

let byPath: ReadonlyMap<string, NamedOp> | undefined;

/** Every name there is, with its operation. Paths start with `keras.`, `tf.`, `numpy.`, `operator.` or `method.`. */
export function namedOps(): ReadonlyMap<string, NamedOp> {
  byPath ??= readAll();
  return byPath;
}

/** The operation of that full name; `tensorflow.`, `np.` and `tf.keras.` are understood as `tf.`, `numpy.` and `keras.`. */
export function findOp(path: string): NamedOp | undefined {
  return namedOps().get(canonicalPath(path));
}

function canonicalPath(path: string): string {
  return path
    .replace(/^tensorflow\./, 'tf.')
    .replace(/^np\./, 'numpy.')
    .replace(/^(tf\.keras|tf_keras|keras\.api|tf\.compat\.v1\.keras)\./, 'keras.')
    .replace(/^keras\.ops\.(numpy|core|math)\./, 'keras.ops.')
    .replace(/^keras\.src\.ops\.(numpy|core|math|nn)\./, 'keras.ops.');
}

function readAll(): ReadonlyMap<string, NamedOp> {
  const out = new Map<string, NamedOp>();
  for (const definition of allOps) {
    for (const signature of definition.names) {
      const path = signaturePath(signature);
      const parameters = readSignature(signature, definition.params as ParamSpecs, definition.rest);
      out.set(path, { definition, path, library: libraryOf(path), parameters });
    }
  }
  return out;
}

function libraryOf(path: string): Library {
  if (path.startsWith('keras.')) return 'keras';
  if (path.startsWith('tf.')) return 'tf';
  return path.startsWith('numpy.') ? 'numpy' : 'python';
}
