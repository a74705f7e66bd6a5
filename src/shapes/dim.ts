// One axis of a shape: a number, the user's own None, a symbolic size with exact arithmetic, or unknown with its reason.
// Sizes are sums of products over symbols and floor quotients, kept in one canonical form, so that equal sizes are equal
// as text. floor((floor(y/d) + e) / f) = floor((y + d*e) / (d*f)) keeps chains of windows, strides and pads exact.

import { isUnknown, type Unknown, unknown } from './unknown.ts';

export type Dim = number | Dynamic | Size | Unknown;

/** An axis that the user leaves open: Python's None, JavaScript's null. */
export interface Dynamic {
  readonly kind: 'dynamic';
}

/** An integer that is not known but equal to itself: `add` + the sum of the terms. Holds at least one term. */
export interface Size {
  readonly kind: 'size';
  readonly terms: readonly Term[];
  readonly add: number;
}

/** `coef` (never 0) times the product of the factors (at least one, in order of their keys). */
export interface Term {
  readonly coef: number;
  readonly factors: readonly Factor[];
}

export type Factor =
  | { readonly kind: 'symbol'; readonly name: string; readonly id: number }
  /** floor(of / by), `by` a whole number above 1. */
  | { readonly kind: 'floor'; readonly of: Size; readonly by: number };

export const dynamic: Dynamic = { kind: 'dynamic' };

/** A size that nothing is known of but its name. Two symbols are equal exactly when their ids are. */
export function symbol(name: string, id: number): Size {
  return { kind: 'size', terms: [{ coef: 1, factors: [{ kind: 'symbol', name, id }] }], add: 0 };
}

/** True for a dimension that is a number. */
export function isKnown(dim: Dim): dim is number {
  return typeof dim === 'number';
}

/** True for the user's None. */
export function isDynamic(dim: Dim): dim is Dynamic {
  return typeof dim === 'object' && dim.kind === 'dynamic';
}

/** Whether two axes are equal for sure, differ for sure, or neither is proven. An open axis may be anything. */
export function sameDim(a: Dim, b: Dim): 'yes' | 'no' | 'maybe' {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 'yes' : 'no';
  if (isUnknown(a) || isUnknown(b) || isDynamic(a) || isDynamic(b)) return 'maybe';
  const difference = subtract(a, b);
  if (typeof difference === 'number') return difference === 0 ? 'yes' : 'no';
  return 'maybe';
}

/** True where both are written the same: equal numbers, equal sizes, or both open. Unknown equals nothing. */
export function identicalDim(a: Dim, b: Dim): boolean {
  if (isDynamic(a)) return isDynamic(b);
  if (isDynamic(b)) return false;
  return sameDim(a, b) === 'yes';
}

/** a + b. Open stays open, unknown stays unknown. */
export function add(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  const open = neither(a, b);
  if (open !== undefined) return open;
  const x = polynomial(a);
  const y = polynomial(b);
  return bounded(canonical([...x.terms, ...y.terms], x.add + y.add));
}

/** a - b. */
export function subtract(a: Dim, b: Dim): Dim {
  return add(a, multiply(b, -1));
}

/** a * b. Zero times an open axis is open, as in Keras. */
export function multiply(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const open = neither(a, b);
  if (open !== undefined) return open;
  const x = polynomial(a);
  const y = polynomial(b);
  if (x.terms.length * y.terms.length > heaviest) return tooLong;
  const terms: Term[] = [];
  for (const s of x.terms) {
    for (const t of y.terms) terms.push({ coef: s.coef * t.coef, factors: sorted([...s.factors, ...t.factors]) });
    if (y.add !== 0) terms.push({ coef: s.coef * y.add, factors: s.factors });
  }
  if (x.add !== 0) for (const t of y.terms) terms.push({ coef: t.coef * x.add, factors: t.factors });
  return bounded(canonical(terms, x.add * y.add));
}

/** How many symbols and floor quotients a size may hold before it is no longer followed. */
const heaviest = 400;

const tooLong: Unknown = unknown({ kind: 'budget', what: 'terms of a size' });

function bounded(size: number | Size): Dim {
  return typeof size === 'number' || weightOf(size) <= heaviest ? size : tooLong;
}

const weights = new WeakMap<Size, number>();

function weightOf(size: Size): number {
  let weight = weights.get(size);
  if (weight === undefined) {
    weight = 0;
    for (const { factors } of size.terms)
      for (const factor of factors) weight += factor.kind === 'symbol' ? 1 : 1 + weightOf(factor.of);
    weights.set(size, weight);
  }
  return weight;
}

