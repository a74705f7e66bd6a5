// Hovers over the classes and functions of a library that make no layer on the spot: how they are called and what they do,
// and objects made of them, such as optimizers and losses.

import type { Analysis } from '../../analysis/analysis.ts';
import type { ObjectValue, Value } from '../../interp/value.ts';
import type { ConfigValue, Dialect } from '../../layers/config.ts';
import { valueText } from '../argumentText.ts';
import { code, codeBlock, documentation, joined, type Markdown, paragraphs, sections } from '../markdown.ts';
import { type Described, describedObject } from '../vocabulary.ts';
import { codeLanguage } from './parts.ts';

/** Where the line of a signature is broken. */
const signatureWidth = 88;

/** A class or function with its signature. */
export function describedHover(analysis: Analysis, described: Described): Markdown {
  const head = `(${described.kind}) ${signature(described, analysis.dialect)}`;
  return sections(codeBlock(codeLanguage(analysis.dialect), head), documentation(described.doc));
}

/** An object of a small class, with the arguments it was given; undefined where nothing is known of its class. */
export function objectHover(analysis: Analysis, text: string, value: ObjectValue): Markdown | undefined {
  const { dialect } = analysis;
  const described = describedObject(value.family, value.name, dialect);
  if (described === undefined) return undefined;
  const given = [...value.config].flatMap(([name, one]) => {
    const shown = plainValue(one);
    const param = /^\d+$/.test(name) ? described.params[Number(name)]?.name : name;
    return shown === undefined || param === undefined
      ? []
      : [code(`${param}${dialect === 'tfjs' ? ': ' : '='}${valueText(shown, dialect)}`)];
  });
  const head = `(${singular[value.family] ?? 'object'}) ${text}: ${value.name}`;
  return sections(
    paragraphs(codeBlock(codeLanguage(dialect), head), joined(given, ' · ')),
    documentation(described.doc),
  );
}

const singular: Readonly<Record<string, string>> = {
  activations: 'activation',
  constraints: 'constraint',
  initializers: 'initializer',
  losses: 'loss',
  metrics: 'metric',
  optimizers: 'optimizer',
  regularizers: 'regularizer',
  train: 'optimizer',
};

/** `Conv2D(filters, kernel_size, strides=1, …)`, broken into lines where it is long. */
function signature({ name, params, more = [] }: Described, dialect: Dialect): string {
  const between = dialect === 'tfjs' ? ' = ' : '=';
  const parts = params.map(param =>
    param.fallback === undefined ? param.name : `${param.name}${between}${param.fallback}`,
  );
  if (more.length > 0) parts.push('…');
  const whole = `${name}(${parts.join(', ')})`;
  if (whole.length <= signatureWidth) return whole;
  const lines: string[] = [];
  let line = '   ';
  for (const [i, part] of parts.entries()) {
    const next = i === parts.length - 1 ? part : `${part},`;
    if (line.trim() !== '' && line.length + 1 + next.length > signatureWidth) {
      lines.push(line);
      line = '   ';
    }
    line += ` ${next}`;
  }
  return [`${name}(`, ...lines, line, ')'].join('\n');
}

/** A value that is written in one word; undefined for all others. */
function plainValue(value: Value): ConfigValue | undefined {
  switch (value.kind) {
    case 'none':
      return null;
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
      return value.value;
    default:
      return undefined;
  }
}
