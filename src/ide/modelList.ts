// The models of a document: their ids, which outlive edits, and how they read in a pick list.

import type { Analysis } from '../analysis/analysis.ts';
import type { Place } from '../base/span.ts';
import { modelEnds } from '../model/ends.ts';
import type { Model } from '../model/graph.ts';
import { layerParameters } from '../model/parameters.ts';
import type { ModelRecord } from '../model/understanding.ts';
import type { ModelListItem } from '../protocol/messages.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { oncePer } from './cached.ts';
import { layerCount, plural, shapesText } from './layerText.ts';
import { rangeOf } from './places.ts';

export interface ListedModel {
  /** The label, numbered where several models share it; the same as long as the program keeps them apart so. */
  readonly id: string;
  readonly label: string;
  readonly record: ModelRecord;
  /** Where the document makes it, or calls what makes it in another file. */
  readonly place: Place;
}

/** The models that the document makes, in order, and those that imported files make for its variables. */
export const listedModels: (analysis: Analysis) => readonly ListedModel[] = oncePer((analysis: Analysis) => {
  const counts = new Map<string, number>();
  return analysis.models.flatMap(record => {
    const { calledAt, variable, model, given } = record;
    const place = calledAt !== undefined && variable !== undefined ? calledAt : record.place;
    if (place.uri !== analysis.uri) return [];
    const name = variable ?? model.layer.name;
    const label = given === undefined ? name : `${name} (${given})`;
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    return [{ id: `${label}#${count}`, label, record, place }];
  });
});

/** The models for a pick list. */
export function modelList(analysis: Analysis): readonly ModelListItem[] {
  return listedModels(analysis).map(({ id, label, record, place }) => ({
    id,
    label,
    description: record.model.layer.className,
    detail: modelDetail(analysis, record.model),
    range: rangeOf(analysis, place),
  }));
}

/** `(None, 100, 100, 3) → (None, 10) · 15 layers · 84,608 parameters`. */
export function modelDetail(analysis: Analysis, model: Model): string {
  const ends = modelEnds(model);
  const parts: string[] = [];
  if (!isUnknown(ends)) {
    const inputs = ends.inputs.map(type => type.shape);
    parts.push(`${shapesText(inputs, analysis.dialect, 2)} → ${outputsText(analysis, model)}`);
  }
  const layers = layerCount(model);
  if (layers !== undefined) parts.push(layers);
  const { total } = layerParameters(model.layer);
  if (!isUnknown(total)) parts.push(plural(total, 'parameter'));
  return parts.join(' · ');
}

/** The output shapes of a model, counted where there are many; `?` where they are not known. */
export function outputsText(analysis: Analysis, model: Model): string {
  const ends = modelEnds(model);
  if (isUnknown(ends)) return '?';
  const outputs = ends.outputs.map(type => type.shape);
  return outputs.length > 3 ? `${outputs.length} outputs` : shapesText(outputs, analysis.dialect, 3);
}
