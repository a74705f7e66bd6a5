// What stands on a node wherever a graph is written as text.

import type { GraphViewNode } from '../../protocol/graphView.ts';

/** Name, class with what stands out of its arguments, output shapes. */
export function nodeFaces(node: GraphViewNode): readonly string[] {
  const { name, className, summary, outputs, state } = node;
  const shapes = outputs.length > 3 ? `${outputs.length} outputs` : outputs.join(' ');
  const kind = summary === '' ? className : `${className} ${summary}`;
  return [state === 'dropped' ? `${name} (dropped)` : name, kind, shapes];
}
