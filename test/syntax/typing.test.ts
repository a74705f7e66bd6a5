// Programs caught while being typed: what is missing is reported, and every other line is read as if it were there.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Language, SyntaxParser } from '../../src/syntax/parser.ts';
import { printProgram } from '../harness/printProgram.ts';
import { openParser } from './openParser.ts';

let parser: SyntaxParser;

before(async () => {
  parser = await openParser('python', 'javascript', 'typescript');
});

function holds(language: Language, pairs: Readonly<Record<string, string>>): void {
  for (const [source, expected] of Object.entries(pairs)) {
    const program = parser.parse(source, language);
    assert.equal(printProgram(program), expected, source);
    assert.ok(program.errors.length > 0, source);
  }
}

describe('Python', () => {
  test('an open bracket ends with its statement', () =>
    holds('python', {
      'x = Dense(\ny = 2': '(= x (call Dense))\n(= y 2)',
      'x = Dense(10\ndef f(x):\n  return x': '(= x (call Dense 10))\n(fn f (x) [(return x)])',
      'm = S([\n  D(1),\n  D(2\n])\nm.fit()': '(= m (call S (list (call D 1) (call D 2))))\n(call m.fit)',
      'def f(x):\n  y = D(10,\n  z = D(y)\n  return z': '(fn f (x) [(= y (call D 10)) (= z (call D y)) (return z)])',
      'x = 1)\ny = 2': '(= x 1)\n(= y 2)',
    }));

  test('a name or operand that is still to come is unknown', () =>
    holds('python', {
      'x = tf.\ny = 2': '(= x (unsupported "a syntax error"))\n(= y 2)',
      'x =\ny = 2': '(= x (unsupported "a syntax error"))\n(= y 2)',
      'x = a +\ny = 2': '(= x (unsupported "a syntax error"))\n(= y 2)',
      'from a import\ny = 2': '(import a)\n(= y 2)',
    }));

  test('a header gets its colon and block', () =>
    holds('python', {
      'def f\ny = 2': '(fn f () [(pass)])\n(= y 2)',
      'if a\n  b\nc': '(if a [b])\nc',
      'for x in\n  b\nc': '(for x in (unsupported "a syntax error") [b])\nc',
      'class A(\n  def f(self):\n    pass\nb': '(class A () [(fn f (self) [(pass)])])\nb',
    }));

  test('an open string ends with its line', () =>
    holds('python', {
      'x = "abc\ny = 2': '(= x "abc")\n(= y 2)',
      'x = f(f"a{b\ny = 2': '(= x (call f (format "a" {b})))\n(= y 2)',
    }));

  test('what cannot be read is unknown, never guessed', () =>
    holds('python', {
      'x = Dense(1 2)\ny = 2': '(= x (unsupported "a syntax error"))\n(= y 2)',
      'x = [1 ? 2]\ny = 2': '(= x (unsupported "a syntax error"))\n(= y 2)',
    }));
});

describe('JavaScript', () => {
  test('open brackets end where a statement begins', () =>
    holds('javascript', {
      'const x = dense({units: 1\nconst y = 2;': '(let x (call dense (object "units":1)))\n(let y 2)',
      'm.add(dense({units: 1\nm.add(2);': '(call m.add (call dense (object "units":1)))\n(call m.add 2)',
      'f([1,\nlet y = 2;': '(call f (list 1))\n(let y 2)',
      'f(1));\ng();': '(call f 1)\n(call g)',
    }));

  test('a name or operand that is still to come is unknown', () =>
    holds('javascript', {
      'const x = tf.\nconst y = 2;': '(let x (unsupported "a syntax error"))\n(let y 2)',
      'const x = a +\nconst y = 2;': '(let x (unsupported "a syntax error"))\n(let y 2)',
    }));

  test('a cut header gets its brace', () =>
    holds('javascript', {
      'function f(a\n  return a;\n}\ng();': '(function f (a) [(return a)])\n(call g)',
      'class A {\n  f(a\n    return a;\n  }\n  g() {}\n}':
        '(class A () [(function f (a) [(return a)]) (function g () [])])',
      'if (a\n  b();\n}\nc();': '(if a [(call b)])\n(call c)',
      'for (const k\n  b();\n}\nc();': '(for block: k in (unsupported "a syntax error") [(call b)])\n(call c)',
    }));

  test('an open string ends with its line', () =>
    holds('javascript', { "f('abc\nlet y = 2;": '(call f "abc")\n(let y 2)' }));
});

describe('problems', () => {
  test('stand where something is missing', () => {
    const source = 'x = Dense(10\ny = 2';
    const [problem] = parser.parse(source, 'python').errors;
    assert.equal(problem?.message, '`)` expected');
    assert.equal(source.slice(problem?.span.start, problem?.span.end), '0');
  });

  test('are none in sound programs that end lines oddly', () => {
    const sound = 'x = 1.\ny = (\n  x.\n  real\n)\nz = f(a=\n  1)\nw = x + \\\n  y\nfrom a import *\nq = ...\n';
    assert.deepEqual(parser.parse(sound, 'python').errors, []);
  });
});
