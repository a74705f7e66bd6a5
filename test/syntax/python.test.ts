// Python source and the program it becomes, statement by statement.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { SyntaxParser } from '../../src/syntax/parser.ts';
import { printProgram } from '../harness/printProgram.ts';
import { openParser } from './openParser.ts';

let parser: SyntaxParser;

before(async () => {
  parser = await openParser('python');
});

function lowered(source: string): string {
  const program = parser.parse(source, 'python');
  assert.deepEqual(program.errors, [], source);
  return printProgram(program);
}

/** Each source lowers to the text beside it. */
function holds(pairs: Readonly<Record<string, string>>): void {
  for (const [source, expected] of Object.entries(pairs)) assert.equal(lowered(source), expected, source);
}

describe('literals', () => {
  test('numbers keep their value and kind', () =>
    holds({
      '1_000': '1000',
      '0xFF': '255',
      '0b101': '5',
      '0o17': '15',
      '1e3': '1000.0',
      '.5': '0.5',
      '2.': '2.0',
      '1_0.5e-1': '1.05',
      '3j': '3j',
      '00': '0',
    }));

  test('strings have their real values', () =>
    holds({
      "'a\\tb'": '"a\\tb"',
      "r'a\\tb'": '"a\\\\tb"',
      "'\\x41\\u00e9\\U0001F600\\101'": '"Aé😀A"',
      "b'\\x41\\u0041'": 'b"A\\\\u0041"',
      "'a' \"b\" '''c'''": '"abc"',
      "('a'\n 'b')": '"ab"',
      "'a\\\nb'": '"ab"',
      "'\\d'": '"\\\\d"',
      '"""a\r\nb"""': '"a\\nb"',
      "''": '""',
    }));

  test('f-strings keep texts, values, conversions and specs', () =>
    holds({
      "f'a{b}c'": '(format "a" {b} "c")',
      "f'{a!r:>10}'": '(format {a!r:>10})',
      "f'{a:.2f}{{}}'": '(format {a:.2f} "{}")',
      "f'{a:{b}.{c}}'": '(format {a:…})',
      "f'{a = }'": '(format "a = " {a!r})',
      "f'{a=:d}'": '(format "a=" {a:d})',
      'f\'{f"{x}"}\'': '(format {(format {x})})',
      "f'{a, b}' 'c' f'{d}'": '(format {(tuple a b)} "c" {d})',
      'f\'{d["k"]}\'': '(format {([] d "k")})',
      "f'plain'": '(format "plain")',
      "rf'\\d{x}'": '(format "\\\\d" {x})',
    }));

  test('containers', () =>
    holds({
      '[1, *a]': '(list 1 *a)',
      '(1,)': '(tuple 1)',
      '()': '(tuple)',
      '1, 2': '(tuple 1 2)',
      '{1, 2}': '(set 1 2)',
      "{'a': 1, **b}": '(dict "a":1 **b)',
      '{}': '(dict)',
      '...': '#ellipsis',
      'None, True, False': '(tuple #none #true #false)',
    }));
});

describe('expressions', () => {
  test('operators', () =>
    holds({
      'a + b * c ** -d': '(+ a (* b (** c (- d))))',
      'a // b % c @ d / e': '(/ (@ (% (// a b) c) d) e)',
      'a | b & ~c ^ d << 1 >> 2': '(| a (^ (& b (~ c)) (>> (<< d 1) 2)))',
      'not a and b or c': '(or (and (not a) b) c)',
      'a < b <= c != d': '(cmp a < b <= c != d)',
      'a is not b, a not in b': '(tuple (cmp a is not b) (cmp a not in b))',
      'a if b else c': '(? b a c)',
      '(y := f(x)) + 1': '(+ (:= y (call f x)) 1)',
      '+a': '(+ a)',
    }));

  test('calls', () =>
    holds({
      'f(a, b=1, *c, **d)': '(call f a b=1 *c **d)',
      'f(x for x in y)': '(call f (generator-for x (for x y)))',
      'a.b(c)(d).e': '(call (call a.b c) d).e',
      'f((yield))': '(call f (yield))',
      'print(a)': '(call print a)',
    }));

  test('indices', () =>
    holds({
      'a[1]': '([] a 1)',
      'a[1:]': '([] a (slice 1 _ _))',
      'a[:, None, ::2, ...]': '([] a (tuple (slice _ _ _) #none (slice _ _ 2) #ellipsis))',
      'a[b,]': '([] a (tuple b))',
      'a[*b]': '([] a (tuple *b))',
    }));

  test('comprehensions', () =>
    holds({
      '[x for x in y if x if z]': '(list-for x (for x y) (if x) (if z))',
      '{k: v for k, v in y}': '(record-for k: v (for (seq k v) y))',
      '{x for xs in y for x in xs}': '(set-for x (for xs y) (for x xs))',
      '[x async for x in y]': '(list-for x (for x y))',
    }));

  test('functions within expressions', () =>
    holds({
      'lambda a, *b, c=1, **d: a': '(fn (a *b !c=1 **d) a)',
      'lambda: (yield)': '(fn* () (yield))',
      'await f(x)': '(await (call f x))',
    }));
});

