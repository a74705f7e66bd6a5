// A notebook as a person meets it: shapes in its cells, a problem and its repair, the model drawn and found again in the cells.
import assert from 'node:assert/strict';
import { until } from '../until.ts';
import {
  cellLineAtCursor,
  cellLines,
  cellNumber,
  chooseQuickFix,
  clickInCell,
  graphNode,
  graphNodes,
  graphPanel,
  hoverInCell,
  leaveHover,
  openNotebook,
  readQuickFixes,
  runCommand,
  screenshot,
  setTheme,
  typeText,
  waitForProblems,
} from '../workbench.ts';
import { scene } from './scene.ts';

const act = scene();

const file = 'pairs.ipynb';
const cut = 'conv2_block1_3_bn';

act('shapes stand in the cells, outputs and parameters above their models', async workbench => {
  await openNotebook(workbench, file);
  await until('a hint that several cells lead to', async () =>
    (await cellLines(workbench)).some(line => line.includes('(difference)') && line.endsWith('→ (None, 64)')),
  );
  await until('a lens above the last model', async () =>
    (await cellLines(workbench)).some(line => line.includes('85,505 parameters') && line.includes('Show Model Graph')),
  );
});

act('the mouse over a layer tells what other cells give it', async workbench => {
  await hoverInCell(workbench, 'GlobalAveragePooling2D', '(None, 24, 24, 256) → (None, 256)');
  await screenshot(workbench, 'notebook-hover');
  const text = await hoverInCell(workbench, '(difference)', 'subtract');
  assert.match(text, /cell 5, line 4/);
  await leaveHover(workbench);
});

act('the Problems panel explains the cut, and a light bulb in it mends the cut', async workbench => {
  await waitForProblems(workbench, 'the cut alone', ([problem, ...more]) => {
    return more.length === 0 && problem?.code === 'dropped-branch' && problem.file === file && problem.line === 2;
  });
  await screenshot(workbench, 'notebook-problem');
  await runCommand(workbench, 'View: Hide Panel');
  await clickInCell(workbench, cut);
  const [first = ''] = await until('quick fixes in the cell', async () => {
    await workbench.page.keyboard.press('Control+.');
    return readQuickFixes(workbench);
  });
  await screenshot(workbench, 'notebook-fixes');
  await chooseQuickFix(workbench, first);
  await until('another cut in the cell', async () => !(await cellLines(workbench)).join('\n').includes(cut));
  await waitForProblems(workbench, 'none', rows => rows.length === 0);
  await runCommand(workbench, 'View: Hide Panel');
});

act('the command in a cell draws the model that it makes', async workbench => {
  await clickInCell(workbench, 'siamese =');
  await runCommand(workbench, 'Layerscope: Show Model Graph');
  const { frame, shown } = await graphPanel(workbench);
  assert.equal(shown.state, 'ready');
  const nodes = await graphNodes(frame);
  assert.ok(nodes.includes('subtract, Subtract, (None, 256)'), nodes.join('\n'));
  await screenshot(workbench, 'notebook-graph');
});

act('a click on a node leads to its cell, and the cursor in a cell marks its node', async workbench => {
  const { frame } = await graphPanel(workbench);
  await graphNode(frame, 'subtract').click();
  await until('the cursor in the line of the layer', async () =>
    (await cellLineAtCursor(workbench))?.startsWith('difference = '),
  );
  assert.equal(await cellNumber(workbench), 5);
  await screenshot(workbench, 'notebook-source');
  await clickInCell(workbench, "name='same'");
  await graphNode(frame, 'same').and(frame.locator('[aria-current="location"]')).waitFor();
});

act('what is typed in one cell changes another one and the graph', async workbench => {
  await clickInCell(workbench, '(64,');
  await workbench.page.keyboard.press('Home');
  for (let step = 0; step < 'x = layers.Dense(64'.length; step++) await workbench.page.keyboard.press('ArrowRight');
  await typeText(workbench, '0');
  const { frame } = await graphPanel(workbench);
  await graphNode(frame, 'dense').filter({ hasText: '640' }).waitFor();
  await clickInCell(workbench, 'right = ');
  await workbench.page.keyboard.press('Control+/');
  await until('no shape behind what is made of both', async () =>
    (await cellLines(workbench)).some(line => line.includes('(difference)') && !line.includes('→ (None, 640)')),
  );
  await workbench.page.keyboard.press('Control+/');
  await until('the shape again', async () =>
    (await cellLines(workbench)).some(line => line.includes('(difference)') && line.endsWith('→ (None, 640)')),
  );
});

act('it is readable in the light theme', async workbench => {
  await setTheme(workbench, 'light');
  await graphPanel(workbench);
  await screenshot(workbench, 'notebook-light');
});
