// The folders that a Python program puts on its import path: calls and assignments of `sys.path`, as far as they are written
// with texts, the program's own place and the functions that put paths together.

import { ownValue } from '../../base/ownValue.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Program } from '../../syntax/program.ts';
import { visitNodes } from '../../syntax/walk.ts';
import { folderOf, within } from './address.ts';

/** A place in the file system: the address of a file or folder, or a text that is relative to wherever the program runs. */
type Path = { readonly kind: 'address' | 'text'; readonly value: string };

export interface ProgramPlace {
  /** The file that the program stands in. */
  readonly address: string;
  /** The folders that a relative path may start from: where programs are run. */
  readonly workingFolders: readonly string[];
}

/** The folders in the order in which they are written; where a path is relative, each that it may mean. */
export function addedFolders(program: Program, { address, workingFolders }: ProgramPlace): readonly string[] {
  const names = new Map<string, Path>([['__file__', { kind: 'address', value: address }]]);
  const found: Path[] = [];
  const add = (expression: Expression | undefined): void => {
    const path = expression === undefined ? undefined : pathOf(expression, names);
    if (path !== undefined) found.push(path);
  };
  visitNodes(program, node => {
    if (node.kind === 'assign' && 'targets' in node) {
      const path = pathOf(node.value, names);
      for (const target of node.targets) {
        if (target.kind === 'identifier' && path !== undefined) names.set(target.name, path);
        if (target.kind === 'attribute' && target.name === 'path' && isNamed(target.object, 'sys'))
          for (const item of itemsOf(node.value)) add(item);
      }
    }
    if (node.kind === 'augment' && node.target.kind === 'attribute' && node.target.name === 'path')
      if (isNamed(node.target.object, 'sys')) for (const item of itemsOf(node.value)) add(item);
    if (node.kind !== 'call' || !('callee' in node)) return;
    const { callee, args } = node;
    if (callee.kind !== 'attribute' || !isImportPath(callee.object)) return;
    const given = args.flatMap(argument => (argument.kind === 'positional' ? [argument.value] : []));
    if (callee.name === 'append') add(given[0]);
    if (callee.name === 'insert') add(given[1]);
    if (callee.name === 'extend' && given[0] !== undefined) for (const item of itemsOf(given[0])) add(item);
  });
  return [
    ...new Set(
      found.flatMap(({ kind, value }) => {
        if (kind === 'address' || value.startsWith('/')) return [value];
        return workingFolders.map(folder => within(folder, value));
      }),
    ),
  ];
}

/** `sys.path`, however the module is called. */
function isImportPath(expression: Expression): boolean {
  return (
    expression.kind === 'attribute' && expression.name === 'path' && /^_?sys$/.test(nameOf(expression.object) ?? '')
  );
}

function isNamed(expression: Expression, name: string): boolean {
  return nameOf(expression) === name;
}

function nameOf(expression: Expression): string | undefined {
  return expression.kind === 'name' ? expression.name : undefined;
}

/** The items of lists that are written out or put together: `[a, b] + sys.path`. */
function itemsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'binary') return [...itemsOf(expression.left), ...itemsOf(expression.right)];
  if (expression.kind !== 'sequence') return [];
  return expression.items;
}

type Names = ReadonlyMap<string, Path>;

function pathOf(expression: Expression, names: Names): Path | undefined {
  switch (expression.kind) {
    case 'string':
      return { kind: 'text', value: expression.value };
    case 'name':
      return names.get(expression.name);
    case 'attribute': {
      if (expression.name === 'pardir') return { kind: 'text', value: '..' };
      if (expression.name === 'curdir') return { kind: 'text', value: '.' };
      return expression.name === 'parent' ? above(pathOf(expression.object, names), 1) : undefined;
    }
    case 'index': {
      const { object, index } = expression;
      if (object.kind !== 'attribute' || object.name !== 'parents' || index.kind !== 'number') return undefined;
      return above(pathOf(object.object, names), index.value + 1);
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const [one, other] = [pathOf(left, names), pathOf(right, names)];
      if (one === undefined || other?.kind !== 'text') return undefined;
      if (operator === '/') return joined(one, [other]);
      // A text that is added goes on below the folder where it begins with a slash.
      return operator === '+' && /^\/|^$/.test(other.value)
        ? joined(one, [{ ...other, value: `.${other.value}` }])
        : undefined;
    }
    case 'call': {
      const { callee, args } = expression;
      const given = args.flatMap(argument => (argument.kind === 'positional' ? [argument.value] : []));
      if (given.length !== args.length) return undefined;
      const method = callee.kind === 'attribute' ? callee.name : nameOf(callee);
      const compute = method === undefined ? undefined : ownValue(functions, method);
      if (compute !== undefined) return compute(given.map(one => pathOf(one, names)));
      // Methods of paths that leave them where they are.
      const same = callee.kind === 'attribute' && given.length === 0 && unmoved.has(callee.name);
      return same ? pathOf(callee.object, names) : undefined;
    }
    default:
      return undefined;
  }
}

const unmoved: ReadonlySet<string> = new Set(['resolve', 'absolute', 'as_posix']);

type Compute = (given: readonly (Path | undefined)[]) => Path | undefined;

const first: Compute = ([path]) => path;

/** Functions on paths by the last part of their names. */
const functions: Readonly<Record<string, Compute>> = {
  dirname: ([path]) => above(path, 1),
  abspath: first,
  realpath: first,
  normpath: first,
  str: first,
  fspath: first,
  getcwd: () => ({ kind: 'text', value: '.' }),
  join: ([base, ...parts]) => joined(base, parts),
  Path: ([base, ...parts]) => joined(base, parts),
  PurePath: ([base, ...parts]) => joined(base, parts),
};

function above(path: Path | undefined, levels: number): Path | undefined {
  if (path === undefined) return undefined;
  if (path.kind === 'text') return { kind: 'text', value: `${path.value}${'/..'.repeat(levels)}` };
  let { value } = path;
  for (let i = 0; i < levels; i++) value = folderOf(value);
  return { kind: 'address', value };
}

function joined(base: Path | undefined, parts: readonly (Path | undefined)[]): Path | undefined {
  let at = base;
  for (const part of parts) {
    if (at === undefined || part === undefined) return undefined;
    if (part.kind === 'address' || part.value.startsWith('/')) at = part;
    else if (at.kind === 'text') at = { kind: 'text', value: `${at.value}/${part.value}` };
    else at = { kind: 'address', value: within(at.value, part.value) };
  }
  return at;
}
