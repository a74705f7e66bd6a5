// Hovers over the arguments of layers and of functions of the library at their names: what they take, their default, and what they do.

import type { Analysis } from '../../analysis/analysis.ts';
import type { Value } from '../../interp/value.ts';
import type { Layer } from '../../model/graph.ts';
import type { CallExpression } from '../../syntax/expression.ts';
import { defaultOf, findParam, valueText } from '../argumentText.ts';
import { callsAt } from '../graphIndex.ts';
import { code, codeBlock, documentation, joined, type Markdown, md, paragraphs, plain } from '../markdown.ts';
import { sourceOf } from '../places.ts';
import type { ArgumentSubject } from '../subject.ts';
import { describedValue } from '../vocabulary.ts';
import { codeLanguage } from './parts.ts';

/** An argument of a call; undefined where nothing is known of what is called. */
export function argumentHover(analysis: Analysis, subject: ArgumentSubject): Markdown | undefined {
  return layerArgumentHover(analysis, subject) ?? functionArgumentHover(analysis, subject);
}

function functionArgumentHover(analysis: Analysis, subject: ArgumentSubject): Markdown | undefined {
  const { dialect } = analysis;
  const { call, name, value } = subject;
  const described = describedValue(calleeOf(analysis, call), dialect);
  const param = [...(described?.params ?? []), ...(described?.more ?? [])].find(one => one.name === name);
  if (param === undefined) return undefined;
  const written = sourceOf(analysis, value.span);
  const facts = [
    ...(written.length <= longestValue && !written.includes('\n') ? [md`Here ${code(written)}`] : []),
    param.fallback === undefined ? plain('required') : md`default ${code(param.fallback)}`,
  ];
  const head = `(argument) ${name}${param.expects === undefined ? '' : `: ${param.expects}`}`;
  return paragraphs(codeBlock(codeLanguage(dialect), head), documentation(param.doc), joined(facts, ' · '));
}

/** The longest value that is repeated. */
const longestValue = 48;

/** What a call calls. `functools.partial(Conv2D, filters=8)` takes the arguments of what it is given. */
function calleeOf(analysis: Analysis, call: CallExpression): Value | undefined {
  const callee = analysis.facts[call.callee.id];
  const [first] = call.args;
  return callee?.kind === 'builtin' && callee.path === 'functools.partial' && first?.kind === 'positional'
    ? analysis.facts[first.value.id]
    : callee;
}

function layerArgumentHover(analysis: Analysis, subject: ArgumentSubject): Markdown | undefined {
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
