// Notebooks as one text, and the way between a cell and the whole.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type CellSource, cellAt, joinCells, readNotebook } from '../../src/syntax/notebook.ts';
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

const address = 'file:///n.ipynb';

function lowered(json: string): string {
  const { text, cells, problems } = readNotebook(json, address);
  assert.deepEqual(problems, []);
  const program = parser.parse(text, 'python', cells);
  assert.deepEqual(program.errors, []);
  return printProgram(program);
}

/** Cells as an editor has them; those without a source belong to another program. */
function cellsOf(...sources: readonly (string | undefined)[]): readonly CellSource[] {
  return sources.map((source, i) => ({
    uri: `cell:${i}`,
    version: i,
    isRead: source !== undefined,
    source: source ?? 'text',
  }));
}

/** The statements of cells that are parsed each for itself, and what could not be read. */
function inParts(...sources: readonly string[]): { readonly program: string; readonly errors: readonly string[] } {
  const { text, cells } = joinCells(cellsOf(...sources));
  const program = parser.parse(text, 'python', cells);
  return {
    program: printProgram(program),
    errors: program.errors.map(({ span }) => `${cellAt(cells, span.start)?.index}`),
  };
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

describe('cells', () => {
  const { cells } = joinCells(cellsOf(undefined, 'a = 1', '', '😀 = 2\nb'));

  test('are found by every offset in them, and keep their addresses and versions', () => {
    assert.deepEqual(
      cells.map(({ index, uri, version }) => [index, uri, version]),
      [
        [1, 'cell:1', 1],
        [2, 'cell:2', 2],
        [3, 'cell:3', 3],
      ],
    );
    for (const cell of cells)
      for (let at = cell.span.start; at <= cell.span.end; at++) assert.equal(cellAt(cells, at), cell);
  });

  test('hold what stands between them and the next, and beyond the last', () => {
    assert.equal(cellAt(cells, 6)?.index, 1);
    assert.equal(cellAt(cells, 10_000)?.index, 3);
    assert.equal(cellAt([], 0), undefined);
  });

  test('of a file are named by its address', () =>
    assert.deepEqual(
      readNotebook(notebook([markdown('a'), code('b')]), address).cells.map(({ uri }) => uri),
      ['file:///n.ipynb#cell2'],
    ));
});

describe('cells that are parsed each for itself', () => {
  test('number their expressions and place their spans in the whole', () => {
    const { text, cells } = joinCells(cellsOf('a = f(1)', '# note\nb = g(a)'));
    const { body, comments, expressionCount } = parser.parse(text, 'python', cells);
    assert.deepEqual(
      body.map(({ span }) => text.slice(span.start, span.end)),
      ['a = f(1)', 'b = g(a)'],
    );
    assert.deepEqual(
      comments.map(({ span }) => text.slice(span.start, span.end)),
      ['# note'],
    );
    const ids = body.flatMap(one => (one.kind === 'assign' && one.value !== undefined ? [one.value.id] : []));
    assert.equal(new Set(ids).size, 2);
    assert.ok(ids.every(id => id < expressionCount));
  });

  test('do not spoil each other', () => {
    for (const broken of ['x = f(', 's = """open', 'def f(:', 'y = [1, 2', 'if a:', 'x = 1 \\', ')']) {
      const { program, errors } = inParts('a = 1', broken, 'b = 2');
      assert.match(program, /^\(= a 1\)/, broken);
      assert.match(program, /\(= b 2\)$/, broken);
      assert.ok(
        errors.every(cell => cell === '1'),
        broken,
      );
    }
  });

  test('may be indented as a whole', () =>
    assert.deepEqual(inParts('if a:\n    b = 1', '    c = 2\n    d = 3', '  e = 4'), {
      program: '(if a [(= b 1)])\n(= c 2)\n(= d 3)\n(= e 4)',
      errors: [],
    }));

  test('may or may not run under a magic that the notebook defines', () => {
    const definition = '@register_cell_magic\ndef only_on(line, cell):\n    pass';
    const { program } = inParts(definition, '%%only_on gpu\na = 1', '%%other\nb = 2');
    assert.match(program, /\(if \(unsupported "a cell magic"\) \[\(= a 1\)\]\)$/);
    assert.equal(inParts('a = 1', '%%timeit\na = 2', '%%python3\na = 3').program, '(= a 1)');
  });

  test('may time a statement, and call the shell without a mark', () => {
    assert.deepEqual(inParts('%time a = f(1)\nb = 2', '  %time g(\n    3)', '%time', '%time -n 3 h()'), {
      program: '(= a (call f 1))\n(= b 2)\n(call g 3)',
      errors: [],
    });
    assert.deepEqual(inParts('pip install -q keras\nls ./data\ncd ..\nls /tmp', 'rm /= 2', 'cat = 1\ncat.x'), {
      program: '(/= rm 2)\n(= cat 1)\ncat.x',
      errors: [],
    });
  });

  test('have magics of their own', () =>
    assert.deepEqual(inParts('%matplotlib inline', 'a = 1\n!ls', '%%bash\nls -l (', '%%time\nb = 2'), {
      program: '(= a 1)\n(= b 2)',
      errors: [],
    }));
});

describe('what is no notebook', () => {
  test('is one problem', () => {
    for (const json of ['', '{', '[]', 'null', '1', '{}', '{"cells": 1}', '{"worksheets": 1}', '\ufeff{"a":']) {
      const { text, cells, problems } = readNotebook(json, address);
      assert.equal(text, '');
      assert.equal(cells.length, 0);
      assert.equal(problems.length, 1, json);
    }
    const { problems } = readNotebook(notebook([code('x <- 1')], { language_info: { name: 'R' } }), address);
    assert.match(problems[0]?.message ?? '', /written in R/);
  });

  test('odd cells are passed over', () => {
    const { text, problems } = readNotebook(
      notebook([null, 1, [], {}, { cell_type: 'code' }, { cell_type: 'code', source: [1, 'a'] }]),
      address,
    );
    assert.deepEqual(problems, []);
    assert.equal(text.trim(), 'a');
  });
});
