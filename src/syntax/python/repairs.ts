// Finds what Python text that is being typed still lacks: closing brackets and quotes, the colon and the block of a
// header, the operand of an operator. A statement counts as ended where the next line can only begin another one.

import { maxRepairs, type Repair, standIn } from '../repair.ts';

/** True where a text without a syntax error may still run two lines together: `x =` and `a.` at the end of a line. */
export function mayRunOn(text: string): boolean {
  return /[.=][ \t]*(?:#.*)?$/m.test(text);
}

interface Scan {
  readonly text: string;
  readonly balanced: boolean;
  readonly repairs: Repair[];
  /** Brackets that are open. */
  open: string[];
  /** The indentation and start of the statement around. */
  indent: number;
  start: number;
  /** The end of the last token that is no comment. */
  last: number;
  /** A colon stands outside of brackets, as at the end of a header. */
  colon: boolean;
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Words that begin a statement and cannot stand at the start of a line within brackets. */
const statementStart =
  /^(?:(?:def|class|return|import|raise|while|with|try|except|finally|elif|assert|del|global|nonlocal|pass|break|continue)\b|from\s+[\w.]+\s+import\b|async\s+(?:def|for|with)\b|@\w)/;
const branchStart = /^(?:for|if|else)\b.*:\s*(?:#.*)?$/;
const placeAssignment = /^(?:(?:\w+\.[\w.]+|\w+\[[^\]]*\])\s*=(?!=)|\w+(?:\s*,\s*\w+)+\s+=\s)/;
const nameAssignment = /^\w+\s*=(?!=)/;

/**
 * The corrections for a text, in order; none where it has too many to be worth correcting. In a `balanced` text, in which
 * no brackets can be missing, only operands are put in.
 */
export function pythonRepairs(text: string, balanced: boolean): Repair[] {
  const scan: Scan = { text, balanced, repairs: [], open: [], indent: 0, start: 0, last: 0, colon: false };
  let at = 0;
  let fresh = true;
  while (at < text.length && scan.repairs.length <= maxRepairs) {
    if (fresh) {
      const code = skipBlank(text, at);
      if (code >= text.length) break;
      beginLine(scan, code);
      at = code;
      fresh = false;
    }
    const unit = text[at] ?? '';
    if (unit === '\n') {
      at++;
      fresh = true;
      if (scan.open.length === 0 && text[scan.last] !== '\\') endStatement(scan, skipBlank(text, at));
    } else if (unit === '#') at = lineEnd(text, at);
    else if (unit === '"' || unit === "'") at = passString(scan, at);
    else {
      if (closerOf[unit]) scan.open.push(unit);
      else if (unit === ')' || unit === ']' || unit === '}') close(scan, at, unit);
      else if (unit === ':' && scan.open.length === 0) scan.colon = true;
      at++;
      if (unit === '\\' && (text[at] === '\n' || text.startsWith('\r\n', at))) {
        at = text.indexOf('\n', at) + 1;
        at = Math.max(at, skipSpaces(text, at));
      } else if (unit !== ' ' && unit !== '\t' && unit !== '\r') scan.last = at;
    }
  }
  closeAll(scan);
  endStatement(scan, text.length);
  return scan.repairs.length > maxRepairs ? [] : scan.repairs;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** The first token at or after a line start, beyond empty lines and comments. */
function skipBlank(text: string, from: number): number {
  const blank = /(?:[ \t\r\f]*(?:#.*)?\n)*[ \t\f]*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

function indentAt(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

/** A line of code begins here: a new statement, or more of one whose brackets are open. */
function beginLine(scan: Scan, at: number): void {
  if (scan.open.length > 0) {
    if (scan.balanced) return;
    if (!beginsStatement(scan, at)) {
      if (lacksComma(scan, at)) add(scan, ',', '`,` expected');
      return;
    }
    closeAll(scan);
    endStatement(scan, at);
  }
  scan.indent = indentAt(scan.text, at);
  scan.start = at;
  scan.last = at;
  scan.colon = false;
}

function beginsStatement(scan: Scan, at: number): boolean {
  const line = scan.text.slice(at, lineEnd(scan.text, at));
  if (line.startsWith('"""') && /^(?:def|class)\b/.test(scan.text.slice(scan.start, scan.start + 6))) return true;
  if (/^[)\]}"']/.test(line)) return false;
  if (indentAt(scan.text, at) <= scan.indent || statementStart.test(line)) return true;
  if (scan.open.at(-1) !== '(') return placeAssignment.test(line) || nameAssignment.test(line);
  if (branchStart.test(line) || placeAssignment.test(line)) return true;
  return /^\w+\s+=\s/.test(line) && !/,\s*(?:#.*)?$/.test(line);
}

const operatorWord = /^(?:and|or|not|in|is|if|else|for|async)\b/;

/** Two items on neighbouring lines within brackets have nothing between them. */
function lacksComma(scan: Scan, at: number): boolean {
  const before = scan.text[scan.last - 1] ?? '';
  const line = scan.text.slice(at, at + 10);
  if (operatorWord.test(line) || danglingEnd.test(scan.text.slice(Math.max(scan.start, scan.last - 10), scan.last)))
    return false;
  if (/[\w)\]}]/.test(before)) return /^[\w"']/.test(line);
  return /["']/.test(before) && /^\w/.test(line) && !/^[rbfuRBFU]{1,2}["']/.test(line);
}

function add(scan: Scan, text: string, message: string): void {
  scan.repairs.push({ at: scan.last, text, message });
}

/** An operator just before a missing bracket lacks its operand. */
function completeOperand(scan: Scan): void {
  const source = scan.text.slice(Math.max(scan.start, scan.last - 12), scan.last);
  if (danglingEnd.test(source) && !completeEnd.test(source)) add(scan, ` ${standIn}`, 'a value is expected');
}

function closeAll(scan: Scan): void {
  if (scan.open.length > 0) completeOperand(scan);
  for (let opener = scan.open.pop(); opener; opener = scan.open.pop()) {
    const closer = closerOf[opener] ?? '';
    add(scan, closer, `\`${closer}\` expected`);
  }
}

function close(scan: Scan, at: number, closer: string): void {
  const depth = scan.open.findLastIndex(opener => closerOf[opener] === closer);
  if (depth < 0) {
    scan.repairs.push({ at, text: ' ', blank: true, message: `\`${closer}\` without its opening bracket` });
    return;
  }
  for (const opener of scan.open.splice(depth + 1).reverse()) {
    add(scan, closerOf[opener] ?? '', `\`${closerOf[opener]}\` expected`);
  }
  scan.open.pop();
}

function passString(scan: Scan, start: number): number {
  const { text } = scan;
  const quote = text[start] ?? '"';
  const closing = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  let at = start + closing.length;
  for (; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === '\n' && closing.length === 1) break;
    else if (unit === quote && text.startsWith(closing, at)) {
      scan.last = at + closing.length;
      return scan.last;
    }
  }
  scan.last = Math.min(at, text.length);
  if (text[scan.last - 1] === '\r') scan.last--;
  const prefix = /[a-z]{0,2}$/i.exec(text.slice(Math.max(0, start - 2), start))?.[0] ?? '';
  const inside = /f/i.test(prefix) ? openIn(text.slice(start + 1, scan.last)) : '';
  add(scan, inside + closing, `\`${closing}\` expected`);
  return scan.last;
}

/** What closes the brackets of an f-string's values. */
function openIn(source: string): string {
  const open: string[] = [];
  for (const unit of source.replaceAll('{{', '').replaceAll('}}', '')) {
    const closer = closerOf[unit];
    if (closer && (unit === '{' || open.length > 0)) open.push(closer);
    else if (open.at(-1) === unit) open.pop();
  }
  return open.reverse().join('');
}

const danglingEnd = /(?:[=+\-*/%&|^<>~@.]|\b(?:and|or|not|in|is|import|await|as|lambda))$/;
/** Ends that look like an operator and are none: `import *`, `...` and `1.`. */
const completeEnd = /(?:\bimport\s*\*|\.\.\.|(?:^|[^\w.])\d[\d_]*\.)$/;
const header = /^(?:async\s+)?(def|class|if|elif|else|for|while|with|try|except|finally)\b/;

/** Completes the statement that ends at the last token; `next` is where the following one begins. */
function endStatement(scan: Scan, next: number): void {
  const source = scan.text.slice(scan.start, scan.last);
  if (source === '' || /^[%!?@]/.test(source)) return;
  const word = header.exec(source)?.[1];
  if (scan.repairs.at(-1)?.at !== scan.last) completeOperand(scan);
  scan.start = scan.last;
  if (!word || scan.balanced) return;
  if (!scan.colon) add(scan, headerEnd(word, source), '`:` expected');
  const after = next < scan.text.length ? indentAt(scan.text, next) : 0;
  if (after <= scan.indent && (!scan.colon || source.endsWith(':')))
    add(scan, ' pass', 'an indented block is expected');
}

function headerEnd(word: string, source: string): string {
  const rest = source.replace(header, '').trim();
  switch (word) {
    case 'def':
      return rest === '' ? ` ${standIn}():` : rest.includes('(') ? ':' : '():';
    case 'for':
      return rest === '' ? ` ${standIn} in ${standIn}:` : /\bin\b/.test(rest) ? ':' : ` in ${standIn}:`;
    case 'class':
    case 'if':
    case 'elif':
    case 'while':
    case 'with':
      return rest === '' ? ` ${standIn}:` : ':';
    default:
      return ':';
  }
}
