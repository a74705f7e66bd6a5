// The inspector of one layer, nested model or group: shapes, neighbours, arguments, weights, notes, other calls, source.

import type { GraphView, GraphViewNode } from '../../src/protocol/graphView.ts';
import { countText, plural } from '../counts.ts';
import { html, oneLine } from '../elements.ts';
import type { Group } from '../graph/groups.ts';
import { icon } from '../icons.ts';
import { button } from '../toolkit.ts';
import { link, list, properties, section, table, userText } from './sections.ts';

export interface InspectorHandlers {
  /** Shows the node with this id. */
  readonly show: (id: string) => void;
  readonly reveal: (source: NonNullable<GraphViewNode['source']>) => void;
  readonly copy: (text: string) => void;
}

/** Everything about one node. */
export function layerInspector(graph: GraphView, node: GraphViewNode, handlers: InspectorHandlers): HTMLElement {
  const { source } = node;
  return html(
    'article',
    { class: `layer cat-${node.category}` },
    heading(node, source, handlers),
    node.doc !== undefined && html('p', { class: 'doc' }, node.doc),
    state(graph, node),
    notes(node),
    shapes(graph, node, handlers),
    argumentsOf(node),
    weights(node),
    sharedCalls(graph, node, handlers),
  );
}

/** What a group of layers has in common. */
export function groupInspector(graph: GraphView, group: Group, handlers: InspectorHandlers): HTMLElement {
  const members = group.members.flatMap(member => graph.nodes[member] ?? []);
  const total = members.reduce<number | null>(
    (sum, { params }) => (sum === null || params.total === null ? null : sum + params.total),
    0,
  );
  return html(
    'article',
    { class: 'layer cat-model' },
    html('h2', {}, userText(group.scope, 'name')),
    html('p', { class: 'class' }, `Group of ${plural(members.length, 'layer')}`),
    properties([['Parameters', countText(total)]]),
    section('Layers', list(members.map(member => link(member.name, () => handlers.show(member.id))))),
  );
}

function heading(node: GraphViewNode, source: GraphViewNode['source'], handlers: InspectorHandlers): HTMLElement {
  const place = node.index === undefined ? '' : ` · layers[${node.index}]`;
  const shape = node.outputs.join('\n');
  return html(
    'header',
    {},
    html('h2', {}, userText(node.name, 'name')),
    html(
      'p',
      { class: 'class' },
      html('span', { class: 'swatch' }),
      `${oneLine(node.className)} · ${node.category}${place}`,
    ),
    html(
      'div',
      { class: 'actions' },
      source !== undefined &&
        button({ label: sourceText(source), icon: 'source', look: 'secondary', press: () => handlers.reveal(source) }),
      button({ label: 'Copy name', icon: 'copy', look: 'icon', press: () => handlers.copy(node.name) }),
      button({ label: 'Copy shape', icon: 'shape', look: 'icon', press: () => handlers.copy(shape) }),
    ),
  );
}

/** `model.py:12`; in notebooks `model.ipynb:cell 3:12`. */
function sourceText({ uri, cell, startLine }: NonNullable<GraphViewNode['source']>): string {
  const path = uri.replace(/[?#].*$/, '');
  let name = path.slice(path.lastIndexOf('/') + 1);
  try {
    name = decodeURIComponent(name);
  } catch {
    // A name that is no valid escape sequence is shown as it stands.
  }
  return [oneLine(name), ...(cell === undefined ? [] : [`cell ${cell}`]), startLine + 1].join(':');
}

function state(graph: GraphView, node: GraphViewNode): HTMLElement | undefined {
  const words: string[] = [];
  if (node.state === 'output') words.push('An output of the model.');
  if (graph.cut?.at.includes(node.id) === true) words.push(`The model is cut out of '${graph.cut.base}' here.`);
  if (graph.cut?.merges.includes(node.id) === true)
    words.push('A path that the cut leaves out would have merged here.');
  if (node.state === 'dropped') words.push('Not part of this model: the cut leaves it out.');
  return words.length === 0 ? undefined : html('p', { class: `state ${node.state}` }, words.join(' '));
}

function notes(node: GraphViewNode): HTMLElement | undefined {
  if (node.notes.length === 0) return undefined;
  const entries = node.notes.map(note =>
    html(
      'li',
      { class: note.severity },
      html('span', { class: 'sign', role: 'img', 'aria-label': note.severity }, icon(note.severity)),
      html('span', {}, note.message),
    ),
  );
  return section('Notes', html('ul', { class: 'notes' }, ...entries));
}

function shapes(graph: GraphView, node: GraphViewNode, handlers: InspectorHandlers): HTMLElement {
  const names = new Map(graph.nodes.map(each => [each.id, each.name]));
  const incoming = graph.edges.filter(edge => edge.to === node.id);
  const outgoing = graph.edges.filter(edge => edge.from === node.id);
  const named = (id: string): HTMLElement => link(names.get(id) ?? id, () => handlers.show(id));
  const inputs = node.inputs.map((shape, number): (Node | string)[] => {
    const from = incoming[number];
    return [userText(shape, 'shape'), from === undefined ? '' : named(from.from)];
  });
  const outputs = node.outputs.map((shape, number): (Node | string)[] => {
    const users = [...new Set(outgoing.filter(edge => edge.output === number).map(edge => edge.to))];
    return [userText(shape, 'shape'), users.length === 0 ? '' : list(users.map(named))];
  });
  return html(
    'div',
    {},
    inputs.length > 0 && section(inputs.length === 1 ? 'Input' : 'Inputs', table(['Shape', 'From'], inputs)),
    section(outputs.length === 1 ? 'Output' : 'Outputs', table(['Shape', 'To'], outputs)),
    properties([
      ['Type', node.dtype],
      ['Parameters', countText(node.params.total)],
      node.params.trainable === node.params.total ? undefined : ['Trainable', countText(node.params.trainable)],
    ]),
  );
}

function argumentsOf(node: GraphViewNode): HTMLElement | undefined {
  if (node.args.length === 0) return undefined;
  const list = html('dl', { class: 'properties arguments' });
  for (const given of [true, false]) {
    for (const argument of node.args) {
      if (argument.isDefault === given) continue;
      const kind = given ? 'given' : 'default';
      list.append(
        html('dt', { class: kind, title: argument.doc }, oneLine(argument.name)),
        html(
          'dd',
          { class: kind, title: argument.doc },
          userText(argument.value),
          given ? '' : html('span', { class: 'hint' }, ' default'),
        ),
      );
    }
  }
  return section('Arguments', list);
}

function weights(node: GraphViewNode): HTMLElement | undefined {
  if (node.weights.length === 0) return undefined;
  const rows = node.weights.map(weight => [
    userText(weight.trainable ? weight.name : `${weight.name} (not trained)`, 'name'),
    userText(weight.shape, 'shape'),
    countText(weight.count),
  ]);
  return section('Weights', table(['Name', 'Shape', 'Count'], rows));
}

function sharedCalls(graph: GraphView, node: GraphViewNode, handlers: InspectorHandlers): HTMLElement | undefined {
  if (node.sharedWith.length === 0) return undefined;
  const byId = new Map(graph.nodes.map(each => [each.id, each]));
  const links = node.sharedWith.map(id => {
    const other = byId.get(id);
    const line = other?.source === undefined ? '' : `, line ${other.source.startLine + 1}`;
    return link(`${other?.name ?? id}${line}`, () => handlers.show(id));
  });
  return section('Other calls of the same layer', list(links));
}
