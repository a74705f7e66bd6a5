// Files of the workspace as modules: each is run once, where it is first imported, in the state that the program is in then,
// as the languages do it. A module that is being imported is in sight of the files that it imports in turn.

import { lastPart } from '../base/lastPart.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { Program } from '../syntax/program.ts';
import { limits } from './budget.ts';
import type { Context } from './context.ts';
import { moduleScope, runModule } from './module.ts';
import { newScope, placeIn } from './scope.ts';
import type { ModuleValue, Scope, Value } from './value.ts';

/** A file, or a folder that is a package without a file of its own. */
export interface FileStep {
  readonly kind: 'file' | 'folder';
  /** The name of the module. */
  readonly name: string;
  readonly address: string;
}

/** The files of a workspace as a run sees them. */
export interface Files {
  /**
   * The packages on the way to an imported module and the module itself, outermost first; undefined where no file is meant.
   * Unknown where that cannot be said.
   */
  locate(module: string, from: string): readonly FileStep[] | Unknown | undefined;
  /**
   * The files that import a file, directly or over others, those first that no other of them imports; none where that
   * cannot be said.
   */
  importers(address: string): readonly FileStep[];
  /** The texts that the fields of the web page of a script hold at first, by the `id` of the field. */
  fields(address: string): ReadonlyMap<string, string>;
  /** The program in a file that was located. */
  program(address: string): Program | Unknown;
}

/** A file without others around it. */
export const noFiles: Files = {
  locate: () => undefined,
  importers: () => [],
  fields: () => new Map(),
  program: () => unknown({ kind: 'data', what: 'a file that is not read' }),
};

/** A module of the workspace as far as it was run. */
export interface LoadedModule {
  readonly value: FileModule;
  /** Undefined for a folder. */
  readonly program: Program | undefined;
  isRunning: boolean;
  /** Why names may be missing: it is still running, or it was not run to its end. */
  incomplete: Unknown | undefined;
}

export type FileModule = ModuleValue & { readonly scope: Scope; readonly address: string };

/** What is being imported, and how much was. */
export interface Imports {
  readonly modules: Map<string, LoadedModule>;
  depth: number;
  files: number;
}

export function createImports(): Imports {
  return { modules: new Map(), depth: 0, files: 0 };
}

/** The analysed file itself, for those that import it in a circle. */
export function enterMain(context: Context, scope: Scope, program: Program): LoadedModule {
  const address = context.mainUri;
  const loaded: LoadedModule = {
    value: { kind: 'module', path: '__main__', scope, address },
    program,
    isRunning: true,
    incomplete: inACircle,
  };
  context.imports.modules.set(address, loaded);
  return loaded;
}

/**
 * The modules that an import leads to, outermost first, each run if it was not yet; undefined where no file is meant. Never
 * throws for user code.
 */
export function importFile(
  context: Context,
  module: string,
  from: string,
): readonly FileModule[] | Unknown | undefined {
  const steps = context.files.locate(module, from);
  if (steps === undefined) return undefined;
  if (isUnknown(steps)) return notRead(context, steps);
  const out: FileModule[] = [];
  for (const step of steps) {
    const loaded = load(context, step);
    if (isUnknown(loaded)) return notRead(context, loaded);
    const parent = out.at(-1);
    const name = lastPart(step.name);
    if (parent !== undefined) context.store.write(placeIn(parent.scope, name), loaded);
    out.push(loaded);
  }
  return out;
}

/** A file that is not read may register names. */
function notRead(context: Context, why: Unknown): Unknown {
  context.registered = true;
  return why;
}

/** Runs a file that no import leads to, if it was not run yet; undefined where that cannot be done. */
export function loadFile(context: Context, step: FileStep): FileModule | undefined {
  const loaded = load(context, step);
  return isUnknown(loaded) ? undefined : loaded;
}

const inACircle = unknown({ kind: 'data', what: 'a file that imports itself over others' });

function load(context: Context, step: FileStep): FileModule | Unknown {
  const { imports } = context;
  const known = imports.modules.get(step.address);
  if (known !== undefined) return known.value;
  const { name, address } = step;
  if (step.kind === 'folder') {
    const value: FileModule = { kind: 'module', path: name, scope: newScope('module'), address };
    imports.modules.set(address, { value, program: undefined, isRunning: false, incomplete: undefined });
    return value;
  }
  if (imports.depth >= limits.importDepth) return unknown({ kind: 'budget', what: 'imports within imports' });
  if (imports.files >= limits.importedFiles) return unknown({ kind: 'budget', what: 'imported files' });
  const program = context.files.program(address);
  if (isUnknown(program)) return program;
  return run(context, step, program);
}

function run(context: Context, { name, address }: FileStep, program: Program): FileModule {
  const { imports } = context;
  const scope = moduleScope(context, program);
  const value: FileModule = { kind: 'module', path: name, scope, address };
  const facts: (Value | undefined)[] = new Array(program.expressionCount);
  const loaded: LoadedModule = { value, program, isRunning: true, incomplete: inACircle };
  imports.modules.set(address, loaded);
  imports.files++;
  imports.depth++;
  const { traced, record } = context;
  const { muted } = record;
  context.traced = 0;
  record.muted = 0;
  try {
    loaded.incomplete = context.budget.portion(limits.importShare, () =>
      runModule(context, { uri: address, program, name, scope, facts }),
    );
    if (loaded.incomplete !== undefined) context.registered = true;
  } finally {
    loaded.isRunning = false;
    context.traced = traced;
    record.muted = muted;
    imports.depth--;
  }
  return value;
}
