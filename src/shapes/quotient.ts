// Exact division of sizes, as reshapes need it: the quotient where it is whole, or the proof that it is not.

import { type Dim, dynamic, floorDivide, isDynamic, multiply, type Size, sameDim, subtract } from './dim.ts';
import { isUnknown, type Unknown } from './unknown.ts';

const inexact: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'the quotient of two sizes' } };

/**
 * total / by for a program that only runs where this is whole; `none` where it is not whole for sure. For a numeric `by`
 * that is the floor, which is the quotient whenever there is one.
 */
export function exactQuotient(total: Dim, by: Dim): Dim | 'none' {
  if (isUnknown(total)) return total;
  if (isUnknown(by)) return by;
  if (isDynamic(total) || isDynamic(by)) return dynamic;
  if (by === 0) return 'none';
  if (typeof by === 'number') {
    const quotient = floorDivide(total, by);
    const left = subtract(total, multiply(quotient, by));
    return typeof left === 'number' && left !== 0 ? 'none' : quotient;
  }
  if (sameDim(total, by) === 'yes') return 1;
  return total === 0 || typeof total === 'number' ? inexact : divideByProduct(total, by);
}

/** A sum over a single product: each product of the sum must hold all its factors. */
function divideByProduct(total: Size, by: Size): Dim {
  const [divisor] = by.terms;
  if (divisor === undefined || by.terms.length !== 1 || by.add !== 0 || total.add !== 0) return inexact;
  const terms: Size['terms'][number][] = [];
  let rest = 0;
  for (const term of total.terms) {
    const factors = [...term.factors];
    for (const factor of divisor.factors) {
      const wanted = JSON.stringify(factor);
      const at = factors.findIndex(other => JSON.stringify(other) === wanted);
      if (at < 0) return inexact;
      factors.splice(at, 1);
    }
    if (term.coef % divisor.coef !== 0) return inexact;
    const coef = term.coef / divisor.coef;
    if (factors.length === 0) rest += coef;
    else terms.push({ coef, factors });
  }
  return terms.length === 0 ? rest : { kind: 'size', terms, add: rest };
}
