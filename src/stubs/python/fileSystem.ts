// Python's functions on folders and paths: which files there are is not known, but their names are texts.

import { ownValue } from '../../base/ownValue.ts';
import { list, none, plain, string, tuple } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { Builtin, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { whyOfArguments } from '../arguments.ts';

const disk: Unknown = unknown({ kind: 'input', name: 'the file system' });
const fileCount: Unknown = unknown({ kind: 'input', name: 'the number of files in the folder' });
const fileName: Value = plain('string', disk);

/** The names of the files in a folder. */
export const fileNames: Builtin = () => list([], endOf(fileCount, fileName));

/** What a function makes of one path, where that is known as text. */
function onPath(compute: (path: string) => string): Builtin {
  return (_context, args) => {
    const given = args.positional[0]?.value;
    return given?.kind === 'string' ? string(compute(given.value)) : plain('string', whyOfArguments(args) ?? disk);
  };
}

const quiet: Builtin = () => none;
const truth: Builtin = () => plain('bool', disk);
const someText: Builtin = () => plain('string', disk);

/** The folder of a path: what stands in front of its last slash. */
function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end).replace(/(?<=[^/])\/+$/, '') || '/';
}

const functions: Readonly<Record<string, Builtin>> = {
  'os.listdir': fileNames,
  'glob.glob': fileNames,
  'glob.iglob': fileNames,
  'tf.io.gfile.glob': fileNames,
  'tf.io.gfile.listdir': fileNames,
  'os.walk': () =>
    list(
      [],
      endOf(fileCount, tuple([fileName, list([], endOf(fileCount, fileName)), list([], endOf(fileCount, fileName))])),
    ),
  'os.path.dirname': onPath(folderOf),
  'os.path.basename': onPath(path => path.slice(path.lastIndexOf('/') + 1)),
  'os.path.normpath': someText,
  'os.path.abspath': someText,
  'os.path.realpath': someText,
  'os.path.relpath': someText,
  'os.path.expanduser': someText,
  'os.path.exists': truth,
  'os.path.isfile': truth,
  'os.path.isdir': truth,
  'os.path.getsize': () => plain('int', disk),
  'tf.io.gfile.exists': truth,
  'tf.io.gfile.isdir': truth,
  'os.getcwd': someText,
  'tempfile.mkdtemp': someText,
  'tempfile.gettempdir': someText,
  'os.cpu_count': () => plain('int', unknown({ kind: 'input', name: 'the machine' })),
  'os.makedirs': quiet,
  'os.mkdir': quiet,
  'os.remove': quiet,
  'os.rename': quiet,
  'os.rmdir': quiet,
  'os.chdir': quiet,
  'os.unlink': quiet,
  'tf.io.gfile.makedirs': quiet,
  'shutil.rmtree': quiet,
  'shutil.copyfile': quiet,
  'shutil.copy': quiet,
  'shutil.move': quiet,
  'shutil.unpack_archive': quiet,
};

/** The function at a path; undefined where it is not modelled. */
export function fileSystemFunction(path: string): Builtin | undefined {
  return ownValue(functions, path);
}
