// Markdown made of text that users wrote. Whatever a name or a string of the program contains, it is shown as it is: it
// cannot end a code span, start a link, an image or a heading, nor become HTML.

/** Markdown, kept apart from plain text, which has to be escaped first. */
export interface Markdown {
  readonly markdown: string;
}

/** Plain text, everything that Markdown could read as its own behind a backslash. */
export function plain(text: string): Markdown {
  const markdown = oneLine(text)
    .replace(/[\\`*_[\]<>~&|@!$]/g, '\\$&')
    .replace(/^\s*[-+#=]/, found => `${found.slice(0, -1)}\\${found.slice(-1)}`)
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, found => `${found.slice(0, -1)}\\.`);
  return { markdown };
}

/** A code span. Its fence is longer than any run of backticks inside. */
export function code(text: string): Markdown {
  const content = oneLine(text);
  if (content.trim() === '') return { markdown: '' };
  const fence = '`'.repeat(longestRun(content) + 1);
  const space = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return { markdown: `${fence}${space}${content}${space}${fence}` };
}

/** A code block in the colours of a language. */
export function codeBlock(language: string, text: string): Markdown {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return { markdown: `${fence}${language}\n${text.replace(/\r\n?/g, '\n')}\n${fence}` };
}

/** A template written by this program with values put in: text is escaped, Markdown is taken as it is. */
export function md(texts: TemplateStringsArray, ...values: readonly (Markdown | string | number)[]): Markdown {
  let markdown = texts[0] ?? '';
  values.forEach((value, i) => {
    markdown += (typeof value === 'object' ? value : plain(String(value))).markdown + (texts[i + 1] ?? '');
  });
  return { markdown };
}

/**
 * Documentation as the records of this program carry it: sentences with code between backticks. Everything else is
 * escaped.
 */
export function documentation(text: string): Markdown {
  const parts = text.split('`');
  return joined(
    parts.map((part, i) => (i % 2 === 1 && i < parts.length - 1 ? code(part) : plain(part))),
    '',
  );
}

/** Parts with a separator of this program's own between them. */
export function joined(parts: readonly Markdown[], separator: string): Markdown {
  return { markdown: parts.map(part => part.markdown).join(separator) };
}

/** Paragraphs; those left out or empty are skipped. */
export function paragraphs(...parts: readonly (Markdown | undefined)[]): Markdown {
  return joined(present(parts), '\n\n');
}

/** Sections with a rule between them; those left out or empty are skipped. */
export function sections(...parts: readonly (Markdown | undefined)[]): Markdown {
  return joined(present(parts), '\n\n---\n\n');
}

/** Items under each other. */
export function bullets(items: readonly Markdown[]): Markdown {
  return joined(
    items.map(item => ({ markdown: `- ${item.markdown}` })),
    '\n',
  );
}

/** A table. Bars inside its cells are escaped, in code too, as tables ask for. */
export function table(head: readonly Markdown[], rows: readonly (readonly Markdown[])[]): Markdown {
  const line = (cells: readonly Markdown[]): string =>
    `| ${cells.map(cell => cell.markdown.replace(/\\\||\|/g, '\\|')).join(' | ')} |`;
  return { markdown: [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n') };
}

function present(parts: readonly (Markdown | undefined)[]): readonly Markdown[] {
  return parts.filter(part => part !== undefined && part.markdown !== '') as readonly Markdown[];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
