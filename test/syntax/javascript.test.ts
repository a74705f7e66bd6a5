// JavaScript source and the program it becomes, statement by statement.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { SyntaxParser } from '../../src/syntax/parser.ts';
import { printProgram } from '../harness/printProgram.ts';
import { openParser } from './openParser.ts';

let parser: SyntaxParser;

before(async () => {
  parser = await openParser('javascript');
});

/** Each source lowers to the text beside it. */
function holds(pairs: Readonly<Record<string, string>>): void {
  for (const [source, expected] of Object.entries(pairs)) {
    const program = parser.parse(source, 'javascript');
    assert.deepEqual(program.errors, [], source);
    assert.equal(printProgram(program), expected, source);
  }
}

describe('literals', () => {
  test('numbers', () =>
    holds({
      '1_000': '1000',
      '0xff': '255',
      '.5': '0.5',
      '2.0': '2',
      '10n': '10',
      '0b11': '3',
      '0o17': '15',
      '1e3': '1000',
    }));

  test('strings have their real values', () =>
    holds({
      "'a\\n\\x41\\u{1F600}\\u0041'": '"a\\nA😀A"',
      '"it\'s"': '"it\'s"',
      "'a\\\nb'": '"ab"',
      "''": '""',
    }));

  test('templates', () =>
    holds({
      '`a${b}c${`d${e}`}`': '(format "a" {b} "c" {(format "d" {e})})',
      '`plain\n`': '"plain\\n"',
      '`${a}${b}`': '(format {a} {b})',
    }));

  test('arrays and objects', () =>
    holds({
      '[1, , ...a,]': '(list 1 #undefined *a)',
      "({a, b: 1, 'c': 2, [d]: 3, 4: 5, ...e})": '(object "a":a "b":1 "c":2 d:3 "4":5 **e)',
      '({f() {}, async g() {}, get h() { return 1; }, set h(v) {}})':
        '(object "f":(function () []) "g":(async-function () []) "h":(get (function () [(return 1)])))',
      'null; undefined; true': '#none\n#undefined\n#true',
    }));
});

describe('expressions', () => {
  test('operators', () =>
    holds({
      'a + b * c / d % e': '(concatenate a (remainder (divide (* b c) d) e))',
      'a ** b ** c': '(** a (** b c))',
      'a == b; a === b; a != b; a !== b': '(cmp a loose== b)\n(cmp a == b)\n(cmp a loose!= b)\n(cmp a != b)',
      'a in b; a instanceof b': '(cmp a has key b)\n(cmp a instanceof b)',
      'a && b || c ?? d': '(coalesce (or (and a b) c) d)',
      '!a; -a; +a; ~a; typeof a; void 0': '(not a)\n(- a)\n(+ a)\n(~ a)\n(typeof a)\n(void 0)',
      'a >>> 1 | b & c ^ d': '(| (>>> a 1) (^ (& b c) d))',
      'a ? b : c ? d : e': '(? a b (? c d e))',
      'i++; --i': '(i ++)\n(-- i)',
      'f((a, b))': '(call f ([] (list a b) 1))',
    }));

  test('calls, members and optional chains', () =>
    holds({
      'a.b(c, ...d)': '(call a.b c *d)',
      'new A(b); new A; new a.B()': '(new A b)\n(new A)\n(new a.B)',
      'a?.b; a?.[b]; a?.(b)': 'a?.b\n(?[] a b)\n(?call a b)',
      'this.a; super.b()': 'this.a\n(call super.b)',
      "require('m').x": '(call require "m").x',
      "import('m')": '(call import "m")',
    }));

  test('functions', () =>
    holds({
      'x => x': '(fn (x) x)',
      '(a = 1, {b, c: [d]}, ...e) => { return a; }': '(fn (a=1 (rec "b":b "c":(seq d)) *e) [(return a)])',
      'async () => ({a: 1})': '(async-fn () (object "a":1))',
      '(function* () { yield 1; yield* g(); })': '(function* () [(yield 1) (yield-from (call g))])',
    }));

  test('assignments as values', () =>
    holds({
      'f(a = 1)': '(call f (:= a 1))',
      'f(a += 1)': '(call f (:concatenate= a 1))',
      'f(a ??= b)': '(call f (:coalesce= a b))',
    }));

  test('await reaches over the chain behind it', () =>
    holds({
      'async () => { const a = await (await f(x)).json(); }':
        '(async-fn () [(let a (await (call (await (call f x)).json)))])',
      'async () => await a.b()': '(async-fn () (await (call a.b)))',
    }));

  test('what is not modelled says so', () =>
    holds({
      '/a/g': '(unsupported "a regular expression")',
      'a`b`': '(unsupported "a tagged template")',
      'a = <div>{b}</div>': '(= a (call (unsupported "JSX") b))',
      'f(delete a.b)': '(call f (unsupported "`delete` used as a value"))',
    }));
});

