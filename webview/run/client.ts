// The page's end of the runtime worker. A webview cannot start a worker from the extension's address, so its source is
// fetched and started from a blob.

import type { FromWorker, ToWorker } from '../runtime/protocol.ts';

export interface RuntimeClient {
  /** Sends a message; the worker is started with the first one. */
  send(message: ToWorker): void;
  /** Ends the worker, whatever it is doing. The next message starts another one. */
  stop(): void;
}

export interface RuntimeHandlers {
  onMessage(message: FromWorker): void;
  /** The worker could not be started or died. */
  onBroken(reason: string): void;
}

/** A client for the worker whose bundle lies under `assets`. */
export function createRuntimeClient(assets: string, handlers: RuntimeHandlers): RuntimeClient {
  let worker: Promise<Worker> | undefined;

  async function start(): Promise<Worker> {
    const answer = await fetch(`${assets}runtimeWorker.js`);
    if (!answer.ok) throw new Error(`the runtime cannot be loaded (${answer.status})`);
    const address = URL.createObjectURL(new Blob([await answer.text()], { type: 'text/javascript' }));
    const started = new Worker(address);
    started.onmessage = (event: MessageEvent<FromWorker>) => {
      URL.revokeObjectURL(address);
      handlers.onMessage(event.data);
    };
    started.onerror = event => {
      event.preventDefault();
      handlers.onBroken(event.message || 'the runtime stopped');
    };
    return started;
  }

  return {
    send(message) {
      worker ??= start();
      const asked = worker;
      asked.then(
        started => {
          if (worker === asked) started.postMessage(message);
        },
        (error: unknown) => {
          if (worker !== asked) return;
          worker = undefined;
          handlers.onBroken(error instanceof Error ? error.message : String(error));
        },
      );
    },
    stop() {
      const asked = worker;
      worker = undefined;
      asked?.then(
        started => started.terminate(),
        () => undefined,
      );
    },
  };
}
