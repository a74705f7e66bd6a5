// The same in JavaScript: a TensorFlow.js program is read, checked, drawn and computed like a Python one.
import assert from 'node:assert/strict';
import {
  closePanel,
  computeOutputs,
  graphByLens,
  graphNodes,
  hover,
  openFile,
  readCodeLenses,
  screenshot,
  waitForProblems,
} from '../workbench.ts';
import { scene } from './scene.ts';

const file = 'residual.js';
const act = scene();

act('the mouse over a layer call tells its shape', async workbench => {
  await openFile(workbench, file);
  await hover(workbench, { file, text: 'globalAveragePooling2d' }, '[null, 16]');
});

act('the cut inside a block is reported', async workbench => {
  const [row] = await waitForProblems(workbench, 'one of residual.js', rows => rows.length === 1);
  assert.equal(row?.code, 'dropped-branch');
  assert.match(row?.message ?? '', /block2_add/);
});

act('its model is drawn and computed', async workbench => {
  await openFile(workbench, file);
  await closePanel(workbench);
  const lens = (await readCodeLenses(workbench, file)).find(one => one.text.includes('Show Model Graph'));
  assert.ok(lens);
  const { frame } = await graphByLens(workbench, file, lens.line);
  assert.ok((await graphNodes(frame)).some(name => name.startsWith('stem, Conv2D, ')));
  assert.equal(await computeOutputs(frame), 'done');
  await screenshot(workbench, 'residual-computed');
});
