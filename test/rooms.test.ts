// Holds the imports of the source against the map of its rooms: which room may use which, and which package is known where.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openParser } from './syntax/openParser.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The doors: each room and what it may import; types alone where a room is named with `types`. */
const doors: Readonly<Record<string, readonly string[]>> = {
  base: [],
  shapes: ['base'],
  layers: ['base', 'shapes', 'training', 'protocol'],
  training: ['base', 'shapes', 'layers'],
  ops: ['base', 'shapes', 'layers', 'training'],
  model: ['base', 'shapes', 'layers'],
  applications: ['base', 'shapes', 'layers', 'ops', 'model', 'training'],
  syntax: ['base'],
  interp: ['base', 'shapes', 'layers', 'model', 'syntax'],
  stubs: ['base', 'shapes', 'layers', 'ops', 'training', 'applications', 'model', 'interp', 'syntax'],
  checks: ['base', 'shapes', 'layers', 'training', 'model', 'syntax'],
  formats: ['base', 'shapes', 'layers', 'ops', 'training', 'model'],
  protocol: ['base'],
  analysis: ['base', 'shapes', 'layers', 'model', 'interp', 'stubs', 'checks', 'formats', 'syntax'],
  ide: [
    'base',
    'shapes',
    'layers',
    'ops',
    'training',
    'applications',
    'model',
    'interp',
    'checks',
    'syntax',
    'analysis',
    'protocol',
  ],
  disk: ['analysis', 'syntax'],
  server: ['base', 'shapes', 'checks', 'formats', 'syntax', 'analysis', 'ide', 'protocol', 'disk'],
  cli: ['base', 'model types', 'checks', 'syntax', 'analysis', 'ide', 'protocol', 'formats', 'disk', 'webview'],
  extension: ['base', 'protocol'],
  webview: ['base', 'shapes', 'layers', 'ops', 'training', 'protocol'],
};

/** Packages and the rooms that know them. Types alone may be imported where a room is named with `types`. */
const packages: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^vscode$/, ['extension']],
  [/^vscode-languageclient(\/|$)/, ['extension']],
  [/^vscode-languageserver/, ['server']],
  [/^@vscode\/tree-sitter-wasm$/, ['syntax']],
  [/^fflate$/, ['formats', 'cli']],
  [/^@vscode\/webview-ui-toolkit$/, ['webview']],
  [/^@tensorflow\//, ['webview', 'layers types']],
  [/^node:(fs|path|url|process|child_process|os)/, ['cli', 'server', 'disk', 'extension']],
];

/** Scripts that write generated files; no part of what is shipped. */
const scripts = new Set(['src/checks/writePages.ts']);

interface ImportLine {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly typesOnly: boolean;
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)));
}

function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'webview' ? 'webview' : second;
}

const parser = await openParser('typescript');

/** The imports of a file, read by the project's own parser, so that programs in texts are no imports. */
function importsOf(file: string): readonly ImportLine[] {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = [...text.matchAll(/^(?:import|export)\b[^'"`;]*?from '([^']+)';$/gm)];
  const real = new Set(
    parser.parse(text, 'typescript').body.flatMap(statement => (statement.kind === 'import' ? [statement.module] : [])),
  );
  return lines
    .filter(([line, target = '']) => target.startsWith('.') || real.has(target) || line.startsWith('import type'))
    .map(([line, target = '']) => ({
      file,
      room: roomOf(file),
      target,
      typesOnly: line.startsWith('import type') || line.startsWith('export type'),
    }));
}

const all = [...sources('src'), ...sources('webview')].flatMap(importsOf);

test('every room is on the map', () => {
  for (const file of [...sources('src'), ...sources('webview')]) assert.ok(doors[roomOf(file)] !== undefined, file);
});

test('rooms are entered through their doors', () => {
  const wrong = all.flatMap(({ file, room, target, typesOnly }) => {
    if (!target.startsWith('.')) return [];
    const other = roomOf(normalize(join(dirname(file), target)));
    const open = doors[room] ?? [];
    return other === room || open.includes(other) || (typesOnly && open.includes(`${other} types`))
      ? []
      : [`${file} imports ${target} (${room} -> ${other})`];
  });
  assert.deepEqual(wrong, []);
});

test('packages are known only where they belong', () => {
  const wrong = all
    .filter(({ file }) => !scripts.has(file))
    .flatMap(({ file, room, target, typesOnly }) => {
      const rule = packages.find(([pattern]) => pattern.test(target));
      if (rule === undefined || rule[1].includes(room)) return [];
      return typesOnly && rule[1].includes(`${room} types`) ? [] : [`${file} imports ${target}`];
    });
  assert.deepEqual(wrong, []);
});

test('the archived toolkit is behind one module', () => {
  const users = all.filter(({ target }) => target === '@vscode/webview-ui-toolkit').map(({ file }) => file);
  assert.deepEqual([...new Set(users)], ['webview/toolkit.ts']);
});

test('there is enough to hold against the map', () => {
  assert.ok(all.length > 500, `${all.length} imports`);
});
