// A rule: its id, its default severity, its page, and the check itself, a pure function from what was understood of a
// program to findings.

import type { Place, Span } from '../base/span.ts';
import type { ProblemRecord, Understanding } from '../model/understanding.ts';
import type { Comment } from '../syntax/program.ts';
import type { Finding, Severity } from './finding.ts';

/** What a rule may look at beside the understanding. */
export interface RuleContext extends Understanding {
  /** The text of a document that was analysed. */
  source(uri: string): string;
  /** True for a notebook, whose cells may run in another order. */
  readonly isNotebook: boolean;
  /** The comments of the document. */
  readonly comments: readonly Comment[];
  /** Stretches of the document that are no program text, most often because they are being typed. */
  readonly unread: readonly Span[];
  /** What goes wrong in imported files, and in losses, because of calls in this one. */
  readonly caused: readonly CausedRecord[];
  /** The variable that was given what the expression at a place made, if one was. */
  variable(made: Place): string | undefined;
}

/** A problem in an imported file, or in a loss, that a call in the document brought about. */
export interface CausedRecord {
  readonly record: ProblemRecord;
  readonly caller: Place;
  /** Where it is, in words. */
  readonly where: string;
  /** The comments of the file. */
  readonly comments: readonly Comment[];
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** True for a matter of taste: off unless the user's settings give it a severity. */
  readonly optional?: true;
  /** The rule in one line. */
  readonly summary: string;
  /** What it finds and why that is wrong, in Markdown. */
  readonly why: string;
  /** Programs that have the finding and programs that do not, by language; run as tests. */
  readonly bad: Readonly<Partial<Record<'python' | 'javascript', string>>>;
  readonly good: Readonly<Partial<Record<'python' | 'javascript', string>>>;
  check(context: RuleContext): readonly Finding[];
}
