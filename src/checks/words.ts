// Words that messages share: how shapes, layers and places are named.

import { lastPart } from '../base/lastPart.ts';
import type { Place, Span } from '../base/span.ts';
import type { Dialect } from '../layers/config.ts';
import type { Layer, Model } from '../model/graph.ts';
import type { ProblemInput, ProblemRecord } from '../model/understanding.ts';
import { flatten } from '../shapes/nested.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { RuleContext } from './rule.ts';

/** A shape as the user's framework prints it. */
export function shapeText(shape: Shape, dialect: Dialect): string {
  return printShape(shape, dialect === 'tfjs' ? 'array' : 'tuple');
}

/** The shape of a layer's first output. */
export function outputShape(layer: Layer, dialect: Dialect): string {
  const output = layer.state.value.nodes[0]?.outputs[0];
  return output === undefined ? '?' : shapeText(output.type.shape, dialect);
}

/** Names of layers in a row: all of a few, the ends and the number of many. */
export function pathText(layers: readonly Layer[]): string {
  const names = layers.map(layer => `\`${layer.name}\``);
  const [first] = names;
  const last = names[names.length - 1];
  if (first === undefined || last === undefined) return '';
  return names.length <= 3 ? names.join(' → ') : `${first} … ${last} (${names.length} layers)`;
}

/** A place inside the same document. */
export function placeAt(uri: string, span: Span): Place {
  return { uri, start: span.start, end: span.end };
}

/** The text of a place. */
export function textAt(context: RuleContext, place: Place): string {
  return context.source(place.uri).slice(place.start, place.end);
}

/** The place to delete so that an argument goes together with its name and one comma. `value` covers its value. */
export function argumentPlace(context: RuleContext, uri: string, value: Span): Place {
  const text = context.source(uri);
  let start = value.start;
  let end = value.end;
  const name = /[\w$]+\s*[=:]\s*$/.exec(text.slice(Math.max(0, start - 200), start));
  if (name !== null) start -= name[0].length;
  const before = /,\s*$/.exec(text.slice(Math.max(0, start - 200), start));
  if (before !== null) return { uri, start: start - before[0].length, end };
  const after = /^\s*,[ \t]*/.exec(text.slice(end, end + 200));
  if (after !== null) end += after[0].length;
  return { uri, start, end };
}

/** Where the name of a keyword argument stands, for an argument whose value's place is known. */
export function namePlace(context: RuleContext, record: ProblemRecord, name: string): Place | undefined {
  const value = record.argSpans.get(name);
  if (value === undefined) return undefined;
  const { uri } = record.place;
  const before = context.source(uri).slice(record.place.start, value.start);
  const at = before.lastIndexOf(name);
  return at < 0 ? undefined : { uri, start: record.place.start + at, end: record.place.start + at + name.length };
}

/** A model as the user knows it: by its variable, or by the name the program gave it. */
export function modelName(context: RuleContext, model: Model): string {
  const { layer } = model;
  const variable = context.models.find(record => record.model === model)?.variable;
  return layer.named || variable === undefined ? layer.name : variable;
}

/** A tensor as the program calls it: by the name given to its layer, by its variable, or by the class that made it. */
export function inputText(input: ProblemInput, context: RuleContext): string | undefined {
  const { layer, place, from } = input;
  if (layer?.named) return `\`${layer.name}\``;
  const variable = place === undefined ? undefined : context.variable(place);
  if (variable !== undefined) return `\`${variable}\``;
  if (layer === undefined) return from === undefined ? undefined : `\`${from}\``;
  return `\`${layer.className === 'InputLayer' ? 'Input' : lastPart(layer.className)}\``;
}

/** The inputs or outputs of a model by name, the inputs with their shapes: up to three of them, and how many more. */
export function endsText(
  ends: 'inputs' | 'outputs',
  { subject }: ProblemRecord,
  context: RuleContext,
): string | undefined {
  const graph = subject.layer?.model?.graph.value;
  if (graph === undefined || isUnknown(graph)) return undefined;
  const texts = flatten(graph[ends]).map(({ node, type }) => {
    const { layer } = node;
    const name = `\`${layer.named ? layer.name : (context.variable(node.called) ?? layer.name)}\``;
    return ends === 'outputs' || isUnknown(type.shape) ? name : `${name} ${shapeText(type.shape, context.dialect)}`;
  });
  return listed(texts.length > 3 ? [...texts.slice(0, 3), `${texts.length - 3} more`] : texts);
}

/**
 * A sentence written for Python, as users of TensorFlow.js read it: shapes in brackets, `null` for None. Meant for the parts
 * of messages that hold no source.
 */
export function spoken(text: string, dialect: Dialect): string {
  if (dialect !== 'tfjs') return text;
  return text
    .replaceAll(/\((?:(?:-?\d+|None|\?), ?)+(?:(?:-?\d+|None|\?))?\)/g, shape =>
      `[${shape.slice(1, -1).replace(/,\s*$/, '')}]`.replaceAll('None', 'null'),
    )
    .replaceAll(/\ba tuple\b/g, 'an array')
    .replaceAll(/\btuple\b/g, 'array')
    .replaceAll(/\bNone\b/g, 'null')
    .replaceAll('True or False', 'true or false');
}

/** The name of a loss, a keyword or the like as the user's framework writes it. */
export function ownCase(name: string, dialect: Dialect): string {
  return dialect === 'tfjs' ? name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  const last = items[items.length - 1];
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
