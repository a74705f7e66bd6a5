// Reads model files: tells the formats apart by their first bytes, and gives the model with its weights, or why there is
// none. Whatever the bytes are, nothing is thrown.

import type { Model } from '../model/graph.ts';
import { Unreadable, unreadable } from './budgets.ts';
import { isHdf5, openHdf5 } from './hdf5/file.ts';
import { readArchive } from './kerasArchive.ts';
import type { FileToRead, ModelFile, StoredWeights } from './modelFile.ts';
import { storedModel } from './models.ts';
import { createReading, type Reading } from './reading.ts';
import { parseStored } from './stored.ts';
import { type Topology, topologyOf } from './topology.ts';
import { storedObject } from './values.ts';
import { assignHdf5 } from './weightFiles.ts';
import { type Assigned, assignByName, readerOf } from './weights/byName.ts';
import { assignByState } from './weights/byState.ts';
import { readManifest } from './weights/manifest.ts';
import { variableLayers } from './weights/variables.ts';
import { isZip, openZip } from './zip.ts';

export type { FileToRead, ModelFile, StoredArray, StoredWeights } from './modelFile.ts';
export { readWeightFile, type WeightFile } from './weightFiles.ts';

/** What is read of a file. */
export interface ReadOptions {
  /** `none` where nobody asks for the values of variables: files of weights are then not touched. */
  readonly weights?: 'all' | 'none';
}

/** The model of a file, or why it cannot be read, as the end of a sentence. */
export async function readModelFile(
  file: FileToRead,
  { weights = 'all' }: ReadOptions = {},
): Promise<ModelFile | { readonly unreadable: string }> {
  try {
    const read: FileToRead & Required<ReadOptions> = { ...file, weights };
    if (file.bytes.length === 0) unreadable('it is empty');
    if (isHdf5(file.bytes)) return readHdf5(read);
    if (isZip(file.bytes)) return readKeras(read);
    if (/\.(keras|h5|hdf5)$/i.test(file.name) && !beginsJson(file.bytes))
      unreadable('it is no JSON, no archive and no HDF5 file');
    return await readJson(read);
  } catch (error) {
    return { unreadable: error instanceof Unreadable ? error.message : 'its content is not what it should be' };
  }
}

/** True for an answer that says why there is nothing. */
export function isUnreadableFile<T extends object>(
  answer: T | { readonly unreadable: string },
): answer is { readonly unreadable: string } {
  return 'unreadable' in answer;
}

async function readJson(file: FileToRead & Required<ReadOptions>): Promise<ModelFile> {
  const topology = topologyOf(parseStored(decodeText(file.bytes)));
  const { model, reading } = modelOf(file.name, topology);
  const { notes } = reading;
  const manifest = file.weights === 'none' ? undefined : topology.manifest;
  const arrays = manifest === undefined ? undefined : await readManifest(manifest, file.sibling, notes);
  const weights = arrays?.length
    ? weightsOf(notes, () => assignByName(variableLayers(model.layer), arrays, notes))
    : undefined;
  return { model, dialect: topology.dialect, weights, notes: [...notes] };
}

function readKeras(file: FileToRead & Required<ReadOptions>): ModelFile {
  const missing = new Set<string>();
  const { topology, state } = readArchive(openZip(file.bytes), missing, file.weights);
  const { model, reading } = modelOf(file.name, topology);
  const { notes } = reading;
  for (const note of missing) notes.add(note);
  const weights = state === undefined ? undefined : weightsOf(notes, () => assignByState(model, state, notes));
  return { model, dialect: topology.dialect, weights, notes: [...notes] };
}

function readHdf5(file: FileToRead & Required<ReadOptions>): ModelFile {
  const hdf5 = openHdf5(file.bytes);
  const config = hdf5.root.attributes.get('model_config');
  if (typeof config !== 'string') {
    const isWeights = hdf5.root.attributes.has('layer_names') || hdf5.root.members.has('layers');
    unreadable(
      isWeights || hdf5.root.members.has('_layer_checkpoint_dependencies')
        ? 'it holds only weights and says nothing of the layers; give the program or model file that makes the model'
        : 'it is an HDF5 file without a Keras model',
    );
  }
  const version = hdf5.root.attributes.get('keras_version');
  const backend = hdf5.root.attributes.get('backend');
  const topology = topologyOf(parseStored(config), {
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof backend === 'string' ? { backend } : {}),
  });
  const { model, reading } = modelOf(file.name, topology);
  const { notes } = reading;
  const weights = file.weights === 'none' ? undefined : weightsOf(notes, () => assignHdf5(model, hdf5, notes));
  return { model, dialect: topology.dialect, weights, notes: [...notes] };
}

/** Weights that cannot be read leave the model as it is. */
function weightsOf(notes: Set<string>, assign: () => Assigned): StoredWeights | undefined {
  try {
    return readerOf(assign());
  } catch (error) {
    const why = error instanceof Unreadable ? error.message : 'their content is not what it should be';
    notes.add(`The weights of the model cannot be read: ${why}.`);
    return undefined;
  }
}

/** True for bytes whose first that is no white space opens an object or a text, behind a mark of UTF-8 or none. */
function beginsJson(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start).find(byte => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
  return first === 0x7b || first === 0x22;
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
