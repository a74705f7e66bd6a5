// Spans point at what they name: every identifier, name and string of a program is found again by slicing the source.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Language, SyntaxParser } from '../../src/syntax/parser.ts';
import type { Program } from '../../src/syntax/program.ts';
import { openParser } from './openParser.ts';

let parser: SyntaxParser;

before(async () => {
  parser = await openParser('python', 'javascript', 'typescript');
});

interface Visited {
  readonly kind?: unknown;
  readonly id?: unknown;
  readonly name?: unknown;
  readonly span?: { readonly start: number; readonly end: number };
  readonly nameSpan?: { readonly start: number; readonly end: number };
}

/** Every object below a program that has a span. */
function nodes(program: Program): Visited[] {
  const found: Visited[] = [];
  const open: unknown[] = [program.body];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== 'object' || at === null) continue;
    if ('span' in at) found.push(at as Visited);
    for (const [key, value] of Object.entries(at)) if (key !== 'span' && key !== 'nameSpan') open.push(value);
  }
  return found;
}

function checkSpans(source: string, language: Language): Program {
  const program = parser.parse(source, language);
  const ids: number[] = [];
  for (const node of nodes(program)) {
    const { span } = node;
    assert.ok(span && span.start >= 0 && span.start <= span.end && span.end <= source.length, JSON.stringify(node));
    if (typeof node.id === 'number') ids.push(node.id);
    if (node.kind === 'name' && typeof node.name === 'string')
      assert.equal(source.slice(span.start, span.end), node.name);
    if (node.kind === 'identifier' && node.name !== '__init__')
      assert.equal(source.slice(span.start, span.end), node.name);
    if (node.nameSpan) assert.equal(source.slice(node.nameSpan.start, node.nameSpan.end), node.name);
  }
  ids.sort((a, b) => a - b);
  assert.deepEqual(
    ids,
    [...Array(program.expressionCount).keys()].filter(id => ids.includes(id)),
    'ids are unique and below the count',
  );
  return program;
}

const python = `
import tensorflow as tf  # 😀 comment
x = tf.keras.Input((28, 28), name="in😀")
def f(a, *b, c=1, **d):
\t"""doc 😀"""
\treturn a.b[c](d, key=b)
y = f(x, *x, **x)
`;

const javascript = `
import * as tf from '@tensorflow/tfjs'; // 😀 comment
const {a, b: [c]} = tf.input({shape: [28, 28], name: \`in😀\${tf}\`});
class A extends tf.B { constructor(x) { super(x); this.y = x; } }
`;

describe('spans', () => {
  test('of Python', () => {
    const program = checkSpans(python, 'python');
    assert.deepEqual(program.errors, []);
    assert.deepEqual(
      program.comments.map(({ span, text }) => [python.slice(span.start, span.end), text]),
      [['# 😀 comment', '😀 comment']],
    );
  });

  test('of JavaScript and TypeScript', () => {
    assert.deepEqual(checkSpans(javascript, 'javascript').errors, []);
    assert.deepEqual(checkSpans(javascript, 'typescript').errors, []);
    assert.equal(parser.parse(javascript, 'javascript').comments[0]?.text, '😀 comment');
  });

  test('stay right with other line ends, a byte order mark and NUL', () => {
    for (const end of ['\r\n', '\r', '\n']) {
      const program = checkSpans(`\ufeff${python.replaceAll('\n', end)}`, 'python');
      assert.deepEqual(program.errors, [], JSON.stringify(end));
      assert.equal(program.body.length, 4, JSON.stringify(end));
    }
    const nul = 'a = 1\0\nb = "x\0y"\n';
    const program = checkSpans(nul, 'python');
    assert.equal(program.body.length, 2);
    const [, second] = program.body;
    assert.ok(second?.kind === 'assign' && second.value.kind === 'string');
    assert.equal(second.value.value, 'x\0y');
    assert.equal(nul.slice(second.value.span.start, second.value.span.end), '"x\0y"');
  });

  test('stay right beside lone surrogates', () => {
    const source = 'a = "\ud800" + 1\nb = a\n';
    const program = checkSpans(source, 'python');
    assert.equal(program.body.length, 2);
  });

  test('lead back to the source from a corrected copy', () => {
    checkSpans('x = tf.keras.layers.Dense(\ny = x.\nz = y +\nw = z(1', 'python');
    checkSpans('const x = tf.layers.dense({units: 1\nconst y = x.\nfunction f(a\n  return a;\n}\n', 'javascript');
  });
});
