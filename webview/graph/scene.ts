// The scene: what is drawn of a graph, given which groups and nested models are open. Items are faces and frames, links
// are the edges between the faces that stand for their ends, also where an end lies inside a closed group or in another
// nested model. No coordinates yet.

import type { GraphView, GraphViewNode } from '../../src/protocol/graphView.ts';
import { cutLine, edgesBySource } from './ends.ts';
import { groupItem, nodeItem, type SceneItem } from './faces.ts';
import { type Group, groupLayers } from './groups.ts';
import { groupKey, indexNodes } from './keys.ts';

/** Groups start open in graphs of up to this number of nodes. */
export const groupsOpenUpTo = 200;

export interface SceneLink {
  readonly from: string;
  /** Which of the lines that leave `from`. */
  readonly output: number;
  readonly to: string;
  readonly shape: string;
  readonly dropped: boolean;
  /** No line with this shape reaches `from`: the shape is worth showing. */
  readonly changes: boolean;
  /** Stands for a path of layers that are not part of the graph. */
  readonly elided: boolean;
}

export interface Scene {
  readonly graph: GraphView;
  /** Frames before what is in them, otherwise in source order. */
  readonly items: readonly SceneItem[];
  /** The links into one item stand in the order of its inputs. */
  readonly links: readonly SceneLink[];
  readonly byKey: ReadonlyMap<string, SceneItem>;
}

/** Which groups and nested models were opened or closed by hand, by key. */
export type Expansion = Readonly<Record<string, boolean>>;

/** Where a line ends: at a face, and at which of its outputs. */
interface End {
  readonly key: string;
  readonly output: number;
}

/** How the lines of one node are drawn. */
interface Ends {
  source(output: number): End;
  target(input: number): string;
}

type Link = Omit<SceneLink, 'changes'>;

/** Builds the scene of a graph. */
export function buildScene(graph: GraphView, expansion: Expansion): Scene {
  const items: SceneItem[] = [];
  const links: Link[] = [];
  const keys = new Map<GraphViewNode, string>();
  for (const [key, { node }] of indexNodes(graph).byKey) keys.set(node, key);

  const visitGraph = (level: GraphView, owner: string | undefined, depth: number): Map<string, Ends> => {
    const ends = new Map<string, Ends>();
    const groupOf = new Map<number, Group>();
    for (const group of groupLayers(level)) for (const member of group.members) groupOf.set(member, group);
    const merged = new Set<string>();
    const drawn = new Set<Group>();

    const visitNode = (node: GraphViewNode, parent: string | undefined, at: number, scope?: string): void => {
      const key = keys.get(node) ?? node.id;
      const open = canOpen(node) && expansion[key] === true;
      items.push(nodeItem({ key, parent, depth: at, graph: level, node, scope, open }));
      if (!open || node.inner === undefined)
        ends.set(node.id, { source: output => ({ key, output }), target: () => key });
      else ends.set(node.id, throughBorder(node.inner, visitGraph(node.inner, key, at + 1)));
    };

    level.nodes.forEach((node, place) => {
      const group = groupOf.get(place);
      if (group === undefined) {
        visitNode(node, owner, depth);
        return;
      }
      if (drawn.has(group)) return;
      drawn.add(group);
      const key = groupKey(owner, group.scope);
      const members = group.members.flatMap(member => level.nodes[member] ?? []);
      const open = expansion[key] ?? level.nodes.length <= groupsOpenUpTo;
      items.push(groupItem({ key, parent: owner, depth, graph: level, scope: group.scope, members, open }));
      if (open) {
        for (const member of members) visitNode(member, key, depth + 1, group.scope);
        return;
      }
      merged.add(key);
      const outputs = new Map<string, number>();
      for (const member of members)
        ends.set(member.id, {
          source: output => ({ key, output: numberOf(outputs, `${member.id} ${output}`) }),
          target: () => key,
        });
    });
    links.push(...linksOf(level, ends, merged), ...elidedLinks(level, ends));
    return ends;
  };
  visitGraph(graph, undefined, 0);

  const arriving = new Map<string, Set<string>>();
  for (const link of links) arriving.set(link.to, (arriving.get(link.to) ?? new Set<string>()).add(link.shape));
  return {
    graph,
    items,
    links: links.map(link => ({ ...link, changes: arriving.get(link.from)?.has(link.shape) !== true })),
    byKey: new Map(items.map(item => [item.key, item])),
  };
}

