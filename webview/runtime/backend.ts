// Which tfjs backend computes. WebAssembly comes first: it needs no graphics card and starts fast; graphics backends are
// used when they are asked for, and every step down says so.

import type { Tf } from '../../src/layers/run.ts';
import { mendKernels } from './mendedKernels.ts';

export type Backend = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export interface ChosenBackend {
  readonly backend: Backend;
  /** What is to be known about it, as a sentence: why it is not the wanted one, or that it computes in half precision. */
  readonly note?: string;
}

const names: Readonly<Record<Backend, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
};

/** The name of a backend for people. */
export function backendName(backend: string): string {
  return Object.hasOwn(names, backend) ? names[backend as Backend] : backend;
}

/** Sets up the wanted backend, or the next one that works. Throws where none does. */
export async function chooseBackend(tf: Tf, wanted: Backend | 'auto'): Promise<ChosenBackend> {
  const order: Backend[] = wanted === 'auto' ? ['wasm', 'cpu'] : [...new Set<Backend>([wanted, 'wasm', 'cpu'])];
  const missing: Backend[] = [];
  for (const backend of order) {
    if (!(await works(tf, backend))) {
      missing.push(backend);
      continue;
    }
    const notes: string[] = [];
    if (missing.length > 0)
      notes.push(`${missing.map(backendName).join(' and ')} ${missing.length === 1 ? 'does' : 'do'} not work here.`);
    if (backend === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
      notes.push('This graphics card computes in half precision.');
    return notes.length === 0 ? { backend } : { backend, note: notes.join(' ') };
  }
  throw new Error('No backend of TensorFlow.js works here.');
}

/** Whether a backend starts and adds two numbers. */
async function works(tf: Tf, backend: Backend): Promise<boolean> {
  try {
    if (!(await tf.setBackend(backend))) return false;
    if (backend === 'wasm') mendKernels(tf);
    const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])));
    const [first, second] = await sum.data();
    sum.dispose();
    return first === 4 && second === 6;
  } catch {
    return false;
  }
}
