// The entry of the runtime for the command line, which loads it when a model is to be computed.

import { openRuntime, type Runtime } from './open.ts';
import { tf, useWasmIn } from './tfjs.ts';

/** Starts the runtime with the WebAssembly files of a folder, named with a slash at its end. */
export function openRuntimeIn(assets: string): Promise<Runtime> {
  tf.enableProdMode();
  useWasmIn(assets);
  return openRuntime(tf);
}
