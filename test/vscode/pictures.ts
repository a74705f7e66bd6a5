// Takes the pictures of README.md from the extension at work in a real VS Code. Run by hand: npm run pictures.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  computeOutputs,
  goToPlace,
  graphByLens,
  graphNode,
  hover,
  leaveHover,
  openFile,
  openWorkbench,
  runCommand,
  setTheme,
  type ThemeKind,
  waitForProblems,
} from './workbench.ts';

const folder = join(import.meta.dirname, '../../icons/pictures');
const file = 'siamese.py';

await mkdir(folder, { recursive: true });
const workbench = await openWorkbench();
const { page } = workbench;

async function take(name: string): Promise<void> {
  // Hovers and animations come to rest.
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  console.log(`icons/pictures/${name}.png`);
}

try {
  await page.setViewportSize({ width: 1440, height: 810 });
  await setTheme(workbench, 'dark');
  await openFile(workbench, file);
  await runCommand(workbench, 'View: Toggle Primary Side Bar Visibility');
  await waitForProblems(workbench, 'five of siamese.py', all => all.length === 5);
  await hover(workbench, { file, text: 'embedding_anchor[0]' }, '(None, 100, 100, 3)');
  await take('problems');
  await leaveHover(workbench);
  await runCommand(workbench, 'View: Hide Panel');
  await goToPlace(workbench, { file, text: 'import' });
  await page.waitForTimeout(1000);
  const { frame } = await graphByLens(workbench, file, 6);
  await runCommand(workbench, 'View: Increase Current View Size').catch(() => undefined);
  await frame.getByRole('button', { name: 'Show cut' }).click();
  await take('graph');
  await computeOutputs(frame);
  await runCommand(workbench, 'View: Toggle Maximize Editor Group');
  await graphNode(frame, 'conv1_relu').click();
  await frame.getByRole('tab', { name: 'Values' }).click();
  await take('outputs');
  for (const kind of ['light', 'high contrast'] satisfies ThemeKind[]) {
    await setTheme(workbench, kind);
    await page.waitForTimeout(600);
    await page.screenshot({
      path: join(import.meta.dirname, `../artefacts/pictures-${kind.replaceAll(' ', '-')}.png`),
    });
  }
} finally {
  await workbench.close();
}
