// The hover at a place: finds what is meant there and puts it into words.

import type { Analysis } from '../../analysis/analysis.ts';
import type { Span } from '../../base/span.ts';
import type { LayerValue, ListValue } from '../../interp/value.ts';
import type { CallRecord } from '../../model/understanding.ts';
import type { PlainKind } from '../../shapes/unknown.ts';
import type { CallExpression, IndexExpression } from '../../syntax/expression.ts';
import { callsAt, modelLabel } from '../graphIndex.ts';
import { code, documentation, type Markdown, md, paragraphs, sections } from '../markdown.ts';
import { sourceOf } from '../places.ts';
import { subjectAt, type ValueSubject } from '../subject.ts';
import { syntaxIndex } from '../syntaxIndex.ts';
import { describedValue } from '../vocabulary.ts';
import { argumentHover } from './argumentHover.ts';
import { arrayHover, datasetHover, numberHover, unknownHover } from './dataHover.ts';
import { describedHover, objectHover } from './describedHover.ts';
import { layerHover } from './layerHover.ts';
import { layersHover, listHover } from './listHover.ts';
import { modelHover } from './modelHover.ts';
import { outputText, tensorHover } from './tensorHover.ts';

export interface Hover {
  readonly span: Span;
  readonly contents: Markdown;
}

/** The longest expression that is repeated in a hover. */
const longestText = 48;

/** What is to be said about an offset; undefined where there is nothing. */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  const subject = subjectAt(analysis, offset);
  if (subject === undefined) return undefined;
  const contents = subject.kind === 'argument' ? argumentHover(analysis, subject) : valueHover(analysis, subject);
  return contents === undefined ? undefined : { span: subject.span, contents };
}

/** What is to be said of a value; where a function of the library gave it on the spot, also what that function does. */
function valueHover(analysis: Analysis, subject: ValueSubject): Markdown | undefined {
  const { call, value } = subject;
  const contents = bareHover(analysis, subject);
  const callee = call === undefined || value.kind === 'object' ? undefined : analysis.facts[call.callee.id];
  const described = callee?.kind === 'builtin' ? describedValue(callee, analysis.dialect) : undefined;
  return contents === undefined || described === undefined
    ? contents
    : sections(contents, documentation(described.doc));
}

function bareHover(analysis: Analysis, subject: ValueSubject): Markdown | undefined {
  const { value, call, index } = subject;
  const text = shortText(analysis, subject);
  if (call !== undefined && value.kind !== 'layer') {
    const records = callsAt(analysis, call.span);
    const last = records.at(-1);
    if (last !== undefined && last.layer.kind !== 'model') return recordsHover(analysis, records, last);
  }
  switch (value.kind) {
    case 'layer':
      return layerValueHover(analysis, subject, value);
    case 'tensor':
      return varying(subject, tensorHover(analysis, { text, tensor: value.tensor, access: value.access }));
    case 'list':
      return varying(subject, listValueHover(analysis, subject, value));
    case 'array': {
      const picked = index === undefined ? undefined : pickedOutput(analysis, index);
      const origin = picked === undefined ? undefined : md`This is ${picked}`;
      return varying(subject, paragraphs(arrayHover(analysis, text, value), origin));
    }
    case 'dataset':
      return varying(subject, datasetHover(analysis, text, value));
    case 'int':
    case 'float':
    case 'size':
      return varying(subject, numberHover(analysis, text, value));
    case 'layerClass':
    case 'builtin': {
      const described = describedValue(value, analysis.dialect);
      return described === undefined ? undefined : describedHover(analysis, described);
    }
    case 'object':
      return varying(subject, objectHover(analysis, text, value));
    case 'plain':
      return isAboutModels(analysis)
        ? unknownHover(analysis, `(${typeNames[value.type]}) ${text}`, value.why)
        : undefined;
    case 'unknown':
      return isAboutModels(analysis) ? unknownHover(analysis, text, value) : undefined;
    default:
      return undefined;
  }
}

const typeNames: Readonly<Record<PlainKind, string>> = {
  int: 'int',
  float: 'float',
  number: 'number',
  bool: 'bool',
  string: 'str',
};

