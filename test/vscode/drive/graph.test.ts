// The model graph as a person meets it: opened from the source, read, computed, in every kind of colour theme.
import assert from 'node:assert/strict';
import { until } from '../until.ts';
import {
  clickCodeLens,
  computeOutputs,
  cursorPosition,
  goToPlace,
  graphNode,
  graphNodes,
  graphPanel,
  hover,
  openFile,
  runCommand,
  screenshot,
  selectedNodes,
  setTheme,
  type ThemeKind,
} from '../workbench.ts';
import { scene } from './scene.ts';

const file = 'siamese.py';
const act = scene();

act('the lens above a model draws it, with the branch that the cut drops', async workbench => {
  await openFile(workbench, file);
  await hover(workbench, { file, text: 'model2' }, '84,608');
  await clickCodeLens(workbench, file, 6, 'Show Model Graph');
  const { frame, shown } = await graphPanel(workbench);
  await screenshot(workbench, 'graph');
  assert.equal(shown.state, 'ready');
  const nodes = await graphNodes(frame);
  assert.ok(nodes.includes('conv1_conv, Conv2D, (None, 50, 50, 64)'), nodes.join('\n'));
  assert.ok(
    nodes.some(name => name.startsWith('conv2_block1_3_conv, Conv2D, (None, 25, 25, 256)')),
    nodes.join('\n'),
  );
  assert.ok(shown.nodes >= 15, `${shown.nodes} nodes`);
});

act('its layers can be computed', async workbench => {
  const { frame } = await graphPanel(workbench);
  assert.equal(await computeOutputs(frame), 'done');
  await screenshot(workbench, 'graph-computed');
});

const themes = {
  light: 'vscode-light',
  'high contrast': 'vscode-high-contrast',
  'high contrast light': 'vscode-high-contrast-light',
  dark: 'vscode-dark',
} satisfies Record<ThemeKind, string>;

for (const kind of ['light', 'high contrast', 'high contrast light', 'dark'] as const)
  act(`it is drawn in the colours of the ${kind} theme`, async workbench => {
    await setTheme(workbench, kind);
    const { frame, shown } = await graphPanel(workbench);
    await frame.locator(`body[data-vscode-theme-kind="${themes[kind]}"]`).waitFor({ state: 'attached' });
    assert.equal(shown.state, 'ready');
    await screenshot(workbench, `graph-${kind.replaceAll(' ', '-')}`);
  });

act('the command draws the model under the cursor', async workbench => {
  await goToPlace(workbench, { file, text: 'siamese =' });
  await runCommand(workbench, 'Layerscope: Show Model Graph');
  const { frame } = await graphPanel(workbench);
  await graphNode(frame, 'concatenate').waitFor();
  await screenshot(workbench, 'graph-siamese');
});

act('a click on a node leads to its source', async workbench => {
  const { frame } = await graphPanel(workbench);
  await graphNode(frame, 'concatenate').click();
  await until('the cursor in the line of the layer', async () => (await cursorPosition(workbench)).line === 17);
});

act('the cursor in the source marks its node', async workbench => {
  const { frame } = await graphPanel(workbench);
  await goToPlace(workbench, { file, text: 'siamese.summary' });
  await goToPlace(workbench, { file, text: 'concatenate' });
  await until('the node to be selected', async () => (await selectedNodes(frame)).includes('concatenate'));
});

act('nothing it loads or runs is refused', async workbench => {
  const refused = workbench
    .log()
    .filter(line => /Refused to|Content Security Policy|violates the following/.test(line));
  assert.deepEqual(refused, []);
});
