// What can be done about findings: their own repairs, the same repair at every finding of a rule, and a comment that
// silences one.

import type { Analysis } from '../analysis/analysis.ts';
import { contains, positionAt, type Span } from '../base/span.ts';
import type { Finding, Fix } from '../checks/finding.ts';
import { type RuleSettings, shownFindings } from './findings.ts';
import { syntaxIndex } from './syntaxIndex.ts';

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The kind of what repairs a whole file; with a dot and the id of a rule behind it, of what repairs that rule alone. */
export const fixAllKind = 'source.fixAll.layerscope';

/** What editors put before a kind that is to repair all cells of a notebook, and not the one that is asked for. */
export const ofNotebook = 'notebook.';

export interface CodeAction {
  readonly title: string;
  /** `quickfix`, or `fixAllKind` with or without the id of a rule, which `notebook.` may precede. */
  readonly kind: string;
  /** The finding it is about, where it is about one. */
  readonly finding?: Finding;
  readonly preferred: boolean;
  /** Edits of the analysed document, none overlapping another. */
  readonly edits: readonly TextEdit[];
}

/** The actions for the findings that touch a span, in the order of the findings. */
export function codeActions(analysis: Analysis, rules: RuleSettings, span: Span): readonly CodeAction[] {
  const findings = shownFindings(analysis, rules);
  const here = findings.filter(({ place }) => place.start <= span.end && span.start <= place.end);
  const seen = new Set<string>();
  const ofRules = here.flatMap(finding => {
    if (seen.has(finding.rule)) return [];
    seen.add(finding.rule);
    return fixAll(analysis, finding, findings);
  });
  return [
    ...here.flatMap(finding => fixes(analysis, finding)),
    ...ofRules,
    ...here.flatMap(finding => ignore(analysis, finding)),
  ];
}

/**
 * What repairs a whole document for a kind that the editor asks for: a file, one cell of a notebook, or with `notebook.` before
 * the kind all cells. `source.fixAll`, which editors ask for whenever a file is saved, takes those repairs alone that leave
 * what the program does as it is.
 */
export function fixAllActions(
  analysis: Analysis,
  rules: RuleSettings,
  asked: { readonly kind: string; readonly document: Span },
): readonly CodeAction[] {
  const isNotebook = analysis.cells.length > 0;
  const ofAllCells = isNotebook && asked.kind.startsWith(ofNotebook);
  const kind = ofAllCells ? asked.kind.slice(ofNotebook.length) : asked.kind;
  const rule = kind.startsWith(`${fixAllKind}.`) ? kind.slice(fixAllKind.length + 1) : undefined;
  if (kind !== 'source.fixAll' && kind !== fixAllKind && rule === undefined) return [];
  const findings = shownFindings(analysis, rules).filter(
    finding =>
      (ofAllCells || contains(asked.document, finding.place)) &&
      (rule === undefined || finding.rule === rule) &&
      (kind !== 'source.fixAll' || finding.fixes[0]?.keepsMeaning === true),
  );
  const { edits, repaired } = firstRepairs(analysis, findings, ofAllCells ? undefined : asked.document);
  if (repaired === 0) return [];
  const where = ofAllCells || !isNotebook ? placeWord(analysis) : 'cell';
  const what = rule === undefined ? 'Layerscope' : `\`${rule}\``;
  const title = kind === 'source.fixAll' ? 'Fix what has no effect' : `Fix all ${what} problems in this ${where}`;
  const answered = kind === 'source.fixAll' ? fixAllKind : kind;
  return [{ title, kind: ofAllCells ? `${ofNotebook}${answered}` : answered, preferred: false, edits }];
}

function placeWord({ cells }: Analysis): string {
  return cells.length > 0 ? 'notebook' : 'file';
}

function fixes(analysis: Analysis, finding: Finding): readonly CodeAction[] {
  return finding.fixes.flatMap((fix, i) => {
    const edits = ownEdits(analysis, fix);
    return edits === undefined ? [] : [{ title: fix.title, kind: 'quickfix', finding, preferred: i === 0, edits }];
  });
}