describe('statements', () => {
  test('assignments', () =>
    holds({
      'a = b = 1': '(= a b 1)',
      'a, (b, *c) = d': '(= (seq a (seq b *c)) d)',
      '[a, b] = c': '(= (seq a b) c)',
      'a.b[c] = d': '(= ([] a.b c) d)',
      'a += 1': '(+= a 1)',
      'a @= b': '(@= a b)',
      'a: int = 1': '(= a : int 1)',
      'a: List[int]': '(declare annotation a ([] List int))',
      'a: Dict[str, int] = {}': '(= a : ([] Dict (tuple str int)) (dict))',
      'x = yield y': '(= x (yield y))',
    }));

  test('branches and loops', () =>
    holds({
      'if a:\n  b\nelif c:\n  d\nelse:\n  e': '(if a [b] else [(if c [d] else [e])])',
      'for i, x in y:\n  continue\nelse:\n  z': '(for (seq i x) in y [(continue)] else [z])',
      'while a:\n  break\nelse:\n  b': '(while a [(break)] else [b])',
      'async def f():\n  async for x in y: pass': '(async-fn f () [(for x in y [(pass)])])',
    }));

  test('exceptions and contexts', () =>
    holds({
      'try:\n  a\nexcept (B, C) as e:\n  d\nexcept:\n  f\nelse:\n  g\nfinally:\n  h':
        '(try [a] (except (tuple B C) as e [d]) (except [f]) else [g] finally [h])',
      'try: a\nexcept* B: c': '(try [a] (except B [c]))',
      'with a as b, c: d': '(with (a as b) c [d])',
      'with (a as b, c): d': '(with (a as b) c [d])',
      'with (a as b): d': '(with (a as b) [d])',
      'with a as (b, c): d': '(with (a as (seq b c)) [d])',
      'raise A from b': '(raise A)',
      raise: '(raise)',
      'assert a, "b"': '(assert a)',
    }));

  test('names and deletion', () =>
    holds({
      'global a, b': '(global a b)',
      'nonlocal a': '(nonlocal a)',
      'del a, b[0], c.d': '(delete a ([] b 0) c.d)',
      'a; b': 'a\nb',
    }));

  test('imports', () =>
    holds({
      'import a.b, c as d, e': '(import a.b root:a)\n(import c *:d)\n(import e *:e)',
      'import a.b as c': '(import a.b *:c)',
      'from a.b import c as d, e': '(import a.b c:d e)',
      'from ..a import (b,\n c)': '(import ..a b c)',
      'from . import a': '(import . a)',
      'from a import *': '(import a all)',
      'from __future__ import annotations': '',
    }));

  test('functions', () =>
    holds({
      'def f(a, /, b: int = 1, *c, d, e=2, **g) -> int:\n  "doc"\n  return a':
        '(fn f (/a b:int=1 *c !d !e=2 **g) doc:"doc" [(return a)])',
      'def f(*, a): pass': '(fn f (!a) [(pass)])',
      'def f():\n  yield 1': '(fn* f () [(yield 1)])',
      'def f():\n  def g(): yield\n  return g': '(fn f () [(fn* g () [(yield)]) (return g)])',
      '@a.b(1)\n@c\ndef f(): pass': '@(call a.b 1) @c (fn f () [(pass)])',
      'def f[T](x: T): pass': '(fn f (x:T) [(pass)])',
    }));

  test('classes', () =>
    holds({
      'class A(B, metaclass=C):\n  """doc"""\n  x: int\n  y = 1\n  def f(self): pass':
        '(class A (B metaclass=C) doc:"doc" [(declare annotation x int) (= y 1) (fn f (self) [(pass)])])',
      '@d\nclass A: pass': '@d (class A () [(pass)])',
    }));

  test('type aliases assign a name that is not modelled', () =>
    holds({
      'type X[T] = list[T]': '(unsupported "a type alias" X)',
      'type(self).x = 1': '(unsupported "a type alias")',
    }));
});