/** Unknown values are worth a word only in programs that build models. */
function isAboutModels(analysis: Analysis): boolean {
  return analysis.calls.length > 0 || analysis.models.length > 0;
}

function varying(subject: ValueSubject, contents: Markdown | undefined): Markdown | undefined {
  if (contents === undefined || subject.varies === undefined) return contents;
  return paragraphs(contents, md`It is assigned more than once here; this is the last value.`);
}

/** What is pointed at, as it is repeated in the hover: calls with their arguments where they are short. */
function shortText(analysis: Analysis, subject: ValueSubject): string {
  const { call, value } = subject;
  if (call === undefined || value.kind === 'layer') return subject.text;
  const whole = sourceOf(analysis, call.span);
  return whole.length <= longestText && !whole.includes('\n') ? whole : `${subject.text}(…)`;
}

function layerValueHover(analysis: Analysis, subject: ValueSubject, value: LayerValue): Markdown {
  const { call } = subject;
  const { layer, access } = value;
  const isCallee = call !== undefined && analysis.facts[call.callee.id] === value;
  if (layer.model !== undefined) {
    const calls = isCallee ? callsAt(analysis, call.span).map(record => record.node) : [];
    const text = call !== undefined && !isCallee ? modelLabel(analysis, layer.model) : subject.text;
    return modelHover(analysis, { text, model: layer.model, calls });
  }
  if (call === undefined) return layerHover(analysis, { layer, nodes: layer.state.value.nodes, access });
  const records = isCallee ? callsAt(analysis, call.span) : madeAndCalled(analysis, call);
  const nodes = records.length > 0 ? records.map(record => record.node) : layer.state.value.nodes;
  return layerHover(analysis, { layer, nodes, access });
}

/** The calls of the layers that a constructor call made on the spot: `Dense(3)(x)`, `dense({…}).apply(x)`. */
function madeAndCalled(analysis: Analysis, call: CallExpression): readonly CallRecord[] {
  const here = callsAt(analysis, call.span);
  if (here.length > 0) return here;
  const entry = syntaxIndex(analysis.program).byId.get(call.id);
  const around = entry?.parent?.expression.kind === 'attribute' ? entry.parent.parent : entry?.parent;
  return around === undefined ? [] : callsAt(analysis, around.expression.span);
}

/** The calls that a function form of a layer made. */
function recordsHover(analysis: Analysis, records: readonly CallRecord[], last: CallRecord): Markdown {
  return layerHover(analysis, { layer: last.layer, nodes: records.map(record => record.node) });
}

/**
 * A list. Where it is indexed on the spot, also what the index takes: of layers the stretch of a slice, or the rows around
 * the one that is picked; of outputs which one it is.
 */
function listValueHover(analysis: Analysis, subject: ValueSubject, value: ListValue): Markdown | undefined {
  const text = shortText(analysis, subject);
  const { index } = subject;
  const picked = index === undefined ? undefined : analysis.facts[index.id];
  if (index === undefined || picked === value) return listHover(analysis, text, value);
  if (value.layersOf !== undefined) {
    if (picked?.kind === 'list') return listHover(analysis, sourceOf(analysis, index.span), picked);
    const around = picked?.kind === 'layer' ? picked.access?.index : undefined;
    return layersHover(analysis, text, value.layersOf, around);
  }
  const output = pickedOutput(analysis, index);
  const brackets = analysis.text.slice(index.object.span.end, index.span.end);
  const says = output === undefined ? undefined : md`${code(brackets)} is ${output}`;
  return listHover(analysis, text, value, says);
}

/** Which output of a model an index takes out of the list its call gave. */
function pickedOutput(analysis: Analysis, index: IndexExpression): Markdown | undefined {
  const list = analysis.facts[index.object.id];
  const position = analysis.facts[index.index.id];
  if (list?.kind !== 'list' || list.outputsOf === undefined || position?.kind !== 'int') return undefined;
  const count = list.items.value.length;
  return outputText(analysis, list.outputsOf.model, position.value < 0 ? position.value + count : position.value);
}
