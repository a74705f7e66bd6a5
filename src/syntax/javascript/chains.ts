// Corrections to how the grammars group JavaScript expressions: what TypeScript writes around a value, and how far an
// `await` reaches over the members and calls behind it.

import { childOf, firstNamed, type Lowering, namedChildren, sourceOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';

/** Steps through parentheses and through what TypeScript writes around a value without changing it. */
export function withoutTypes(written: RawNode): RawNode {
  let node = written;
  for (;;) {
    switch (node.type) {
      case 'parenthesized_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression':
      case 'instantiation_expression':
      case 'type_assertion': {
        const inner = node.children.find(child => child.named && child.type !== 'type_arguments');
        if (!inner || node.broken) return node;
        node = inner;
        break;
      }
      case 'member_expression': {
        // In `a as B.C.D` the grammar takes `.D` for a part of the value.
        let object: RawNode | undefined = node.children[0];
        while (object?.type === 'member_expression') object = object.children[0];
        if (object?.type !== 'as_expression' && object?.type !== 'satisfies_expression') return node;
        node = object;
        break;
      }
      default:
        return node;
    }
  }
}

const links: ReadonlySet<string> = new Set(['call_expression', 'member_expression', 'subscript_expression']);

/**
 * `await (a).b()` and `await a.b<T>()`: the grammar takes `await (a)` for a call, or awaits `a.b` alone. The answer is the
 * chain with `a` or `a.b` at its foot, all of which is awaited.
 */
export function awaitedChain(lowering: Lowering, node: RawNode): RawNode | undefined {
  if (!links.has(node.type) || !/^await\b/.test(lowering.text.slice(node.start, node.start + 6))) return undefined;
  const above: RawNode[] = [];
  let foot: RawNode | undefined = node;
  while (foot && links.has(foot.type)) {
    above.push(foot);
    foot = foot.children[0];
  }
  const operand = foot?.type === 'await_expression' ? firstNamed(foot) : calledAwait(lowering, above.pop(), foot);
  if (!operand) return undefined;
  let chain: RawNode = operand;
  for (const link of above.reverse()) {
    const [replaced, ...rest] = link.children;
    chain = { ...link, start: operand.start, children: [{ ...chain, field: replaced?.field ?? '' }, ...rest] };
  }
  return chain;
}

/** The one argument of `await` taken for a function. */
function calledAwait(lowering: Lowering, call: RawNode | undefined, callee: RawNode | undefined): RawNode | undefined {
  if (!call || callee?.type !== 'identifier' || sourceOf(lowering, callee) !== 'await') return undefined;
  const list = childOf(call, 'arguments');
  if (list?.type !== 'arguments') return undefined;
  const [only, other] = namedChildren(list);
  return only && !other ? { ...list, type: 'parenthesized_expression', children: [only] } : undefined;
}
