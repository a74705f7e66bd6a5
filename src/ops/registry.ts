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
      out.set(path, { definition: withClass(definition, path), path, library: libraryOf(path), parameters });
    }
  }
  return out;
}

/** The definition with the class of its graph nodes, as it follows from the name, or from the main one in other libraries. */
function withClass(definition: OpDefinition, path: string): OpDefinition {
  const main = lastName(definition.names[0]);
  const own = path.startsWith('keras.ops.') ? lastName(path) : main;
  if (definition.className !== undefined && own === main) return definition;
  return own === undefined ? definition : { ...definition, className: classOf(own) };
}

/** The last part of a name under `keras.ops`. */
function lastName(signature: string): string | undefined {
  return /^keras\.ops\.(?:\w+\.)?(\w+)(?:\(|$)/.exec(signature)?.[1];
}

function classOf(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function libraryOf(path: string): Library {
  if (path.startsWith('keras.')) return 'keras';
  if (path.startsWith('tf.')) return 'tf';
  return path.startsWith('numpy.') ? 'numpy' : 'python';
}
