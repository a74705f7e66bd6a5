// The models and layers of a document for its outline: each model with the calls of its layers that stand in the document.

import type { Analysis } from '../analysis/analysis.ts';
import { contains, cover, type Place, type Span } from '../base/span.ts';
import { layerParameters } from '../model/parameters.ts';
import type { CallRecord } from '../model/understanding.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { plural, shapesText } from './layerText.ts';
import { listedModels, outputsText } from './modelList.ts';

export interface DocumentSymbol {
  readonly kind: 'model' | 'layer';
  readonly name: string;
  readonly detail: string;
  /** Holds the spans of the children. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/**
 * The symbols of a stretch of the text, which is a whole file or a cell of a notebook: models in order, then the layers that
 * are in none of them.
 */
export function documentSymbols(analysis: Analysis, stretch: Span): readonly DocumentSymbol[] {
  const placed = new Set<CallRecord>();
  const isInside = ({ place }: { readonly place: Place }): boolean =>
    place.uri === analysis.uri && contains(stretch, place);
  const own = analysis.calls.filter(record => isInside(record) && record.layer.kind !== 'operation');
  const listed = listedModels(analysis).filter(isInside);
  const models = listed.map(({ label, place, record: { model } }): DocumentSymbol => {
    const graph = model.graph.value;
    const inside = new Set(isUnknown(graph) ? [] : graph.nodes);
    const calls = own.filter(record => inside.has(record.node) && !placed.has(record));
    for (const record of calls) placed.add(record);
    const children = calls.map(record => layerSymbol(analysis, record));
    const nameSpan = { start: place.start, end: place.end };
    const { total } = layerParameters(model.layer);
    const detail = [outputsText(analysis, model), ...(isUnknown(total) ? [] : [plural(total, 'parameter')])];
    return {
      kind: 'model',
      name: label,
      detail: detail.join(' · '),
      span: children.reduce<Span>((span, child) => cover(span, child.span), nameSpan),
      nameSpan,
      children,
    };
  });
  const rest = own.filter(record => !placed.has(record) && record.layer.kind !== 'model');
  return [...models, ...rest.map(record => layerSymbol(analysis, record))];
}

function layerSymbol(analysis: Analysis, { layer, node, place }: CallRecord): DocumentSymbol {
  const shapes = shapesText(
    node.outputs.map(output => output.type.shape),
    analysis.dialect,
    3,
  );
  const span = { start: place.start, end: place.end };
  return {
    kind: 'layer',
    name: layer.name,
    detail: `${layer.className} ${shapes}`.trim(),
    span,
    nameSpan: span,
    children: [],
  };
}
