// The index of the newer HDF5 format: a B-tree of records of one size.

import { mostObjects } from '../budgets.ts';
import { address, broken, encodedSize, expectSignature, type Hdf5Bytes, open, uint } from './bytes.ts';

/** The addresses of all records of an index of the given type. */
export function indexRecords(file: Hdf5Bytes, at: number, type: number): readonly number[] {
  open(file);
  expectSignature(file, at, 'BTHD');
  if (uint(file, at + 5, 1) !== type) broken();
  const nodeSize = uint(file, at + 6, 4);
  const recordSize = uint(file, at + 10, 2);
  const depth = uint(file, at + 12, 2);
  const root = address(file, at + 16);
  const count = uint(file, at + 16 + file.addressSize, 2);
  if (recordSize === 0 || depth > 32) broken();
  const out: number[] = [];
  if (root === undefined) return out;
  const levels = levelSizes(file, { nodeSize, recordSize, depth });
  readNode(file, { at: root, count, depth, nodeSize, recordSize, levels }, out);
  return out;
}

interface Level {
  /** Bytes of the number of records below a child, at this level. */
  readonly totalSize: number;
}

interface Levels {
  /** Bytes of the number of records in a child. */
  readonly countSize: number;
  readonly levels: readonly Level[];
}

/** How the numbers in a node are stored follows from how many records can lie below it. */
function levelSizes(
  { addressSize }: Hdf5Bytes,
  { nodeSize, recordSize, depth }: { readonly nodeSize: number; readonly recordSize: number; readonly depth: number },
): Levels {
  const overhead = 10;
  const inLeaf = Math.floor((nodeSize - overhead) / recordSize);
  const countSize = encodedSize(inLeaf);
  const levels: Level[] = [{ totalSize: 0 }];
  let below = inLeaf;
  for (let level = 1; level <= depth; level++) {
    const pointer = addressSize + countSize + (levels[level - 1]?.totalSize ?? 0);
    const most = Math.floor((nodeSize - overhead - pointer) / (recordSize + pointer));
    below = (most + 1) * below + most;
    levels.push({ totalSize: encodedSize(below) });
  }
  return { countSize, levels };
}

interface Node {
  readonly at: number;
  readonly count: number;
  readonly depth: number;
  readonly nodeSize: number;
  readonly recordSize: number;
  readonly levels: Levels;
}

function readNode(file: Hdf5Bytes, node: Node, out: number[]): void {
  const { at, count, depth, recordSize, levels } = node;
  open(file);
  expectSignature(file, at, depth === 0 ? 'BTLF' : 'BTIN');
  if (out.length + count > mostObjects || count * recordSize > node.nodeSize) broken();
  for (let i = 0; i < count; i++) out.push(at + 6 + i * recordSize);
  if (depth === 0) return;
  const pointers = at + 6 + count * recordSize;
  const totalSize = levels.levels[depth - 1]?.totalSize ?? 0;
  const size = file.addressSize + levels.countSize + totalSize;
  for (let i = 0; i <= count; i++) {
    const from = pointers + i * size;
    const child = address(file, from) ?? broken();
    readNode(
      file,
      { ...node, at: child, count: uint(file, from + file.addressSize, levels.countSize), depth: depth - 1 },
      out,
    );
  }
}
