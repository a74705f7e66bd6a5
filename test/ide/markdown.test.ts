// Text of users inside hovers: shown as it is, whatever it holds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, codeBlock, documentation, md, plain, table } from '../../src/ide/markdown.ts';

test('plain text cannot become Markdown or HTML', () => {
  assert.equal(
    plain('a *b* _c_ [d](command:e) <img> `f`').markdown,
    'a \\*b\\* \\_c\\_ \\[d\\](command:e) \\<img\\> \\`f\\`',
  );
  assert.equal(plain('# a').markdown, '\\# a');
  assert.equal(plain('- a').markdown, '\\- a');
  assert.equal(plain('1. a').markdown, '1\\. a');
  assert.equal(plain('see http://x.y and www.z.w').markdown, 'see http\\://x.y and www\\.z.w');
  assert.equal(plain('a\n\n# b').markdown, 'a # b');
  assert.equal(plain('23,587,712 parameters · (None, 3)').markdown, '23,587,712 parameters · (None, 3)');
});

test('a code span cannot be ended from inside', () => {
  assert.equal(code('conv2d').markdown, '`conv2d`');
  assert.equal(code('a`b').markdown, '``a`b``');
  assert.equal(code('`` [x](command:y)').markdown, '``` `` [x](command:y) ```');
  assert.equal(code('a\n\nb').markdown, '`a b`');
  assert.equal(code('').markdown, '');
});

test('a code block cannot be ended from inside', () => {
  assert.equal(codeBlock('python', 'a\n```\nb').markdown, '````python\na\n```\nb\n````');
});

test('templates escape text and keep Markdown', () => {
  assert.equal(md`*${'*'}* ${code('x')} ${3}`.markdown, '*\\** `x` 3');
});

test('documentation keeps its code and nothing else', () => {
  assert.equal(documentation('Uses `a_b` and <b>.').markdown, 'Uses `a_b` and \\<b\\>.');
  assert.equal(documentation('one ` alone').markdown, 'one  alone');
});

test('bars do not split the cells of a table', () => {
  assert.equal(table([plain('a')], [[code('x|y')], [plain('x|y')]]).markdown, '| a |\n| --- |\n| `x\\|y` |\n| x\\|y |');
});
