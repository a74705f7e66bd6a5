// The worker that computes models: starts a backend, runs the plan it is given, reports every result, and makes pictures of
// the computed tensors when they are asked for. The page starts it from the text of its bundle.

/// <reference lib="webworker" />

import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { type ChosenBackend, chooseBackend } from './backend.ts';
import { evaluate } from './evaluate.ts';
import { keepValues } from './keptValues.ts';
import { upTo } from './lifetimes.ts';
import { lookAt } from './look.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { tf, useWasmIn } from './tfjs.ts';

type RunMessage = Extract<ToWorker, { readonly type: 'run' }>;
type LookMessage = Extract<ToWorker, { readonly type: 'look' }>;

const kept = keepValues();
let current: RunMessage | undefined;
let cancelled = new Set<number>();
let chosen: { readonly wanted: RunMessage['backend']; readonly outcome: ChosenBackend } | undefined;

/** Runs and recomputations follow each other: tfjs has one current backend. */
let busy: Promise<void> = Promise.resolve();

self.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  switch (message.type) {
    case 'run':
      busy = busy.then(() => run(message));
      return;
    case 'cancel':
      cancelled.add(message.run);
      return;
    case 'look':
      if (!showKept(message)) busy = busy.then(() => recompute(message));
      return;
  }
};

function send(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

async function run(message: RunMessage): Promise<void> {
  kept.clear();
  current = message;
  try {
    const { backend, note } = await startBackend(message);
    send({ type: 'started', run: message.run, backend, ...(note === undefined ? {} : { note }) });
    const report = await evaluate({
      tf,
      plan: message.plan,
      settings: message.settings,
      secondBackend: 'cpu',
      cancelled: () => cancelled.has(message.run),
      onResult(result, values) {
        kept.keep(result.node, values);
        send({ type: 'result', run: message.run, result });
      },
      onDefect: ({ report }) => send({ type: 'defect', run: message.run, report: `${report}\nBackend: ${backend}` }),
    });
    const { ended, ms, peakBytes } = report;
    send({ type: 'ended', run: message.run, how: ended, ms, peakBytes });
  } catch (error) {
    send({ type: 'failed', run: message.run, message: error instanceof Error ? error.message : String(error) });
  } finally {
    cancelled = new Set([...cancelled].filter(id => id > message.run));
  }
}

async function startBackend({ backend, assets }: RunMessage): Promise<ChosenBackend> {
  if (chosen?.wanted === backend) return chosen.outcome;
  if (chosen === undefined) useWasmIn(assets);
  const outcome = await chooseBackend(tf, backend);
  chosen = { wanted: backend, outcome };
  return outcome;
}

/** Answers from the kept values; false where they are gone. */
function showKept({ request, node, output, picture }: LookMessage): boolean {
  const values = kept.find(node)?.[output];
  if (values === undefined) return false;
  const look = lookAt(values, picture);
  const buffers =
    look.picture.kind === 'maps'
      ? look.picture.tiles.map(tile => tile.pixels.buffer)
      : look.picture.kind === 'heat'
        ? [look.picture.tile.pixels.buffer]
        : [];
  send({ type: 'looked', request, ...look }, buffers);
  return true;
}

/** Computes the part of the plan that the tensor stands on once more, and shows it. */
async function recompute(message: LookMessage): Promise<void> {
  const missing = (reason: string): void =>
    send({ type: 'looked', request: message.request, picture: { kind: 'none', reason }, largest: [] });
  if (current === undefined) return missing('Nothing has been computed yet.');
  if (showKept(message)) return;
  const { plan, settings } = current;
  try {
    await evaluate({
      tf,
      plan: upTo(plan, message.node),
      settings,
      secondBackend: 'cpu',
      onResult(result, values) {
        if (result.node === message.node) kept.keep(result.node, values);
      },
    });
    if (!showKept(message)) missing('It was not computed, or it is too large to be shown.');
  } catch (error) {
    missing(error instanceof Error ? error.message : String(error));
  }
}
