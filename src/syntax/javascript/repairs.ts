// Finds what JavaScript text that is being typed still lacks: closing brackets and quotes, the opening brace of a body,
// the operand of an operator. A statement counts as ended where the next line begins with a word that only begins one.

import { maxRepairs, type Repair, standIn } from '../repair.ts';

interface OpenBracket {
  readonly unit: string;
  /** The indentation of the statement that it stands in, as far as that is known by its first bracket. */
  readonly indent: number;
  /** A brace around a record, not around statements. */
  readonly object: boolean;
}

interface Scan {
  readonly text: string;
  readonly repairs: Repair[];
  readonly open: OpenBracket[];
  /** The start of the line of the last token, and that token's end. */
  line: number;
  last: number;
  /** The indentation of the line, or of the one in which a bracket closed on this line was opened. */
  indent: number;
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };

/** Words that begin a statement and cannot stand at the start of a line within parentheses or square brackets. */
const statementStart =
  /^(?:(?:const|let|var|return|if|for|while|do|switch|throw|try|break|continue|export)\b|import\b(?!\s*[(.])|(?:async\s+)?function\s+\w|class\s+\w)/;

/** Tokens after which a slash begins a regular expression. */
const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do))$/;

/** Lines that open a body when they are complete. */
const header =
  /^(?:export\s+(?:default\s+)?)?(?:(?:static|async|get|set|public|private|protected|override)\s+)*(?:(?:if|for|while|switch|catch|function\s*\*?|class|else|try|finally|do)\b|\}\s*(?:else|catch|finally)\b|[\w$#]+\s*\()/;

const placeAssignment = /^[\w$]+(?:\.[\w$]+|\[[^\]]*\])+\s*=(?![=>])/;

const operatorWord = /^(?:in|of|instanceof|as|satisfies)\b/;

const danglingEnd = /(?:[=+\-*/%&|^<>.?:]|\b(?:typeof|await|new|in|of|instanceof))$/;

/** The corrections for a text that does not parse; none where it has too many to be worth correcting. */
export function javascriptRepairs(text: string): Repair[] {
  const scan: Scan = { text, repairs: [], open: [], line: 0, last: 0, indent: 0 };
  let at = 0;
  let lineStart = 0;
  let fresh = true;
  while (at < text.length && scan.repairs.length <= maxRepairs) {
    const unit = text[at] ?? '';
    if (unit === '\n') {
      at++;
      lineStart = at;
      fresh = true;
      continue;
    }
    if (unit === ' ' || unit === '\t' || unit === '\r') {
      at++;
      continue;
    }
    if (text.startsWith('//', at)) {
      at = lineEnd(text, at);
      continue;
    }
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
      continue;
    }
    if (fresh) {
      beginLine(scan, at, lineStart);
      scan.indent = at - lineStart;
    }
    fresh = false;
    scan.line = lineStart;
    at = token(scan, at, lineStart);
    scan.last = at;
  }
  closeDown(scan, 0);
  return scan.repairs.length > maxRepairs ? [] : scan.repairs;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}

function add(scan: Scan, text: string, message: string): void {
  scan.repairs.push({ at: scan.last, text, message });
}

/** Reads one token, and gives its end. */
function token(scan: Scan, at: number, lineStart: number): number {
  const { text } = scan;
  const unit = text[at] ?? '';
  switch (unit) {
    case '"':
    case "'":
      return stringEnd(scan, at, unit);
    case '`':
      return templateEnd(scan, at + 1);
    case '/':
      if (beforeRegex.test(text.slice(Math.max(0, scan.last - 10), scan.last))) return regexEnd(text, at);
      return at + 1;
    case '(':
    case '[':
    case '{':
      scan.open.push({ unit, indent: scan.indent, object: unit === '{' && beginsRecord(scan) });
      return at + 1;
    case ')':
    case ']':
    case '}':
      return close(scan, at, unit, lineStart);
    default: {
      const word = /[\w$]+/y;
      word.lastIndex = at;
      return word.test(text) ? word.lastIndex : at + 1;
    }
  }
}

/** A brace after these is a value. */
function beginsRecord(scan: Scan): boolean {
  return /(?:[(,:=[?]|\breturn)$/.test(scan.text.slice(Math.max(0, scan.last - 10), scan.last));
}

function stringEnd(scan: Scan, start: number, quote: string): number {
  const { text } = scan;
  for (let at = start + 1; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === quote) return at + 1;
    else if (unit === '\n' || unit === '\r') {
      scan.last = at;
      add(scan, quote, `\`${quote}\` expected`);
      return at;
    }
  }
  return text.length;
}

/** The end of a template's text, or of the stretch before a value in it. */
function templateEnd(scan: Scan, start: number): number {
  const { text } = scan;
  for (let at = start; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === '`') return at + 1;
    else if (unit === '$' && text[at + 1] === '{') {
      scan.open.push({ unit: '${', indent: scan.indent, object: false });
      return at + 2;
    }
  }
  return text.length;
}

function regexEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\n') return start + 1;
    if (unit === '\\') at++;
    else if (unit === '[') inClass = true;
    else if (unit === ']') inClass = false;
    else if (unit === '/' && !inClass) return at + 1;
  }
  return start + 1;
}

/** A line begins: with a statement, while round or square brackets are open, these are closed before it. */
function beginLine(scan: Scan, at: number, lineStart: number): void {
  const { text, open } = scan;
  const line = text.slice(at, lineEnd(text, at));
  const indent = indentAt(text, lineStart);
  const keep = open.findLastIndex(bracket => bracket.unit === '{' && !bracket.object) + 1;
  const outer = open[keep];
  const previous = text.slice(scan.line, scan.last).trimStart();
  const cutHeader = /[\w$)\]]$/.test(previous) && header.test(previous) && indent > indentAt(text, scan.line);
  const begins =
    statementStart.test(line) ||
    (outer !== undefined && /^[\w$]/.test(line) && !/^[\w$]+\s*:/.test(line) && indent <= outer.indent) ||
    (outer !== undefined && placeAssignment.test(line)) ||
    (outer?.unit === '(' && keep === open.length - 1 && cutHeader && /^[\w$]/.test(line) && !operatorWord.test(line));
  if (!begins) {
    if (lacksComma(scan, line)) add(scan, ',', '`,` expected');
    return;
  }
  if (outer || (statementStart.test(line) && endsInOperator(scan))) completeOperand(scan);
  if (outer && /^for\b/.test(previous)) add(scan, forEnd(previous), 'the head of the loop is not complete');
  closeDown(scan, keep);
  if (cutHeader && bodyCloses(text, lineStart, scan.line)) {
    open.push({ unit: '{', indent: indentAt(text, scan.line), object: false });
    add(scan, ' {', '`{` expected');
  }
}

/** What the head of a `for` lacks before its closing bracket. */
function forEnd(source: string): string {
  if (source.includes(';')) return ';'.repeat(Math.max(0, 2 - source.split(';').length + 1));
  return /\b(?:of|in)\b/.test(source) ? '' : ` of ${standIn}`;
}

/** How far below a header its closing brace is looked for, in UTF-16 units: further than a body that fits a screen. */
const bodyReach = 20_000;

/** The first line that is no deeper than the header closes a body. */
function bodyCloses(text: string, from: number, headerLine: number): boolean {
  const indent = indentAt(text, headerLine);
  const end = Math.min(text.length, from + bodyReach);
  for (let at = from; at < end; at = lineEnd(text, at) + 1) {
    const depth = indentAt(text, at);
    const first = text[at + depth];
    if (first === undefined || first === '\n' || first === '\r' || depth > indent) continue;
    return depth === indent && first === '}';
  }
  return false;
}

function lacksComma(scan: Scan, line: string): boolean {
  const inside = scan.open.at(-1)?.unit;
  if (inside !== '(' && inside !== '[') return false;
  const before = scan.text[scan.last - 1] ?? '';
  return /[\w$)\]}'"`]/.test(before) && /^[\w$'"{]/.test(line) && !operatorWord.test(line);
}

function endsInOperator(scan: Scan): boolean {
  const source = scan.text.slice(Math.max(0, scan.last - 12), scan.last);
  return danglingEnd.test(source) && !/(?:\+\+|--)$/.test(source);
}

function completeOperand(scan: Scan): void {
  if (endsInOperator(scan)) add(scan, ` ${standIn}`, 'a value is expected');
}

/** Closes the brackets above a depth. */
function closeDown(scan: Scan, depth: number): void {
  for (const bracket of scan.open.splice(depth).reverse()) {
    const closer = bracket.unit === '${' ? '}`' : (closerOf[bracket.unit] ?? '');
    add(scan, closer, `\`${closer}\` expected`);
  }
}

function close(scan: Scan, at: number, closer: string, lineStart: number): number {
  const { text, open } = scan;
  // A brace that begins a line closes the one whose line is indented as far; braces were forgotten before it, or it is
  // left over itself, where that one is not the innermost.
  const indent = indentAt(text, lineStart);
  const begins = at === lineStart + indent && closer === '}';
  const matching = open.findLastIndex(
    bracket => closerOf[bracket.unit] === closer && (!begins || bracket.indent === indent || bracket.unit === '${'),
  );
  if (matching < 0) {
    scan.repairs.push({ at, text: ' ', blank: true, message: `\`${closer}\` without its opening bracket` });
    return at + 1;
  }
  if (matching < open.length - 1) completeOperand(scan);
  closeDown(scan, matching + 1);
  const bracket = open.pop();
  if (bracket) scan.indent = Math.min(scan.indent, bracket.indent);
  return bracket?.unit === '${' ? templateEnd(scan, at + 1) : at + 1;
}
