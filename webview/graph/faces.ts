// Faces: the texts and marks by which one node, nested model or group of layers is shown.

import { type GraphView, type GraphViewNode, type NodeCategory, nodeLabel } from '../../src/protocol/graphView.ts';
import { countText, plural, shortCountText } from '../counts.ts';
import { cutLine, edgesBySource } from './ends.ts';

export interface SceneItem {
  readonly key: string;
  /** The key of the frame around it. */
  readonly parent: string | undefined;
  readonly depth: number;
  readonly kind: 'layer' | 'model' | 'group';
  /** `open` is drawn as a frame around its content, `closed` could be; `plain` has nothing inside. */
  readonly form: 'plain' | 'closed' | 'open';
  readonly category: NodeCategory;
  /** The node, for layers and models. */
  readonly node: GraphViewNode | undefined;
  /** The graph that it belongs to. */
  readonly graph: GraphView;
  /** The nodes of a group. */
  readonly members: readonly GraphViewNode[];
  /** The accessible name. */
  readonly label: string;
  readonly title: string;
  /** The title without what the frame around it already says. */
  readonly shortTitle: string;
  /** The position in `model.layers`. */
  readonly place: string;
  readonly subtitle: string;
  readonly shape: string;
  /** The number of parameters; null where it is not known. */
  readonly params: number | null;
  readonly marks: readonly Mark[];
  readonly dropped: boolean;
}

/** What a node is to its model, beside being a layer of it. */
export type Mark =
  | { readonly kind: 'input'; readonly text: string }
  | { readonly kind: 'output'; readonly text: string }
  /** A path that a cut leaves out would have come in here. */
  | { readonly kind: 'merge'; readonly text: string }
  /** The model was cut here. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'note'; readonly severity: GraphViewNode['notes'][number]['severity'] };

const severities = ['error', 'warning', 'information', 'hint'] as const;

/** The face or frame of a node. */
export function nodeItem(options: {
  readonly key: string;
  readonly parent: string | undefined;
  readonly depth: number;
  readonly graph: GraphView;
  readonly node: GraphViewNode;
  /** The name scope of the open group that it stands in. */
  readonly scope: string | undefined;
  readonly open: boolean;
}): SceneItem {
  const { node, graph, scope, open, ...rest } = options;
  const inside = (node.inner?.nodes.length ?? 0) > 0;
  return {
    ...rest,
    graph,
    node,
    members: [],
    kind: node.inner === undefined ? 'layer' : 'model',
    form: open ? 'open' : inside ? 'closed' : 'plain',
    category: node.category,
    label: nodeLabel(node),
    title: node.name,
    shortTitle: scope === undefined ? node.name : node.name.slice(scope.length + 1),
    place: node.index === undefined ? '' : `#${node.index}`,
    subtitle: [node.className, node.summary, callText(graph, node)].filter(text => text !== '').join(' · '),
    shape: outputText(node.outputs),
    params: node.params.total,
    marks: marksOf(graph, node),
    dropped: node.state === 'dropped',
  };
}

/** Layers that are called more often than this do not say which call they are. */
const numberedCalls = 100;

/** `call 2 of 3` for a layer that is called more than once. */
function callText(graph: GraphView, node: GraphViewNode): string {
  if (node.sharedWith.length === 0) return '';
  const calls = new Set([node.id, ...node.sharedWith]);
  if (calls.size > numberedCalls) return `one of ${calls.size} calls`;
  const order = graph.nodes.filter(other => calls.has(other.id));
  return `call ${order.indexOf(node) + 1} of ${calls.size}`;
}

