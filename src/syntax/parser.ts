// Turns source text into programs. The tree-sitter runtime and each grammar are WebAssembly files that are read through
// a function handed in, once and only when a language is first wanted; parsing itself is then synchronous.

import treeSitter, { type Language as Grammar, type Parser, type Tree } from '@vscode/tree-sitter-wasm';
import { assertNever } from '../base/assertNever.ts';
import { javascriptRepairs } from './javascript/repairs.ts';
import { javascriptGrammar, lowerJavascript } from './javascript.ts';
import type { Part, ReadPart } from './lowering.ts';
import type { Program, SyntaxProblem } from './program.ts';
import { type MaskedText, maskMagics } from './python/magics.ts';
import { mayRunOn, pythonRepairs } from './python/repairs.ts';
import { lowerPython, pythonGrammar } from './python.ts';
import { copyTree, moved, type RawGrammar, type RawTree, relocate } from './rawTree.ts';
import { applyRepairs, type Repair, repairProblem } from './repair.ts';

/** The languages that can be lowered. */
export type Language = 'python' | 'javascript' | 'typescript' | 'tsx';

/**
 * The longest text that is parsed, in UTF-16 units. Parsing and lowering take about half a second for each million, and
 * what is longer is generated or bundled code in which nobody looks for shapes.
 */
export const maxTextLength = 1_500_000;

/**
 * The longest time for one parse, in milliseconds. Recovery from text that is no program at all can take a time that
 * grows faster than the text; source that people write stays far below.
 */
export const maxParseMilliseconds = 2_000;

export interface ParserOptions {
  /** Reads a file of the tree-sitter package: `tree-sitter.wasm`, or `tree-sitter-python.wasm` and the other grammars. */
  readonly readGrammar: (file: string) => Promise<Uint8Array>;
}

export interface SyntaxParser {
  /** Makes a language ready; loads nothing twice. */
  load(language: Language): Promise<void>;
  /** True where `parse` can be called. */
  isLoaded(language: Language): boolean;
  /**
   * Parses and lowers a text. Parts, which stand in order, are parsed each for itself, so that a broken one leaves the others
   * whole. Throws only for a language that is not loaded.
   */
  parse(text: string, language: Language, parts?: readonly Part[]): Program;
  /** Frees the memory of the parsers. */
  dispose(): void;
}

interface LoadedLanguage {
  readonly grammar: Grammar;
  readonly parser: Parser;
}

/** The runtime is one for the whole process: a second start would pull the memory from under the first. */
let runtime: Promise<void> | undefined;

function startRuntime(options: ParserOptions): Promise<void> {
  runtime ??= (async () => {
    const wasmBinary = await options.readGrammar('tree-sitter.wasm');
    const moduleOptions = { wasmBinary, locateFile: (file: string) => file };
    await treeSitter.Parser.init(moduleOptions);
  })().catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  return runtime;
}

/** Makes a parser that has no language loaded yet. */
export function createParser(options: ParserOptions): SyntaxParser {
  const loaded = new Map<Language, LoadedLanguage>();
  const loading = new Map<Language, Promise<void>>();

  async function read(language: Language): Promise<void> {
    const [bytes] = await Promise.all([options.readGrammar(`tree-sitter-${language}.wasm`), startRuntime(options)]);
    const grammar = await treeSitter.Language.load(bytes);
    const parser = new treeSitter.Parser();
    parser.setLanguage(grammar);
    loaded.set(language, { grammar, parser });
  }

  return {
    load(language) {
      const started = loading.get(language);
      if (started) return started;
      const promise = read(language).catch((error: unknown) => {
        loading.delete(language);
        throw error;
      });
      loading.set(language, promise);
      return promise;
    },
    isLoaded: language => loaded.has(language),
    parse(text, language, parts = []) {
      const known = loaded.get(language);
      if (!known) throw new Error(`the grammar of ${language} is not loaded`);
      return parseText(text, language, parts, known);
    },
    dispose() {
      for (const { parser } of loaded.values()) parser.delete();
      loaded.clear();
      loading.clear();
    },
  };
}

