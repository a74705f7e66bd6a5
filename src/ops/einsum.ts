// Einstein summation: the shape that letters give. A letter that is in the output keeps its axis, others are summed away.

import { type Dim, sameDim } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown } from '../shapes/unknown.ts';
import { broadcastDim, broadcastPair, isShape, reportBroadcast } from './broadcast.ts';
import type { OpContext } from './define.ts';
import type { Operand } from './operand.ts';

/** The shape of `einsum(subscripts, ...operands)`. */
export function einsumShape(subscripts: string, operands: readonly Operand[], context: OpContext): Shape {
  const [left = '', right] = subscripts.replaceAll(/\s/g, '').split('->');
  const specs = left.split(',');
  if (specs.length !== operands.length) {
    context.problem({
      kind: 'call-value',
      argument: 'subscripts',
      says: `\`${subscripts}\` describes ${specs.length} tensors, but ${operands.length} are given`,
    });
    return afterError;
  }
  const sizes = new Map<string, Dim>();
  let dots: readonly Dim[] = [];
  let unknown: Shape | undefined;
  for (const [i, spec] of specs.entries()) {
    const shape = operands[i]?.shape ?? [];
    if (isUnknown(shape)) {
      unknown ??= shape;
      continue;
    }
    const read = readOperand(spec, shape);
    if (read === undefined) {
      context.problem({
        kind: 'call-value',
        argument: 'subscripts',
        says: `\`${spec}\` does not describe a tensor of shape ${printShape(shape)}`,
        runtime: {
          keras3: `Number of dimensions in the subscript does not match the number of dimensions in the operand, received subscript \`${spec}\` and operand of shape ${printShape(shape)}.`,
        },
      });
      return afterError;
    }
    for (const [letter, dim] of read.letters) if (!meet(letter, dim, sizes, right, context)) return afterError;
    const wider = broadcastPair(dots, read.dots);
    if (!isShape(wider)) {
      reportBroadcast(dots, read.dots, wider.failed, context);
      return afterError;
    }
    dots = wider;
  }
  if (unknown !== undefined && (right === undefined || right.includes('...'))) return unknown;
  const out: Dim[] = [];
  for (const part of outputParts(right, specs)) {
    if (part === '...') out.push(...dots);
    else out.push(sizes.get(part) ?? (unknown === undefined || !isUnknown(unknown) ? 1 : unknown));
  }
  return out;
}

/** The letters of one operand with their axes, and the axes that stand for `...`. */
function readOperand(
  spec: string,
  shape: readonly Dim[],
): { readonly letters: readonly (readonly [string, Dim])[]; readonly dots: readonly Dim[] } | undefined {
  const [before = '', after] = spec.split('...');
  const named = before.length + (after?.length ?? 0);
  if (after === undefined ? named !== shape.length : named > shape.length) return undefined;
  const letters: (readonly [string, Dim])[] = [...before].map((letter, i) => [letter, shape[i] ?? 1] as const);
  const start = shape.length - (after?.length ?? 0);
  for (const [i, letter] of [...(after ?? '')].entries()) letters.push([letter, shape[start + i] ?? 1]);
  return { letters, dots: after === undefined ? [] : shape.slice(before.length, start) };
}

/**
 * Brings a letter's axis together with what it was before. Keras compares only letters of the output when it works out a
 * specification; a letter that is summed over and differs fails when the model is run.
 */
function meet(
  letter: string,
  dim: Dim,
  sizes: Map<string, Dim>,
  output: string | undefined,
  context: OpContext,
): boolean {
  const before = sizes.get(letter);
  if (before === undefined) {
    sizes.set(letter, dim);
    return true;
  }
  const met = broadcastDim(before, dim);
  if (met !== undefined) {
    sizes.set(letter, met);
    return true;
  }
  if (sameDim(before, dim) !== 'no') return true;
  const summed = output !== undefined && !output.includes(letter);
  context.problem({
    kind: 'matmul-shape',
    shapes: [[before], [dim]],
    axes: [[0, 0]],
    ...(context.specOnly && summed ? { effect: 'fails when run' as const } : {}),
  });
  return context.specOnly && summed;
}

/** The letters and dots of the output; without one, every letter that occurs once, in alphabetical order. */
function outputParts(output: string | undefined, specs: readonly string[]): readonly string[] {
  if (output !== undefined) return output.match(/\.\.\.|[A-Za-z]/g) ?? [];
  const all = specs.join('').replaceAll('.', '');
  const once = [...all].filter(letter => all.indexOf(letter) === all.lastIndexOf(letter)).sort();
  return specs.some(spec => spec.includes('...')) ? ['...', ...once] : once;
}
