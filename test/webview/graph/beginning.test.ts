// Where a drawing begins that is seen for the first time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginningOf } from '../../../webview/graph/beginning.ts';
import type { Box } from '../../../webview/graph/layout/types.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 200, height: 60 });
const wide = { width: 4000 };

test('a drawing that fits is shown in the middle', () => {
  assert.equal(beginningOf([box(0, 0), box(300, 100)], { size: { width: 500 }, width: 600 }), 250);
});

test('a wide drawing begins at its input, wherever that stands', () => {
  assert.equal(beginningOf([box(3000, 100), box(100, 0), box(100, 100)], { size: wide, width: 600 }), 200);
});

test('inputs beside each other are shown together where there is room, else the first', () => {
  const row = [box(300, 0), box(100, 0), box(3000, 100)];
  assert.equal(beginningOf(row, { size: wide, width: 600 }), 300);
  assert.equal(beginningOf(row, { size: wide, width: 300 }), 200);
});

test('a drawing of nothing has a middle', () => {
  assert.equal(beginningOf([], { size: wide, width: 600 }), 2000);
});
