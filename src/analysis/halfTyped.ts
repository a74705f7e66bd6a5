// What may be said of a program while one of its statements is being typed: what is found in all of it and also in the part
// before that statement, so that no guess about the rest of a line becomes a finding somewhere else.

import { type Finding, findingKey } from '../checks/finding.ts';
import type { Program } from '../syntax/program.ts';

/** The program up to its first statement at the top that is half typed; undefined where none is. */
export function beforeHalfTyped(program: Program): Program | undefined {
  const first = program.errors.find(problem => problem.halfTyped === true);
  if (first === undefined) return undefined;
  // A missing bracket is reported at the character before it, which belongs to the statement.
  const body = program.body.filter(statement => statement.span.end <= first.span.start);
  return { ...program, body };
}

/** The findings of `all` that are among those of `before`. */
export function foundInBoth(all: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const known = new Set(before.map(findingKey));
  return all.filter(finding => known.has(findingKey(finding)));
}
