// The assignments and calls of a program that give tensors, arrays or datasets, as lines could show them.

import type { Analysis, AssignmentRecord } from '../analysis/analysis.ts';
import type { Value } from '../interp/value.ts';
import { layerParameters } from '../model/parameters.ts';
import type { CallRecord } from '../model/understanding.ts';
import type { Shape } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { Statement } from '../syntax/statement.ts';
import { elementText } from './hover/dataHover.ts';
import type { HintCandidate } from './inlayHints.ts';
import { dtypeText, plural, shapeText } from './layerText.ts';
import { code, joined, type Markdown, md, plain } from './markdown.ts';
import { syntaxIndex } from './syntaxIndex.ts';

/** How many shapes are written out before they are only counted. */
const mostShapes = 3;

/** What assignments to names give. */
export function assignmentHints(analysis: Analysis): readonly HintCandidate[] {
  const { targets } = syntaxIndex(analysis.program);
  const out: HintCandidate[] = [];
  for (const record of analysis.assignments) {
    if (record.place.uri !== analysis.uri || record.varies) continue;
    const statement = targets.get(record.place.start)?.statement;
    const where = statement === undefined ? undefined : placeOf(statement, record);
    const isChanged = record.value.kind === 'list' && record.items !== record.value.items.value;
    const shown = where === undefined || isChanged ? undefined : valueText(analysis, record.value);
    if (where === undefined || shown === undefined) continue;
    out.push({ ...where, ...shown });
  }
  return out;
}

/** Behind the statement for a single name, behind the name for one of several; nowhere for mere renaming. */
function placeOf(
  statement: Statement,
  { place }: AssignmentRecord,
): Pick<HintCandidate, 'span' | 'hides' | 'where'> | undefined {
  const name = { span: { start: place.start, end: place.end }, hides: statement.span, where: 'name' } as const;
  const line = { span: statement.span, hides: statement.span, where: 'line' } as const;
  switch (statement.kind) {
    case 'assign': {
      if (statement.value.kind === 'name') return undefined;
      const isWhole = statement.targets.every(target => target.kind === 'identifier');
      return isWhole ? line : name;
    }
    case 'augment':
      return statement.target.kind === 'identifier' ? line : undefined;
    case 'for':
    case 'with':
      return { ...name, hides: name.span };
    default:
      return undefined;
  }
}

interface Shown {
  readonly label: string;
  readonly shapes: readonly Shape[];
  readonly detail: Markdown;
}

/** What a value shows; undefined where it has no shape or nothing is known of it. */
function valueText(analysis: Analysis, value: Value): Shown | undefined {
  const { dialect } = analysis;
  switch (value.kind) {
    case 'tensor': {
      const { type, node } = value.tensor;
      const detail = md`${code(dtypeText(type))} · output of ${code(node.layer.name)} (${code(node.layer.className)})`;
      return shown([type.shape], shapeText(type.shape, dialect), detail);
    }
    case 'array':
      return shown([value.type.shape], shapeText(value.type.shape, dialect), code(dtypeText(value.type)));
    case 'dataset':
      return shown([], elementText(analysis, value), plain(value.batched ? 'One batch' : 'One element'));
    case 'list': {
      if (value.layersOf !== undefined || value.open.value !== undefined) return undefined;
      const shapes = value.items.value.map(shapeOfItem);
      const known = shapes.filter(shape => shape !== undefined);
      if (known.length !== shapes.length) return undefined;
      const what = value.outputsOf === undefined ? 'tensor' : 'output';
      const detail = plain(plural(shapes.length, what));
      if (known.length > mostShapes) return shown(known, plural(known.length, what), detail);
      return shown(known, known.map(shape => shapeText(shape, dialect)).join(', '), detail);
    }
    default:
      return undefined;
  }
}

function shapeOfItem(item: Value): Shape | undefined {
  if (item.kind === 'tensor') return item.tensor.type.shape;
  return item.kind === 'array' ? item.type.shape : undefined;
}

/** Nothing is shown of shapes of which nothing is known, nor where there is nothing to show. */
function shown(shapes: readonly Shape[], label: string, detail: Markdown): Shown | undefined {
  if (shapes.length > 0 && shapes.every(isUnknown)) return undefined;
  return label === '' || label === '?' ? undefined : { label, shapes, detail };
}

/** What the calls of layers give; those of one place together. */
export function callHints(analysis: Analysis): readonly HintCandidate[] {
  const places = new Map<string, CallRecord[]>();
  for (const record of analysis.calls) {
    if (record.place.uri !== analysis.uri || record.layer.kind === 'operation') continue;
    const key = `${record.place.start}:${record.place.end}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, [record]);
    else known.push(record);
  }
  return [...places.values()].flatMap(records => callHint(analysis, records) ?? []);
}

function callHint(analysis: Analysis, records: readonly CallRecord[]): HintCandidate | undefined {
  const texts = new Map<string, readonly Shape[]>();
  for (const { node } of records) {
    const shapes = node.outputs.map(output => output.type.shape);
    if (shapes.length === 0 || shapes.every(isUnknown)) continue;
    const text =
      shapes.length > mostShapes
        ? plural(shapes.length, 'output')
        : shapes.map(shape => shapeText(shape, analysis.dialect)).join(', ');
    texts.set(text, shapes);
  }
  const [first] = texts.keys();
  const last = records.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { start, end } = last.place;
  const span = { start, end };
  return {
    span,
    hides: span,
    where: 'line',
    label: severalTexts([...texts.keys()]),
    shapes: [...texts.values()].flat(),
    detail: callDetail(records, last),
  };
}

/** The longest text of several shapes: VS Code cuts a hint after 43 characters (`editor.inlayHints.maximumLength`), `→ ` among them. */
const longestText = 41;

/** `a`, `a | b`, `a … z`; where these would be cut off, `a … 3 more`. */
function severalTexts(texts: readonly string[]): string {
  const [first = '', second] = texts;
  if (second === undefined) return first;
  const whole = texts.length === 2 ? `${first} | ${second}` : `${first} … ${texts.at(-1)}`;
  return whole.length <= longestText ? whole : `${first} … ${texts.length - 1} more`;
}

function callDetail(records: readonly CallRecord[], last: CallRecord): Markdown {
  const { layer, node } = last;
  const parts = [md`${code(layer.name)} (${code(layer.className)})`];
  const dtype = node.outputs[0]?.type;
  if (dtype !== undefined) parts.push(code(dtypeText(dtype)));
  const { total } = layerParameters(layer);
  if (!isUnknown(total) && total > 0) parts.push(plain(plural(total, 'parameter')));
  if (records.length > 1) parts.push(plain(plural(records.length, 'call')));
  return joined(parts, ' · ');
}
