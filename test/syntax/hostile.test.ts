// Text that nobody writes: whatever comes, a program comes back in bounded time and depth.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { maxNesting } from '../../src/syntax/lowering.ts';
import { type Language, maxParseMilliseconds, maxTextLength, type SyntaxParser } from '../../src/syntax/parser.ts';
import type { Program } from '../../src/syntax/program.ts';
import { printProgram } from '../harness/printProgram.ts';
import { openParser } from './openParser.ts';

let parser: SyntaxParser;

before(async () => {
  parser = await openParser('python', 'javascript', 'typescript', 'tsx');
});

/** How deep the objects of a program nest. */
function depthOf(program: Program): number {
  let deepest = 0;
  const open: [unknown, number][] = [[program.body, 0]];
  for (let at = open.pop(); at; at = open.pop()) {
    const [value, depth] = at;
    if (typeof value !== 'object' || value === null) continue;
    deepest = Math.max(deepest, depth);
    for (const part of Object.values(value)) open.push([part, depth + 1]);
  }
  return deepest;
}

function bounded(source: string, language: Language): Program {
  const start = performance.now();
  const program = parser.parse(source, language);
  assert.ok(performance.now() - start < 2 * maxParseMilliseconds + 1_000, 'in bounded time');
  assert.ok(depthOf(program) < maxNesting * 8, 'in bounded depth');
  return program;
}

const deep: Readonly<Record<string, string>> = {
  parentheses: `x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}`,
  sum: `x = ${'a+'.repeat(20_000)}a`,
  lists: `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  calls: `x = ${'f('.repeat(10_000)}${')'.repeat(10_000)}`,
  chain: `x = a${'.b()'.repeat(20_000)}`,
  indices: `x = a${'[0]'.repeat(20_000)}`,
  ors: `x = ${'a | '.repeat(20_000)}a`,
  ands: `x = ${'a & '.repeat(20_000)}a`,
  powers: `x = ${'a ** '.repeat(20_000)}a`,
  targets: `${'x = '.repeat(20_000)}1`,
  open: '('.repeat(10_000),
  close: ')'.repeat(10_000),
};

describe('nesting', () => {
  test('of Python', () => {
    for (const source of Object.values(deep)) bounded(source, 'python');
    bounded(`x = ${'not '.repeat(20_000)}a`, 'python');
    bounded(`x = ${'lambda: '.repeat(20_000)}a`, 'python');
    bounded(`x = ${'a if b else '.repeat(20_000)}a`, 'python');
    bounded(`${'['.repeat(5_000)}a${']'.repeat(5_000)} = 1`, 'python');
    bounded(`if a: b\n${'elif a: b\n'.repeat(5_000)}`, 'python');
    bounded(Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}if a:\n`).join(''), 'python');
    bounded(`match x:\n  case ${'('.repeat(5_000)}1${')'.repeat(5_000)}: pass`, 'python');
    bounded(`match x:\n${'  case 1: a\n'.repeat(5_000)}`, 'python');
    bounded(`x: ${'A['.repeat(5_000)}B${']'.repeat(5_000)}`, 'python');
  });

  test('of JavaScript', () => {
    for (const source of Object.values(deep)) bounded(source, 'javascript');
    bounded(`x = ${'!'.repeat(20_000)}a`, 'javascript');
    bounded(`x = ${'()=>'.repeat(20_000)}1`, 'javascript');
    bounded(`x = ${'a?b:'.repeat(20_000)}1`, 'javascript');
    bounded(`x = ${'{a:'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'javascript');
    bounded(`const ${'['.repeat(5_000)}a${']'.repeat(5_000)} = 1`, 'javascript');
    bounded(`${'if (a) b; else '.repeat(5_000)}c`, 'javascript');
    bounded(`${'{'.repeat(10_000)}${'}'.repeat(10_000)}`, 'javascript');
    bounded(`${'function f() {'.repeat(5_000)}${'}'.repeat(5_000)}`, 'javascript');
    bounded(`${'switch (a) { case 1: '.repeat(2_000)}${'}'.repeat(2_000)}`, 'javascript');
    bounded(`x = ${'a, '.repeat(20_000)}a`, 'javascript');
    bounded(`x = ${'`${'.repeat(5_000)}1${'}`'.repeat(5_000)}`, 'javascript');
    bounded(`x = ${'a as '.repeat(5_000)}T`, 'typescript');
    bounded(`x = ${'<a>'.repeat(2_000)}`, 'tsx');
  });

  test('beyond the limit says so', () => {
    assert.match(printProgram(bounded(deep.sum ?? '', 'python')), /unsupported "nested deeper than/);
    assert.equal(printProgram(bounded(deep.parentheses ?? '', 'python')), '(= x 1)');
    const chained = bounded(`if a: b = 1\n${'elif a: c = 1\n'.repeat(1_000)}`, 'python');
    assert.match(printProgram(chained), /unsupported "nested deeper than \d+ levels" c/);
  });
});

describe('size and speed', () => {
  test('a text beyond the budget is one problem', () => {
    const program = bounded('a = 1\n'.repeat(maxTextLength / 5), 'python');
    assert.equal(program.body.length, 0);
    assert.match(program.errors[0]?.message ?? '', /longer than/);
  });

  test('a text that takes too long is one problem, and the next one is read', () => {
    const program = bounded('])}{('.repeat(20_000), 'python');
    assert.ok(program.errors.length > 0);
    assert.equal(printProgram(parser.parse('a = 1', 'python')), '(= a 1)');
  });
});

describe('odd text', () => {
  test('gives a program for everything', () => {
    const texts = [
      '',
      ' ',
      '\n',
      '\0',
      '\ufeff',
      '\ud800',
      '\udc00\ud800',
      '"""',
      "'",
      '`',
      '/*',
      '#',
      '\\',
      '\t\f\v',
      '{{{',
      '%',
      '!',
      '?',
      '% %%',
      '=!',
      '\u2028',
      '<!--',
      '#!',
    ];
    for (const language of ['python', 'javascript', 'typescript', 'tsx'] as const) {
      for (const text of texts) {
        bounded(text, language);
        bounded(`a = 1\n${text}`, language);
        bounded(`a = ${text}\nb = 1`, language);
      }
    }
  });

  test('gives a program for every beginning and every gap of a program', () => {
    const python =
      'class A(B):\n  def f(self, *a, **k):\n    with open(x) as y: return f"{a!r:{b}}" if k else [*a]\n@d\nasync def g(): await x';
    const typescript =
      'export class A<T> extends B { m = (a: T) => `$\u007ba}` ?? /x/; }\nfor (const {a, ...b} of await c) { switch (a) { case 1: break } }';
    for (const [source, language] of [
      [python, 'python'],
      [typescript, 'typescript'],
      [typescript, 'tsx'],
      [typescript, 'javascript'],
    ] as const) {
      for (let i = 0; i <= source.length; i++) {
        parser.parse(source.slice(0, i), language);
        parser.parse(source.slice(i), language);
        parser.parse(source.slice(0, i) + source.slice(i + 3), language);
      }
    }
  });
});
