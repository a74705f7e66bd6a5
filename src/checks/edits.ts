// Repairs that several rules share: an argument of a constructor set, what a call is given wrapped into another layer, a layer
// put before another one.

import type { Place } from '../base/span.ts';
import type { Layer } from '../model/graph.ts';
import type { ProblemRecord } from '../model/understanding.ts';
import { callParts, contentEnd } from './brackets.ts';
import type { Fix } from './finding.ts';
import { importedName } from './kerasNames.ts';
import type { RuleContext } from './rule.ts';
import { placeAt, textAt } from './words.ts';

type Edits = Fix['edits'];

/**
 * Gives an argument of a layer's constructor another value, or adds it. `name` is the argument's name in the user's
 * framework, `text` source. Nothing where the constructor is not written out where the layer is made.
 */
export function setArgument(context: RuleContext, layer: Layer, name: string, text: string): Edits | undefined {
  const { uri } = layer.created;
  const span = layer.argSpans.get(name);
  if (span !== undefined) return [{ place: placeAt(uri, span), text }];
  const args = constructorOf(context, layer)?.args;
  if (args === undefined) return undefined;
  const kept = textAt(context, { ...args, end: contentEnd(context, args) });
  if (context.dialect !== 'tfjs') {
    const separator = kept === '' ? '' : kept.endsWith(',') ? ' ' : ', ';
    return [{ place: gap(args, kept.length), text: `${separator}${name}=${text}` }];
  }
  if (kept === '') return [{ place: gap(args, 0), text: `{${name}: ${text}}` }];
  if (!kept.trimStart().startsWith('{') || !kept.endsWith('}')) return undefined;
  const inside = textAt(context, {
    ...args,
    end: contentEnd(context, { ...args, end: args.start + kept.length - 1 }),
  });
  const separator = inside.trim() === '{' ? '' : inside.endsWith(',') ? ' ' : ', ';
  return [{ place: gap(args, inside.length), text: `${separator}${name}: ${text}` }];
}

function gap({ uri, start }: Place, offset: number): Place {
  return { uri, start: start + offset, end: start + offset };
}

/** The constructor call of a layer with the source before its class, `layers.` of `layers.Dense(4)`. */
export function constructorOf(
  context: RuleContext,
  layer: Layer,
): { readonly args: Place; readonly prefix: string; readonly className: string } | undefined {
  const parts = callParts(context, layer.created);
  if (parts === undefined) return undefined;
  const written = /^((?:[\w$]+\s*\.\s*)*)([\w$]+)\s*$/.exec(textAt(context, parts.callee));
  const [, prefix = '', className = ''] = written ?? [];
  const isOwn = className.toLowerCase() === layer.className.toLowerCase() || layer.argSpans.size > 0;
  return written === null || !isOwn ? undefined : { args: parts.args, prefix, className };
}

/** The source of another layer's constructor beside this one; nothing where its name may not be there. */
export function siblingLayer(context: RuleContext, layer: Layer, className: string, args = ''): string | undefined {
  const prefix = constructorOf(context, layer)?.prefix;
  if (prefix === undefined) return undefined;
  if (context.dialect === 'tfjs') {
    const factory = `${className.charAt(0).toLowerCase()}${className.slice(1)}`;
    return prefix === '' ? undefined : `${prefix}${factory}(${args})`;
  }
  if (prefix === '' && !imports(context.source(layer.created.uri), className)) return undefined;
  return `${prefix}${className}(${args})`;
}

/** Modules that hold layers, as `from` names them. */
const layerModules = '\\S*(?:keras|layers)\\S*';

function imports(source: string, name: string): boolean {
  return ['\\*', name].some(one => importedName(source, layerModules, one) === one);
}

/** What the reported call is given, as source: `x` of `Dense(4)(x)`; undefined where several arguments or none are given. */
export function givenText(context: RuleContext, record: ProblemRecord): Place | undefined {
  const { layer } = record.subject;
  // A layer of a Sequential is called where it is made.
  if (layer === undefined || samePlace(layer.created, record.place)) return undefined;
  const args = callParts(context, record.place)?.args;
  if (args === undefined) return undefined;
  const text = textAt(context, args);
  const kept = text.trim();
  if (kept === '' || hasComma(kept)) return undefined;
  const start = args.start + text.indexOf(kept);
  return { uri: args.uri, start, end: start + kept.length };
}

/** True where commas or keywords stand outside of brackets, as between arguments. Quotes are not looked at. */
export function hasComma(text: string): boolean {
  let depth = 0;
  for (const unit of text) {
    if ('([{'.includes(unit)) depth++;
    else if (')]}'.includes(unit)) depth--;
    else if ((unit === ',' || unit === '=') && depth === 0) return true;
  }
  return false;
}

/**
 * Puts a layer between the input and the layer of the reported call: around what it is called on, before it in the list of a
 * Sequential, or in an `add` of its own before.
 */
export function putBefore(
  context: RuleContext,
  record: ProblemRecord,
  className: string,
  args = '',
): Edits | undefined {
  const { layer } = record.subject;
  if (layer === undefined) return undefined;
  const made = siblingLayer(context, layer, className, args);
  if (made === undefined) return undefined;
  const given = givenText(context, record);
  if (given !== undefined) {
    const text = textAt(context, given);
    return [{ place: given, text: context.dialect === 'tfjs' ? `${made}.apply(${text})` : `${made}(${text})` }];
  }
  if (!samePlace(layer.created, record.place)) return undefined;
  const { uri, start } = record.place;
  const source = context.source(uri);
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const line = source.slice(lineStart, start);
  const added = /^([ \t]*)((?:[\w$]+\.)*[\w$]+\.add\()\s*$/.exec(line);
  if (added !== null) {
    const end = context.dialect === 'tfjs' ? ');\n' : ')\n';
    return [{ place: { uri, start: lineStart, end: lineStart }, text: `${added[1]}${added[2]}${made}${end}` }];
  }
  const before = source.slice(0, start).trimEnd();
  if (!before.endsWith('[') && !before.endsWith(',')) return undefined;
  const alone = line.trim() === '';
  return [{ place: { uri, start, end: start }, text: `${made},${alone ? `\n${line}` : ' '}` }];
}

export function samePlace(a: Place, b: Place): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end;
}

/** A repair where its edits could be made. */
export function fixOf(title: string, edits: Edits | undefined): readonly Fix[] {
  return edits === undefined || edits.length === 0 ? [] : [{ title, edits }];
}
