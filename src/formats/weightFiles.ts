// Files of weights for a model that comes from elsewhere: Keras's `.weights.h5` and older HDF5 files, whole models, and tfjs
// layers models.

import type { Model } from '../model/graph.ts';
import { Unreadable, unreadable } from './budgets.ts';
import { type Hdf5File, isHdf5, openHdf5 } from './hdf5/file.ts';
import { readArchive } from './kerasArchive.ts';
import type { FileToRead, StoredWeights } from './modelFile.ts';
import { isStoredRecord, parseStored } from './stored.ts';
import { type Assigned, assignByName, readerOf } from './weights/byName.ts';
import { assignByState } from './weights/byState.ts';
import { assignLegacy, legacyGroups } from './weights/legacy.ts';
import { readManifest } from './weights/manifest.ts';
import { stateOfHdf5 } from './weights/state.ts';
import { variableLayers } from './weights/variables.ts';
import { isZip, openZip } from './zip.ts';

export interface WeightFile {
  readonly weights: StoredWeights;
  /** What does not fit the model, as sentences. */
  readonly notes: readonly string[];
}

/**
 * The values that a file has for the variables of a model: by the names of layers, or by their order where the names are
 * others, as Keras loads them. Why the file cannot be read, as the end of a sentence, where that is so, or where it has
 * nothing for this model.
 */
export async function readWeightFile(
  model: Model,
  file: FileToRead,
): Promise<WeightFile | { readonly unreadable: string }> {
  try {
    const notes = new Set<string>();
    const assigned = await assignedFrom(model, file, notes);
    const wanted = variableLayers(model.layer);
    const found = wanted.filter(({ layer }) => assigned.get(layer)?.some(array => array !== undefined) === true);
    if (wanted.length > 0 && found.length === 0) {
      const [why] = notes;
      return {
        unreadable: `none of its weights fit the model${why === undefined ? '' : ` (${why.replace(/\.$/, '')})`}`,
      };
    }
    return { weights: readerOf(assigned), notes: [...notes] };
  } catch (error) {
    return { unreadable: error instanceof Unreadable ? error.message : 'its content is not what it should be' };
  }
}

async function assignedFrom(model: Model, file: FileToRead, notes: Set<string>): Promise<Assigned> {
  const { bytes, sibling } = file;
  if (isHdf5(bytes)) return assignHdf5(model, openHdf5(bytes), notes);
  if (isZip(bytes)) {
    const { state } = readArchive(openZip(bytes), notes);
    return state === undefined
      ? unreadable('it holds no weights that can be read')
      : assignByState(model, state, notes);
  }
  const document = parseStored(new TextDecoder().decode(bytes));
  const manifest = isStoredRecord(document) ? document.get('weightsManifest') : undefined;
  if (manifest === undefined) unreadable('it holds no weights');
  return assignByName(variableLayers(model.layer), await readManifest(manifest, sibling, notes), notes);
}

/** The weights of an HDF5 file, of whichever kind it is. */
export function assignHdf5(model: Model, file: Hdf5File, notes: Set<string>): Assigned {
  const legacy = legacyGroups(file);
  return legacy === undefined ? assignByState(model, stateOfHdf5(file), notes) : assignLegacy(model, legacy, notes);
}
