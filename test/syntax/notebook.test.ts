// Notebooks as one text, and the way between a cell and the whole.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { cellPlace, joinCells, joinedOffset, readNotebook } from '../../src/syntax/notebook.ts';
import type { SyntaxParser } from '../../src/syntax/parser.ts';
import { printProgram } from '../harness/printProgram.ts';
import { openParser } from './openParser.ts';

let parser: SyntaxParser;

before(async () => {
  parser = await openParser('python');
});

function notebook(cells: readonly unknown[], metadata: unknown = {}): string {
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
}

const code = (...lines: string[]) => ({ cell_type: 'code', source: lines, outputs: [] });
const markdown = (text: string) => ({ cell_type: 'markdown', source: text });

function lowered(json: string): string {
  const { text, problems } = readNotebook(json);
  assert.deepEqual(problems, []);
  const program = parser.parse(text, 'python');
  assert.deepEqual(program.errors, []);
  return printProgram(program);
}

describe('the joined text', () => {
  test('holds the code cells in order', () =>
    assert.equal(
      lowered(notebook([markdown('# a = 0'), code('a = 1\n', 'b = 2'), code(), code('c = 3')])),
      '(= a 1)\n(= b 2)\n(= c 3)',
    ));

  test('leaves out magics and cells of other languages', () =>
    assert.equal(
      lowered(
        notebook([
          code('%%bash\n', 'pip install x'),
          code('%%time\n', 'a = 1'),
          code('!ls\n', 'b = !pwd'),
          code('%%html\n', '<b>'),
          code('c?'),
        ]),
      ),
      '(= a 1)\n(= b (unsupported "a notebook command"))',
    ));

  test('takes sources as one text and the cells of old worksheets', () => {
    assert.equal(lowered(notebook([{ cell_type: 'code', source: 'a = 1' }])), '(= a 1)');
    assert.equal(
      lowered(JSON.stringify({ worksheets: [{ cells: [{ cell_type: 'code', input: ['a = 1'] }] }], nbformat: 3 })),
      '(= a 1)',
    );
  });
});

describe('places', () => {
  const joined = joinCells([
    { code: false, source: 'text' },
    { code: true, source: 'a = 1' },
    { code: true, source: '' },
    { code: true, source: '😀 = 2\nb' },
  ]);

  test('map both ways', () => {
    for (const { index, span } of joined.cells) {
      for (let at = span.start; at <= span.end; at++) {
        const place = cellPlace(joined, at);
        assert.deepEqual(place, { index, offset: at - span.start });
        assert.equal(place && joinedOffset(joined, place), at);
      }
    }
  });

  test('between and beyond cells belong to the nearest', () => {
    assert.deepEqual(cellPlace(joined, 6), { index: 1, offset: 5 });
    assert.deepEqual(cellPlace(joined, 10_000), { index: 3, offset: 8 });
    assert.equal(cellPlace(joined, -1), undefined);
    assert.equal(joinedOffset(joined, { index: 0, offset: 0 }), undefined);
    assert.equal(joinedOffset(joined, { index: 1, offset: 99 }), 5);
    assert.equal(cellPlace(joinCells([]), 0), undefined);
  });
});

describe('what is no notebook', () => {
  test('is one problem', () => {
    for (const json of ['', '{', '[]', 'null', '1', '{}', '{"cells": 1}', '{"worksheets": 1}', '\ufeff{"a":']) {
      const { text, cells, problems } = readNotebook(json);
      assert.equal(text, '');
      assert.equal(cells.length, 0);
      assert.equal(problems.length, 1, json);
    }
    const [problem] = readNotebook(notebook([code('x <- 1')], { language_info: { name: 'R' } })).problems;
    assert.match(problem?.message ?? '', /written in R/);
  });

  test('odd cells are passed over', () => {
    const { text, problems } = readNotebook(
      notebook([null, 1, [], {}, { cell_type: 'code' }, { cell_type: 'code', source: [1, 'a'] }]),
    );
    assert.deepEqual(problems, []);
    assert.equal(text.trim(), 'a');
  });
});
