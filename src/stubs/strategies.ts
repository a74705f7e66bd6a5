// Strategies of `tf.distribute`: what runs under one has the shapes it has without it; how many devices there are is not known.

import { builtin, closedItems, plain } from '../interp/make.ts';
import type { Builtin, KeywordValue, ObjectValue, Value } from '../interp/value.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import { argument, positionalArgs } from './arguments.ts';

const devices: Unknown = unknown({ kind: 'input', name: 'the number of devices' });

const strategy: ObjectValue = { kind: 'object', family: 'strategy', name: 'Strategy', config: new Map() };

/** `strategy.run(function, args, kwargs)`: what the function gives on one device. */
const run: Builtin = (context, args, { place }) => {
  const callee = argument(args, 0, 'fn');
  const given = argument(args, 1, 'args');
  const named = argument(args, 2, 'kwargs');
  const items = given === undefined ? [] : closedItems(given);
  if (callee === undefined || items === undefined || (named !== undefined && named.kind !== 'record')) return devices;
  const entries = named === undefined ? [] : [...named.entries.value.values()];
  const keywords = entries.flatMap(({ key, value }): readonly KeywordValue[] =>
    key.kind === 'string' ? [{ name: key.value, value, place }] : [],
  );
  return context.call(callee, { ...positionalArgs(items, place), keywords }, place);
};

/** The attribute of a strategy; undefined where it is not modelled. */
export function strategyMember(name: string): Value | undefined {
  switch (name) {
    case 'num_replicas_in_sync':
      return plain('int', devices);
    case 'run':
    case 'experimental_run_v2':
      return builtin(`strategy.${name}`, run);
    case 'scope':
      return builtin('strategy.scope', () => strategy);
    case 'experimental_distribute_dataset':
      return builtin(`strategy.${name}`, (_context, args) => argument(args, 0, 'dataset') ?? devices);
    case 'reduce':
    case 'experimental_local_results':
      return builtin(`strategy.${name}`, () => devices);
    default:
      return undefined;
  }
}

/** A strategy by its class, or the one in force; undefined for other paths. */
export function strategyAt(path: string): Value | undefined {
  return /^tf\.distribute\.(experimental\.)?(\w+Strategy|get_strategy)$/.test(path)
    ? builtin(path, () => strategy)
    : undefined;
}
