// Inputs of a model as JSON: an object from the name or position of an input to nested lists of equal lengths.

import type { GivenValues } from '../../../webview/runtime/inputs.ts';

export interface UnreadableInputs {
  readonly problem: string;
}

/** Reads the text of a file of inputs. */
export function readJsonInputs(text: string): Readonly<Record<string, GivenValues>> | UnreadableInputs {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { problem: 'it holds no object from the names or positions of inputs to nested lists' };
  }
  const given: [string, GivenValues][] = [];
  for (const [name, value] of Object.entries(json)) {
    const values = valuesOf(value);
    if ('problem' in values) return { problem: `'${name}' ${values.problem}` };
    given.push([name, values]);
  }
  return Object.fromEntries(given);
}

/** The most axes a list of lists may have: as many as NumPy allows. */
const mostAxes = 64;

function valuesOf(value: unknown): GivenValues | UnreadableInputs {
  const shape: number[] = [];
  for (let inner = value; Array.isArray(inner); inner = inner[0]) {
    shape.push(inner.length);
    if (shape.length > mostAxes) return { problem: `has more than ${mostAxes} axes` };
  }
  const elements: unknown[] = [];
  if (!gather(value, shape, elements)) return { problem: 'has lists of different lengths' };
  if (elements.length > 0 && elements.every(element => typeof element === 'string' && !isNumberText(element))) {
    return { shape, data: elements.map(String) };
  }
  const numbers = elements.map(numberOf);
  const wrong = numbers.indexOf(undefined);
  if (wrong < 0) return { shape, data: numbers.map(number => number ?? Number.NaN) };
  return { problem: `holds ${JSON.stringify(elements[wrong])?.slice(0, 40)} among its numbers` };
}

/** Adds the elements of nested lists; false where the lists do not have the shape. */
function gather(value: unknown, shape: readonly number[], elements: unknown[]): boolean {
  const [length, ...inner] = shape;
  if (length === undefined) {
    elements.push(value);
    return !Array.isArray(value);
  }
  return Array.isArray(value) && value.length === length && value.every(item => gather(item, inner, elements));
}

/** The words for numbers that JSON cannot say, as the command writes them too. */
function isNumberText(text: string): boolean {
  return text === 'NaN' || text === 'Infinity' || text === '-Infinity';
}

function numberOf(element: unknown): number | undefined {
  if (typeof element === 'number') return element;
  if (typeof element === 'boolean') return Number(element);
  return typeof element === 'string' && isNumberText(element) ? Number(element) : undefined;
}
