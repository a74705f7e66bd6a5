// IPython lines in Python text: `%magic`, `!command`, `help?`, commands of the shell without a mark (`pip install keras`), and a
// command as a value (`files = !ls`). They are covered by stand-ins of the same length before parsing, so that spans stay
// right, and the stand-ins lower to nothing. What `%time` measures is a statement like any other.

/** The text to parse, and where the stand-ins begin. */
export interface MaskedText {
  readonly text: string;
  readonly magics: ReadonlySet<number>;
}

const shellWords = 'pip3?|conda|cd|ls|ll|cat|cp|mv|rm|mkdir|rmdir';
/** A command and an argument side by side, which is no Python. */
const shellLine = `(?:${shellWords})[ \\t]+(?!(?:in|is|and|or|if|not)\\b)(?:[\\w~$"']|/(?!/?=)|\\.{1,2}(?:[/\\s]|$)).*`;
const candidate = new RegExp(`^[ \\t]*(?:[%!?]|${shellLine})|=[ \\t]*[%!][^=]|\\?[ \\t\\r]*$`, 'm');
const timedLine = /^([ \t]*)(%time)[ \t]+(?!(?:for|while|with|if|def|class|try|async)\b)[^\s-]/;
const magicLine = new RegExp(`^([ \\t]*)([%!?].*|[\\p{L}_][\\p{L}\\p{N}_.]*\\?{1,2}[ \\t]*|${shellLine})$`, 'u');
const magicValue = /^([ \t]*[\p{L}_][\p{L}\p{N}_., \t]*=[ \t]*)((?:!|%(?=[\p{L}_%])).*)$/u;

/** Covers the IPython lines of a text. Lines inside strings and brackets are the language's own and stay. */
export function maskMagics(text: string): MaskedText {
  if (!candidate.test(text)) return { text, magics: new Set() };
  const magics = new Set<number>();
  let masked = '';
  let kept = 0;
  let at = 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const timed = timedLine.exec(line);
    if (timed !== null) {
      const start = at + (timed[1]?.length ?? 0);
      magics.add(start);
      masked += `${text.slice(kept, start)}____;`;
      kept = start + '%time'.length;
      at = skipStatementLine(text, kept);
      continue;
    }
    const found = magicLine.exec(line) ?? magicValue.exec(line);
    if (!found) {
      at = skipStatementLine(text, at);
      continue;
    }
    const start = at + (found[1]?.length ?? 0);
    let stop = end;
    magics.add(start);
    masked += text.slice(kept, start) + '_'.repeat(end - start);
    while (text[stop - 1] === '\\' && stop < text.length) {
      const next = lineEnd(text, lineStart(text, stop));
      masked += text.slice(stop, next).replace(/[^\r\n]/g, ' ');
      stop = next;
    }
    kept = stop;
    at = lineStart(text, stop);
  }
  return { text: masked + text.slice(kept), magics };
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' && newline > from ? newline - 1 : newline;
}

/** The start of the line after the one that ends here. */
function lineStart(text: string, end: number): number {
  const newline = text.indexOf('\n', end);
  return newline < 0 ? text.length : newline + 1;
}

const stops = /["'#()[\]{}\\\n]/g;

/** Walks over one logical line: strings, brackets and a backslash carry it over line ends. */
function skipStatementLine(text: string, from: number): number {
  let depth = 0;
  let at = from;
  for (;;) {
    stops.lastIndex = at;
    const found = stops.exec(text);
    if (!found) return text.length;
    at = found.index + 1;
    switch (found[0]) {
      case '#': {
        const newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length : newline;
        break;
      }
      case '\\':
        at = text[at] === '\r' ? at + 2 : at + 1;
        break;
      case '\n':
        if (depth <= 0) return at;
        break;
      case '(':
      case '[':
      case '{':
        depth++;
        break;
      case ')':
      case ']':
      case '}':
        depth--;
        break;
      default:
        at = stringEnd(text, found.index);
    }
  }
}

function stringEnd(text: string, start: number): number {
  const quote = text[start] ?? '"';
  const triple = text.startsWith(quote.repeat(3), start);
  const closing = triple ? quote.repeat(3) : quote;
  for (let at = start + closing.length; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === '\n' && !triple) return at;
    else if (unit === quote && text.startsWith(closing, at)) return at + closing.length;
  }
  return text.length;
}
