// Every node of a tree, for questions about a whole program that need no evaluation.

import type { Expression } from './expression.ts';
import type { Program } from './program.ts';
import type { Statement } from './statement.ts';

/** Calls `visit` on every statement and expression of a body, each before those it holds. Deep trees need no stack. */
export function visitNodes(program: Pick<Program, 'body'>, visit: (node: Statement | Expression) => void): void {
  const waiting: unknown[] = [...program.body].reverse();
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node) && isNode(node)) visit(node);
    const parts: readonly unknown[] = Array.isArray(node) ? node : Object.values(node);
    for (let i = parts.length - 1; i >= 0; i--) if (typeof parts[i] === 'object') waiting.push(parts[i]);
  }
}

/** Statements and expressions have a span and a kind; arguments and bindings do too, and are told apart by their kinds. */
function isNode(part: object): part is Statement | Expression {
  return 'span' in part && 'kind' in part && typeof part.kind === 'string' && !partKinds.has(part.kind);
}

const partKinds: ReadonlySet<string> = new Set(['positional', 'keyword', 'spreadKeywords', 'default']);
