// The pipeline from source text to an analysis. Pure: no input or output, nothing thrown for user code, the same answer for
// the same input.

import { lineMap, type Place, placeKey, positionAt } from '../base/span.ts';
import type { Finding } from '../checks/finding.ts';
import type { RuleContext } from '../checks/rule.ts';
import { runRules } from '../checks/run.ts';
import { modelsOfAllCases } from '../interp/cases.ts';
import type { Library } from '../interp/context.ts';
import { type Interpreted, interpret } from '../interp/interpret.ts';
import type { Value } from '../interp/value.ts';
import type { Dialect } from '../layers/config.ts';
import type { ModelRecord, Understanding } from '../model/understanding.ts';
import { unknown } from '../shapes/unknown.ts';
import { createLibrary } from '../stubs/library.ts';
import { languageOfId } from '../syntax/languages.ts';
import type { NotebookCell } from '../syntax/notebook.ts';
import { maxTextLength, type SyntaxParser } from '../syntax/parser.ts';
import type { Program } from '../syntax/program.ts';
import type { Analysis, AssignmentRecord, BindingRecord } from './analysis.ts';
import { dialectOf, type Judged, type KerasVersion } from './dialect.ts';
import { beforeHalfTyped, foundInBoth } from './halfTyped.ts';
import { nameOf } from './imports/address.ts';
import { type FilesOfRun, filesOfRun, type Surroundings } from './imports/workspaceFiles.ts';

/** What is analysed and how. */
export interface AnalyseOptions {
  readonly uri: string;
  readonly text: string;
  readonly version: number;
  /** VS Code's language id: `python`, `javascript`, `javascriptreact`, `typescript`, `typescriptreact`. */
  readonly languageId: string;
  readonly kerasVersion: KerasVersion;
  /** The cells that `text` joins, where the document is a notebook. */
  readonly cells?: readonly NotebookCell[];
  /** The files around the document; without them an import of another file is not known. */
  readonly surroundings?: Surroundings;
  /** The clock that budgets of time go by, in milliseconds; that of the process where there is none. */
  readonly now?: () => number;
}

const tooLong = unknown({ kind: 'budget', what: `${maxTextLength} characters of a file` });

const libraries = new Map<Dialect, Library>();

/** Analyses one document. The grammar of its language must be loaded. */
export function analyse(parser: SyntaxParser, options: AnalyseOptions): Analysis {
  const start = performance.now();
  const { uri, text, version, languageId, cells = [] } = options;
  const language = languageOfId(languageId) ?? 'python';
  const program = parser.parse(text, language, cells);
  let judged = dialectOf(program, options);
  let ran = run(judged);
  // An imported file may say which Keras the whole program is written for.
  if (judged.dialect === 'keras3') {
    const older = ran.programs
      .map(one => dialectOf(one.program, { ...options, text: one.text }))
      .filter(one => one.dialect === 'keras2');
    const [first] = older;
    if (first !== undefined) {
      judged = older.find(one => one.certain) ?? first;
      ran = run(judged);
    }
  }
  const { dialect } = judged;
  const { scope, facts, seen, consulted, texts } = ran;
  const shown = [...seen.assignments.values()];
  const rules = rulesContext(ran);
  const before = beforeHalfTyped(program);
  const rulesBefore = before === undefined ? undefined : rulesContext(run(judged, before));
  const findings = (which: 'on' | 'optional'): readonly Finding[] => {
    const all = runRules(rules, which);
    return rulesBefore === undefined || all.length === 0 ? all : foundInBoth(all, runRules(rulesBefore, which));
  };

  return {
    ...understandingOf(ran),
    calls: seen.calls,
    models: shownModels(seen, shown, uri),
    version,
    text,
    lines: lineMap(text),
    cells,
    program,
    findings: findings('on'),
    optional: findings('optional'),
    facts,
    assignments: shown,
    bindings: bindingsOf(scope.names, shown, uri),
    scope,
    imported: texts,
    consulted,
    ms: performance.now() - start,
  };

  function understandingOf({ record, context }: Interpreted): Understanding {
    const stopped = text.length > maxTextLength ? tooLong : context.budget.stopped();
    return {
      uri,
      dialect,
      calls: record.calls,
      models: record.models.map(model => withVariable(model, [...record.assignments.values()], uri)),
      problems: record.problems.filter(problem => problem.loss === undefined),
      indexings: record.indexings,
      trainings: record.trainings,
      compiled: record.compiled,
      registers: context.registered || stopped !== undefined,
      versionGiven: context.versionGiven,
      unmodelled: record.unmodelled,
      ...(stopped === undefined ? {} : { stopped }),
    };
  }

  function rulesContext(ran: Interpreted & FilesOfRun): RuleContext {
    const { texts, programs } = ran;
    return {
      ...understandingOf(ran),
      isNotebook: cells.length > 0,
      comments: program.comments,
      unread: program.errors.map(error => error.span),
      source: wanted => (wanted === uri ? text : (texts.get(wanted) ?? '')),
      caused: ran.caused.map(one => {
        const address = one.record.place.uri;
        const loss = one.record.loss === undefined ? '' : `the loss \`${one.record.loss.name}\``;
        if (address === uri) return { ...one, where: loss, comments: program.comments };
        const source = texts.get(address) ?? '';
        const { line } = positionAt(lineMap(source), one.record.place.start);
        const comments = programs.find(other => other.text === source)?.program.comments ?? [];
        const file = `${nameOf(address)}, line ${line + 1}`;
        return { ...one, where: loss === '' ? file : `${loss}, ${file}`, comments };
      }),
      variable: variablesOf([...ran.record.assignments.values()]),
    };
  }

  function run({ dialect, certain, early }: Judged, part: Program = program): Interpreted & FilesOfRun {
    const library = libraryOf(dialect);
    const around = filesOfRun({
      main: uri,
      program: part,
      language,
      parser,
      surroundings: options.surroundings,
      isInstalled: name => library.find(name) !== undefined,
    });
    const { files } = around;
    const now = options.now ?? (() => performance.now());
    return {
      ...around,
      ...interpret({ uri, program: part, dialect, versionGiven: certain, early, library, files, now }),
    };
  }
}

