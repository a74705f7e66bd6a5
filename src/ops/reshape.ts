// Reshaping: the target of a reshape, with -1 worked out where the sizes allow it.

import { add, type Dim, isDynamic, multiply, printDim, product, sameDim, subtract } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { ShapeArg, SizeArg } from './arguments.ts';
import type { OpContext } from './define.ts';
import { reshapeWords } from './operationWords.ts';

/**
 * The shape after a reshape to `target`. With an open axis in the input, -1 is open and sizes are not compared, as in
 * Keras; else -1 is the quotient where it is exact. Reports sizes that differ for sure.
 */
export function reshape(from: Shape, target: ShapeArg, context: OpContext, argument = 'newshape'): Shape {
  if (isUnknown(target)) return target;
  const wild = target.entries.filter(entry => entry === -1).length;
  if (wild > 1) {
    context.problem({
      kind: 'argument-value',
      argument,
      got: printEntries(target.entries),
      expected: 'a shape with at most one -1',
      runtime: {
        keras3: `There must be at most one unknown dimension (-1) in \`newshape\`. Received: newshape=${printEntries(target.entries)}.`,
      },
    });
    return afterError;
  }
  const open: Dim = { kind: 'dynamic' };
  const entries = target.entries.map((entry): Dim => (entry === null ? open : entry));
  const negative = entries.find(entry => typeof entry === 'number' && entry < -1);
  if (negative !== undefined) {
    context.problem({
      kind: 'argument-value',
      argument,
      got: printEntries(target.entries),
      expected: 'a shape whose sizes are not negative',
    });
    return afterError;
  }
  const fill = (dim: Dim): readonly Dim[] => entries.map(entry => (entry === -1 ? dim : entry));
  if (isUnknown(from)) return fill(from);
  if (!context.kerasTensors && wild === 0 && !from.some(isDynamic)) {
    const only = onlyOpen(from, entries);
    if (only !== undefined) return entries.map(entry => (isDynamic(entry) ? only : entry));
  }
  if (from.some(isDynamic) || entries.some(isDynamic)) return fill(open);
  const rest = product(entries.filter(entry => entry !== -1));
  const total = product(from);
  if (wild === 0) {
    if (sameDim(rest, total) === 'no') {
      reportSize(from, entries, context, argument);
      return afterError;
    }
    return entries;
  }
  const quotient = exactQuotient(total, rest);
  if (quotient === 'none') {
    reportSize(from, entries, context, argument);
    return afterError;
  }
  return fill(quotient);
}

/** TensorFlow works out a single open size of the target where everything else is a number. */
function onlyOpen(from: readonly Dim[], entries: readonly Dim[]): number | undefined {
  const total = product(from);
  const rest = product(entries.filter(entry => !isDynamic(entry)));
  if (entries.filter(isDynamic).length !== 1 || typeof total !== 'number' || typeof rest !== 'number') return undefined;
  return rest > 0 && total % rest === 0 ? total / rest : undefined;
}

function reportSize(from: readonly Dim[], target: readonly Dim[], context: OpContext, argument: string): void {
  context.problem({
    kind: 'reshape-size',
    from,
    target,
    argument,
    runtime: {
      ...reshapeWords(from, target, context),
      ...(context.specOnly ? { keras3: specWords(from, target) } : {}),
    },
  });
}

/** What Keras 3 says of symbolic tensors. */
function specWords(from: readonly Dim[], target: readonly Dim[]): string {
  const received = `Received: input_shape=${printShape(from)}, newshape=${printShape(target)}`;
  return target.includes(-1)
    ? `The total size of the tensor must be unchanged, however, the input size cannot by divided by the specified dimensions in newshape. ${received}`
    : `The total size of the tensor must be unchanged. ${received}`;
}

function printEntries(entries: readonly (SizeArg | null)[]): string {
  const inner = entries.map(entry => (entry === null ? 'None' : printDim(entry))).join(', ');
  return entries.length === 1 ? `(${inner},)` : `(${inner})`;
}

const inexact: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'the quotient of two sizes' } };

/** total / by where it is whole for sure; `none` where it is not for sure. */
export function exactQuotient(total: Dim, by: Dim): Dim | 'none' {
  if (isUnknown(total)) return total;
  if (isUnknown(by)) return by;
  if (isDynamic(total) || isDynamic(by)) return { kind: 'dynamic' };
  if (by === 0) return inexact;
  if (typeof total === 'number' && typeof by === 'number') return total % by === 0 ? total / by : 'none';
  if (typeof by === 'number') return divideByNumber(total, by);
  if (sameDim(total, by) === 'yes') return 1;
  return divideBySize(total, by);
}

/** A size over a number: every coefficient must be divisible. */
function divideByNumber(total: Dim, by: number): Dim {
  if (typeof total !== 'object' || total.kind !== 'size') return inexact;
  if (total.add % by !== 0 || total.terms.some(term => term.coef % by !== 0)) return inexact;
  let out: Dim = total.add / by;
  for (const term of total.terms)
    out = add(out, { kind: 'size', terms: [{ coef: term.coef / by, factors: term.factors }], add: 0 });
  return out;
}

/** A size over a product: the quotient of the leading products, if multiplying back gives the total. */
function divideBySize(total: Dim, by: Dim): Dim {
  if (typeof total !== 'object' || total.kind !== 'size') return inexact;
  if (typeof by !== 'object' || by.kind !== 'size' || by.terms.length !== 1 || by.add !== 0) return inexact;
  const [divisor] = by.terms;
  if (divisor === undefined) return inexact;
  let out: Dim = 0;
  for (const term of total.terms) {
    const factors = [...term.factors];
    for (const factor of divisor.factors) {
      const key = JSON.stringify(factor);
      const at = factors.findIndex(other => JSON.stringify(other) === key);
      if (at < 0) return inexact;
      factors.splice(at, 1);
    }
    if (term.coef % divisor.coef !== 0) return inexact;
    const coef = term.coef / divisor.coef;
    out = add(out, factors.length === 0 ? coef : { kind: 'size', terms: [{ coef, factors }], add: 0 });
  }
  const back = subtract(multiply(out, by), total);
  return back === 0 ? out : inexact;
}
