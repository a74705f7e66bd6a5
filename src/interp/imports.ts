// Import and export statements. A file of the workspace gives its own names; everything else is asked of the library.

import { assertNever } from '../base/assertNever.ts';
import type { Box } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { ExportStatement, ImportBinding, ImportStatement, Statement } from '../syntax/statement.ts';
import { assign, noteName } from './assign.ts';
import { type Context, type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { type FileModule, importFile } from './files.ts';
import { closedItems } from './make.ts';
import { exportBox, exportKey, exportsOf, memberOfFile } from './members.ts';
import { lookUp, placeIn } from './scope.ts';
import type { Value } from './value.ts';

/** `import` in all its forms. */
export function runImport(frame: Frame, statement: ImportStatement): void {
  const { context } = frame;
  const place = placeOf(frame, statement.moduleSpan);
  const files = importFile(context, statement.module, frame.uri);
  if (files === undefined || isUnknown(files)) {
    if (files === undefined && takeOutOfFolder(frame, statement)) return;
    const found = files ?? libraryModule(context, statement) ?? context.unmodelled(statement.module, place, 'module');
    for (const binding of statement.bindings) bindOfLibrary(frame, statement, binding, found);
    return;
  }
  const module = files.at(-1);
  const root = files[0];
  if (module === undefined || root === undefined) return;
  for (const binding of statement.bindings) bindOfFile(frame, statement, binding, { module, root });
}

/** `from folder import file`, where the folder has no file of its own; false where not all names are files in it. */
function takeOutOfFolder(frame: Frame, { module, bindings }: ImportStatement): boolean {
  if (!frame.program.traits.explicitSelf) return false;
  const found = bindings.map(binding => {
    const files =
      binding.kind === 'name' ? importFile(frame.context, submoduleOf(module, binding.imported), frame.uri) : undefined;
    const file = files === undefined || isUnknown(files) ? undefined : files.at(-1);
    return file === undefined || binding.kind !== 'name' ? undefined : { name: binding.name, file };
  });
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return false;
  for (const one of found) if (one !== undefined) assign(frame, one.name, one.file, 'block');
  return true;
}

/** A module of the library; where names are taken out of it, it is one even if a function goes by the same path. */
function libraryModule({ library }: Context, { module, bindings }: ImportStatement): Value | undefined {
  const found = library.find(module);
  const takesNames = bindings.some(binding => binding.kind === 'name');
  return found !== undefined && found.kind !== 'module' && !isUnknown(found) && takesNames
    ? { kind: 'module', path: module }
    : found;
}

function bindOfLibrary(frame: Frame, statement: ImportStatement, binding: ImportBinding, module: Value): void {
  const { context } = frame;
  switch (binding.kind) {
    case 'module':
    case 'default':
      assign(frame, binding.name, module, 'block');
      return;
    case 'root': {
      const root = statement.module.split('.')[0] ?? statement.module;
      assign(frame, binding.name, context.library.find(root) ?? module, 'block');
      return;
    }
    case 'name': {
      const value = isUnknown(module)
        ? reasonOf(module, `${statement.module}.${binding.imported}`)
        : context.attribute(module, binding.imported, placeOf(frame, binding.name.span));
      assign(frame, binding.name, value, 'block');
      return;
    }
    case 'all':
      if (module.kind === 'module') takeAllOfLibrary(frame, module.path);
      return;
    default:
      assertNever(binding);
  }
}

/** A name of a module that is not in the workspace is named itself; a limit or a file to come stays the reason. */
function reasonOf(module: Unknown, name: string): Unknown {
  return module.why.kind === 'call' || module.why.kind === 'todo' ? unknown({ kind: 'call', name }) : module;
}

function takeAllOfLibrary(frame: Frame, path: string): void {
  const { library, store } = frame.context;
  for (const name of library.namesOf(path)) {
    const value = library.find(`${path}.${name}`);
    if (value !== undefined) store.write(placeIn(frame.scope, name), value);
  }
}

function bindOfFile(
  frame: Frame,
  statement: ImportStatement,
  binding: ImportBinding,
  { module, root }: { readonly module: FileModule; readonly root: FileModule },
): void {
  const { context } = frame;
  switch (binding.kind) {
    case 'module':
      assign(frame, binding.name, asModule(context, module, placeOf(frame, statement.moduleSpan)), 'block');
      return;
    case 'root':
      assign(frame, binding.name, root, 'block');
      return;
    case 'default':
      bindName(frame, module, 'default', binding);
      return;
    case 'name': {
      const box = exportBox(context, module, binding.imported);
      const submodule =
        box?.value === undefined && frame.program.traits.explicitSelf
          ? importFile(context, submoduleOf(statement.module, binding.imported), frame.uri)
          : undefined;
      const found = submodule === undefined || isUnknown(submodule) ? submodule : submodule.at(-1);
      if (found === undefined) bindName(frame, module, binding.imported, binding);
      else assign(frame, binding.name, found, 'block');
      return;
    }
    case 'all':
      takeAll(frame, module, statement.module);
      return;
    default:
      assertNever(binding);
  }
}

/** `import * as m` of a file that exports the way Node does gives what it exports. */
function asModule(context: Context, module: FileModule, place: Place): Value {
  return exportsOf(context, module) === undefined ? module : memberOfFile(context, module, 'default', place);
}

function submoduleOf(module: string, name: string): string {
  return module.endsWith('.') ? `${module}${name}` : `${module}.${name}`;
}

/**
 * Binds a name of a file. Where the file gets it only later, since both import each other, and wherever names of modules
 * follow what the module assigns to them, the place itself is shared.
 */
function bindName(
  frame: Frame,
  module: FileModule,
  imported: string,
  binding: Extract<ImportBinding, { readonly kind: 'name' | 'default' }>,
): void {
  const { context, scope } = frame;
  const box = exportBox(context, module, imported) ?? placeToCome(context, module, imported);
  const isShared = box !== undefined && (box.value === undefined || !frame.program.traits.explicitSelf);
  if (!isShared) {
    const place = placeOf(frame, binding.name.span);
    assign(frame, binding.name, memberOfFile(context, module, imported, place), 'block');
    return;
  }
  scope.names.set(binding.name.name, box);
  if (box.value !== undefined) noteName(frame, binding.name, box.value);
}

/** Where a module that is still running may put a name. */
function placeToCome(
  context: Context,
  { address, scope }: FileModule,
  name: string,
): Box<Value | undefined> | undefined {
  const loaded = context.imports.modules.get(address);
  return loaded?.isRunning === true && loaded.program?.traits.explicitSelf === true ? placeIn(scope, name) : undefined;
}

/** `from m import *`: what `__all__` names, or all names without a dash in front. */
function takeAll(frame: Frame, module: FileModule, written: string): void {
  const { context } = frame;
  const listed = closedItems(module.scope.names.get('__all__')?.value ?? { kind: 'none' });
  const names =
    listed === undefined
      ? [...module.scope.names.keys()].filter(name => !name.startsWith('_'))
      : listed.flatMap(name => (name.kind === 'string' ? [name.value] : []));
  for (const name of names) {
    const value = module.scope.names.get(name)?.value;
    if (value !== undefined) {
      context.store.write(placeIn(frame.scope, name), value);
      continue;
    }
    const submodule = listed === undefined ? undefined : importFile(context, submoduleOf(written, name), frame.uri);
    const found = submodule === undefined || isUnknown(submodule) ? submodule : submodule.at(-1);
    if (found !== undefined) context.store.write(placeIn(frame.scope, name), found);
  }
}

// ---------------------------------------------------------------------------------------------------------------------

/** Exported names of a file stand for its own variables from the start, before anything has run. */
export function linkExports(frame: Frame, body: readonly Statement[]): void {
  for (const statement of body) {
    if (statement.kind !== 'export' || statement.from !== undefined) continue;
    for (const { name, value } of statement.exports)
      if (value.kind === 'name') frame.scope.names.set(exportKey(name), placeIn(frame.scope, value.name));
  }
}

/** `export`, also of what another file exports. */
export function runExport(frame: Frame, statement: ExportStatement): void {
  const { context, scope } = frame;
  if (statement.from === undefined) {
    for (const { name, value } of statement.exports) {
      const made = evaluate(frame, value);
      const own = value.kind === 'name' ? lookUp(scope, value.name) : undefined;
      if (own === undefined) context.store.write(placeIn(scope, exportKey(name)), made);
      else scope.names.set(exportKey(name), own);
    }
    return;
  }
  const files = importFile(context, statement.from, frame.uri);
  const module = files === undefined || isUnknown(files) ? undefined : files.at(-1);
  const outside = files ?? context.library.find(statement.from);
  if (statement.exports.length === 0) {
    if (module !== undefined) exportAll(frame, module);
    return;
  }
  for (const { name, value } of statement.exports) {
    const imported = value.kind === 'name' ? value.name : name;
    const place = placeOf(frame, value.span);
    const box = module === undefined || imported === '*' ? undefined : exportBox(context, module, imported);
    if (box !== undefined) {
      scope.names.set(exportKey(name), box);
      continue;
    }
    context.store.write(placeIn(scope, exportKey(name)), reexported(context, { module, outside, imported, place }));
  }
}

function reexported(
  context: Context,
  {
    module,
    outside,
    imported,
    place,
  }: {
    readonly module: FileModule | undefined;
    readonly outside: Value | readonly FileModule[] | undefined;
    readonly imported: string;
    readonly place: Place;
  },
): Value {
  if (module !== undefined) return imported === '*' ? module : memberOfFile(context, module, imported, place);
  if (outside === undefined || !('kind' in outside)) return unknown({ kind: 'call', name: imported });
  return imported === '*' || isUnknown(outside) ? outside : context.attribute(outside, imported, place);
}

/** `export * from`: every name but the default one, unless the file exports it itself. */
function exportAll(frame: Frame, module: FileModule): void {
  for (const [key, box] of module.scope.names) {
    if (!key.startsWith(exportKey('')) || key === exportKey('default') || frame.scope.names.has(key)) continue;
    frame.scope.names.set(key, box);
  }
}
