// Messages between the page and the worker that computes. Every answer carries the number of the run or request it
// belongs to, so that a late one can be told from a current one.

import type { CallResult, RunPlan } from '../../src/protocol/runPlan.ts';
import type { Backend } from './backend.ts';
import type { RunSettings } from './evaluate.ts';
import type { Histogram } from './histogram.ts';
import type { Picture, PictureRequest } from './pictures.ts';

export type ToWorker =
  | {
      readonly type: 'run';
      readonly run: number;
      readonly plan: RunPlan;
      readonly settings: RunSettings;
      readonly backend: Backend | 'auto';
      /** Where the WebAssembly files lie, ending in a slash. */
      readonly assets: string;
    }
  | { readonly type: 'cancel'; readonly run: number }
  /** Asks for a picture of one output of the last run. */
  | {
      readonly type: 'look';
      readonly request: number;
      readonly node: string;
      readonly output: number;
      readonly picture: PictureRequest;
    };

export type FromWorker =
  | { readonly type: 'started'; readonly run: number; readonly backend: Backend; readonly note?: string }
  | { readonly type: 'result'; readonly run: number; readonly result: CallResult }
  | { readonly type: 'defect'; readonly run: number; readonly report: string }
  | {
      readonly type: 'ended';
      readonly run: number;
      readonly how: 'done' | 'cancelled';
      readonly ms: number;
      readonly peakBytes: number;
    }
  | { readonly type: 'failed'; readonly run: number; readonly message: string }
  | {
      readonly type: 'looked';
      readonly request: number;
      readonly picture: Picture;
      readonly histogram?: Histogram;
      /** The largest elements of a vector with their positions, largest first. */
      readonly largest: readonly { readonly index: number; readonly value: number }[];
    };
