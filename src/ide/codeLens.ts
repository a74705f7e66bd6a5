// What stands above models: their outputs and parameters, and the way to their graph.

import type { Analysis } from '../analysis/analysis.ts';
import type { Span } from '../base/span.ts';
import { layerParameters } from '../model/parameters.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { oncePer } from './cached.ts';
import { plural } from './layerText.ts';
import { listedModels, outputsText } from './modelList.ts';

export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  /** The id of the model whose graph a click shows; without one the lens only informs. */
  readonly shows?: string;
}

/** All lenses of a document, in order. Of several models made at one place the last speaks for all. */
export const codeLenses: (analysis: Analysis) => readonly CodeLens[] = oncePer((analysis: Analysis) => {
  const byPlace = new Map(listedModels(analysis).map(listed => [listed.place.start, listed]));
  return [...byPlace.values()]
    .sort((a, b) => a.place.start - b.place.start)
    .flatMap(({ id, record, place }) => {
      const span = { start: place.start, end: place.end };
      const { total } = layerParameters(record.model.layer);
      const outputs = outputsText(analysis, record.model);
      const facts = [
        ...(outputs === '?' ? [] : [outputs.endsWith('outputs') ? outputs : `outputs ${outputs}`]),
        ...(isUnknown(total) ? [] : [plural(total, 'parameter')]),
      ];
      const graph = { span, title: 'Show Model Graph', shows: id };
      return facts.length === 0 ? [graph] : [{ span, title: facts.join(' · ') }, graph];
    });
});
