// The widths, wrapping and cutting of the table that summaries are drawn in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readableSize } from '../../src/ide/summary/memory.ts';
import { drawTable } from '../../src/ide/summary/table.ts';

test('columns share what they are too wide', () => {
  const table = drawTable(
    [
      { head: 'left', width: 9, align: 'left' },
      { head: 'right', width: 9, align: 'right' },
    ],
    [
      ['several words here', '1'],
      ['unbreakableword', ''],
    ],
    20,
  );
  assert.equal(
    table,
    `┏━━━━━━━━━┳━━━━━━━━┓
┃ left    ┃  right ┃
┡━━━━━━━━━╇━━━━━━━━┩
│ several │      1 │
│ words   │        │
│ here    │        │
├─────────┼────────┤
│ unbrea… │        │
└─────────┴────────┘`,
  );
});

test('sizes in memory', () => {
  assert.equal(readableSize(0), '0.00 B');
  assert.equal(readableSize(1023), '1023.00 B');
  assert.equal(readableSize(338432), '330.50 KB');
  assert.equal(readableSize(1024 ** 3 * 1.5), '1.50 GB');
});
