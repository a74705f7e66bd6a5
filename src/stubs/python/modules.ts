// Python's standard library, as far as sizes and structures depend on it: math, itertools, functools, collections, os.path,
// random, argparse.

import { ownValue } from '../../base/ownValue.ts';
import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { iterate } from '../../interp/iterate.ts';
import {
  bool,
  builtin,
  float,
  int,
  list,
  none,
  numeric,
  plain,
  record,
  recordOf,
  string,
  tuple,
  whyUnknown,
} from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument, positionalArgs, whyOfArguments } from '../arguments.ts';
import { pathText, tablePath } from '../data/tableFiles.ts';
import { importModule } from '../moduleFunctions.ts';
import { pythonBuiltins } from './builtins.ts';
import { fileSystemFunction } from './fileSystem.ts';
import { iteratorFunction } from './iterators.ts';
import { literal } from './literals.ts';
import { pathlibFunction } from './paths.ts';
import { randomFunction } from './random.ts';
import { textModuleMember } from './texts.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

/** Modules of the standard library that programs import; those without members here are only known to exist. */
export const pythonModules: readonly string[] = [
  'math',
  'os.path',
  'itertools',
  'functools',
  'collections',
  'random',
  'argparse',
  'ast',
  'csv',
  'typing',
  'dataclasses',
  'enum',
  'abc',
  'time',
  'datetime',
  'json',
  'sys',
  'warnings',
  'logging',
  'copy',
  're',
  'string',
  'pathlib',
  'glob',
  'pickle',
  'operator',
  'importlib',
  ...[
    'ast',
    'base64',
    'bisect',
    'codecs',
    'concurrent.futures',
    'contextlib',
    'gc',
    'getpass',
    'gzip',
    'hashlib',
    'heapq',
    'html',
    'inspect',
    'io',
    'multiprocessing',
    'platform',
    'shutil',
    'statistics',
    'struct',
    'subprocess',
    'tarfile',
    'tempfile',
    'textwrap',
    'threading',
    'timeit',
    'traceback',
    'types',
    'unicodedata',
    'urllib.parse',
    'urllib.request',
    'uuid',
    'zipfile',
  ],
];

function onFloats(compute: (...numbers: number[]) => number, whole = false): Builtin {
  return (_context, args) => {
    const numbers = args.positional.map(one => numeric(one.value));
    if (numbers.includes(undefined) || args.open !== undefined) {
      return plain(whole ? 'int' : 'float', whyOfArguments(args) ?? notKnown);
    }
    const value = compute(...(numbers as number[]));
    return whole ? int(value) : float(value);
  };
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b);
}

