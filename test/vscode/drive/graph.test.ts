// The model graph as a person meets it: opened from the source, read, computed, in every kind of colour theme.
import assert from 'node:assert/strict';
import { until } from '../until.ts';
import {
  choose,
  computeOutputs,
  cursorPosition,
  goTo,
  goToPlace,
  graphByLens,
  graphNode,
  graphNodes,
  graphPanel,
  graphState,
  hover,
  openFile,
  positionOf,
  readChoices,
  runCommand,
  screenshot,
  selectedNodes,
  setTheme,
  type ThemeKind,
  typeText,
} from '../workbench.ts';
import { scene } from './scene.ts';

const file = 'siamese.py';
const act = scene();

act('the lens above a model draws it, with the branch that the cut drops', async workbench => {
  await openFile(workbench, file);
  await hover(workbench, { file, text: 'model2' }, '84,608');
  const { frame, shown } = await graphByLens(workbench, file, 6);
  await screenshot(workbench, 'graph');
  assert.equal(shown.state, 'ready');
  const nodes = await graphNodes(frame);
  assert.ok(nodes.includes('conv1_conv, Conv2D, (None, 50, 50, 64)'), nodes.join('\n'));
  assert.ok(
    nodes.some(name => name.startsWith('conv2_block1_3_conv, Conv2D, (None, 25, 25, 256)')),
    nodes.join('\n'),
  );
  for (const name of ['conv2_block1_0_bn', 'conv2_block1_add'])
    assert.ok(
      nodes.some(label => label.startsWith(`${name}, `) && label.endsWith(', dropped')),
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

act('where no model is under the cursor, the command lets choose one', async workbench => {
  await goToPlace(workbench, { file, text: 'import' });
  await runCommand(workbench, 'Layerscope: Show Model Graph');
  assert.deepEqual(await readChoices(workbench), ['model', 'model2', 'siamese']);
  await screenshot(workbench, 'graph-choice');
  await choose(workbench, 'model2');
  const { frame } = await graphPanel(workbench);
  await graphNode(frame, 'conv1_pad').waitFor({ state: 'attached' });
});

act('it follows what is typed', async workbench => {
  const { frame, shown } = await graphPanel(workbench);
  assert.ok(shown.nodes > 7, `${shown.nodes} nodes before the edit`);
  const start = await positionOf(workbench, { file, text: ':15' });
  await goTo(workbench, file, { line: start.line, column: start.column + ':15'.length });
  await workbench.page.keyboard.press('Backspace');
  await workbench.page.keyboard.press('Backspace');
  await typeText(workbench, '7');
  // Between the keystrokes the source says `[:1]`, which is drawn as well; the graph must come to what was typed in the end.
  await until('a graph of seven layers', async () => {
    const state = await graphState(frame);
    return state.nodes === 7 && state.state === 'ready' ? state : undefined;
  });
  await screenshot(workbench, 'graph-after-edit');
});

act('nothing it loads or runs is refused', async workbench => {
  const refused = workbench
    .log()
    .filter(line => /Refused to|Content Security Policy|violates the following/.test(line));
  assert.deepEqual(refused, []);
});
