// Hovers over the arguments of layers at their names: what they take, their default, and what they do.

import type { Analysis } from '../../analysis/analysis.ts';
import type { Layer } from '../../model/graph.ts';
import { defaultOf, findParam, valueText } from '../argumentText.ts';
import { callsAt } from '../graphIndex.ts';
import { code, codeBlock, documentation, joined, type Markdown, md, paragraphs, plain } from '../markdown.ts';
import type { ArgumentSubject } from '../subject.ts';
import { codeLanguage } from './parts.ts';

/** An argument of a layer's constructor; undefined where the call makes no layer of the library. */
export function argumentHover(analysis: Analysis, subject: ArgumentSubject): Markdown | undefined {
  const layer = layerMadeBy(analysis, subject);
  const { object } = layer ?? {};
  if (object === undefined) return undefined;
  const found = findParam(object, subject.name);
  if (found === undefined) return undefined;
  const { canonical, param } = found;
  const { dialect } = object;
  const given = object.given.get(canonical);
  const fallback = param.required ? undefined : valueText(defaultOf(param, dialect), dialect);
  const head = `(argument) ${subject.name}: ${param.type.expects}`;
  const facts = [
    ...(given === undefined ? [] : [md`Here ${code(valueText(given, dialect))}`]),
    fallback === undefined ? plain('required') : md`default ${code(fallback)}`,
  ];
  return paragraphs(codeBlock(codeLanguage(dialect), head), documentation(param.doc), joined(facts, ' · '));
}

/** The layer that a constructor call made, or the one inside a call of a layer's function form. */
function layerMadeBy(analysis: Analysis, subject: ArgumentSubject): Layer | undefined {
  const value = analysis.facts[subject.call.id];
  if (value?.kind === 'layer') return value.layer;
  return callsAt(analysis, subject.call.span).at(-1)?.layer;
}
