// Where control goes in a stretch of raw JavaScript: whether its end is reached, and which jumps leave it.

import { childOf, namedChildren } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';

/** Forms with an own body of statements, whose jumps are not those of the statements around them. */
export const ownScope: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'class_declaration',
  'abstract_class_declaration',
  'function_expression',
  'generator_function',
  'arrow_function',
  'class',
  'method_definition',
]);

const loops: ReadonlySet<string> = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);

const jumps: ReadonlySet<string> = new Set([
  'return_statement',
  'throw_statement',
  'break_statement',
  'continue_statement',
]);

/** True where control cannot reach the end of the statements. */
export function terminates(statements: readonly RawNode[]): boolean {
  // Every statement on the list has to terminate; a branch adds both of its arms.
  const open: (RawNode | undefined)[] = [statements.at(-1)];
  while (open.length > 0) {
    const last = open.pop();
    if (!last) return false;
    if (jumps.has(last.type)) continue;
    if (last.type === 'statement_block' || last.type === 'else_clause') open.push(namedChildren(last).at(-1));
    else if (last.type === 'if_statement') open.push(childOf(last, 'consequence'), childOf(last, 'alternative'));
    else return false;
  }
  return true;
}

/** How many jumps of a kind leave the statements for a switch or loop around them. */
export function jumpsOf(statements: readonly RawNode[], type: 'break_statement' | 'continue_statement'): number {
  const open = [...statements];
  let count = 0;
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.type === type) count++;
    const catches = loops.has(at.type) || (at.type === 'switch_statement' && type === 'break_statement');
    if (catches || ownScope.has(at.type)) continue;
    for (const child of at.children) if (child.named) open.push(child);
  }
  return count;
}

/** True where a jump inside may leave the statements around a node. */
export function leavesStatements(node: RawNode): boolean {
  const open: RawNode[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (jumps.has(at.type)) return true;
    for (const child of at.children) if (child.named && !ownScope.has(child.type)) open.push(child);
  }
  return false;
}
