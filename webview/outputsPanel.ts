// The place of the run view in the page: its button in the toolbar, its table in a panel under the drawing or, in a narrow
// page, in a tab of the inspector, its values in another tab. It speaks to the run view in node ids and to the store in keys.

import type { FromWebview } from '../src/protocol/messages.ts';
import { html } from './elements.ts';
import { indexNodes } from './graph/keys.ts';
import type { Inspector } from './inspector/view.ts';
import { type FormValues, usualValues } from './run/form.ts';
import { createRunView, type RunState } from './run/view.ts';
import { type State, type Store, selectedNode } from './state.ts';
import { button } from './toolkit.ts';

export interface OutputsPanelOptions {
  readonly store: Store;
  readonly assets: string;
  readonly post: (message: FromWebview) => void;
  /** Where the button goes. */
  readonly toolbar: HTMLElement;
  readonly inspector: Inspector;
  /** Shows a node of the drawing by key. */
  readonly show: (key: string) => void;
}

/** Makes the panel and starts the run view in it; gives the place of the panel under the drawing. */
export function createOutputsPanel({
  store,
  assets,
  post,
  toolbar,
  inspector,
  show,
}: OutputsPanelOptions): HTMLElement {
  const root = html('div', { class: 'run-root' });
  const place = html('div', { class: 'outputs-place' });
  const close = button({ label: 'Close outputs', icon: 'close', look: 'icon', press: () => open(false) });
  const element = html(
    'section',
    { class: 'outputs', 'aria-label': 'Computed outputs' },
    html('header', {}, html('h2', {}, 'Computed outputs'), close),
    root,
  );
  const open = (wanted: boolean): void => store.dispatch({ type: 'outputsOpened', open: wanted });

  const run = createRunView({
    root,
    toolbar,
    inspector: inspector.values,
    assets,
    backend: store.state.backend,
    remembered: readChoices(store.state.view.outputs.choices),
    onRemember: choices => store.dispatch({ type: 'runChosen', choices }),
    onDefect: report => post({ type: 'defect', report }),
    onState(state: RunState) {
      if (state !== 'running' && state !== 'error') return;
      open(true);
      if (store.state.narrow) store.dispatch({ type: 'tabChosen', tab: 'outputs' });
    },
    onSelect(node) {
      const key = store.state.graph === undefined ? undefined : indexNodes(store.state.graph).byId.get(node)?.[0];
      if (key === undefined) return;
      show(key);
      if (!store.state.narrow) store.dispatch({ type: 'tabChosen', tab: 'values' });
    },
  });

  const update = (state: State, before: State | undefined): void => {
    place.hidden = !state.view.outputs.open || state.narrow;
    if (state.narrow !== before?.narrow) (state.narrow ? inspector.outputs : place).append(element);
    if (state.plan !== undefined && state.plan !== before?.plan) run.setPlan(state.plan);
    if (state.backend !== before?.backend) run.setBackend(state.backend);
    run.select(selectedNode(state)?.id);
  };
  store.subscribe(update);
  update(store.state, undefined);
  return place;
}

/** What an earlier page kept of the choices; the usual ones where that is damaged. */
function readChoices(kept: unknown): FormValues {
  if (typeof kept !== 'object' || kept === null) return usualValues;
  const { input, seed, batch, sizes, training } = kept as Readonly<Record<string, unknown>>;
  const known: [string, number][] = [];
  if (typeof sizes === 'object' && sizes !== null)
    for (const [axis, size] of Object.entries(sizes)) if (isWhole(size)) known.push([axis, size]);
  return {
    input: input === 'random' ? 'random' : 'ones',
    seed: isWhole(seed) ? seed : usualValues.seed,
    batch: isWhole(batch) && batch > 0 ? batch : usualValues.batch,
    sizes: Object.fromEntries(known),
    training: training === true,
  };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
