// Selectors of the style sheet, as far as drawings need them: tags, classes, identifiers, attributes, `:not` and `:is`, inside
// one another and as children. States that only a page has, such as `:hover`, match nothing.

import type { PlainElement } from './plainDocument.ts';

/** A selector with its weight against others. */
export interface Selector {
  readonly steps: readonly Step[];
  readonly weight: number;
}

interface Step {
  readonly tests: readonly Test[];
  /** How the element before it stands to this one. */
  readonly combinator: 'inside' | 'child';
}

type Test = (element: PlainElement) => boolean;

/** The selectors of a comma-separated list. */
export function parseSelectors(text: string): readonly Selector[] {
  return splitOutside(text, ',').map(part => parseSelector(part.trim()));
}

/** Splits a text where a letter stands outside all brackets. */
export function splitOutside(text: string, letter: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const one = text[i] ?? '';
    if ('([{'.includes(one)) depth++;
    else if (')]}'.includes(one)) depth--;
    else if (one === letter && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

const piece = /([#.]?)((?:[\w-]|[^\0-\x7f])+)|\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]|(::?)([\w-]+)(\()?|(\*)/y;

function parseSelector(text: string): Selector {
  const steps: Step[] = [];
  let tests: Test[] = [];
  let weight = 0;
  let combinator: Step['combinator'] = 'inside';
  let at = 0;
  const endStep = (): void => {
    if (tests.length > 0) steps.push({ tests, combinator });
    tests = [];
  };
  while (at < text.length) {
    const gap = /^\s*>\s*|^\s+/.exec(text.slice(at))?.[0];
    if (gap !== undefined) {
      endStep();
      combinator = gap.includes('>') ? 'child' : 'inside';
      at += gap.length;
      continue;
    }
    piece.lastIndex = at;
    const match = piece.exec(text);
    if (match === null) return never;
    at = piece.lastIndex;
    const [, mark, name = '', attribute, value, colons, state = '', opens] = match;
    if (attribute !== undefined) {
      weight += 100;
      tests.push(one =>
        value === undefined ? one.attributes.has(attribute) : one.attributes.get(attribute) === value,
      );
    } else if (colons !== undefined) {
      const inner = opens === undefined ? '' : insideBrackets(text, at);
      if (opens !== undefined) at += inner.length + 1;
      if (colons === '::' || (state !== 'not' && state !== 'is')) return never;
      const options = parseSelectors(inner);
      weight += Math.max(...options.map(option => option.weight));
      const some: Test = one => options.some(option => matches(option, one));
      tests.push(state === 'is' ? some : one => !some(one));
    } else if (mark === '#') {
      weight += 10_000;
      tests.push(one => one.attributes.get('id') === name);
    } else if (mark === '.') {
      weight += 100;
      tests.push(one => classesOf(one).includes(name));
    } else if (name !== '') {
      weight += 1;
      tests.push(one => one.tag === name);
    } else tests.push(() => true);
  }
  endStep();
  return { steps, weight };
}

const never: Selector = { steps: [], weight: 0 };

function insideBrackets(text: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; at < text.length && depth > 0; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return text.slice(from, at - 1);
}

const classes = new WeakMap<PlainElement, readonly string[]>();

function classesOf(element: PlainElement): readonly string[] {
  const known = classes.get(element);
  if (known !== undefined) return known;
  const found = (element.attributes.get('class') ?? '').split(' ');
  classes.set(element, found);
  return found;
}

/** Whether an element is one that the selector means. */
export function matches({ steps }: Selector, element: PlainElement): boolean {
  return steps.length > 0 && matchesFrom(steps, steps.length - 1, element);
}

function matchesFrom(steps: readonly Step[], at: number, element: PlainElement): boolean {
  const step = steps[at];
  if (step === undefined || !step.tests.every(test => test(element))) return false;
  if (at === 0) return true;
  for (let around = element.parent; around !== undefined; around = around.parent) {
    if (matchesFrom(steps, at - 1, around)) return true;
    if (step.combinator === 'child') return false;
  }
  return false;
}
