// The runtime's part of the panel: the button that computes, what to compute with, progress, the table of results and the
// values of the selected node. The root element carries `data-run` with the state of the last run.

import type { CallResult, RunPlan } from '../../src/protocol/runPlan.ts';
import { html } from '../elements.ts';
import { type ShapeStyle, styleOf } from '../runtime/agreement.ts';
import { type Backend, backendName } from '../runtime/backend.ts';
import type { FromWorker } from '../runtime/protocol.ts';
import { button } from './button.ts';
import { createRuntimeClient } from './client.ts';
import { createSettingsForm, type FormValues, settingsOf, usualValues } from './form.ts';
import { createNodeResult } from './inspect.ts';
import { countText, durationText } from './numbers.ts';
import { createResultTable } from './table.ts';

export type RunState = 'idle' | 'running' | 'done' | 'error' | 'cancelled';

export type Plan = RunPlan | { readonly impossible: string };

export interface RunViewOptions {
  /** Gets the settings, the progress and the table; carries `data-run`. */
  readonly root: HTMLElement;
  /** Gets the button. */
  readonly toolbar: HTMLElement;
  /** Gets the values of the selected node. */
  readonly inspector: HTMLElement;
  /** Where the worker and the WebAssembly files lie, ending in a slash. */
  readonly assets: string;
  readonly backend?: Backend | 'auto';
  /** The choices of an earlier session, and where new ones go. */
  readonly remembered?: FormValues;
  onRemember?(values: FormValues): void;
  onResult?(node: string, result: CallResult): void;
  /** A computed shape that is not the inferred one, with what a report of it needs. */
  onDefect?(report: string): void;
  /** A row of the table was chosen. */
  onSelect?(node: string): void;
  onState?(state: RunState): void;
}

export interface RunView {
  /** The model to compute. Results of another one are dropped. */
  setPlan(plan: Plan): void;
  select(node: string | undefined): void;
  /** The backend for the next run. */
  setBackend(backend: Backend | 'auto'): void;
  /** Ends the worker. */
  dispose(): void;
}

const hint =
  'Computes every layer on made-up input with TensorFlow.js, and holds the real shapes against the inferred ones.';

/** How long a cancelled run may go on with the call it is in before its worker is ended, in milliseconds. */
const patience = 1500;

