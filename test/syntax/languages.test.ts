// Which language a file name and an editor's language id mean, and what a parser without it answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOfId, languageOfPath } from '../../src/syntax/languages.ts';
import { createParser } from '../../src/syntax/parser.ts';
import { openParser } from './openParser.ts';

test('languages by file name', () => {
  const pairs = {
    'a.py': 'python',
    '/b/c.d.MJS': 'javascript',
    'a.cjs': 'javascript',
    'a.jsx': 'javascript',
    'a.mts': 'typescript',
    'a.tsx': 'tsx',
    'n.ipynb': 'python',
  };
  for (const [path, language] of Object.entries(pairs)) assert.equal(languageOfPath(path), language, path);
  for (const path of ['a.txt', 'py', '', 'a.constructor', 'a.py/b'])
    assert.equal(languageOfPath(path), undefined, path);
});

test('languages by id', () => {
  assert.equal(languageOfId('typescriptreact'), 'tsx');
  assert.equal(languageOfId('javascriptreact'), 'javascript');
  assert.equal(languageOfId('toString'), undefined);
});

test('grammars are read once, and only when wanted', async () => {
  const read: string[] = [];
  const other = await openParser('python');
  const parser = createParser({
    readGrammar: async file => {
      read.push(file);
      throw new Error('no file');
    },
  });
  assert.equal(parser.isLoaded('python'), false);
  assert.throws(() => parser.parse('a', 'python'), /not loaded/);
  await assert.rejects(parser.load('python'), /no file/);
  await assert.rejects(parser.load('python'), /no file/);
  assert.deepEqual(read, ['tree-sitter-python.wasm', 'tree-sitter-python.wasm']);
  assert.equal(other.parse('a = 1', 'python').body.length, 1);
  other.dispose();
});
