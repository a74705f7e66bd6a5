// Asks for layouts: small graphs at once in this thread, large ones from a worker that has a deadline and can be given
// up. Only the newest request is ever answered.

import { layoutGraph } from './layout/layout.ts';
import type { Layout, LayoutGraph } from './layout/types.ts';

/** Up to this number of items a layout takes less than a frame, so it is not worth a worker. */
export const laidOutAtOnce = 250;
/** Where no worker can be had, larger graphs than this are not laid out: they would block the page. */
export const laidOutWithoutWorker = 3000;
/** How long a worker may think, in milliseconds. */
export const deadline = 5000;

export interface LayoutRequest {
  readonly id: number;
  readonly graph: LayoutGraph;
}

export type LayoutAnswer =
  | { readonly id: number; readonly layout: Layout }
  | { readonly id: number; readonly failure: string };

export type LayoutResult =
  | { readonly kind: 'laidOut'; readonly layout: Layout }
  | { readonly kind: 'gaveUp'; readonly reason: string };

export interface LayoutClient {
  /** Calls back once, at once for small graphs, unless another request or `cancel` comes first. */
  request(graph: LayoutGraph, answer: (result: LayoutResult) => void): void;
  /** Stops the running request; the caller is told that it was cancelled. */
  cancel(): void;
}

/** A client whose worker's source lies at `${assets}layoutWorker.js`. */
export function createLayoutClient(assets: string): LayoutClient {
  let worker: Promise<Worker | undefined> | undefined;
  let count = 0;
  let running: { id: number; finish(result: LayoutResult): void } | undefined;

  const stop = (): void => {
    running = undefined;
    const stopped = worker;
    worker = undefined;
    stopped?.then(each => each?.terminate());
  };

  const start = async (id: number, graph: LayoutGraph): Promise<void> => {
    worker ??= startWorker(assets);
    const ready = await worker;
    if (running?.id !== id) return;
    if (ready === undefined) {
      if (graph.items.length > laidOutWithoutWorker)
        running.finish({ kind: 'gaveUp', reason: 'No worker could be started to lay it out.' });
      else running.finish(inThread(graph));
      return;
    }
    ready.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (running?.id !== data.id) return;
      if ('layout' in data) running.finish({ kind: 'laidOut', layout: data.layout });
      else running.finish({ kind: 'gaveUp', reason: data.failure });
    };
    ready.onerror = event => running?.finish({ kind: 'gaveUp', reason: event.message });
    const request: LayoutRequest = { id, graph };
    ready.postMessage(request);
  };

  return {
    request(graph, answer) {
      // A worker that is still busy with an older graph is replaced rather than waited for.
      if (running !== undefined) stop();
      const id = ++count;
      if (graph.items.length <= laidOutAtOnce) {
        answer(inThread(graph));
        return;
      }
      const timer = setTimeout(() => {
        if (running?.id !== id) return;
        stop();
        answer({ kind: 'gaveUp', reason: `The layout took longer than ${deadline / 1000} seconds.` });
      }, deadline);
      running = {
        id,
        finish(result) {
          running = undefined;
          clearTimeout(timer);
          answer(result);
        },
      };
      void start(id, graph);
    },
    cancel() {
      const finish = running?.finish;
      if (finish === undefined) return;
      stop();
      finish({ kind: 'gaveUp', reason: 'The layout was cancelled.' });
    },
  };
}

function inThread(graph: LayoutGraph): LayoutResult {
  try {
    return { kind: 'laidOut', layout: layoutGraph(graph) };
  } catch (error) {
    return { kind: 'gaveUp', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A worker from a blob, since a webview may not start one from the address of its assets. */
async function startWorker(assets: string): Promise<Worker | undefined> {
  try {
    const response = await fetch(`${assets}layoutWorker.js`);
    if (!response.ok) return undefined;
    const address = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
    return new Worker(address);
  } catch {
    return undefined;
  }
}
