// The question about the siamese network, asked and answered in VS Code: hover, hints, problems, fixes.
import assert from 'node:assert/strict';
import { until } from '../until.ts';
import {
  applyQuickFix,
  closeQuickFixes,
  hover,
  openFile,
  openQuickFixes,
  type ProblemRow,
  readCodeLenses,
  readInlayHints,
  save,
  screenshot,
  waitForProblems,
} from '../workbench.ts';
import { scene } from './scene.ts';

const file = 'siamese.py';
const act = scene();

const rules = (rows: readonly ProblemRow[]) => rows.map(row => row.code).sort();

act('the mouse over an output tells that it is the input itself', async workbench => {
  await openFile(workbench, file);
  const text = await hover(workbench, { file, text: 'embedding_anchor[0]' }, '(None, 100, 100, 3)');
  await screenshot(workbench, 'hover-output');
  assert.match(text, /output 0 of 15/i);
});

act('the mouse over the joined output tells its shape', async workbench => {
  await hover(workbench, { file, text: 'concatenate' }, '(None, 100, 100, 9)');
});

act('the mouse over the slice of layers shows them as a table', async workbench => {
  const text = await hover(workbench, { file, text: 'layers[:15]' }, 'conv2_block1_3_conv');
  await screenshot(workbench, 'hover-layers');
  for (const name of ['conv1_pad', 'ZeroPadding2D', '(None, 106, 106, 3)', 'conv2_block1_0_conv'])
    assert.ok(text.includes(name), `${name} stands in the table`);
});

act('shapes stand behind layer calls, outputs and parameters above models', async workbench => {
  await openFile(workbench, file);
  await until('a hint behind the first input', async () =>
    (await readInlayHints(workbench, file)).some(hint => hint.line === 9 && hint.text.includes('(None, 100, 100, 3)')),
  );
  const lens = await until('a lens above model2', async () =>
    (await readCodeLenses(workbench, file)).find(one => one.line === 6),
  );
  assert.match(lens.text, /15 outputs/);
  assert.match(lens.text, /84,608/);
  assert.match(lens.text, /Show Model Graph/);
  await screenshot(workbench, 'hints-and-lenses');
});

act('the Problems panel explains what went wrong', async workbench => {
  const rows = await waitForProblems(workbench, 'five of siamese.py', all => all.length === 5);
  await screenshot(workbench, 'problems');
  assert.deepEqual(rules(rows), [
    'dropped-branch',
    'ignored-argument',
    'passthrough-output',
    'passthrough-output',
    'passthrough-output',
  ]);
  for (const row of rows) {
    assert.equal(row.file, file);
    assert.equal(row.source, 'layerscope');
  }
  const cut = rows.find(row => row.code === 'dropped-branch');
  assert.ok(cut && [5, 6].includes(cut.line));
  assert.match(cut.message, /conv2_block1_0_conv/);
  assert.match(cut.message, /conv2_block1_add/);
});

act('a light bulb offers a complete cut, and taking it removes the problem', async workbench => {
  const [cut] = await waitForProblems(workbench, 'the cut', all => all.some(row => row.code === 'dropped-branch')).then(
    rows => rows.filter(row => row.code === 'dropped-branch'),
  );
  const place = { file, text: cut?.line === 5 ? 'layers[:15]' : 'layer_outputs)' };
  const titles = await openQuickFixes(workbench, place);
  await screenshot(workbench, 'quick-fixes');
  await closeQuickFixes(workbench);
  const [first] = titles;
  assert.ok(first !== undefined);
  await applyQuickFix(workbench, place, first);
  await save(workbench, file);
  await waitForProblems(workbench, 'no cut', all => !all.some(row => row.code === 'dropped-branch'));
});
