// The names of a file of the workspace, as other files reach them.

import type { Box } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import type { Context } from './context.ts';
import type { FileModule } from './files.ts';
import { keyOf } from './key.ts';
import { string } from './make.ts';
import { lookUp } from './scope.ts';
import type { Value } from './value.ts';

/** Where an exported name is kept among the names of a file. */
export function exportKey(name: string): string {
  return `export ${name}`;
}

/** True for a module that is a file of the workspace. */
export function isFileModule(value: Value): value is FileModule {
  return value.kind === 'module' && value.scope !== undefined && value.address !== undefined;
}

/** The place that a name of a file stands for; undefined where there is none. */
export function exportBox(context: Context, module: FileModule, name: string): Box<Value | undefined> | undefined {
  const { names } = module.scope;
  const program = context.imports.modules.get(module.address)?.program;
  return names.get(program?.traits.explicitSelf === false ? exportKey(name) : name);
}

/** What a file assigns to `module.exports` or to parts of it; undefined for one that exports by statements. */
export function exportsOf(context: Context, module: FileModule): Value | undefined {
  const program = context.imports.modules.get(module.address)?.program;
  if (program === undefined || program.traits.explicitSelf) return undefined;
  if ([...module.scope.names.keys()].some(key => key.startsWith(exportKey('')))) return undefined;
  const node = module.scope.parent === undefined ? undefined : lookUp(module.scope.parent, 'module')?.value;
  const key = keyOf(string('exports'));
  const exports = node?.kind !== 'record' || key === undefined ? undefined : node.entries.value.get(key)?.value;
  if (exports?.kind === 'record' && exports.entries.value.size === 0 && exports.open.value === undefined)
    return undefined;
  return exports;
}

/** The value of a name of a file; unknown with the reason where it has none. */
export function memberOfFile(context: Context, module: FileModule, name: string, place: Place): Value {
  const own = exportBox(context, module, name)?.value;
  if (own !== undefined) return own;
  const exports = exportsOf(context, module);
  if (exports !== undefined) return name === 'default' ? exports : context.attribute(exports, name, place);
  const loaded = context.imports.modules.get(module.address);
  const fallback =
    loaded?.program?.traits.explicitSelf === true ? module.scope.names.get('__getattr__')?.value : undefined;
  if (fallback !== undefined) {
    const args = { positional: [{ value: string(name), place }], keywords: [], open: undefined };
    return isUnknown(fallback) ? fallback : context.call(fallback, args, place);
  }
  return (
    loaded?.incomplete ?? unknown({ kind: 'data', what: `\`${name}\`, which ${module.path} does not define` }, place)
  );
}
