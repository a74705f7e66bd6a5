// What hovers of several kinds are made of.

import type { Dialect } from '../../layers/config.ts';
import { documentation, joined, type Markdown, md } from '../markdown.ts';

/** The language whose colours a code block gets. */
export function codeLanguage(dialect: Dialect): string {
  return dialect === 'tfjs' ? 'typescript' : 'python';
}

/** Why there is a `?`, as one sentence each. */
export function unknownReasons(reasons: readonly string[]): Markdown | undefined {
  if (reasons.length === 0) return undefined;
  const sentences = reasons.slice(0, 3).map(reason => md`\`?\`: ${documentation(reason)}.`);
  return joined(sentences, '  \n');
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function enumeration(items: readonly Markdown[], most: number): Markdown {
  if (items.length > most) {
    const rest = items.length - most;
    return md`${joined(items.slice(0, most), ', ')} and ${rest} more`;
  }
  if (items.length < 2) return joined(items, '');
  return md`${joined(items.slice(0, -1), ', ')} and ${items[items.length - 1] ?? md``}`;
}
