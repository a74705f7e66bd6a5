// Which statements may leave the block they stand in, so that what follows them only runs on some paths.

import type { Statement } from '../syntax/statement.ts';

const known = new WeakMap<Statement, boolean>();

/** True where a `return`, `break` or `continue` in the statement may end the block around it. */
export function mayLeave(statement: Statement): boolean {
  let answer = known.get(statement);
  if (answer === undefined) {
    answer = leaves(statement, 'anywhere');
    known.set(statement, answer);
  }
  return answer;
}

/** In a loop, a `break` or `continue` there leaves only a loop within the statement. */
function leaves(statement: Statement, where: 'anywhere' | 'in a loop'): boolean {
  const any = (body: readonly Statement[], inside = where): boolean => body.some(one => leaves(one, inside));
  switch (statement.kind) {
    case 'return':
      return true;
    case 'break':
    case 'continue':
      return where === 'anywhere';
    case 'if':
      return any(statement.then) || any(statement.otherwise);
    case 'for':
      return any(statement.body, 'in a loop') || any(statement.otherwise);
    case 'while':
      return any(statement.body, 'in a loop') || any(statement.otherwise);
    case 'with':
    case 'block':
      return any(statement.body);
    case 'try':
      return (
        any(statement.body) ||
        any(statement.otherwise) ||
        any(statement.finally) ||
        statement.handlers.some(handler => any(handler.body))
      );
    default:
      return false;
  }
}
