// The inspector when nothing is selected: the model as a whole, its cut, and what the colours mean.

import type { GraphView } from '../../src/protocol/graphView.ts';
import { countText, plural } from '../counts.ts';
import { html } from '../elements.ts';
import type { InspectorHandlers } from './layer.ts';
import { link, list, properties, section, table, userText } from './sections.ts';

/** Inputs, outputs, parameters, cut and legend of a model. */
export function modelInspector(graph: GraphView, handlers: InspectorHandlers): HTMLElement {
  const kept = graph.nodes.filter(node => node.state !== 'dropped');
  const dropped = graph.nodes.length - kept.length;
  // A layer may be called several times, and operations are calls without a layer.
  const layers = new Set(kept.map(node => node.index).filter(index => index !== undefined)).size;
  const { total, trainable } = graph.params;
  return html(
    'article',
    { class: 'model' },
    html(
      'header',
      {},
      html('h2', {}, userText(graph.variable ?? graph.name, 'name')),
      html('p', { class: 'class' }, `${graph.className} · ${graph.framework}`),
    ),
    properties([
      graph.variable === undefined ? undefined : ['Name', userText(graph.name)],
      [
        'Layers',
        plural(layers, 'layer') +
          (kept.length > layers ? ` in ${plural(kept.length, 'call')}` : '') +
          (dropped > 0 ? `, and ${dropped} left out` : ''),
      ],
      ['Parameters', countText(total)],
      ['Trainable', countText(trainable)],
      ['Not trained', total === null || trainable === null ? '?' : countText(total - trainable)],
    ]),
    ends('Input', graph.inputs, graph.inputNodes ?? [], graph, handlers),
    ends(
      'Output',
      graph.outputs,
      (graph.outputNodes ?? []).map(end => end.node),
      graph,
      handlers,
    ),
    cutSection(graph, handlers),
    graph.incomplete !== undefined && section('Not complete', html('p', {}, graph.incomplete)),
    categories(graph),
  );
}

function ends(
  title: string,
  shapes: readonly string[],
  nodes: readonly string[],
  graph: GraphView,
  handlers: InspectorHandlers,
): HTMLElement {
  const names = new Map(graph.nodes.map(node => [node.id, node.name]));
  const rows = shapes.map((shape, number) => {
    const id = nodes[number];
    const name = id === undefined ? undefined : names.get(id);
    const from = id === undefined || name === undefined ? undefined : link(name, () => handlers.show(id));
    return [
      shapes.length === 1 ? '' : String(number),
      html('div', {}, html('div', {}, userText(shape, 'shape')), from),
    ];
  });
  return section(shapes.length === 1 ? title : `${title}s`, table([], rows));
}

function cutSection(graph: GraphView, handlers: InspectorHandlers): HTMLElement | undefined {
  const { cut } = graph;
  if (cut === undefined) return undefined;
  const names = new Map(graph.nodes.map(node => [node.id, node.name]));
  const links = (ids: readonly string[]): HTMLElement =>
    list(ids.map(id => link(names.get(id) ?? id, () => handlers.show(id))));
  return section(
    'Cut',
    html(
      'p',
      {},
      cut.complete
        ? `Cut out of '${cut.base}'; nothing on the way is left out.`
        : (cut.message ?? `Cut out of '${cut.base}'; a path is left out.`),
    ),
    properties([
      cut.at.length === 0 ? undefined : ['Cut at', links(cut.at)],
      cut.merges.length === 0 ? undefined : ['Would merge at', links(cut.merges)],
    ]),
  );
}

/** What the coloured strips stand for, with how many layers there are of each kind. */
function categories(graph: GraphView): HTMLElement {
  const counts = new Map<string, number>();
  for (const node of graph.nodes) counts.set(node.category, (counts.get(node.category) ?? 0) + 1);
  const rows = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([category, count]) =>
      html(
        'li',
        { class: `cat-${category}` },
        html('span', { class: 'swatch' }),
        category,
        html('span', { class: 'hint' }, ` ${countText(count)}`),
      ),
    );
  return section('Kinds of layers', html('ul', { class: 'kinds' }, ...rows));
}
