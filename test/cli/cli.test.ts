// The command line: what it prints for files, folders, notebooks and wrong usage, and with which exit status.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openProgram } from './program.ts';

const workspace = join(import.meta.dirname, '../workspace');
const { run, write } = await openProgram();

const small = `import keras
x = keras.Input((8,))
y = keras.layers.Dense(4)(x)
model = keras.Model(x, y)
`;

const wrongCut = `import keras
base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3))
features = keras.Model(base.input, base.layers[16].output)
`;

test('inspect prints one JSON object per file', async () => {
  await write({ 'a.py': small, 'b.py': wrongCut });
  const { status, out } = await run('inspect', '--json', '@/a.py', '@/b.py');
  assert.equal(status, 0);
  const [a, b] = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const { ms, ...rest } = a;
  assert.equal(typeof ms, 'number');
  assert.deepEqual(rest, {
    file: '@/a.py',
    dialect: 'keras3',
    calls: [
      {
        line: 2,
        column: 4,
        endLine: 2,
        endColumn: 21,
        layer: 'InputLayer',
        name: 'input_layer',
        outputs: [[null, 8]],
        dtype: 'float32',
        params: 0,
      },
      {
        line: 3,
        column: 4,
        endLine: 3,
        endColumn: 28,
        layer: 'Dense',
        name: 'dense',
        outputs: [[null, 4]],
        dtype: 'float32',
        params: 36,
      },
    ],
    models: [
      {
        line: 4,
        column: 8,
        name: 'model',
        kind: 'functional',
        inputs: [[null, 8]],
        outputs: [[null, 4]],
        params: 36,
        trainable: 36,
        layers: 2,
      },
    ],
    bindings: [
      { name: 'x', line: 2, column: 0, kind: 'tensor', shape: [null, 8], dtype: 'float32' },
      { name: 'y', line: 3, column: 0, kind: 'tensor', shape: [null, 4], dtype: 'float32' },
    ],
    findings: [],
    unmodelled: {},
    stopped: null,
  });
  const [finding] = b.findings;
  assert.equal(finding.rule, 'dropped-branch');
  assert.equal(finding.line, 3);
  assert.ok(finding.fixes.length > 0);
});

test('inspect tells people the same in columns', async () => {
  await write({ 'a.py': small });
  const { out } = await run('inspect', '@/a.py');
  assert.match(
    out,
    /^@\/a\.py: Keras 3, [\d.]+ ms\n\nlayer calls\n {2}2:5 {2}input_layer {2}InputLayer {2}\(None, 8\)\n/,
  );
  assert.match(
    out,
    /\nmodels\n {2}4:9 {2}model {2}Functional {2}\(None, 8\) → \(None, 4\) · 2 layers · 36 parameters\n/,
  );
});

test('check is quiet about good files', async () => {
  await write({ 'good/a.py': small });
  assert.deepEqual(await run('check', '@/good'), { status: 0, out: '', complaints: 'no problems in 1 file\n' });
});

test('check names place, severity and rule, and fails above the number of warnings allowed', async () => {
  await write({ 'bad/b.py': wrongCut });
  const { status, out, complaints } = await run('check', '@/bad/b.py');
  assert.equal(status, 1);
  assert.match(out, /^@\/bad\/b\.py:3:\d+: warning: .*conv2_block1_add.* \[dropped-branch\]\n$/);
  assert.equal(complaints, '1 warning in 1 file\n');
  assert.equal((await run('check', '--max-warnings', '1', '@/bad/b.py')).status, 0);
  assert.equal((await run('check', '--max-warnings=0', '@/bad/b.py')).status, 1);
});

test('check looks through folders, past what others wrote', async () => {
  await write({
    'tree/a.py': wrongCut,
    'tree/deep/b.py': wrongCut,
    'tree/notes.txt': 'x',
    'tree/node_modules/c.py': wrongCut,
    'tree/.hidden/d.py': wrongCut,
    'tree/env/pyvenv.cfg': '',
    'tree/env/e.py': wrongCut,
    'tree/types.d.ts': 'declare const x: number;',
  });
  const { out } = await run('check', '@/tree');
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map(line => line.split(':')[0]),
    ['@/tree/a.py', '@/tree/deep/b.py'],
  );
});

