// The equation of an EinsumDense: which axes of input, kernel and output belong together, and what follows for shapes.

import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import { isUnknown } from '../shapes/unknown.ts';

export interface Equation {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
  /** Where the equation leaves axes out with an ellipsis. */
  readonly elided: 'left' | 'right';
}

/** Reads an equation as Keras does; undefined where it has another form. */
export function readEquation(text: string): Equation | undefined {
  const plain = text.replaceAll('...', '0');
  const whole = /^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)/.exec(plain);
  const left = whole ? null : /^0([a-zA-Z]+),([a-zA-Z]+)->0([a-zA-Z]+)/.exec(plain);
  const right = whole || left ? null : /^([a-zA-Z]{2,})0,([a-zA-Z]+)->([a-zA-Z]+)0/.exec(plain);
  const [, input, kernel, output] = whole ?? left ?? right ?? [];
  if (input === undefined || kernel === undefined || output === undefined) return undefined;
  return { input, kernel, output, elided: left ? 'left' : 'right' };
}

export interface EinsumShapes {
  readonly kernel: readonly Dim[];
  readonly bias: readonly Dim[] | undefined;
  readonly output: readonly Dim[];
}

/** What Keras would raise. */
export interface EinsumMistake {
  readonly mistake: string;
  /** The argument to look at. */
  readonly argument: 'equation' | 'output_shape' | 'bias_axes';
}

/** The shapes for an input, the asked output axes and the letters of the bias (Keras `_analyze_split_string`). */
export function einsumShapes(
  { input, kernel, output, elided: side }: Equation,
  shape: readonly Dim[],
  asked: readonly Dim[],
  biasAxes: string | null,
): EinsumShapes | EinsumMistake {
  const elided = shape.length - input.length;
  const left = side === 'left';
  const [batch = 1] = shape;
  const between = left && elided > 0 ? shape.slice(1, elided).reverse() : [];
  const after = !left && elided > 0 ? shape.slice(shape.length - elided) : [];
  const full: readonly Dim[] = [batch, ...between, ...asked, ...after];
  const inputAt = (letter: string) => axisOf(shape, input.lastIndexOf(letter) + (left ? elided : 0));
  const outputAt = (letter: string) => axisOf(full, output.lastIndexOf(letter) + (left ? elided : 0));

  for (const letter of new Set(input)) {
    const given = inputAt(letter);
    if (given === undefined)
      return {
        mistake: `the equation asks for ${input.length} axes of an input with ${shape.length}`,
        argument: 'equation',
      };
    if (!output.includes(letter)) continue;
    const wanted = outputAt(letter);
    if (wanted === undefined)
      return {
        mistake: `the equation asks for more output axes than there are in \`output_shape\``,
        argument: 'output_shape',
      };
    if (differs(wanted, given))
      return {
        mistake: `the axis \`${letter}\` of the input and of the output must have one size`,
        argument: 'output_shape',
      };
  }
  for (const letter of output) {
    if (!input.includes(letter) && !kernel.includes(letter))
      return { mistake: `the output axis \`${letter}\` is in neither the input nor the kernel`, argument: 'equation' };
  }
  const kernelShape: Dim[] = [];
  for (const letter of kernel) {
    if (!output.includes(letter) && !input.includes(letter))
      return { mistake: `the kernel axis \`${letter}\` is in neither the input nor the output`, argument: 'equation' };
    const size = output.includes(letter) ? outputAt(letter) : inputAt(letter);
    if (size === undefined)
      return {
        mistake: `the equation asks for more output axes than there are in \`output_shape\``,
        argument: 'output_shape',
      };
    kernelShape.push(size);
  }
  if (biasAxes === null) return { kernel: kernelShape, bias: undefined, output: full };
  const stray = [...biasAxes].find(letter => !output.includes(letter));
  if (stray !== undefined || biasAxes === '')
    return { mistake: `the bias axis \`${stray ?? ''}\` is not in the output`, argument: 'bias_axes' };
  const from = Math.min(...[...biasAxes].map(letter => output.indexOf(letter)));
  const bias: Dim[] = [...output.slice(from)].map(letter => (biasAxes.includes(letter) ? (outputAt(letter) ?? 1) : 1));
  if (!left) for (let i = 0; i < elided; i++) bias.push(1);
  return { kernel: kernelShape, bias, output: full };
}

function axisOf(shape: readonly Dim[], axis: number): Dim | undefined {
  return axis < 0 ? undefined : shape[axis];
}

/** An output axis left open agrees with everything; an open input axis with nothing else. */
function differs(wanted: Dim, given: Dim): boolean {
  if (isDynamic(wanted) || isUnknown(wanted) || isUnknown(given)) return false;
  return isDynamic(given) ? typeof wanted === 'number' : sameDim(wanted, given) === 'no';
}

/** The equation with letters for the axes that an ellipsis leaves out, for an input with `rank` axes. */
export function spelledOut({ input, kernel, output, elided: side }: Equation, rank: number): string {
  const free = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'].filter(
    letter => !input.includes(letter) && !kernel.includes(letter) && !output.includes(letter),
  );
  const more = free.slice(0, Math.max(0, rank - input.length)).join('');
  return side === 'left'
    ? `${more}${input},${kernel}->${more}${output}`
    : `${input}${more},${kernel}->${output}${more}`;
}
