// Signatures of operations as text: `tf.concat(values: xs, axis, name: _)`. A parameter is `given: canonical = default`;
// the canonical name is left out where it is the same, and is `_` for a parameter that has no influence on the answer.
// `*` starts the keyword-only parameters, `*given` takes all further positions, `**given` any other keyword (`**_` without
// influence).

import type { ConfigValue } from '../layers/config.ts';
import type { ParamSpecs } from '../layers/params.ts';

/** One parameter of an operation under one of its names. */
export interface Parameter {
  /** As the caller writes it. */
  readonly name: string;
  /** The canonical parameter it sets; absent where it has no influence. */
  readonly means?: string;
  readonly mode: 'plain' | 'keyword only' | 'rest' | 'any keyword';
  /** Absent where the parameter must be given. */
  readonly fallback?: ConfigValue;
}

/** The name of a signature: all before its parenthesis. */
export function signaturePath(text: string): string {
  const open = text.indexOf('(');
  return open < 0 ? text : text.slice(0, open);
}

/** The parameters of a signature; those of `params`, in order, for a name alone. */
export function readSignature(text: string, params: ParamSpecs, rest?: string): readonly Parameter[] {
  const open = text.indexOf('(');
  if (open < 0) return ownParameters(params, rest);
  const out: Parameter[] = [];
  let keywordOnly = false;
  for (const entry of splitEntries(text.slice(open + 1, text.lastIndexOf(')')))) {
    if (entry === '*') {
      keywordOnly = true;
      continue;
    }
    const match = /^(\*{0,2})(\w+)(?:\s*:\s*(\w+))?(?:\s*=\s*(.+))?$/.exec(entry);
    if (match === null) throw new Error(`unreadable parameter ${entry} in ${text}`);
    const [, stars, name = '', canonical = name, fallback] = match;
    const means = canonical === '_' || name === '_' ? {} : { means: canonical };
    if (stars === '**') out.push({ name, mode: 'any keyword', ...means });
    else if (stars === '*') out.push({ name, mode: 'rest', ...means });
    else {
      const value = fallback === undefined ? ownFallback(params, canonical) : { fallback: literal(fallback) };
      out.push({ name, mode: keywordOnly ? 'keyword only' : 'plain', ...means, ...value });
    }
    if (stars === '*') keywordOnly = true;
  }
  return out;
}

function ownParameters(params: ParamSpecs, rest: string | undefined): readonly Parameter[] {
  return Object.entries(params).map(([name, param]) => ({
    name,
    means: name,
    mode: name === rest ? 'rest' : param.keywordOnly ? 'keyword only' : 'plain',
    ...ownFallback(params, name),
  }));
}

/** The default of the canonical parameter; a parameter without influence may always be left out. */
function ownFallback(params: ParamSpecs, canonical: string): { readonly fallback?: ConfigValue } {
  const param = params[canonical];
  if (param === undefined) return { fallback: null };
  return param.required ? {} : { fallback: param.fallback };
}

function splitEntries(text: string): readonly string[] {
  const out: string[] = [];
  let depth = 0;
  let entry = '';
  for (const letter of text) {
    if (letter === '(' || letter === '[') depth++;
    if (letter === ')' || letter === ']') depth--;
    if (letter === ',' && depth === 0) {
      out.push(entry.trim());
      entry = '';
    } else entry += letter;
  }
  if (entry.trim() !== '') out.push(entry.trim());
  return out;
}

/** A Python literal: None, True, a number, a quoted text, or a tuple of those. */
function literal(text: string): ConfigValue {
  if (text === 'None') return null;
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (/^['"]/.test(text)) return text.slice(1, -1);
  if (/^[([]/.test(text)) return splitEntries(text.slice(1, -1)).map(literal);
  const number = Number(text);
  if (Number.isNaN(number)) throw new Error(`unreadable default ${text}`);
  return /[.e]/.test(text) ? { kind: 'float', value: number } : number;
}
