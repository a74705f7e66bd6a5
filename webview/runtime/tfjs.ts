// The parts of TensorFlow.js that run models everywhere: its operations with the methods of tensors, and the backends that
// need no graphics card. Its layers, gradients, data sets and converters stay out.

import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

export { tf };

/** Says where the WebAssembly files lie, with a slash at its end; once, before a backend is chosen. */
export function useWasmIn(assets: string): void {
  setWasmPaths(assets);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
}
