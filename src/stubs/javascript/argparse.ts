// The parser of arguments that Node programs use: the program is read with the defaults that it names.

import { bool, builtin, list, missing, record } from '../../interp/make.ts';
import type { Builtin, RecordValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';

/** The entry of a record under one of several names. */
function entryOf(options: RecordValue | undefined, ...names: readonly string[]): Value | undefined {
  const entries = [...(options?.entries.value.values() ?? [])];
  return entries.find(({ key }) => key.kind === 'string' && names.includes(key.value))?.value;
}

function textsOf(value: Value | undefined): readonly string[] {
  if (value?.kind === 'string') return [value.value];
  return value?.kind === 'list' ? value.items.value.flatMap(textsOf) : [];
}

/** The value of an argument that nobody gives. */
function fallbackOf(options: RecordValue | undefined, flag: string): Value {
  const given = entryOf(options, 'defaultValue', 'default');
  if (given !== undefined) return given;
  const [action] = textsOf(entryOf(options, 'action'));
  if (action === 'storeTrue' || action === 'store_true') return bool(false);
  if (action === 'storeFalse' || action === 'store_false') return bool(true);
  return unknown({ kind: 'input', name: `\`${flag}\`` });
}

const argumentParser: Builtin = () => {
  const defaults = new Map<string, Value>();
  const add: Builtin = (_context, args) => {
    const names = args.positional.flatMap(one => textsOf(one.value));
    const options = args.positional.map(one => one.value).find(value => value.kind === 'record');
    const flag = names.find(name => name.startsWith('--')) ?? names[0] ?? '';
    const [dest = flag.replace(/^-+/, '').replaceAll('-', '_')] = textsOf(entryOf(options, 'dest'));
    defaults.set(dest, fallbackOf(options, flag));
    return missing;
  };
  const parse: Builtin = () => record(defaults, 'by name too');
  const parseKnown: Builtin = (...call) => list([parse(...call), list([])]);
  const self: Value = record(
    [
      ...(['addArgument', 'add_argument'] as const).map(name => [name, builtin(name, add)] as const),
      ...(['parseArgs', 'parse_args'] as const).map(name => [name, builtin(name, parse)] as const),
      ...(['parseKnownArgs', 'parse_known_args'] as const).map(name => [name, builtin(name, parseKnown)] as const),
      ...(['addArgumentGroup', 'add_argument_group', 'addMutuallyExclusiveGroup'] as const).map(
        name => [name, builtin(name, () => self)] as const,
      ),
    ],
    'by name too',
  );
  return self;
};

/** What stands at a path of the package. */
export function argparseAt(path: string): Value | undefined {
  return path === 'argparse.ArgumentParser' ? builtin(path, argumentParser) : undefined;
}
