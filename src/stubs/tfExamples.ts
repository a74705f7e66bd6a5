// Records of TensorFlow (`tf.train.Example`) taken apart: the features that a program describes say what each entry is.

import { recordOf, whyUnknown } from '../interp/make.ts';
import type { Builtin, CallArgs, RecordEntry, Value } from '../interp/value.ts';
import { shapeTuple } from '../ops/arguments.ts';
import { type Dim, dynamic } from '../shapes/dim.ts';
import type { DType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { argument } from './arguments.ts';
import { arrayOf, toConfig } from './convert.ts';
import { dtypeIn } from './data/sources.ts';
import { functionIn } from './functionTable.ts';

const described: Unknown = unknown({ kind: 'data', what: 'how the features are described' });
const variable: Unknown = unknown({ kind: 'todo', what: 'a feature of variable length' });

function feature(name: string): Builtin {
  return (_context, args) => {
    const named = [
      ['shape', argument(args, 0, 'shape')],
      ['dtype', argument(args, name === 'VarLenFeature' ? 0 : 1, 'dtype')],
    ] as const;
    return {
      kind: 'object',
      family: 'feature',
      name,
      config: new Map(named.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))),
    };
  };
}

/** What one feature becomes; `batch` stands in front of it. */
function entryOf(described: Value, batch: readonly Dim[]): Value {
  if (described.kind !== 'object' || described.family !== 'feature') return whyUnknown(described) ?? variable;
  const fixed = described.name === 'FixedLenFeature';
  if (!fixed && described.name !== 'FixedLenSequenceFeature') return variable;
  const given = described.config.get('shape');
  const dtype: DType = dtypeIn(described.config.get('dtype'));
  const plain = given === undefined ? variable : toConfig(given);
  const read = isUnknown(plain) ? undefined : shapeTuple().read(plain, 'keras3');
  if (read === undefined || 'kind' in read) return arrayOf({ shape: variable, dtype }, 'eager');
  const dims = read.entries.map((entry): Dim => entry ?? variable);
  return arrayOf({ shape: [...batch, ...(fixed ? [] : [dynamic]), ...dims], dtype }, 'eager');
}

function parsed(features: Value | undefined, batch: readonly Dim[]): Value {
  if (features?.kind !== 'record') return features === undefined ? described : (whyUnknown(features) ?? described);
  const entries = new Map<string, RecordEntry>();
  for (const [key, entry] of features.entries.value) entries.set(key, { ...entry, value: entryOf(entry.value, batch) });
  return recordOf(entries, { open: features.open.value });
}

/** How many records a batch of them holds. */
function batchOf(args: CallArgs): readonly Dim[] | Unknown {
  const serialized = argument(args, 0, 'serialized');
  const shape = serialized?.kind === 'array' ? serialized.type.shape : described;
  return isUnknown(shape) ? shape : shape.slice(0, 1);
}

const functions: Readonly<Record<string, Builtin>> = {
  ...Object.fromEntries(
    ['FixedLenFeature', 'FixedLenSequenceFeature', 'VarLenFeature', 'RaggedFeature', 'SparseFeature'].map(name => [
      name,
      feature(name),
    ]),
  ),
  parse_single_example: (_context, args) => parsed(argument(args, 1, 'features'), []),
  parse_example: (_context, args) => {
    const batch = batchOf(args);
    return isUnknown(batch) ? batch : parsed(argument(args, 1, 'features'), batch);
  },
};

/** A function of `tf.io` on such records; undefined for other paths. */
export function exampleFunction(path: string): Value | undefined {
  const [, name = ''] = /^tf\.(?:io\.)?(\w+)$/.exec(path) ?? [];
  return functionIn(functions, path, name);
}