const functions: Readonly<Record<string, Builtin>> = {
  'importlib.import_module': importModule,
  'importlib.reload': (_context, args) => args.positional[0]?.value ?? notKnown,
  'math.floor': onFloats(Math.floor, true),
  'math.ceil': onFloats(Math.ceil, true),
  'math.trunc': onFloats(Math.trunc, true),
  'math.sqrt': onFloats(Math.sqrt),
  'math.log': onFloats((x, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base))),
  'math.log2': onFloats(Math.log2),
  'math.log10': onFloats(Math.log10),
  'math.exp': onFloats(Math.exp),
  'math.pow': onFloats((a, b) => a ** b),
  'math.sin': onFloats(Math.sin),
  'math.cos': onFloats(Math.cos),
  'math.log1p': onFloats(Math.log1p),
  'math.expm1': onFloats(Math.expm1),
  'math.fabs': onFloats(Math.abs),
  'math.tan': onFloats(Math.tan),
  'math.asin': onFloats(Math.asin),
  'math.acos': onFloats(Math.acos),
  'math.atan': onFloats(Math.atan),
  'math.atan2': onFloats(Math.atan2),
  'math.sinh': onFloats(Math.sinh),
  'math.cosh': onFloats(Math.cosh),
  'math.tanh': onFloats(Math.tanh),
  'math.hypot': onFloats(Math.hypot),
  'math.degrees': onFloats(x => (x * 180) / Math.PI),
  'math.radians': onFloats(x => (x * Math.PI) / 180),
  'math.fmod': onFloats((a, b) => a % b),
  'math.factorial': onFloats(factorial, true),
  'math.gcd': onFloats(gcd, true),
  'math.isqrt': onFloats(x => Math.floor(Math.sqrt(x)), true),
  'math.prod': (context, args, { place }) => {
    const { items, rest } = iterate(context, args.positional[0]?.value ?? notKnown, place);
    const numbers = items.map(numeric);
    if (rest !== undefined || numbers.includes(undefined)) return plain('number', items.find(isUnknown) ?? notKnown);
    return int((numbers as number[]).reduce((a, b) => a * b, 1));
  },
  'math.comb': onFloats((n, k) => {
    let value = 1;
    for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
    return Math.round(value);
  }, true),
  'ast.literal_eval': (_context, args) => {
    const text = args.positional[0]?.value;
    return text?.kind === 'string' ? (literal(text.value) ?? notKnown) : (text ?? notKnown);
  },
  'functools.partial': (_context, args) => {
    const [callee, ...given] = args.positional;
    if (callee === undefined) return notKnown;
    return builtin('functools.partial', (inside, further, { place }) => {
      const all: CallArgs = {
        positional: [...given, ...further.positional],
        keywords: [
          ...args.keywords.filter(one => !further.keywords.some(other => other.name === one.name)),
          ...further.keywords,
        ],
        open: args.open ?? further.open,
      };
      return inside.call(callee.value, all, place);
    });
  },
  'functools.reduce': (context, args, { place }) => {
    const callee = args.positional[0]?.value ?? notKnown;
    const { items, rest } = iterate(context, args.positional[1]?.value ?? notKnown, place);
    if (rest !== undefined) return whyUnknown(rest) ?? notKnown;
    const start = args.positional[2]?.value ?? items[0];
    const others = args.positional[2] === undefined ? items.slice(1) : items;
    return others.reduce<Value>(
      (total, item) => context.call(callee, positionalArgs([total, item], place), place),
      start ?? notKnown,
    );
  },
  'functools.wraps': () => builtin('decorator', (_inside, inner) => inner.positional[0]?.value ?? none),
  'functools.lru_cache': (_context, args) => {
    const first = args.positional[0]?.value;
    return first?.kind === 'function'
      ? first
      : builtin('decorator', (_inside, inner) => inner.positional[0]?.value ?? none);
  },
  'functools.cache': (_context, args) => args.positional[0]?.value ?? none,
  'collections.OrderedDict': (context, args, { place }) => plainCall(context, 'dict', args, place),
  'collections.defaultdict': (context, args, { place }) => {
    const made = plainCall(context, 'dict', { ...args, positional: args.positional.slice(1) }, place);
    return made.kind === 'record' ? recordOf(made.entries.value, { open: notKnown }) : made;
  },
  'collections.deque': (context, args, { place }) =>
    plainCall(context, 'list', { ...args, positional: args.positional.slice(0, 1), keywords: [] }, place),
  'collections.Counter': () => recordOf(new Map(), { open: { ...notKnown, each: plain('int', notKnown) } }),
  'collections.namedtuple': (_context, args) => namedTuple(args),
  'os.path.join': (_context, args) => {
    const parts = args.positional.map(one => (one.value.kind === 'string' ? one.value.value : undefined));
    if (!parts.includes(undefined)) return string(parts.join('/'));
    const end = parts.slice(parts.lastIndexOf(undefined) + 1).join('/');
    return tablePath(end) ?? plain('string', whyOfArguments(args) ?? notKnown);
  },
  'os.path.splitext': (_context, args) => {
    const path = args.positional[0]?.value ?? notKnown;
    const text = pathText(path);
    const part = plain('string', whyUnknown(path) ?? notKnown);
    if (text === undefined) return tuple([part, part]);
    const [, stem = text, ending = ''] = /^(.*[^./\\][^/\\]*)(\.[^./\\]*)$/s.exec(text) ?? [];
    return tuple([path.kind === 'string' ? string(stem) : (tablePath(stem) ?? part), string(ending)]);
  },
  'copy.copy': (_context, args) => args.positional[0]?.value ?? none,
  'copy.deepcopy': (_context, args) => args.positional[0]?.value ?? none,
  'argparse.ArgumentParser': () => argumentParser(),
  'warnings.filterwarnings': () => none,
  'sys.exit': () => none,
};

