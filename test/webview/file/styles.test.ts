// The style sheet of the page as drawings outside of it read it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolve } from '../../../webview/file/colours.ts';
import { estimatedWidth } from '../../../webview/file/measure.ts';
import type { PlainElement } from '../../../webview/file/plainDocument.ts';
import { matches, parseSelectors } from '../../../webview/file/selectors.ts';
import { looksOf, parseStyles } from '../../../webview/file/styles.ts';

function element(tag: string, attributes: Record<string, string> = {}, parent?: PlainElement): PlainElement {
  return { tag, attributes: new Map(Object.entries(attributes)), children: [], parent };
}

const root = element('div', { id: 'root', 'data-cut': 'error' });
const item = element('g', { class: 'item face dropped' }, root);
const card = element('rect', { class: 'card stacked' }, item);
const label = element('text', {}, element('g', { class: 'pill input' }, item));

const meant: readonly (readonly [string, PlainElement, boolean])[] = [
  ['.card', card, true],
  ['rect.card', card, true],
  ['text.card', card, false],
  ['.item .card', card, true],
  ['#root .card', card, true],
  ['.item > .card', card, true],
  ['#root > .card', card, false],
  ['.card:not(.stacked)', card, false],
  ['.item .card:not(.plain)', card, true],
  [':is(.name,.card)', card, true],
  ['.item:is(.face, .header) rect', card, true],
  ['.item:hover .card', card, false],
  ['.pill.input text', label, true],
  ['.pill text, .other', label, true],
  ['#root[data-cut="error"]', root, true],
  ['#root[data-cut=error]', root, true],
  ['#root[data-cut="hint"]', root, false],
  ['body.dark #root', root, false],
  ['*', label, true],
  ['.card::before', card, false],
];

for (const [selector, one, answer] of meant) {
  test(`${selector} means ${one.tag}.${one.attributes.get('class') ?? ''}: ${answer}`, () => {
    assert.equal(
      parseSelectors(selector).some(each => matches(each, one)),
      answer,
    );
  });
}

test('values are worked out', () => {
  const set: Readonly<Record<string, string>> = { '--a': '#000', '--b': 'var(--a)', '--c': 'var(--c)' };
  const variables = (name: string) => set[name];
  assert.equal(resolve('var(--b)', variables), '#000');
  assert.equal(resolve('var(--none, var(--a))', variables), '#000');
  assert.equal(resolve('var(--none)', variables), undefined);
  assert.equal(resolve('var(--c)', variables), undefined);
  assert.equal(resolve('3px', variables), '3');
  assert.equal(resolve('color-mix(in srgb, var(--a) 25%, #fff)', variables), 'rgb(191, 191, 191)');
  assert.equal(resolve('color-mix(in srgb, #ff0000, transparent)', variables), 'rgba(255, 0, 0, 0.5)');
  const inner = 'color-mix(in srgb, color-mix(in srgb, #000 50%, #fff) 50%, #fff)';
  assert.equal(resolve(inner, variables), 'rgb(192, 192, 192)');
});

test('the stronger rule counts, and the later one of two as strong', () => {
  const css = `/* a { } */ .item .card { fill: red } .card { fill: blue; stroke: var(--edge) }
    .card { fill: green } @media (min-width: 1px) { .item .card { fill: black } }
    #root { --ink: #111; --edge: color-mix(in srgb, var(--ink) 50%, #fff) }`;
  const rules = parseStyles(css);
  const { variables } = looksOf(rules, root, () => undefined);
  assert.equal(variables('--edge'), 'rgb(136, 136, 136)');
  const { properties } = looksOf(rules, card, variables);
  assert.deepEqual(Object.fromEntries(properties), { fill: 'red', stroke: 'rgb(136, 136, 136)' });
});

test('texts are measured by their letters', () => {
  const font = '12px Helvetica, sans-serif';
  assert.ok(estimatedWidth('iiii', font) < estimatedWidth('mmmm', font));
  assert.ok(estimatedWidth('dense', `600 ${font}`) > estimatedWidth('dense', font));
  assert.equal(estimatedWidth('iiii', '10px Menlo, monospace'), estimatedWidth('mmmm', '10px Menlo, monospace'));
  assert.equal(estimatedWidth('层层', '10px sans-serif'), 20);
  assert.equal(estimatedWidth('', font), 0);
});