/** Whether a node has anything to show inside. */
export function canOpen(node: GraphViewNode): boolean {
  return node.inner !== undefined && node.inner.nodes.length > 0;
}

/** The links of one level. Several edges of one line into a closed group are one link. */
function linksOf(level: GraphView, ends: ReadonlyMap<string, Ends>, closedGroups: ReadonlySet<string>): Link[] {
  const links: Link[] = [];
  const reached = new Map<string, number>();
  const seen = new Set<string>();
  for (const edge of level.edges) {
    const input = reached.get(edge.to) ?? 0;
    reached.set(edge.to, input + 1);
    const from = ends.get(edge.from)?.source(edge.output);
    const to = ends.get(edge.to)?.target(input);
    if (from === undefined || to === undefined || from.key === to) continue;
    const line = `${from.key} ${from.output} ${to} ${edge.dropped}`;
    if (closedGroups.has(to) && seen.has(line)) continue;
    seen.add(line);
    links.push({ from: from.key, output: from.output, to, shape: edge.shape, dropped: edge.dropped, elided: false });
  }
  return links;
}

/** What the line of a path says whose layers are not shown. */
const elidedText = '⋯ not shown';

/**
 * The merge behind a cut joins the path that was cut, whether or not the layers between them are part of the view. Where
 * they are not, one line stands for them.
 */
function elidedLinks(level: GraphView, ends: ReadonlyMap<string, Ends>): Link[] {
  const { cut } = level;
  const [at] = cutLine(level).values();
  if (cut === undefined || at === undefined) return [];
  const below = reachedFrom(level, at);
  return cut.merges.flatMap((merge): Link[] => {
    const from = ends.get(at)?.source(elidedOutput);
    const to = ends.get(merge)?.target(0);
    if (below.has(merge) || from === undefined || to === undefined || from.key === to) return [];
    return [{ from: from.key, output: from.output, to, shape: elidedText, dropped: true, elided: true }];
  });
}

/** Not an output that any layer has: the line must not be joined with those of real outputs. */
const elidedOutput = -1;

function reachedFrom(level: GraphView, start: string): Set<string> {
  const reached = new Set([start]);
  const open = [start];
  const after = edgesBySource(level);
  for (const id of open) {
    for (const { to } of after.get(id) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}

/** Lines of an open nested model end at the nodes that take its inputs and give its outputs. */
function throughBorder(inner: GraphView, ends: ReadonlyMap<string, Ends>): Ends {
  const inputs = (inner.inputNodes ?? guessedInputs(inner)).filter(id => ends.has(id));
  const outputs = (inner.outputNodes ?? guessedOutputs(inner)).filter(end => ends.has(end.node));
  const first = inner.nodes[0]?.id ?? '';
  const last = inner.nodes[inner.nodes.length - 1]?.id ?? '';
  return {
    source(output) {
      const end = outputs[output] ?? outputs[outputs.length - 1] ?? { node: last, output: 0 };
      return ends.get(end.node)?.source(end.output) ?? { key: last, output: 0 };
    },
    target: input => ends.get(inputs[input] ?? inputs[inputs.length - 1] ?? first)?.target(0) ?? first,
  };
}

function guessedInputs(graph: GraphView): string[] {
  return graph.nodes.filter(node => node.category === 'input').map(node => node.id);
}

function guessedOutputs(graph: GraphView): { node: string; output: number }[] {
  return graph.nodes.filter(node => node.state === 'output').map(node => ({ node: node.id, output: 0 }));
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}
