// Names that a module of Keras or TensorFlow.js does not have in any version, or not in the user's.

import { ownValue } from '../base/ownValue.ts';
import type { Place } from '../base/span.ts';
import type { Context } from '../interp/context.ts';
import type { ModuleValue, Value } from '../interp/value.ts';
import { findLayer } from '../layers/registry.ts';
import { closest } from '../layers/suggest.ts';
import { afterError } from '../shapes/unknown.ts';
import { report } from './operations.ts';
import { kerasNames, type ModuleNames, tfjsLayerNames } from './publicNames.ts';

interface Names {
  readonly both: ReadonlySet<string>;
  readonly keras3: ReadonlySet<string>;
  readonly tf: ReadonlySet<string>;
  readonly keras2: ReadonlySet<string>;
}

const read = new Map<string, Names | undefined>();

/** The names of a module by its canonical path; undefined where they are not known in full. */
function namesAt(path: string): Names | undefined {
  if (!read.has(path)) read.set(path, readNames(path));
  return read.get(path);
}

function readNames(path: string): Names | undefined {
  if (path === 'tfjs.layers') {
    const none = setOf('');
    return { both: setOf(tfjsLayerNames), keras3: none, tf: none, keras2: none };
  }
  const lists: ModuleNames | undefined = ownValue(kerasNames, path);
  if (lists === undefined) return undefined;
  return {
    both: setOf(lists.both),
    keras3: setOf(lists.keras3 ?? ''),
    tf: setOf(lists.tf ?? ''),
    keras2: setOf(lists.keras2 ?? ''),
  };
}

function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(name => name !== ''));
}

/** The files of Keras itself import their own modules under the public names, with more in them than is public. */
function isWithinPackage(uri: string): boolean {
  return uri.includes('/tf_keras/');
}

/**
 * Reports a name that the module does not have and gives what stands for it; undefined where the module may have it. A name
 * of another version of Keras counts only where the user's version is certain.
 */
export function refuseName(context: Context, module: ModuleValue, name: string, place: Place): Value | undefined {
  const { path } = module;
  const names = namesAt(path);
  if (
    names === undefined ||
    module.through === 'internals' ||
    isWithinPackage(context.mainUri) ||
    name.startsWith('_') ||
    context.ownNames.has(`${path}.${name}`) ||
    (path.endsWith('.layers') && findLayer(name, context.dialect) !== undefined)
  )
    return undefined;
  const existsIn = elsewhere(context, module, names, name);
  if (existsIn === 'here') return undefined;
  const choices = [...names.both, ...(context.dialect === 'keras2' ? names.keras2 : names.keras3)];
  const suggestion = existsIn === undefined ? closest(name, choices) : undefined;
  report(
    context,
    [
      {
        kind: 'unknown-name',
        module: path,
        name,
        ...(suggestion === undefined ? {} : { suggestion }),
        ...(existsIn === undefined ? {} : { existsIn }),
      },
    ],
    { place, name, className: path },
  );
  return afterError;
}

/** Where the name exists: `here` also where that cannot be told, undefined where it is nowhere. */
function elsewhere(
  context: Context,
  module: ModuleValue,
  names: Names,
  name: string,
): 'here' | 'keras2' | 'keras3' | undefined {
  if (names.both.has(name)) return 'here';
  if (context.dialect === 'keras2') {
    if (names.keras2.has(name) || names.tf.has(name) || !context.versionGiven) return 'here';
    return names.keras3.has(name) ? 'keras3' : undefined;
  }
  if (names.keras3.has(name) || (module.through === 'tensorflow' && names.tf.has(name))) return 'here';
  if (!names.keras2.has(name) && !names.tf.has(name)) return undefined;
  return context.versionGiven ? 'keras2' : 'here';
}
