// HDF5 files as far as models need them: groups, datasets and attributes, read where they are asked for. Written for what
// h5py stores, in the first format of the library and in the newer one.

import { type Attribute, attributesOf } from './attributes.ts';
import { address, broken, type Hdf5Bytes, uint } from './bytes.ts';
import { type Dataset, datasetOf } from './datasets.ts';
import { membersOf } from './groups.ts';
import { messagesAt } from './header.ts';

/** A group or dataset. */
export interface Hdf5Object {
  /** The members of a group by name; empty for a dataset. */
  readonly members: ReadonlyMap<string, number>;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Set where the object is a dataset. */
  readonly dataset: Dataset | undefined;
}

export interface Hdf5File {
  readonly root: Hdf5Object;
  /** The object at a path below another; undefined where there is none. */
  find(from: Hdf5Object, path: string): Hdf5Object | undefined;
}

/** True for bytes that begin like an HDF5 file. */
export function isHdf5(bytes: Uint8Array): boolean {
  return signatureAt(bytes) !== undefined;
}

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** A block of the user's own may stand before the file, of 512 bytes or a doubling of that. */
function signatureAt(bytes: Uint8Array): number | undefined {
  for (let at = 0; at + 8 <= bytes.length; at = at === 0 ? 512 : at * 2)
    if (signature.every((byte, i) => bytes[at + i] === byte)) return at;
  return undefined;
}

/** Opens a file. */
export function openHdf5(bytes: Uint8Array): Hdf5File {
  const at = signatureAt(bytes) ?? broken();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head: Hdf5Bytes = { bytes, view, addressSize: 8, lengthSize: 8, base: 0, opened: 0 };
  const version = uint(head, at + 8, 1);
  const sizes = version < 2 ? at + 13 : at + 9;
  const [addressSize, lengthSize] = [uint(head, sizes, 1), uint(head, sizes + 1, 1)];
  if (version > 3 || ![2, 4, 8].includes(addressSize) || ![2, 4, 8].includes(lengthSize)) broken();
  const file: Hdf5Bytes = { ...head, addressSize, lengthSize };
  const first = version < 2 ? at + (version === 0 ? 24 : 28) : at + 12;
  const base = uint(file, first, addressSize);
  const based: Hdf5Bytes = { ...file, base };
  const rootAt = version < 2 ? first + 5 * addressSize : first + 3 * addressSize;
  const root = address(based, rootAt) ?? broken();
  const known = new Map<number, Hdf5Object>();
  const object = (place: number): Hdf5Object => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const made = readObject(based, place);
    known.set(place, made);
    return made;
  };
  return {
    root: object(root),
    find(from, path) {
      let found: Hdf5Object | undefined = from;
      for (const part of path.split('/')) {
        if (part === '') continue;
        const place: number | undefined = found.members.get(part);
        if (place === undefined) return undefined;
        found = object(place);
      }
      return found;
    },
  };
}

function readObject(file: Hdf5Bytes, at: number): Hdf5Object {
  const messages = messagesAt(file, at);
  return {
    members: membersOf(file, messages) ?? new Map(),
    attributes: attributesOf(file, messages),
    dataset: datasetOf(file, messages),
  };
}
