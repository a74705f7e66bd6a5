// TypeScript: types are dropped, and what leaves something behind is lowered.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { SyntaxParser } from '../../src/syntax/parser.ts';
import { printProgram } from '../harness/printProgram.ts';
import { openParser } from './openParser.ts';

let parser: SyntaxParser;

before(async () => {
  parser = await openParser('typescript', 'tsx');
});

function holds(pairs: Readonly<Record<string, string>>): void {
  for (const [source, expected] of Object.entries(pairs)) {
    const program = parser.parse(source, 'typescript');
    assert.deepEqual(program.errors, [], source);
    assert.equal(printProgram(program), expected, source);
  }
}

describe('types', () => {
  test('are dropped around values', () =>
    holds({
      'const a: number = b as any as T': '(let a b)',
      'a! + <T>b': '(concatenate a b)',
      'f<number>(a satisfies T)': '(call f a)',
      'new Map<string, number>()': '(new Map)',
      'const a = b as tf.c.D': '(let a b)',
      'for (const a of b as T[]) {}': '(for block: a in b [])',
      '(a as any).b = 1': '(= a.b 1)',
    }));

  test('are dropped from functions', () =>
    holds({
      'function f(this: T, a: number, b?: string, c: number = 1, ...d: any[]): void {}': '(function f (a b c=1 *d) [])',
      'function f(a: string): void; function f(a: any) {}': '(function f (a) [])',
      'const f = async <T,>(a: T): Promise<T> => a': '(let f (async-fn (a) a))',
      'async () => await f.g<T>(a)': '(async-fn () (await (call f.g a)))',
    }));

  test('alone are nothing', () =>
    holds({
      'interface A { b: number } type C = A | D; declare const e: any; declare module "m" {}': '',
      "import type {A} from 'a'; export type {B} from 'b'; import {type C, D} from 'c'": '(import c D)',
      'export interface A {}': '',
      'export declare const a: number;': '',
    }));
});

describe('classes', () => {
  test('lose modifiers and signatures', () =>
    holds({
      'abstract class A<T> extends B<T> implements C { private readonly a: number = 1; static b?: string; declare c: T; abstract d(): void; e?(): void; override f(): void {} }':
        '(class A (B) [(function f () [])] (field a 1) (static b))',
    }));

  test('assign the properties of their parameters after super', () =>
    holds({
      'class A extends B { constructor(private a: number, public b = 2, c: T) { super(a); c; } }':
        '(class A (B) [(function __init__ (a b=2 c) [(call super a) (= this.a a) (= this.b b) c])])',
    }));

  test('keep decorators', () =>
    holds({
      '@d(1) class A { @e m(@p a) {} }': '@(call d 1) (class A () [@e (function m (a) [])])',
      '@d export class A {}': '@d (class A () [])\n(export (A A))',
    }));
});

describe('values that types leave behind', () => {
  test('enumerations are records that lead both ways', () =>
    holds({
      "enum A { B, C = 5, D, E = 'e' }": '(let A (object "B":0 "0":"B" "C":5 "5":"C" "D":6 "6":"D" "E":"e"))',
      'export enum A { B = 1 << 2 }': '(let A (object "B":(<< 1 2)))\n(export (A A))',
    }));

  test('namespaces are the record of what they export', () =>
    holds({
      'namespace A { export const b = 1; function c() {} export function d() {} }':
        '(let A (call (fn () [(function c () []) (function d () []) (let b 1) (return (object "b":b "d":d))])))',
    }));

  test('imports and exports of their own', () =>
    holds({
      "import a = require('a'); import b = C.d.e; export = b;": '(import a *:a)\n(let b C.d.e)\n(export (default b))',
    }));
});

test('components in .tsx are read around their markup', () => {
  const program = parser.parse('export const A = (p: P) => <div>{p.x}</div>; const b = 1;', 'tsx');
  assert.deepEqual(program.errors, []);
  assert.equal(printProgram(program), '(let A (fn (p) (call (unsupported "JSX") p.x)))\n(export (A A))\n(let b 1)');
});
