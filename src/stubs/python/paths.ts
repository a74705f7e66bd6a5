// `pathlib`: paths as objects, with their text as far as it is known. What lies at a path is not known.

import { ownValue } from '../../base/ownValue.ts';
import { builtin, list, none, plain, sequence, string } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { textFile } from './textFiles.ts';

const disk: Unknown = unknown({ kind: 'input', name: 'the file system' });
const fileCount: Unknown = unknown({ kind: 'input', name: 'the number of files in the folder' });
const pathUnknown: Unknown = unknown({ kind: 'input', name: 'the path of the file' });
const someText: Value = plain('string', pathUnknown);

/** A path with its text, or one of which nothing is known. */
export function pathValue(text: string | undefined): ObjectValue {
  const config = text === undefined ? [] : [['text', string(text)] as const];
  return { kind: 'object', family: 'pathlib', name: 'Path', config: new Map<string, Value>(config) };
}

const somePath = pathValue(undefined);
const paths: Builtin = () => list([], endOf(fileCount, somePath));

/** The text of a path or of a text. */
export function textOfPath(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  const text = value.kind === 'object' && value.family === 'pathlib' ? value.config.get('text') : undefined;
  return text?.kind === 'string' ? text.value : undefined;
}

/** Parts one below the other; one that begins with a slash begins anew. */
function joined(parts: readonly (string | undefined)[]): ObjectValue {
  const from = parts.findLastIndex(part => part?.startsWith('/') === true);
  const kept = parts.slice(Math.max(0, from));
  if (kept.includes(undefined)) return somePath;
  const text = kept
    .join('/')
    .replace(/(\/\.)+(?=\/|$)|\/+(?=\/)/g, '')
    .replace(/^\.\/+(?=.)/, '');
  return pathValue(text.length > 1 ? text.replace(/\/$/, '') : text || '.');
}

function below(path: ObjectValue, args: CallArgs): ObjectValue {
  return joined([textOfPath(path), ...args.positional.map(one => textOfPath(one.value))]);
}

const methods: Readonly<Record<string, (path: ObjectValue) => Builtin>> = {
  __truediv__: path => (_context, args) => below(path, args),
  joinpath: path => (_context, args) => below(path, args),
  __rtruediv__: path => (_context, args) =>
    joined([...args.positional.map(one => textOfPath(one.value)), textOfPath(path)]),
  glob: () => paths,
  rglob: () => paths,
  iterdir: () => paths,
  resolve: () => () => somePath,
  absolute: () => () => somePath,
  expanduser: () => () => somePath,
  relative_to: () => () => somePath,
  with_suffix: () => () => somePath,
  with_name: () => () => somePath,
  with_stem: () => () => somePath,
  as_posix: path => () => asText(path),
  __str__: path => () => asText(path),
  exists: () => () => plain('bool', disk),
  is_file: () => () => plain('bool', disk),
  is_dir: () => () => plain('bool', disk),
  match: () => () => plain('bool', disk),
  open: () => (_context, args) => (opensText(args, 0) ? textFile : unknown({ kind: 'input', name: 'the file' })),
  read_text: () => () => plain('string', unknown({ kind: 'input', name: 'the content of the file' })),
  write_text: () => () => plain('int', disk),
  mkdir: () => () => none,
  unlink: () => () => none,
  touch: () => () => none,
};

/** Whether a file is opened for its text; its mode stands at that position. */
export function opensText(args: CallArgs, position: number): boolean {
  const mode = args.keywords.find(one => one.name === 'mode')?.value ?? args.positional[position]?.value;
  return args.open === undefined && (mode === undefined || (mode.kind === 'string' && !mode.value.includes('b')));
}

function asText(path: ObjectValue): Value {
  return path.config.get('text') ?? someText;
}

/** The attribute of a path; undefined where it is not modelled. */
export function pathlibMember(path: ObjectValue, name: string): Value | undefined {
  const method = ownValue(methods, name);
  if (method !== undefined) return builtin(`Path.${name}`, method(path));
  const text = textOfPath(path);
  const last = text?.slice(text.lastIndexOf('/') + 1);
  const dot = last?.lastIndexOf('.') ?? -1;
  const hasEnding = last !== undefined && dot > 0 && dot < last.length - 1;
  switch (name) {
    case 'name':
      return last === undefined ? someText : string(last);
    case 'stem':
      return last === undefined ? someText : string(hasEnding ? last.slice(0, dot) : last);
    case 'suffix':
      return last === undefined ? someText : string(hasEnding ? last.slice(dot) : '');
    case 'parent':
      return text === undefined || !text.includes('/') || text.startsWith('/')
        ? somePath
        : pathValue(text.slice(0, text.lastIndexOf('/')));
    case 'parts':
    case 'parents':
      return sequence('tuple', [], endOf(pathUnknown, name === 'parts' ? someText : somePath));
    default:
      return undefined;
  }
}

/** `Path(a, b)` and its static methods; undefined for other paths. */
export function pathlibFunction(path: string): Builtin | undefined {
  if (/^pathlib\.(Pure)?(Posix|Windows)?Path$/.test(path))
    return (_context, args) =>
      args.positional.length === 0 && args.open === undefined
        ? pathValue('.')
        : args.open === undefined
          ? joined(args.positional.map(one => textOfPath(one.value)))
          : somePath;
  return path === 'pathlib.Path.home' || path === 'pathlib.Path.cwd' ? () => somePath : undefined;
}
