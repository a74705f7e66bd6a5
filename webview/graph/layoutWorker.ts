// The worker's side of the layout: one graph in, one layout out.

import { layoutGraph } from './layout/layout.ts';
import type { LayoutAnswer, LayoutRequest } from './layoutClient.ts';

/** The part of a dedicated worker's global scope that is used; the page's types know no workers. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LayoutRequest>) => void) | null;
  postMessage(answer: LayoutAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage({ id: data.id, layout: layoutGraph(data.graph) });
  } catch (error) {
    scope.postMessage({ id: data.id, failure: error instanceof Error ? error.message : String(error) });
  }
};
