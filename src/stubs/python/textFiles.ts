// Files that a program opens: their content is not known, but that of a text file is text, line by line.

import { list, none, plain } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { Builtin, ObjectValue, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { functionIn } from '../functionTable.ts';

const content: Unknown = unknown({ kind: 'input', name: 'the content of the file' });
const lineCount: Unknown = unknown({ kind: 'input', name: 'the number of lines in the file' });
const text: Value = plain('string', content);

/** A file that was opened to be read or written as text. */
export const textFile: ObjectValue = { kind: 'object', family: 'textFile', name: 'file', config: new Map() };

const lines: Builtin = () => list([], endOf(lineCount, text));
const quiet: Builtin = () => none;

const methods: Readonly<Record<string, Builtin>> = {
  read: () => text,
  readline: () => text,
  __next__: () => text,
  readlines: lines,
  __iter__: lines,
  write: () => plain('int', content),
  writelines: quiet,
  close: quiet,
  flush: quiet,
  seek: () => plain('int', content),
};

/** The attribute of a text file; undefined where it is not modelled. */
export function textFileMember(name: string): Value | undefined {
  return functionIn(methods, `file.${name}`, name);
}
