// Reaching into the model graph's webview, which VS Code keeps two frames deep, and reading and using what it shows.
import type { Frame, Locator } from 'playwright-core';
import { patience, until } from '../until.ts';
import { clickCodeLens } from './decorations.ts';
import { leaveHover } from './hover.ts';
import type { Workbench } from './open.ts';

/** What the panel says about itself in its root element. */
export interface GraphPanelState {
  readonly state: string;
  readonly nodes: number;
  readonly run: string | undefined;
}

const root = '[data-state][data-nodes]';

/** The frame of the model graph, once the panel has drawn its root element. */
export function graphFrame({ page }: Workbench, timeout = patience): Promise<Frame> {
  return until(
    'the model graph panel',
    async () => {
      for (const frame of page.frames()) {
        if (!frame.url().includes('/webview/')) continue;
        if ((await frame.locator(root).count()) > 0) return frame;
      }
      return undefined;
    },
    timeout,
  );
}

/** How long the panel takes at the most, in milliseconds, when the click on its lens was not lost. */
const lostAfter = 10_000;

/**
 * Opens the graph by the lens above a line. The editor draws its lenses anew when hints arrive, and loses a click that falls
 * between; as a person would, this clicks once more where nothing happens.
 */
export async function graphByLens(
  workbench: Workbench,
  file: string,
  line: number,
): Promise<{ frame: Frame; shown: GraphPanelState }> {
  await leaveHover(workbench);
  await clickCodeLens(workbench, file, line, 'Show Model Graph');
  const opened = await graphFrame(workbench, lostAfter).then(
    () => true,
    () => false,
  );
  if (!opened) await clickCodeLens(workbench, file, line, 'Show Model Graph');
  return graphPanel(workbench);
}

/** What the panel's root element says. */
export async function graphState(frame: Frame): Promise<GraphPanelState> {
  const [data, run] = await Promise.all([
    frame
      .locator(root)
      .first()
      .evaluate(element => ({
        state: element.getAttribute('data-state') ?? '',
        nodes: Number(element.getAttribute('data-nodes')),
      })),
    frame.locator('[data-run]').evaluateAll(all => all[0]?.getAttribute('data-run') ?? undefined),
  ]);
  return { ...data, run };
}

/** Waits until the graph is drawn (or could not be) and returns its frame with what it then says. */
export async function graphPanel(workbench: Workbench): Promise<{ frame: Frame; shown: GraphPanelState }> {
  return until('the model graph to be drawn', async () => {
    const frame = await graphFrame(workbench);
    const shown = await graphState(frame);
    return shown.state === 'loading' ? undefined : { frame, shown };
  });
}

/** The accessible names of the drawn nodes, each `NAME, CLASS, OUTPUT SHAPE`. */
export async function graphNodes(frame: Frame): Promise<string[]> {
  const names = await frame
    .locator(`${root} [role][aria-label]`)
    .evaluateAll(all => all.map(element => element.getAttribute('aria-label') ?? ''));
  return [...new Set(names.filter(name => /^[^,]+, \w+, .+/.test(name)))];
}

/** Presses "Compute outputs", waits until the run is over and returns how it ended. */
export async function computeOutputs(frame: Frame, timeout = 120_000): Promise<string> {
  await frame.getByRole('button', { name: 'Compute outputs' }).click();
  return until(
    'the outputs to be computed',
    async () => {
      const { run } = await graphState(frame);
      return run !== undefined && ['done', 'error', 'cancelled'].includes(run) ? run : undefined;
    },
    timeout,
  );
}

/** The drawn node with a name, such as `conv1_conv`. */
export function graphNode(frame: Frame, name: string): Locator {
  return frame.locator(`${root} [role="treeitem"][aria-label^="${name}, "]`).filter({ visible: true }).first();
}

/** The names of the nodes that are marked as selected. */
export async function selectedNodes(frame: Frame): Promise<string[]> {
  const labels = await frame
    .locator(`${root} [role="treeitem"][aria-selected="true"]`)
    .evaluateAll(all => all.map(element => element.getAttribute('aria-label') ?? ''));
  return [...new Set(labels.map(label => label.split(',')[0] ?? ''))];
}
