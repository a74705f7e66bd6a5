// `.keras` archives: the configuration as JSON, and the weights in an HDF5 file or NumPy arrays beside it.

import { Unreadable, unreadable } from './budgets.ts';
import { openHdf5 } from './hdf5/file.ts';
import { isStoredRecord, parseStored, textAt } from './stored.ts';
import { type Origin, type Topology, topologyOf } from './topology.ts';
import { joinStates, type StateGroup, stateOfHdf5 } from './weights/state.ts';
import type { Archive } from './zip.ts';

export interface KerasArchive {
  readonly topology: Topology;
  /** The saved state of the model; absent where there is none that can be read. */
  readonly state: StateGroup | undefined;
}

/** The parts of an archive. What keeps its weights from being read is noted. */
export function readArchive(archive: Archive, notes: Set<string>, weights: 'all' | 'none' = 'all'): KerasArchive {
  const config = archive.read('config.json');
  if (config === undefined) {
    const isArrays = archive.names.some(name => name.endsWith('.npy'));
    unreadable(
      isArrays ? 'it holds arrays and no model' : 'it is an archive without the `config.json` of a Keras model',
    );
  }
  const topology = topologyOf(parseStored(new TextDecoder().decode(config)), originOf(archive));
  return { topology, state: weights === 'none' ? undefined : stateOf(archive, notes) };
}

/** Keras 2 wrote such archives, too; which version did stands beside the configuration. */
function originOf(archive: Archive): Origin {
  const metadata = archive.read('metadata.json');
  const stored = metadata === undefined ? undefined : parseStored(new TextDecoder().decode(metadata));
  const version = isStoredRecord(stored) ? textAt(stored, 'keras_version') : undefined;
  return version === undefined ? {} : { version };
}

function stateOf(archive: Archive, notes: Set<string>): StateGroup | undefined {
  try {
    const shards = archive.names.filter(name => /^model(\.|_\d+\.)weights\.h5$/.test(name));
    const states = shards.flatMap(name => {
      const bytes = archive.read(name);
      return bytes === undefined ? [] : [stateOfHdf5(openHdf5(bytes))];
    });
    if (states.length > 0) return states.reduce(joinStates);
    notes.add(
      archive.names.includes('model.weights.npz')
        ? 'The weights of the model are objects of Python, which are not read.'
        : 'The archive holds no weights of the model.',
    );
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    notes.add(`The weights of the model cannot be read: ${error.message}.`);
  }
  return undefined;
}
