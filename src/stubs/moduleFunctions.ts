// Functions that import a module by its name: `importlib.import_module`, `__import__`, `require` and `import()`.

import type { Place } from '../base/span.ts';
import type { Context } from '../interp/context.ts';
import { importFile } from '../interp/files.ts';
import { missing } from '../interp/make.ts';
import { exportsOf, isFileModule } from '../interp/members.ts';
import type { Builtin, Value } from '../interp/value.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import { argument } from './arguments.ts';

const notNamed = unknown({ kind: 'data', what: 'the name of the module' });

/** Any module, which may register names that the framework looks up. */
function notKnown(context: Context, name: Value): Value {
  context.registered = true;
  return isUnknown(name) ? name : notNamed;
}

/** `importlib.import_module(name, package)`. */
export const importModule: Builtin = (context, args, { place }) => {
  const name = argument(args, 0, 'name') ?? missing;
  const anchor = argument(args, 1, 'package') ?? missing;
  if (name.kind !== 'string') return notKnown(context, name);
  if (!name.value.startsWith('.') || anchor.kind === 'none') return imported(context, name.value, place).last;
  if (anchor.kind !== 'string') return isUnknown(anchor) ? anchor : notNamed;
  return imported(context, besides(anchor.value, name.value), place).last;
};

/** The absolute name of a module that is named from a package, each further dot going one package up. */
function besides(anchor: string, name: string): string {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = anchor.split('.');
  return [...parts.slice(0, parts.length - dots + 1), name.slice(dots)].filter(part => part !== '').join('.');
}

/** `__import__(name)` gives the outermost package unless names are asked of the module. */
export const importByName: Builtin = (context, args, { place }) => {
  const name = argument(args, 0, 'name') ?? missing;
  if (name.kind !== 'string') return notKnown(context, name);
  const names = argument(args, 3, 'fromlist');
  const { first, last } = imported(context, name.value, place);
  return names?.kind === 'list' && names.items.value.length > 0 ? last : first;
};

function imported(context: Context, name: string, place: Place): { readonly first: Value; readonly last: Value } {
  const files = importFile(context, name, place.uri);
  if (files !== undefined && isUnknown(files)) return { first: files, last: files };
  const first = files?.[0];
  const last = files?.at(-1);
  if (first !== undefined && last !== undefined) return { first, last };
  const { library } = context;
  const found = library.find(name) ?? context.unmodelled(name, place, 'module');
  return { first: library.find(name.split('.')[0] ?? name) ?? found, last: found };
}

/** `import(path)`: the names of the file. */
export const importLater: Builtin = (context, args, { place }) => {
  const path = args.positional[0]?.value ?? missing;
  if (path.kind !== 'string') return notKnown(context, path);
  return imported(context, path.value, place).last;
};

/** `require(path)`: what the file assigns to `module.exports`, or its names where it exports by statements. */
export const require: Builtin = (context, args, call) => {
  const module = importLater(context, args, call);
  return isFileModule(module) ? (exportsOf(context, module) ?? module) : module;
};