/** Builds the view into its places. */
export function createRunView(options: RunViewOptions): RunView {
  const { root } = options;
  let plan: Plan | undefined;
  let planText = '';
  let backend = options.backend ?? 'auto';
  let state: RunState = 'idle';
  let run = 0;
  let request = 0;
  let selected: string | undefined;
  let started = { backend: '', note: '' };
  let finished = 0;
  let ending: ReturnType<typeof setTimeout> | undefined;
  /** The button that had the focus is gone; it goes to the one that starts the next run. */
  let focusAfterwards = false;
  const results = new Map<string, CallResult>();

  const compute = button('Compute outputs', start, { class: 'run-compute' });
  const form = createSettingsForm({
    start: options.remembered ?? usualValues,
    onChange: values => options.onRemember?.(values),
    onSubmit: start,
  });
  const status = html('span', { class: 'run-status', role: 'status' });
  const progress = html('progress', { class: 'run-progress', value: 0, max: 1 });
  progress.setAttribute('aria-label', 'Calls computed');
  const cancel = button('Cancel', stop, { class: 'run-cancel' });
  const table = createResultTable({ onSelect: node => options.onSelect?.(node) });
  const node = createNodeResult({
    look(asked) {
      request++;
      client.send({ type: 'look', request, ...asked });
    },
  });
  const client = createRuntimeClient(options.assets, {
    onMessage: receive,
    onBroken(reason) {
      client.stop();
      finish('error', `The computation stopped: ${reason}.`);
    },
  });

  root.classList.add('run');
  root.append(form.element, html('div', { class: 'run-progress-bar' }, status, progress, cancel), table.element);
  options.toolbar.append(compute);
  options.inspector.append(node.element);
  status.textContent = hint;
  setState('idle');
  showNode();

  function setState(next: RunState): void {
    state = next;
    const running = next === 'running';
    root.dataset.run = next;
    progress.hidden = !running;
    cancel.hidden = !running;
    compute.disabled = running || plan === undefined;
    form.setDisabled(running);
    options.onState?.(next);
  }

  function start(): void {
    if (state === 'running' || plan === undefined) return;
    clearResults();
    if ('impossible' in plan) {
      finish('error', `This model cannot be computed: ${plan.impossible}.`);
      return;
    }
    run++;
    started = { backend: '', note: '' };
    progress.max = plan.inputs.length + plan.calls.length;
    progress.value = 0;
    status.textContent = 'Computing…';
    setState('running');
    showNode();
    const settings = settingsOf(form.values());
    client.send({ type: 'run', run, plan, settings, backend, assets: options.assets });
  }

  function stop(): void {
    if (state !== 'running') return;
    client.send({ type: 'cancel', run });
    status.textContent = 'Cancelling…';
    focusAfterwards = document.activeElement === cancel;
    cancel.hidden = true;
    clearTimeout(ending);
    ending = setTimeout(() => {
      client.stop();
      finish('cancelled', cancelledText());
    }, patience);
  }

  function finish(next: RunState, text: string): void {
    clearTimeout(ending);
    const refocus = focusAfterwards || document.activeElement === cancel;
    focusAfterwards = false;
    status.textContent = text;
    setState(next);
    showNode();
    if (refocus) compute.focus();
  }

  function clearResults(): void {
    results.clear();
    finished = 0;
    table.clear();
    showNode();
  }

  function receive(message: FromWorker): void {
    if (message.type === 'looked') {
      if (message.request === request) node.drawLook(message);
      return;
    }
    if (message.run !== run || state !== 'running') return;
    switch (message.type) {
      case 'started':
        started = { backend: backendName(message.backend), note: message.note ?? '' };
        status.textContent = `Computing with ${started.backend}…`;
        return;
      case 'result': {
        const { result } = message;
        results.set(result.node, result);
        finished++;
        progress.value = finished;
        table.add(result, style());
        options.onResult?.(result.node, result);
        if (result.node === selected) showNode();
        return;
      }
      case 'defect':
        options.onDefect?.(message.report);
        return;
      case 'ended':
        if (message.how === 'cancelled') finish('cancelled', cancelledText());
        else finish(nothingComputed() ? 'error' : 'done', summary(message.ms));
        return;
      case 'failed':
        finish('error', `The computation stopped: ${message.message}`);
        return;
    }
  }

  function cancelledText(): string {
    return `Cancelled after ${countText(finished, 'call')}.`;
  }

  function nothingComputed(): boolean {
    return results.size > 0 && [...results.values()].every(result => result.failed !== undefined);
  }

  /** What came of a run, in a few sentences. */
  function summary(ms: number): string {
    const all = [...results.values()];
    const failed = all.filter(result => result.failed !== undefined);
    const outputs = all.flatMap(result => result.outputs);
    const parts = [
      `${countText(all.length - failed.length, 'call')} computed in ${durationText(ms)} with ${started.backend}.`,
      started.note,
      failed.length > 0 ? `${countText(failed.length, 'call')} not computed.` : '',
      countedFlag(outputs.filter(output => output.nan > 0).length, 'NaN'),
      countedFlag(outputs.filter(output => output.inf > 0).length, 'infinite values'),
      countedFlag(outputs.filter(output => output.zeros === 1).length, 'nothing but zeros'),
    ];
    return parts.filter(part => part !== '').join(' ');
  }

  function countedFlag(count: number, what: string): string {
    return count === 0 ? '' : `${countText(count, 'output')} with ${what}.`;
  }

  function showNode(): void {
    const result = selected === undefined ? undefined : results.get(selected);
    const channelsFirst = selected !== undefined && plan !== undefined && hasChannelsFirst(plan, selected);
    node.show(result, { message: messageFor(), channelsFirst, style: style() });
  }

  function style(): ShapeStyle {
    return plan === undefined || 'impossible' in plan ? 'tuple' : styleOf(plan);
  }

  function messageFor(): string {
    if (selected === undefined) return 'Select a layer to see its computed values.';
    if (state === 'running') return 'Not computed yet.';
    if (plan !== undefined && 'impossible' in plan) return `This model cannot be computed: ${plan.impossible}.`;
    if (results.size > 0) return 'Nothing was computed for this layer.';
    return 'Compute outputs to see its values.';
  }

  return {
    setPlan(next) {
      const text = JSON.stringify(next);
      if (text === planText) return;
      const first = plan === undefined || state === 'idle';
      plan = next;
      planText = text;
      form.setPlan('impossible' in next ? undefined : next);
      if (state === 'running') client.send({ type: 'cancel', run });
      run++;
      clearResults();
      status.textContent = first ? hint : 'The model has changed since it was computed.';
      setState('idle');
      showNode();
    },
    select(next) {
      if (next === selected) return;
      selected = next;
      table.select(next);
      showNode();
    },
    setBackend(next) {
      backend = next;
    },
    dispose() {
      clearTimeout(ending);
      client.stop();
    },
  };
}

/** Whether the layer of a node was told that its channels come first. */
function hasChannelsFirst(plan: Plan, node: string): boolean {
  if ('impossible' in plan) return false;
  const what = plan.calls.find(call => call.node === node)?.what;
  return what?.kind === 'layer' && what.layer.given.data_format === 'channels_first';
}
