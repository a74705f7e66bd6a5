// Libraries that show, measure or report: what programs hand to them stays as it is, and nothing they answer bears on shapes,
// but that some hand their argument back.

import { ownValue } from '../base/ownValue.ts';
import { builtin, none, numeric, tuple } from '../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../interp/value.ts';
import type { Dim } from '../shapes/dim.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import { argument } from './arguments.ts';
import { arrayOf } from './convert.ts';
import { pythonBuiltins } from './python/builtins.ts';

const shown: Unknown = unknown({ kind: 'data', what: 'what is drawn' });

/** Roots of such libraries. */
const roots: ReadonlySet<string> = new Set([
  'matplotlib',
  'seaborn',
  'plotly',
  'IPython',
  'pprint',
  'tqdm',
  'wandb',
  'mlflow',
  'termcolor',
  'tabulate',
  'imageio',
]);

function sizeOf(args: CallArgs, position: number, name: string): Dim {
  const given = argument(args, position, name);
  return given === undefined ? 1 : (numeric(given) ?? shown);
}

/** `plt.subplots(rows, columns)`: a figure and its axes, of which axes of length 1 are left out. */
const subplots: Builtin = (_context, args) => {
  const squeeze = argument(args, -1, 'squeeze');
  const rows = sizeOf(args, 0, 'nrows');
  const columns = sizeOf(args, 1, 'ncols');
  const kept = squeeze?.kind === 'bool' && !squeeze.value ? [rows, columns] : [rows, columns].filter(dim => dim !== 1);
  const open = kept.some(dim => typeof dim !== 'number') || (squeeze !== undefined && squeeze.kind !== 'bool');
  if (open || kept.length === 0) return tuple([shown, shown]);
  return tuple([shown, arrayOf({ shape: kept, dtype: 'object' }, 'numpy')]);
};

const handedBack: Builtin = (_context, args) => argument(args, 0, 'iterable') ?? none;

const counted: Builtin = (context, args, { place }) => {
  const range = pythonBuiltins.get('range');
  return range === undefined ? shown : context.call(range, { ...args, keywords: [] }, place);
};

const functions: Readonly<Record<string, Builtin>> = {
  'matplotlib.pyplot.subplots': subplots,
  'tqdm.tqdm': handedBack,
  'tqdm.auto.tqdm': handedBack,
  'tqdm.notebook.tqdm': handedBack,
  'tqdm.tqdm_notebook': handedBack,
  'tqdm.trange': counted,
  'tqdm.auto.trange': counted,
  'tqdm.notebook.trange': counted,
};

/** What stands at a path of such a library; undefined for other paths. */
export function quietAt(path: string): Value | undefined {
  const parts = path.split('.');
  const [root = ''] = parts;
  if (!roots.has(root)) return undefined;
  const call = ownValue(functions, path);
  if (call !== undefined) return builtin(path, call);
  const name = parts[parts.length - 1] ?? '';
  // What is named like a module may hold further names; calling it says nothing.
  return parts.length === 1 || modules.has(name) ? { kind: 'module', path } : builtin(path, () => shown);
}

const modules: ReadonlySet<string> = new Set([
  'pyplot',
  'cm',
  'colors',
  'patches',
  'image',
  'animation',
  'gridspec',
  'ticker',
  'display',
  'core',
  'magic',
  'auto',
  'notebook',
  'express',
  'graph_objects',
  'style',
  'v2',
  'v3',
]);
