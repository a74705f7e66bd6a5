// Context managers that catch what is raised inside them.

import type { Expression } from '../syntax/expression.ts';

/** Those of tests that want something raised, and `contextlib.suppress`. */
const catching: ReadonlySet<string> = new Set([
  'assertRaises',
  'assertRaisesRegex',
  'assertRaisesRegexp',
  'assertRaisesWithPredicateMatch',
  'raises',
  'suppress',
]);

/** Whether the body of `with value:` goes on behind it when something is raised inside. */
export function catches(value: Expression): boolean {
  if (value.kind !== 'call') return false;
  const { callee } = value;
  return (callee.kind === 'attribute' || callee.kind === 'name') && catching.has(callee.name);
}