test('check writes JSON lines and SARIF', async () => {
  await write({ 'bad/b.py': wrongCut });
  const lines = JSON.parse((await run('check', '--format', 'json', '@/bad/b.py')).out);
  assert.equal(lines.file, '@/bad/b.py');
  assert.equal(lines.findings[0].rule, 'dropped-branch');

  const { out } = await run('check', '--format', 'sarif', '@/bad/b.py');
  const log = JSON.parse(out);
  assert.equal(log.version, '2.1.0');
  const [sarif] = log.runs;
  assert.equal(sarif.tool.driver.version, '1.2.3');
  assert.ok(sarif.tool.driver.rules.some((rule: { id: string }) => rule.id === 'dropped-branch'));
  const [result] = sarif.results;
  assert.equal(result.level, 'warning');
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  assert.equal(artifactLocation.uri, 'file://@/bad/b.py');
  const { startColumn, endColumn } = region;
  assert.deepEqual(region, { startLine: 3, startColumn, endLine: 3, endColumn });
  assert.match(wrongCut.split('\n')[2]?.slice(startColumn - 1, endColumn - 1) ?? '', /16/);
  assert.ok(result.fixes[0].artifactChanges[0].replacements.length > 0);
});

test('SARIF has what the format asks for, in columns of UTF-16 units', async () => {
  // The emoji is one character of two units before the finding.
  const text = `import keras\nx = keras.Input((8,))\nlabel = '\u{1F600}'; y = x[0]\nz = keras.layers.Conv2D(4, 3)(x)\n`;
  await write({ 's/a b.py': text });
  const { out } = await run('check', '--format', 'sarif', '@/s');
  const log = JSON.parse(out);
  const [sarif] = log.runs;
  const { driver } = sarif.tool;
  assert.ok(log.$schema.endsWith('sarif-2.1.0.json'));
  assert.equal(sarif.columnKind, 'utf16CodeUnits');
  for (const rule of driver.rules) {
    assert.match(rule.id, /^[a-z-]+$/);
    for (const message of [rule.shortDescription, rule.fullDescription, rule.help]) assert.ok(message.text.length > 20);
    assert.match(rule.help.markdown, /```/);
    assert.ok(['error', 'warning', 'note'].includes(rule.defaultConfiguration.level), rule.id);
    assert.ok(URL.canParse(rule.helpUri));
  }
  for (const result of sarif.results) {
    assert.equal(driver.rules[result.ruleIndex].id, result.ruleId);
    assert.ok(result.message.text.length > 0);
    for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
      assert.equal(physicalLocation.artifactLocation.uri, 'file://@/s/a%20b.py');
      assert.ok(physicalLocation.region.startLine >= 1 && physicalLocation.region.startColumn >= 1);
    }
    for (const related of result.relatedLocations ?? [])
      assert.ok(Number.isInteger(related.id) && related.message.text);
    for (const fix of result.fixes ?? []) {
      for (const change of fix.artifactChanges) {
        assert.ok(change.artifactLocation.uri && change.replacements.every((one: object) => 'deletedRegion' in one));
      }
    }
  }
  const index = sarif.results.find((result: { ruleId: string }) => result.ruleId === 'batch-axis-index');
  assert.deepEqual(index.locations[0].physicalLocation.region, {
    startLine: 3,
    startColumn: 19,
    endLine: 3,
    endColumn: 23,
  });
  const rank = sarif.results.find((result: { ruleId: string }) => result.ruleId === 'rank-mismatch');
  assert.match(rank.relatedLocations[0].message.text, /'x' gives \(None, 8\)/);
});

test('the exit status tells findings at the threshold from what is below it', async () => {
  await write({
    'e/warning.py': 'import keras\nx = keras.Input((8,))\ny = x[0]\n',
    'e/error.py': 'import keras\nx = keras.layers.Dense(-4)\n',
    'e/note.py': 'import keras  # layerscope: ignore[no-such-thing]\n',
    'e/clean.py': 'import keras\n',
  });
  const status = async (...argv: string[]): Promise<number> => (await run('check', ...argv)).status;
  assert.equal(await status('@/e/clean.py'), 0);
  assert.equal(await status('@/e/note.py'), 0);
  assert.equal(await status('@/e/warning.py'), 1);
  assert.equal(await status('--max-warnings', '1', '@/e/warning.py'), 0);
  assert.equal(await status('--max-warnings', '9', '@/e/error.py'), 1);
  for (const format of ['text', 'json', 'sarif']) assert.equal(await status('--format', format, '@/e/error.py'), 1);
  assert.equal(await status('@/e/gone.py', '@/e/error.py'), 2);
  assert.equal(await status('@/e/clean.py', '@/e/gone.py'), 2);
});

test('notebooks are read cell by cell', async () => {
  const [first = '', ...rest] = wrongCut.trimEnd().split('\n');
  const cell = (source: string, type = 'code') => ({ cell_type: type, source, metadata: {}, outputs: [] });
  await write({
    'n.ipynb': JSON.stringify({
      cells: [cell('# Cuts', 'markdown'), cell(first), cell(rest.join('\n'))],
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    }),
  });
  const { status, out } = await run('check', '@/n.ipynb');
  assert.equal(status, 1);
  assert.match(out, /^@\/n\.ipynb:cell 3:2:\d+: warning: /);
});

test('JavaScript is checked too', async () => {
  const { out } = await run('check', join(workspace, 'residual.js'));
  assert.match(out, /residual\.js:24:\d+: warning: .*block2_add/);
});

test('summary prints the table of one model or of all', async () => {
  const file = join(workspace, 'siamese.py');
  const one = await run('summary', file, '--model', 'siamese');
  assert.match(one.out, /^Model: "functional_1"\n┏━/);
  assert.match(one.out, /\n Total params: 84,608 \(330\.50 KB\)\n Trainable params: 84,224 \(329\.00 KB\)\n/);
  assert.ok(one.out.split('\n').every(line => line.length <= 76));
  const all = await run('summary', file);
  assert.equal(all.out.match(/^Model: /gm)?.length, 3);
});

test('graph writes JSON, DOT and Mermaid of one model', async () => {
  await write({ 'a.py': small });
  assert.equal(JSON.parse((await run('graph', '@/a.py')).out).nodes.length, 2);
  assert.match((await run('graph', '@/a.py', '--format', 'dot')).out, /^digraph "model" \{/);
  assert.match((await run('graph', '@/a.py', '--format', 'mermaid')).out, /^flowchart TB\n/);
  const several = await run('graph', join(workspace, 'siamese.py'));
  assert.equal(several.status, 2);
  assert.match(several.complaints, /several models, name one with --model: model, model2, siamese\n/);
});

test('what cannot be read is said, and the rest is done', async () => {
  await write({ 'a.py': small, 'x.csv': '', 'latin.py': Uint8Array.of(0x23, 0xe9, 0x0a), 'n.ipynb': 'no json' });
  const { status, out, complaints } = await run(
    'inspect',
    '--json',
    '@/none.py',
    '@/x.csv',
    '@/latin.py',
    '@/n.ipynb',
    '@/a.py',
  );
  assert.equal(status, 2);
  assert.equal(out.split('\n').length, 2);
  assert.match(complaints, /layerscope: @\/none\.py: there is no such file or folder\n/);
  assert.match(complaints, /layerscope: @\/x\.csv: not a Python, notebook, JavaScript or TypeScript file\n/);
  assert.match(complaints, /layerscope: @\/latin\.py: it is not UTF-8 text\n/);
  assert.match(complaints, /layerscope: @\/n\.ipynb: the notebook is not valid JSON/);
  assert.equal((await run('check', '@/none')).status, 2);
});

test('models that are not there are said', async () => {
  await write({ 'a.py': small, 'empty.py': 'x = 1\n' });
  assert.match((await run('summary', '@/empty.py')).complaints, /no model is made in @\/empty\.py\n/);
  const { status, complaints } = await run('summary', '@/a.py', '--model', 'other');
  assert.equal(status, 2);
  assert.match(complaints, /there is no model 'other' in @\/a\.py, only model\n/);
});

test('wrong usage is explained', async () => {
  for (const [argv, reason] of [
    [[], 'no command is given'],
    [['draw'], "there is no command 'draw'"],
    [['inspect'], 'inspect needs a file'],
    [['check', '--format', 'xml', 'a.py'], '--format is text, json or sarif'],
    [['check', '--max-warnings', 'many', 'a.py'], '--max-warnings needs a number'],
    [['check', '--wrong', 'a.py'], "there is no option '--wrong' here"],
    [['summary', 'a.py', 'b.py'], 'summary needs exactly one file'],
    [['summary', 'a.py', '--model'], '--model needs a value'],
    [['graph', 'a.py', '--format', 'png'], '--format is json, dot, mermaid or svg'],
    [['inspect', '--keras', '4', 'a.py'], '--keras is auto, 2 or 3'],
  ] as const) {
    const { status, out, complaints } = await run(...argv);
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.ok(complaints.startsWith(`layerscope: ${reason}\n\n`), complaints);
    assert.match(complaints, /Usage:/);
  }
  const help = await run('check', '--help');
  assert.equal(help.status, 0);
  assert.match(help.out, /Usage:/);
  assert.equal((await run('--version')).out, '1.2.3\n');
});

test('a file that is too long is told of and not counted', async () => {
  await write({ 'long.py': 'x = 1\n'.repeat(300_000) });
  const { status, out, complaints } = await run('check', '@/long.py');
  assert.equal(out, '');
  assert.match(complaints, /^layerscope: @\/long\.py: not analysed: it has more than 1,500,000 characters/);
  assert.match(complaints, /no problems in 0 files/);
  assert.equal(status, 0);
  const inspected = await run('inspect', '--json', '@/long.py');
  assert.match((JSON.parse(inspected.out) as { stopped: string }).stopped, /1500000 characters/);
});

/** Files that no program writes on purpose, by their names. */
const odd: Readonly<Record<string, string | Uint8Array>> = {
  'empty.py': '',
  'mark.py': `\ufeff${small}`,
  'crlf.py': small.replaceAll('\n', '\r\n'),
  'latin1.py': Uint8Array.from(`# -*- coding: latin-1 -*-\n# caf\xe9\n${small}`, char => char.charCodeAt(0)),
  'nul.py': small.replace('import', '\0\0import'),
  'Schicht größe 層.py': small,
  'two\nlines.py': small,
  'brackets.py': '('.repeat(100_000),
  'brackets.js': '[{('.repeat(33_000),
};

for (const [name, content] of Object.entries(odd)) {
  test(`an odd file: ${JSON.stringify(name)}`, async () => {
    await write({ [`odd/${name}`]: content });
    const { status, complaints } = await run('check', `@/odd/${name}`);
    assert.deepEqual({ status, complaints }, { status: 0, complaints: 'no problems in 1 file\n' });
    const { out } = await run('inspect', '--json', `@/odd/${name}`);
    const { models } = JSON.parse(out) as { models: readonly { params: number }[] };
    assert.deepEqual(
      models.map(model => model.params),
      String(content).includes('import') || name.startsWith('latin1') ? [36] : [],
    );
  });
}

test('bytes that are no text, and a notebook that ends early, are complained of', async () => {
  await write({
    'odd/bytes.py': Uint8Array.of(0x78, 0xff, 0xfe),
    'odd/early.ipynb': '{"cells": [{"cell_type": "code"',
  });
  for (const name of ['bytes.py', 'early.ipynb']) {
    const { status, out, complaints } = await run('check', `@/odd/${name}`);
    assert.equal(out, '');
    assert.equal(status, 2);
    assert.match(complaints, new RegExp(`^layerscope: @/odd/${name}: `));
  }
});