/** The first repair of every finding of a rule, where there are several. */
function fixAll(analysis: Analysis, finding: Finding, findings: readonly Finding[]): readonly CodeAction[] {
  const own = findings.filter(other => other.rule === finding.rule);
  const { edits, repaired } = firstRepairs(analysis, own);
  if (repaired < 2) return [];
  const title = `Fix all ${repaired} \`${finding.rule}\` problems in this ${placeWord(analysis)}`;
  return [{ title, kind: 'quickfix', finding, preferred: false, edits }];
}

/** The first repair of every finding, as far as they leave each other and what is not `within` alone. Some serve several. */
function firstRepairs(
  analysis: Analysis,
  findings: readonly Finding[],
  within?: Span,
): { readonly edits: readonly TextEdit[]; readonly repaired: number } {
  const edits: TextEdit[] = [];
  let repaired = 0;
  for (const {
    fixes: [first],
  } of findings) {
    const more = first === undefined ? undefined : ownEdits(analysis, first);
    if (more === undefined || (within !== undefined && more.some(({ span }) => !contains(within, span)))) continue;
    const fresh = more.filter(edit => !edits.some(known => isSameEdit(known, edit)));
    if (fresh.some(edit => edits.some(known => overlap(known.span, edit.span)))) continue;
    edits.push(...fresh);
    repaired++;
  }
  return { edits, repaired };
}

function isSameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

function overlap(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}

/** The edits of a repair; undefined where it reaches into another document or does nothing. */
function ownEdits(analysis: Analysis, fix: Fix): readonly TextEdit[] | undefined {
  if (fix.edits.length === 0 || fix.edits.some(edit => edit.place.uri !== analysis.uri)) return undefined;
  return fix.edits.map(({ place, text }) => ({ span: { start: place.start, end: place.end }, text }));
}

/** A comment at the end of the finding's line; none where the line cannot take one. */
function ignore(analysis: Analysis, finding: Finding): readonly CodeAction[] {
  const edit = ignoreEdit(analysis, finding);
  if (edit === undefined) return [];
  const title = `Ignore ${finding.rule} on this line`;
  return [{ title, kind: 'quickfix', finding, preferred: false, edits: [edit] }];
}

function ignoreEdit(analysis: Analysis, { place, rule }: Finding): TextEdit | undefined {
  const { line } = positionAt(analysis.lines, place.start);
  const start = analysis.lines.starts[line] ?? 0;
  const next = analysis.lines.starts[line + 1] ?? analysis.text.length;
  const content = analysis.text.slice(start, next).replace(/\r?\n$|\r$/, '');
  const end = start + content.length;
  const comment = analysis.program.comments.find(({ span }) => start <= span.start && span.start < next);
  if (comment !== undefined) return extended(analysis, comment, rule);
  if (content.trimEnd().endsWith('\\') || insideText(analysis, end)) return undefined;
  const mark = analysis.program.traits.prelude === 'python' ? '  #' : ' //';
  const trimmed = start + content.trimEnd().length;
  return { span: { start: trimmed, end }, text: `${mark} layerscope: ignore[${rule}]` };
}

/** Adds the rule to a comment that is there already; nothing where it cannot be added or is there. */
function extended(
  analysis: Analysis,
  comment: { readonly span: Span; readonly text: string },
  rule: string,
): TextEdit | undefined {
  const { span } = comment;
  const source = analysis.text.slice(span.start, span.end);
  const found = /\blayerscope:\s*ignore\b(\s*\[([^\]]*)\])?/.exec(source);
  if (found === null) {
    if (source.startsWith('/*')) return undefined;
    return { span: { start: span.end, end: span.end }, text: `  layerscope: ignore[${rule}]` };
  }
  const [whole, brackets, list = ''] = found;
  if (brackets === undefined) return undefined;
  const at = span.start + found.index + whole.length - 1;
  return { span: { start: at, end: at }, text: list.trim() === '' ? rule : `, ${rule}` };
}

/** True where an offset lies inside a string or template that runs over several lines. */
function insideText(analysis: Analysis, offset: number): boolean {
  return syntaxIndex(analysis.program).expressions.some(
    ({ expression: { kind, span } }) =>
      (kind === 'string' || kind === 'format') && span.start < offset && offset < span.end,
  );
}
