// Keys: names for drawn nodes that stay the same while the program is edited, made of layer names from the outside
// inwards. A second call of a layer has its number in the key. Ids, which change with every analysis, are only looked up.

import type { GraphView, GraphViewNode } from '../../src/protocol/graphView.ts';

const separator = '\u001f';

/** A node with its place in the nested graphs. */
export interface NodePlace {
  readonly key: string;
  readonly node: GraphViewNode;
  /** The graph that it is a node of. */
  readonly graph: GraphView;
  /** The key of the nested model around it; undefined at the top. */
  readonly parent: string | undefined;
  readonly depth: number;
}

export interface NodeIndex {
  readonly byKey: ReadonlyMap<string, NodePlace>;
  /** The keys of the nodes with an id. */
  readonly byId: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<GraphView, NodeIndex>();

/** All nodes of a graph and of the graphs nested in it, each model before what is inside it. */
export function indexNodes(graph: GraphView): NodeIndex {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const byKey = new Map<string, NodePlace>();
  const byId = new Map<string, string[]>();
  const visit = (level: GraphView, parent: string | undefined, depth: number): void => {
    const calls = new Map<string, number>();
    for (const node of level.nodes) {
      const call = calls.get(node.name) ?? 0;
      calls.set(node.name, call + 1);
      const key = nodeKey(parent, node.name, call);
      byKey.set(key, { key, node, graph: level, parent, depth });
      const same = byId.get(node.id);
      if (same === undefined) byId.set(node.id, [key]);
      else same.push(key);
      if (node.inner !== undefined) visit(node.inner, key, depth + 1);
    }
  };
  visit(graph, undefined, 0);
  const index = { byKey, byId };
  indexes.set(graph, index);
  return index;
}

function nodeKey(parent: string | undefined, name: string, call: number): string {
  const own = call === 0 ? name : `${name}${separator}${call}`;
  return parent === undefined ? own : `${parent}${separator}/${own}`;
}

/** The key of a group of layers with a common name scope. */
export function groupKey(parent: string | undefined, scope: string): string {
  return `${parent ?? ''}${separator}[${scope}`;
}
