// What a model file gives: the model as the project's own graph, and its variables' values.

import type { Dialect } from '../layers/config.ts';
import type { Layer, Model } from '../model/graph.ts';

/** A file of a model, and the way to the files beside it. */
export interface FileToRead {
  /** Its name without the folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** A file in the same folder, such as a shard of weights; undefined where there is none. */
  sibling(name: string): Promise<Uint8Array | undefined>;
}

export interface ModelFile {
  readonly model: Model;
  readonly dialect: Dialect;
  /** The values in the file; absent where it holds none, or none that can be read. */
  readonly weights: StoredWeights | undefined;
  /** What could not be read as it stands, as sentences. */
  readonly notes: readonly string[];
}

/** The value of variable `index` of a layer of the model; undefined where the file has none. */
export type StoredWeights = (layer: Layer, index: number) => StoredArray | undefined;

/** An array of a file, row-major. Floats of every size become float32, integers int32, truth values 0 and 1. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}