/** The face or frame of a group of layers. */
export function groupItem(options: {
  readonly key: string;
  readonly parent: string | undefined;
  readonly depth: number;
  readonly graph: GraphView;
  readonly scope: string;
  readonly members: readonly GraphViewNode[];
  readonly open: boolean;
}): SceneItem {
  const { scope, members, open, ...rest } = options;
  const { graph } = options;
  const dropped = members.filter(member => member.state === 'dropped').length;
  const merges = members.filter(member => member.category === 'merging').length;
  const outputs = outputText(leaving(graph, members));
  const count = plural(members.length, 'layer');
  const counts = members.map(member => member.params.total);
  const indexes = members.flatMap(member => member.index ?? []);
  return {
    ...rest,
    kind: 'group',
    form: open ? 'open' : 'closed',
    category: 'model',
    node: undefined,
    members,
    label: `${scope}, group of ${count}, ${outputs}${dropped > 0 ? `, ${dropped} dropped` : ''}`,
    title: scope,
    shortTitle: scope,
    place: indexes.length === 0 ? '' : `#${Math.min(...indexes)}–${Math.max(...indexes)}`,
    subtitle: [count, merges > 0 ? plural(merges, 'merge') : '', dropped > 0 ? `${dropped} dropped` : '']
      .filter(text => text !== '')
      .join(' · '),
    shape: outputs,
    params: counts.reduce<number | null>((sum, own) => (sum === null || own === null ? null : sum + own), 0),
    marks: groupMarks(graph, members),
    dropped: dropped === members.length,
  };
}

/** The shapes that leave a group, each once. */
function leaving(graph: GraphView, members: readonly GraphViewNode[]): string[] {
  const inside = new Set(members.map(member => member.id));
  const after = edgesBySource(graph);
  const shapes = new Set<string>();
  for (const { id } of members)
    for (const edge of after.get(id) ?? []) if (!inside.has(edge.to)) shapes.add(edge.shape);
  if (shapes.size === 0) for (const shape of members[members.length - 1]?.outputs ?? []) shapes.add(shape);
  return [...shapes];
}

function marksOf(graph: GraphView, node: GraphViewNode): Mark[] {
  const marks: Mark[] = [];
  if (node.category === 'input') marks.push({ kind: 'input', text: 'input' });
  if (node.state === 'output') marks.push({ kind: 'output', text: outputNumber(graph, node) });
  if (graph.cut?.merges.includes(node.id) === true) marks.push({ kind: 'merge', text: 'would merge here' });
  if (cutLine(graph).has(node.id)) marks.push({ kind: 'cut' });
  const worst = severities.find(severity => node.notes.some(note => note.severity === severity));
  if (worst !== undefined) marks.push({ kind: 'note', severity: worst });
  return marks;
}

/** `output`, with its numbers where the model has several. */
function outputNumber(graph: GraphView, node: GraphViewNode): string {
  if (graph.outputs.length < 2 || graph.outputNodes === undefined) return 'output';
  const numbers = graph.outputNodes.flatMap((end, number) => (end.node === node.id ? [number] : []));
  return `output ${numbers.join(', ')}`;
}

function groupMarks(graph: GraphView, members: readonly GraphViewNode[]): Mark[] {
  const marks = members.flatMap(member => marksOf(graph, member));
  const outputs = marks.filter(mark => mark.kind === 'output').length;
  const result: Mark[] = [];
  if (marks.some(mark => mark.kind === 'input')) result.push({ kind: 'input', text: 'input' });
  if (outputs > 0) result.push({ kind: 'output', text: outputs === 1 ? 'output' : `${outputs} outputs` });
  if (marks.some(mark => mark.kind === 'merge')) result.push({ kind: 'merge', text: 'would merge inside' });
  if (marks.some(mark => mark.kind === 'cut')) result.push({ kind: 'cut' });
  const worst = severities.find(severity => marks.some(mark => mark.kind === 'note' && mark.severity === severity));
  if (worst !== undefined) result.push({ kind: 'note', severity: worst });
  return result;
}

/** The output shapes on a face: all of them if they are few. */
export function outputText(outputs: readonly string[]): string {
  if (outputs.length > 2) return `${outputs.length} outputs`;
  return outputs.join('  ');
}

/** `16,640 params`, `16.6K params`, `16.6K`; nothing for none, and `? params` for a number that is not known. */
export function parameterTexts(count: number | null): readonly string[] {
  if (count === null) return ['? params'];
  if (count === 0) return [];
  const short = shortCountText(count);
  return [`${countText(count)} params`, `${short} params`, short];
}
