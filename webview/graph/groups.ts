// Groups of layers by name scope: `conv2_block1_1_conv`, `conv2_block1_out` and their like belong to `conv2_block1`. Only
// scopes that repeat are groups (`conv2_block1`, `conv2_block2`, ...), and only where the drawing stays free of cycles when
// they are collapsed.

import type { GraphView, GraphViewNode } from '../../src/protocol/graphView.ts';

/** Smaller graphs are read more easily without groups. */
export const groupedFrom = 30;
/** Scopes whose blocks have fewer layers on average are no help. */
const leastBlock = 3;

export interface Group {
  readonly scope: string;
  /** The places of its members in `graph.nodes`, in order; at least two. */
  readonly members: readonly number[];
}

const found = new WeakMap<GraphView, readonly Group[]>();

/** The groups of one graph, without those of nested graphs. No node is in two groups. */
export function groupLayers(graph: GraphView): readonly Group[] {
  const known = found.get(graph);
  if (known !== undefined) return known;
  const groups =
    graph.nodes.length < groupedFrom ? [] : withoutCycles(graph, proposeGroups(graph.nodes.map(node => node.name)));
  found.set(graph, groups);
  return groups;
}

const memberships = new WeakMap<GraphView, ReadonlyMap<GraphViewNode, Group>>();

/** The group of each node of one graph that is in one. */
export function groupsByNode(graph: GraphView): ReadonlyMap<GraphViewNode, Group> {
  const known = memberships.get(graph);
  if (known !== undefined) return known;
  const membership = new Map<GraphViewNode, Group>();
  for (const group of groupLayers(graph)) {
    for (const member of group.members) {
      const node = graph.nodes[member];
      if (node !== undefined) membership.set(node, group);
    }
  }
  memberships.set(graph, membership);
  return membership;
}

/** Takes the pattern of scopes that repeats most often, then the next one among the names that are left. */
function proposeGroups(names: readonly string[]): Group[] {
  const groups: Group[] = [];
  const left = new Set(names.keys());
  for (;;) {
    const patterns = new Map<string, Map<string, number[]>>();
    for (const place of left) {
      for (const scope of scopesOf(names[place] ?? '')) {
        const pattern = scope.replace(/\d+[a-z]?/g, '#');
        const scopes = patterns.get(pattern) ?? new Map<string, number[]>();
        patterns.set(pattern, scopes);
        const members = scopes.get(scope) ?? [];
        scopes.set(scope, members);
        members.push(place);
      }
    }
    let best: [string, number[]][] = [];
    for (const scopes of patterns.values()) {
      const blocks = [...scopes].filter(([, members]) => members.length >= 2);
      const members = blocks.reduce((sum, [, block]) => sum + block.length, 0);
      if (blocks.length < 2 || members < leastBlock * blocks.length) continue;
      if (blocks.length > best.length) best = blocks;
    }
    if (best.length === 0) return groups;
    for (const [scope, members] of best) {
      groups.push({ scope, members });
      for (const place of members) left.delete(place);
    }
  }
}

/** The beginnings of a name that could be a numbered scope, shortest first. */
function scopesOf(name: string): string[] {
  const scopes: string[] = [];
  for (const match of name.matchAll(/[_/.]/g)) {
    const scope = name.slice(0, match.index);
    if (/\d[a-z]?$/.test(scope) && match.index + 1 < name.length) scopes.push(scope);
  }
  return scopes;
}

/** Leaves out groups that, drawn as one node each, would lie on a cycle. */
function withoutCycles(graph: GraphView, groups: readonly Group[]): Group[] {
  const place = new Map(graph.nodes.map((node, index) => [node.id, index]));
  let kept = [...groups];
  for (;;) {
    const unit = graph.nodes.map((_, index) => index);
    kept.forEach((group, index) => {
      for (const member of group.members) unit[member] = graph.nodes.length + index;
    });
    const steps: [number, number][] = [];
    for (const edge of graph.edges) {
      const from = unit[place.get(edge.from) ?? -1];
      const to = unit[place.get(edge.to) ?? -1];
      if (from !== undefined && to !== undefined && from !== to) steps.push([from, to]);
    }
    const forwards = withoutStart(new Set(unit), steps);
    const stuck = withoutStart(
      forwards,
      steps.map(([from, to]) => [to, from]),
    );
    const without = kept.filter((_, index) => !stuck.has(graph.nodes.length + index));
    if (without.length === kept.length) return kept;
    kept = without;
  }
}

/** What is left when nodes that nothing leads to are taken away again and again: cycles and what hangs on them. */
function withoutStart(units: ReadonlySet<number>, steps: readonly (readonly [number, number])[]): Set<number> {
  const left = new Set(units);
  const after = new Map<number, number[]>();
  const waiting = new Map<number, number>();
  for (const [from, to] of steps) {
    if (!units.has(from) || !units.has(to)) continue;
    const targets = after.get(from);
    if (targets === undefined) after.set(from, [to]);
    else targets.push(to);
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  const ready = [...units].filter(node => !waiting.has(node));
  for (const node of ready) {
    left.delete(node);
    for (const next of after.get(node) ?? []) {
      const open = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, open);
      if (open === 0) ready.push(next);
    }
  }
  return left;
}