function parseText(text: string, language: Language, parts: readonly Part[], loaded: LoadedLanguage): Program {
  if (text.length > maxTextLength) {
    return emptyProgram(text, language, `longer than ${maxTextLength} characters, which is the most that is read`);
  }
  const rules = rulesOf(language);
  const end = performance.now() + maxParseMilliseconds;
  const magics = new Set<number>();
  const whole = { span: { start: 0, end: text.length }, isUncertain: false };
  const read = (parts.length === 0 ? [whole] : parts).map((part): ReadPart => {
    const { start, end: stop } = part.span;
    const masked = rules.mask(withoutOddCharacters(text.slice(start, stop)));
    for (const at of masked.magics) magics.add(start + at);
    return { ...part, tree: moved(readTree(masked.text, rules, loaded, end), rules.grammar, start) };
  });
  return rules.lower(read, text, magics);
}

/** The tree of one part; one without anything but a problem where the time is over. */
function readTree(masked: string, rules: Rules, { grammar, parser }: LoadedLanguage, end: number): RawTree {
  const read = (source: string): RawTree | undefined => {
    const tree = timedParse(parser, source, end);
    if (!tree) return undefined;
    const copy = copyTree(tree, grammar, rules.grammar, source);
    tree.delete();
    return copy;
  };
  const tree = read(masked);
  if (!tree) return unreadTree(masked, `not parsed within ${maxParseMilliseconds / 1000} seconds`);
  const suspect = tree.problems.length > 0 || rules.mayRunOn(masked);
  const repairs = suspect ? rules.repairs(masked, tree.problems.length === 0) : [];
  if (repairs.length === 0) return tree;
  const problems = tree.problems.map((problem): SyntaxProblem => ({ ...problem, halfTyped: true }));
  return repairedTree(masked, tree, repairs, rules.grammar, read) ?? { ...tree, problems };
}

/** The tree of the corrected text, if the corrections leave less unread than there was before. */
function repairedTree(
  text: string,
  before: RawTree,
  repairs: readonly Repair[],
  grammar: RawGrammar,
  read: (source: string) => RawTree | undefined,
): RawTree | undefined {
  const repaired = applyRepairs(text, repairs);
  const tree = read(repaired.text);
  if (!tree || (tree.problems.length > 0 && extent(tree.problems) >= extent(before.problems))) return undefined;
  const moved = relocate(tree, grammar, repaired.original);
  return { ...moved, problems: [...repairs.map(repairProblem), ...moved.problems] };
}

function extent(problems: readonly SyntaxProblem[]): number {
  return problems.reduce((sum, { span }) => sum + span.end - span.start + 1, 0);
}

function timedParse(parser: Parser, text: string, end: number): Tree | null {
  const tree = parser.parse(text, null, { progressCallback: () => performance.now() > end });
  if (!tree) parser.reset();
  return tree;
}

const oddCharacters = /\0|\r(?!\n)|[\u2028\u2029]/g;

/** NUL ends a text for the grammars, and a lone carriage return is no line end for them; the length stays the same. */
function withoutOddCharacters(text: string): string {
  oddCharacters.lastIndex = 0;
  if (!oddCharacters.test(text)) return text;
  return text.replace(oddCharacters, found => (found === '\r' ? '\n' : ' '));
}

function emptyProgram(text: string, language: Language, reason: string): Program {
  const span = { start: 0, end: text.length };
  return rulesOf(language).lower([{ span, isUncertain: false, tree: unreadTree(text, reason) }], text, new Set());
}

function unreadTree(text: string, reason: string): RawTree {
  const root = { type: '', named: true, start: 0, end: 0, field: '', children: [], broken: false };
  return { root, comments: [], problems: [{ span: { start: 0, end: Math.min(text.length, 1) }, message: reason }] };
}

/** How the files of a language are read. */
interface Rules {
  readonly grammar: RawGrammar;
  /** Covers what belongs to notebooks and not to the language. */
  readonly mask: (text: string) => MaskedText;
  readonly lower: (parts: readonly ReadPart[], text: string, magics: ReadonlySet<number>) => Program;
  readonly mayRunOn: (text: string) => boolean;
  readonly repairs: (text: string, balanced: boolean) => Repair[];
}

const pythonRules: Rules = {
  grammar: pythonGrammar,
  mask: maskMagics,
  lower: lowerPython,
  mayRunOn,
  repairs: pythonRepairs,
};

const javascriptRules: Rules = {
  grammar: javascriptGrammar,
  mask: text => ({ text, magics: new Set() }),
  lower: lowerJavascript,
  mayRunOn: () => false,
  repairs: javascriptRepairs,
};

function rulesOf(language: Language): Rules {
  switch (language) {
    case 'python':
      return pythonRules;
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return javascriptRules;
    default:
      return assertNever(language);
  }
}