/** floor(a / by) for a whole number `by` above 0. */
export function floorDivide(a: Dim, by: number): Dim {
  if (typeof a === 'number') return Math.floor(a / by);
  if (isUnknown(a) || isDynamic(a) || by === 1) return a;
  const whole = a.terms.filter(term => term.coef % by === 0);
  const rest = a.terms.filter(term => term.coef % by !== 0);
  const divided = whole.map(term => ({ coef: term.coef / by, factors: term.factors }));
  if (rest.length === 0) return bounded(canonical(divided, Math.floor(a.add / by)));
  const only = rest.length === 1 ? rest[0] : undefined;
  const factor = only?.factors.length === 1 && only.coef === 1 ? only.factors[0] : undefined;
  const quotient: Factor =
    factor?.kind === 'floor'
      ? { kind: 'floor', of: polynomial(add(factor.of, factor.by * modulo(a.add, by))) as Size, by: factor.by * by }
      : { kind: 'floor', of: { kind: 'size', terms: rest, add: modulo(a.add, by) }, by };
  return bounded(canonical([...divided, { coef: 1, factors: [quotient] }], Math.floor(a.add / by)));
}

/** ceil(a / by) for a whole number `by` above 0. */
export function ceilDivide(a: Dim, by: number): Dim {
  return floorDivide(add(a, by - 1), by);
}

/** The product of all; 1 for none. */
export function product(dims: readonly Dim[]): Dim {
  return dims.reduce<Dim>(multiply, 1);
}

/** `28`, `None`, `h`, `(h-1)//2`, `?`. */
export function printDim(dim: Dim, open = 'None'): string {
  if (typeof dim === 'number') return String(dim);
  if (isUnknown(dim)) return '?';
  if (isDynamic(dim)) return open;
  return printSize(dim);
}

function printSize(size: Size): string {
  const folded = foldedFloor(size);
  if (folded !== undefined) return folded;
  let text = '';
  for (const term of size.terms) {
    const coef = Math.abs(term.coef);
    const single = coef === 1 && term.factors.length === 1;
    const product = term.factors.map(factor => (single ? printFactor(factor) : printInProduct(factor))).join('*');
    const sign = term.coef < 0 ? '-' : text === '' ? '' : '+';
    text += `${sign}${coef === 1 ? '' : `${coef}*`}${product}`;
  }
  if (size.add !== 0) text += size.add < 0 ? String(size.add) : `+${size.add}`;
  return text;
}

/** c·floor(y/d) + c·k is floor((y + k·d)/d) times c, which reads better: `(h-1)//2` for `(h+1)//2-1`. */
function foldedFloor({ terms, add }: Size): string | undefined {
  const [term, ...others] = terms;
  const [factor, ...more] = term?.factors ?? [];
  if (term === undefined || others.length > 0 || factor?.kind !== 'floor' || more.length > 0 || add % term.coef !== 0)
    return undefined;
  const of: Size = { ...factor.of, add: factor.of.add + (add / term.coef) * factor.by };
  const quotient = printFactor({ ...factor, of });
  if (term.coef === 1) return quotient;
  return term.coef === -1 ? `-(${quotient})` : `${term.coef}*(${quotient})`;
}

/** Python divides from the left, so that a quotient inside a product needs its own brackets. */
function printInProduct(factor: Factor): string {
  return factor.kind === 'floor' ? `(${printFactor(factor)})` : printFactor(factor);
}

function printFactor(factor: Factor): string {
  if (factor.kind === 'symbol') return factor.name;
  const inner = printSize(factor.of);
  return /^\w+$/.test(inner) ? `${inner}//${factor.by}` : `(${inner})//${factor.by}`;
}

/** The open or unknown one of two dimensions, unknown before open; undefined where both can be computed with. */
function neither(a: Dim, b: Dim): Dynamic | Unknown | undefined {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (isDynamic(a)) return a;
  if (isDynamic(b)) return b;
  return undefined;
}

function polynomial(dim: Dim): { readonly terms: readonly Term[]; readonly add: number } {
  if (typeof dim === 'number') return { terms: [], add: dim };
  if (isUnknown(dim) || isDynamic(dim)) return { terms: [], add: 0 };
  return dim;
}

function modulo(a: number, by: number): number {
  return ((a % by) + by) % by;
}

function factorKey(factor: Factor): string {
  return factor.kind === 'symbol' ? `${factor.name}#${factor.id}` : `~(${sizeKey(factor.of)})/${factor.by}`;
}

function termKey(term: Term): string {
  return term.factors.map(factorKey).join('*');
}

/** Text that is equal for equal sizes. */
export function sizeKey(size: Size): string {
  return `${size.terms.map(term => `${term.coef}*${termKey(term)}`).join('+')}+${size.add}`;
}

function sorted(factors: Factor[]): Factor[] {
  return factors.sort((a, b) => compareText(factorKey(a), factorKey(b)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Gathers equal products, drops those that cancel, and orders the rest; a plain number where nothing is left. */
function canonical(terms: readonly Term[], constant: number): number | Size {
  const byKey = new Map<string, Term>();
  for (const term of terms) {
    const key = termKey(term);
    byKey.set(key, { coef: (byKey.get(key)?.coef ?? 0) + term.coef, factors: term.factors });
  }
  const left = [...byKey].filter(([, term]) => term.coef !== 0).sort(([a], [b]) => compareText(a, b));
  if (left.length === 0) return constant;
  return { kind: 'size', terms: left.map(([, term]) => term), add: constant };
}