function plainCall(context: Context, name: string, args: CallArgs, place: Place): Value {
  const callee = pythonBuiltins.get(name);
  return callee === undefined ? notKnown : context.call(callee, args, place);
}

/** `namedtuple('Point', 'x y')`: objects whose fields are reached by name. */
function namedTuple(args: CallArgs): Value {
  const fields = args.positional[1]?.value;
  const names =
    fields?.kind === 'string'
      ? fields.value.split(/[\s,]+/).filter(Boolean)
      : fields?.kind === 'list'
        ? fields.items.value.flatMap(item => (item.kind === 'string' ? [item.value] : []))
        : [];
  return builtin('namedtuple', (_context, given) =>
    record(
      names.map(
        (name, i) =>
          [
            name,
            given.keywords.find(keyword => keyword.name === name)?.value ?? given.positional[i]?.value ?? notKnown,
          ] as const,
      ),
      'by name too',
    ),
  );
}

/** A parser of arguments: the program is read with the defaults it names. */
function argumentParser(): Value {
  const defaults = new Map<string, Value>();
  const add: Builtin = (_context, args) => {
    const flag =
      args.positional
        .map(one => (one.value.kind === 'string' ? one.value.value : ''))
        .find(text => text.startsWith('--')) ??
      (args.positional[0]?.value.kind === 'string' ? args.positional[0].value.value : '');
    const dest = argument(args, -1, 'dest');
    const name = dest?.kind === 'string' ? dest.value : flag.replace(/^-+/, '').replaceAll('-', '_');
    const action = argument(args, -1, 'action');
    const switched = action?.kind === 'string' ? { store_true: false, store_false: true }[action.value] : undefined;
    const fallback = argument(args, -1, 'default') ?? (switched === undefined ? undefined : bool(switched));
    defaults.set(name, fallback ?? unknown({ kind: 'input', name: `\`${flag}\`` }));
    return none;
  };
  const parse: Builtin = () => record(defaults, 'by name too');
  const self: Value = record(
    [
      ['add_argument', builtin('ArgumentParser.add_argument', add)],
      ['parse_args', builtin('ArgumentParser.parse_args', parse)],
      [
        'parse_known_args',
        builtin('ArgumentParser.parse_known_args', (context, args, call) =>
          tuple([parse(context, args, call), list([])]),
        ),
      ],
      ['add_argument_group', builtin('ArgumentParser.add_argument_group', () => self)],
      [
        'set_defaults',
        builtin('ArgumentParser.set_defaults', (_context, args) => {
          for (const { name, value } of args.keywords) defaults.set(name, value);
          return none;
        }),
      ],
    ],
    'by name too',
  );
  return self;
}

/** The member of a standard module at a path; undefined where it is not modelled. */
export function pythonModuleMember(path: string): Value | undefined {
  if (path === 'os.environ') return recordOf(new Map(), { open: unknown({ kind: 'input', name: 'the environment' }) });
  const own = ownValue(functions, path);
  const call =
    own ?? iteratorFunction(path) ?? randomFunction(path) ?? fileSystemFunction(path) ?? pathlibFunction(path);
  return call === undefined ? textModuleMember(path) : builtin(path, call);
}
