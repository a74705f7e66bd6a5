// Adding a layer is adding one file: a copy of the source gets a layer that Keras does not have, and the whole pipeline knows it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');

const definition = `// Repeats the features of a tensor.

import { multiply } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { defineLayer } from '../define.ts';
import { int, optional } from '../params.ts';

export default defineLayer({
  name: 'RepeatFeatures',
  doc: 'Writes the features several times side by side. The last axis grows by that factor.',
  params: { times: optional(int(1), 2, 'How often the features are written.') },
  takes: 'tensor',
  inputRank: { atLeast: 2 },
  shape({ shape, dtype }, { config }) {
    const last = shape[shape.length - 1] ?? 0;
    return tensorType([...shape.slice(0, -1), multiply(last, config.times)], dtype);
  },
});
`;

const script = `
import { readFile } from 'node:fs/promises';
import { analyse } from './src/analysis/analyse.ts';
import { createParser } from './src/syntax/parser.ts';
const parser = createParser({ readGrammar: file => readFile(new URL('node_modules/@vscode/tree-sitter-wasm/wasm/' + file, import.meta.url)) });
await parser.load('python');
const text = \`import keras
y = keras.layers.RepeatFeatures(times=3)(keras.Input((5, 4)))
z = keras.layers.RepeatFeatures(tims=3)
\`;
const analysis = analyse(parser, { uri: 'file:///a.py', text, version: 1, languageId: 'python', kerasVersion: 'auto' });
const y = analysis.bindings.find(binding => binding.name === 'y')?.value;
console.log(JSON.stringify({
  shape: y.tensor.type.shape.map(dim => (typeof dim === 'number' ? dim : null)),
  name: y.tensor.node.layer.name,
  findings: analysis.findings.map(finding => [finding.rule, finding.fixes.map(fix => fix.title)]),
}));
`;

test('a new file in definitions is a new layer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'layerscope-layer-'));
  try {
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    writeFileSync(join(folder, 'src/layers/definitions/RepeatFeatures.ts'), definition);
    writeFileSync(join(folder, 'inspect.ts'), script);
    execFileSync(process.execPath, [join(folder, 'src/layers/writeIndex.mjs')]);
    const answer = execFileSync(process.execPath, ['--import', 'tsx', 'inspect.ts'], { cwd: folder, encoding: 'utf8' });
    assert.deepEqual(JSON.parse(answer), {
      shape: [null, 5, 12],
      name: 'repeat_features',
      findings: [['unknown-argument', ['Rename to times', 'Remove tims']]],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
