// Reads model files: tells the formats apart by their first bytes, and gives the model with its weights, or why there is
// none. Whatever the bytes are, nothing is thrown.

import type { Model } from '../model/graph.ts';
import { Unreadable, unreadable } from './budgets.ts';
import type { FileToRead, ModelFile } from './modelFile.ts';
import { storedModel } from './models.ts';
import { createReading, type Reading } from './reading.ts';
import { parseStored } from './stored.ts';
import { type Topology, topologyOf } from './topology.ts';
import { storedObject } from './values.ts';
import { manifestWeights } from './weights/byName.ts';
import { readManifest } from './weights/manifest.ts';

export type { FileToRead, ModelFile, StoredArray, StoredWeights } from './modelFile.ts';

/** The model of a file, or why it cannot be read, as the end of a sentence. */
export async function readModelFile(file: FileToRead): Promise<ModelFile | { readonly unreadable: string }> {
  try {
    return await readKind(file);
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    return { unreadable: 'its content is not what it should be' };
  }
}

/** True for an answer that says why there is no model. */
export function isUnreadableModel(
  answer: ModelFile | { readonly unreadable: string },
): answer is { readonly unreadable: string } {
  return 'unreadable' in answer;
}

function readKind(file: FileToRead): Promise<ModelFile> {
  const { bytes } = file;
  if (bytes.length === 0) unreadable('it is empty');
  return readJson(file);
}

async function readJson(file: FileToRead): Promise<ModelFile> {
  const topology = topologyOf(parseStored(decodeText(file.bytes)));
  const { model, reading } = modelOf(file.name, topology);
  const { manifest } = topology;
  const arrays = manifest === undefined ? undefined : await readManifest(manifest, file.sibling, reading.notes);
  const weights = arrays === undefined ? undefined : manifestWeights(model, arrays, reading.notes);
  return { model, dialect: topology.dialect, weights, notes: [...reading.notes] };
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable('it is neither text nor an archive nor an HDF5 file');
  }
}

/** The graph that a topology describes. */
function modelOf(name: string, topology: Topology): { readonly model: Model; readonly reading: Reading } {
  const object = storedObject(topology.model);
  if (object === undefined) unreadable('its JSON describes no Keras model: there is no `class_name`');
  const reading = createReading(name, topology.dialect, storedModel);
  return { model: storedModel(reading, object), reading };
}
