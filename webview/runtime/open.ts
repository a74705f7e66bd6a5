// The runtime without a page: TensorFlow.js on the best backend there is, ready to run one plan after the other.

import type { Tf } from '../../src/layers/run.ts';
import { type ChosenBackend, chooseBackend } from './backend.ts';
import { type EvaluateOptions, evaluate, type RunReport } from './evaluate.ts';

export interface Runtime extends ChosenBackend {
  /** Runs a plan; what the backend cannot compute is computed by the plain one. */
  run(options: Omit<EvaluateOptions, 'tf' | 'secondBackend'>): Promise<RunReport>;
}

/** Starts the first backend that works. Throws where none does. */
export async function openRuntime(tf: Tf): Promise<Runtime> {
  const chosen = await chooseBackend(tf, 'auto');
  return { ...chosen, run: options => evaluate({ ...options, tf, secondBackend: 'cpu' }) };
}