describe('match', () => {
  test('plain patterns become a chain of branches', () =>
    holds({
      'match x:\n  case 1 | -2: a\n  case "s": b\n  case None: c\n  case _: d':
        '(if (or (cmp x == 1) (cmp x == (- 2))) [a] else [(if (cmp x == "s") [b] else [(if (cmp x is #none) [c] else [d])])])',
      'match x:\n  case a.B: c': '(if (cmp x == a.B) [c])',
      'match x:\n  case (1): c': '(if (cmp x == 1) [c])',
    }));

  test('captures bind before the guard is read', () =>
    holds({
      'match x:\n  case y if y: a\n  case z: b': '(if (and (tuple (:= y x)) y) [a] else [(if (tuple (:= z x)) [b])])',
    }));

  test('classes are asked for by isinstance', () =>
    holds({
      'match x:\n  case A(): a\n  case int(n): b\n  case B(k=1) as c: d':
        '(if (call isinstance x A) [a] else [(if (and (call isinstance x int) (tuple (:= n x))) [b] else ' +
        '[(if (and (and (and (call isinstance x B) (call hasattr x "k")) (cmp x.k == 1)) (tuple (:= c x))) [d])])])',
    }));

  test('a subject that is no name is read once', () =>
    holds({ 'match f():\n  case 1: a': '(= match@0 (call f))\n(if (cmp match@0 == 1) [a])' }));

  test('other patterns are unsupported from there on, with what they assign', () =>
    holds({
      'match x:\n  case 1: a\n  case [p, *q]:\n    r = 1\n    return r\n  case _: s = 2':
        '(if (cmp x == 1) [a] else [(unsupported "a match pattern" p q r s leaves)])',
    }));

  test('its words are names elsewhere', () => holds({ 'match = case = type = 1': '(= match case type 1)' }));
});

describe('notebook lines', () => {
  test('commands are nothing', () =>
    holds({
      '%matplotlib inline\n!pip install x\na = 1\nif a:\n    !ls\n    b': '(= a 1)\n(if a [b])',
      'x?\n?y\na': 'a',
      '!pip install \\\n  keras\na': 'a',
    }));

  test('a command used as a value is unknown', () =>
    holds({ 'files = !ls': '(= files (unsupported "a notebook command"))' }));

  test('strings and brackets are left alone', () =>
    holds({
      'a = """\n%s\n!x\n""" % b': '(= a (% "\\n%s\\n!x\\n" b))',
      'a = (b\n% c)': '(= a (% b c))',
    }));
});

describe('what was Python 2', () => {
  const problems = (source: string) => parser.parse(source, 'python').errors.map(error => error.message);

  test('is reported, and the rest is read', () => {
    assert.match(problems('print a')[0] ?? '', /`print` is a function/);
    assert.match(problems('exec "a"')[0] ?? '', /`exec` is a function/);
    assert.match(problems('a <> b')[0] ?? '', /`!=`/);
    assert.match(problems('a = `b`')[0] ?? '', /backquotes/);
    assert.match(problems('a = 0777')[0] ?? '', /not a number/);
    assert.match(problems('try: a\nexcept B, c: d')[0] ?? '', /parentheses/);
    assert.equal(printProgram(parser.parse('print a\nb = 1', 'python')), '(unsupported "a print statement")\n(= b 1)');
  });
});
