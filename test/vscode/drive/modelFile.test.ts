// A model file as a person meets it: opened from the folder, it is the graph of the model in it.
import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../places.ts';
import { goToFile, graphNodes, graphPanel, screenshot } from '../workbench.ts';
import { scene } from './scene.ts';

const saved = join(repository, 'test/truth/numerics/siamese/model.keras');
const act = scene();

act('a Keras archive opens as a graph', async workbench => {
  await copyFile(saved, join(workbench.folder, 'saved.keras'));
  await goToFile(workbench, 'saved.keras');
  const { frame, shown } = await graphPanel(workbench);
  await screenshot(workbench, 'model-file');
  assert.equal(shown.state, 'ready');
  const nodes = await graphNodes(frame);
  for (const name of ['anchor, InputLayer, (None, 8, 8, 3)', 'concatenate, Concatenate, (None, 18)'])
    assert.ok(nodes.includes(name), nodes.join('\n'));
});