function libraryOf(dialect: Dialect): Library {
  let library = libraries.get(dialect);
  if (library === undefined) {
    library = createLibrary(dialect);
    libraries.set(dialect, library);
  }
  return library;
}

/** Finds the first variable that was given the tensor or layer that an expression made. Looked through when first asked. */
function variablesOf(assignments: readonly AssignmentRecord[]): (made: Place) => string | undefined {
  let names: Map<string, string> | undefined;
  const collect = (): Map<string, string> => {
    const out = new Map<string, string>();
    for (const { name, value } of assignments) {
      const made =
        value.kind === 'tensor'
          ? value.tensor.node.called
          : value.kind === 'layer' && value.access === undefined
            ? value.layer.created
            : undefined;
      if (made !== undefined && !out.has(placeKey(made))) out.set(placeKey(made), name);
    }
    return out;
  };
  return made => {
    names ??= collect();
    return names.get(placeKey(made));
  };
}

/** The models of cases stand before those of their calls, of which they have the names. */
function shownModels(
  { models, cases }: Interpreted['seen'],
  assignments: readonly AssignmentRecord[],
  uri: string,
): readonly ModelRecord[] {
  const named = models.map(model => withVariable(model, assignments, uri));
  const ofCases = modelsOfAllCases(cases).map(one => {
    const beside = named.find(
      ({ place, calledAt }) =>
        place.uri === one.place.uri &&
        place.start === one.place.start &&
        calledAt?.uri === one.calledAt?.uri &&
        calledAt?.start === one.calledAt?.start,
    );
    return beside?.variable === undefined ? one : { ...one, variable: beside.variable };
  });
  return [...ofCases, ...named];
}

/** The first variable that was given the model; of the document, for a model that another file made for it. */
function withVariable(model: ModelRecord, assignments: readonly AssignmentRecord[], uri: string): ModelRecord {
  const holds = (value: Value): boolean =>
    (value.kind === 'layer' && value.layer === model.model.layer) ||
    (value.kind === 'instance' && value.layer.value === model.model.layer);
  const isMeant = ({ name, place }: AssignmentRecord): boolean =>
    name !== 'self' && (model.calledAt === undefined || place.uri === uri);
  const variable = assignments.find(one => isMeant(one) && holds(one.value))?.name;
  return variable === undefined ? model : { ...model, variable };
}

function bindingsOf(
  names: ReadonlyMap<string, { readonly value: Value | undefined }>,
  assignments: readonly AssignmentRecord[],
  uri: string,
): readonly BindingRecord[] {
  const places = new Map<string, Place>();
  for (const { name, place } of assignments) places.set(name, place);
  const out: BindingRecord[] = [];
  for (const [name, { value }] of names) {
    if (value !== undefined && !name.startsWith('__'))
      out.push({ name, value, place: places.get(name) ?? { uri, start: 0, end: 0 } });
  }
  return out;
}