describe('declarations and assignments', () => {
  test('let, const and var', () =>
    holds({
      'const a = 1, b = a;': '(let a 1)\n(let b a)',
      'let a; var b;': '(declare block a)\n(declare function b)',
      'var a = 1': '(var a 1)',
    }));

  test('destructuring with defaults, holes and rests', () =>
    holds({
      'const {a, b: c = 1, [d]: e, ...f} = g': '(let (rec "a":a "b":(default c 1) d:e ...f) g)',
      'const {a = 1} = b': '(let (rec "a":(default a 1)) b)',
      'const [a, , b = 2, ...c] = d': '(let (seq a _ (default b 2) *c) d)',
      '[a, b.c] = [b, a]': '(= (seq a b.c) (list b a))',
      '({a, b} = c)': '(= (rec "a":a "b":b) c)',
    }));

  test('assignments', () =>
    holds({
      'a = b = c': '(= a b c)',
      'a.b[0] = c': '(= ([] a.b 0) c)',
      'a += b; a /= b; a %= b; a **= b': '(concatenate= a b)\n(divide= a b)\n(remainder= a b)\n(**= a b)',
      'a ||= b; a &&= b; a ??= b': '(or= a b)\n(and= a b)\n(coalesce= a b)',
      'delete a.b': '(delete a.b)',
      'a = 1, b = 2;': '(= a 1)\n(= b 2)',
    }));

  test('functions come first in their block', () =>
    holds({ 'f(); function f() { g(); function g() {} }': '(function f () [(function g () []) (call g)])\n(call f)' }));

  test('classes', () =>
    holds({
      'class A extends B { #p = 1; static q = 2; r; constructor(a) { super(a); this.#p = a; } m() {} }':
        '(class A (B) [(function __init__ (a) [(call super a) (= this.#p a)]) (function m () [])] (field #p 1) (static q 2) (field r))',
      'class A { get a() { return 1; } set a(v) {} static async s() {} *g() {} static { b = 1; } }':
        '(class A () [(function* g () [])] (getter a (function () [(return 1)])) (setter a (function (v) [])) (static s (async-function () [])) (static block (function () [(= b 1)])))',
      "class A { ['a']() {} 'b'() {} 1() {} }":
        '(class A () [(function a () []) (function b () []) (function 1 () [])])',
    }));
});

describe('modules', () => {
  test('imports', () =>
    holds({
      "import a, {b as c, default as d} from 'm'": '(import m default:a b:c default:d)',
      "import * as a from 'm'": '(import m *:a)',
      "import 'm'": '(import m)',
    }));

  test('exports', () =>
    holds({
      'export const a = 1, {b} = c': '(let a 1)\n(let (rec "b":b) c)\n(export (a a) (b b))',
      'export default function f() {}': '(function f () [])\n(export (default f))',
      'export default class extends A {}': '(export (default (class (A) [])))',
      'export default a + 1': '(export (default (concatenate a 1)))',
      'export {a, b as c}': '(export (a a) (c b))',
      "export {a as default} from 'm'": '(export (default a) from m)',
      "export * from 'm'": '(export from m)',
      "export * as a from 'm'": '(export (a *) from m)',
    }));
});

describe('control flow', () => {
  test('branches and loops', () =>
    holds({
      'if (a) b; else if (c) { d } else e': '(if a [b] else [(if c [d] else [e])])',
      'if (a) { let b = 1; }': '(if a [(block [(let b 1)])])',
      'for (let i = 0, j = 1; i < n; i++, j--) continue;':
        '(block [(let i 0) (let j 1) (while (cmp i < n) [(continue)] update [(i ++) (j --)])])',
      'for (;;) break;': '(while #true [(break)])',
      'for (const [a, b] of c) {}': '(for block: (seq a b) in c [])',
      'for (var k in o) {}': '(for function: k keys o [])',
      'for (x of y) {}': '(for x in y [])',
      'async () => { for await (const x of y) {} }': '(async-fn () [(for block: x in y [])])',
      'while (a) b;': '(while a [b])',
      'do { a } while (b);': '(do-while b [a])',
      '{ let a; }': '(block [(declare block a)])',
    }));

  test('exceptions', () =>
    holds({
      'try { a } catch { b } finally { c }': '(try [a] (except [b]) finally [c])',
      'try { a } catch ({m}) { b }': '(try [a] (except as (rec "m":m) [b]))',
      'throw new Error(`x`)': '(raise (new Error "x"))',
    }));

  test('a switch whose cases leave it is a chain', () =>
    holds({
      "switch (a) { case 1: case 2: b; break; case 'c': { d; break; } default: e }":
        '(if (or (cmp a == 1) (cmp a == 2)) [b] else [(if (cmp a == "c") [(block [d])] else [e])])',
      'switch (a) { default: b; break; case 1: c }': '(if (cmp a == 1) [c] else [b])',
      'function f(a) { switch (a.b) { case 1: return c; } }':
        '(function f (a) [(block [(let switch@16 a.b) (if (cmp switch@16 == 1) [(return c)])])])',
    }));

  test('a break within a case leaves a loop that runs once', () =>
    holds({
      'switch (a) { case 1: if (b) break; c; break; default: d }':
        '(do-while #false [(if (cmp a == 1) [(if b [(break)]) c] else [d])])',
    }));

  test('a case that runs on is entered from the one before', () =>
    holds({
      'switch (a) { case 1: b; case 2: c; break; default: d }':
        '(block [(let running@0 #false) (do-while #false [(if (or running@0 (cmp a == 1)) [(= running@0 #true) b]) ' +
        '(if (or running@0 (cmp a == 2)) [(= running@0 #true) c (break)]) d])])',
    }));

  test('what is not modelled names what it assigns', () =>
    holds({
      'for (;;) { switch (a) { case 1: b = 1; case 2: let {c, d: [e]} = f; continue; } }':
        '(while #true [(unsupported "a switch that runs on through its default or continues a loop" b c e leaves)])',
      'a: for (const b of c) { d++; break a; }': '(unsupported "a jump to a label" b d leaves)',
      'a: for (const b of c) { d(); }': '(for block: b in c [(call d)])',
    }));
});
