// What layers share that look terms up in a vocabulary: its arguments, its checks, and how many places it has.

import { type Dim, dynamic } from '../shapes/dim.ts';
import { isUnknown, type Maybe, unknown } from '../shapes/unknown.ts';
import { type ConfigValue, isConfigList } from './config.ts';
import type { OutputMode } from './encoding.ts';
import { type ArgType, anything, bool, type IntArg, int, isKind, nullable, optional, refused } from './params.ts';
import type { Problem } from './problems.ts';

/** A term of a vocabulary: a word, or an integer. */
export type Term = string | number;

/** The terms of a vocabulary, one by one. */
export type Vocabulary = Maybe<readonly Term[]>;

/** A list or array of terms; what is in a file is not known. */
export function vocabulary(): ArgType<Vocabulary> {
  const expects = 'a list of terms, or the path of a file with one term per line';
  return {
    expects,
    read(value) {
      if (typeof value === 'string') return unknown({ kind: 'input', name: `the vocabulary file \`${value}\`` });
      if (isKind(value, 'array')) return value.values ?? unknown({ kind: 'data', what: 'the values of an array' });
      if (!isConfigList(value)) return isKind(value, 'record') || typeof value === 'number' ? refused(expects) : open;
      const terms: Term[] = [];
      for (const item of value) {
        if (typeof item !== 'string' && typeof item !== 'number') return open;
        terms.push(item);
      }
      return terms;
    },
    unknown: why => why,
  };
}

const open = unknown({ kind: 'data', what: 'the terms of a vocabulary' });

/** The number of entries of a list or array. */
export function listLength(expects: string): ArgType<Maybe<number>> {
  return {
    expects,
    read(value) {
      if (isConfigList(value)) return value.length;
      if (!isKind(value, 'array')) return typeof value === 'object' && value !== null ? open : refused(expects);
      const { shape } = value;
      const first = isUnknown(shape) ? shape : shape[0];
      return typeof first === 'number' ? first : isUnknown(first) ? first : open;
    },
    unknown: why => why,
  };
}

/** Arguments of all vocabularies. */
export const vocabularyParams = {
  max_tokens: optional(nullable(int(2)), null, 'The largest size of the vocabulary, special tokens included.'),
  vocabulary: optional(nullable(vocabulary()), null, 'The terms, or a file with one per line.'),
  idf_weights: optional(nullable(listLength('a list of numbers')), null, 'How rare each term is, for `tf_idf`.'),
  pad_to_max_tokens: optional(
    bool(),
    false,
    'Whether the output always has `max_tokens` places, in place of as many as there are terms.',
  ),
  sparse: optional(bool(), false, 'Whether the output is a sparse tensor.'),
};

/** Arguments of lookups alone. */
export const lookupParams = {
  num_oov_indices: optional(int(0), 1, 'How many places stand for terms that are not in the vocabulary.'),
  mask_token: optional(anything(), null, 'The term that is masked.'),
  invert: optional(bool(), false, 'Whether places are turned into terms, in place of terms into places.'),
  salt: optional(anything(), null, 'What the hashes of unknown terms are mixed with.', { notIn: ['keras2'] }),
};

/** What the size of a vocabulary depends on. */
export interface LookupConfig {
  readonly max_tokens: IntArg | null;
  readonly vocabulary: Vocabulary | null;
  readonly idf_weights: Maybe<number> | null;
  readonly pad_to_max_tokens: Maybe<boolean>;
  readonly sparse: Maybe<boolean>;
  readonly output_mode: Maybe<OutputMode>;
  readonly num_oov_indices: IntArg;
  readonly mask_token: ConfigValue;
  readonly oov_token: ConfigValue;
  readonly invert: Maybe<boolean>;
}

/** The lookup of words that a TextVectorization holds. */
export function wordLookup(
  config: Omit<LookupConfig, 'num_oov_indices' | 'mask_token' | 'oov_token' | 'invert'>,
): LookupConfig {
  return { ...config, num_oov_indices: 1, mask_token: '', oov_token: '[UNK]', invert: false };
}

/** The tokens in front of the terms: one for the mask where places are numbers, and those for unknown terms. */
export function specialTokens(config: LookupConfig): readonly Term[] | undefined {
  const { mask_token: mask, oov_token: oov, num_oov_indices: count, output_mode: mode } = config;
  if (isUnknown(mode) || typeof count !== 'number') return undefined;
  if (mask !== null && typeof mask !== 'string' && typeof mask !== 'number') return undefined;
  if (oov !== null && typeof oov !== 'string' && typeof oov !== 'number') return undefined;
  const front = mask !== null && mode === 'int' ? [mask] : [];
  return [...front, ...Array.from({ length: count }, () => oov ?? '')];
}

/** The terms without special tokens at their front; undefined where they are not known. */
function ownTerms(
  config: LookupConfig,
  given: Vocabulary | null,
): { readonly terms: readonly Term[]; readonly special: readonly Term[] } | undefined {
  const special = specialTokens(config);
  if (given === null || isUnknown(given) || special === undefined) return undefined;
  const found = special.length <= given.length && special.every((token, i) => token === given[i]);
  return { terms: found ? given.slice(special.length) : given, special };
}

/** The number of places of an encoding with this vocabulary. */
export function vocabularySize(config: LookupConfig, learned: Vocabulary | null | undefined): Dim {
  if (isUnknown(config.pad_to_max_tokens)) return config.pad_to_max_tokens;
  if (config.pad_to_max_tokens && config.max_tokens !== null) return config.max_tokens;
  if (config.vocabulary === null && learned === null) return dynamic;
  const tokens = tokensOf(config, learned);
  return isUnknown(tokens) ? tokens : tokens.length;
}

/** All tokens of a lookup by their numbers: the special ones, then the terms that it learned or was given. */
export function tokensOf(config: LookupConfig, learned: Vocabulary | null | undefined): Vocabulary {
  const given = learned ?? config.vocabulary;
  if (given === null) return learned === null ? (specialTokens(config) ?? open) : notSeen;
  if (isUnknown(given)) return given;
  const own = ownTerms(config, given);
  return own === undefined ? open : [...own.special, ...own.terms];
}

const notSeen = unknown({ kind: 'data', what: 'the terms that the layer learned' });

/** Contradictions between the arguments of a lookup. */
export function checkLookup(config: LookupConfig, problem: (problem: Problem) => void): void {
  const { output_mode: mode, idf_weights: weights } = config;
  const wrong = (argument: string, got: string, expected: string, says?: string) =>
    problem({
      kind: 'argument-value',
      argument,
      got,
      expected,
      ...(says === undefined ? {} : { runtime: { keras3: says, keras2: says } }),
    });
  if (config.pad_to_max_tokens === true && config.max_tokens === null) {
    const says = 'If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens=None';
    wrong('pad_to_max_tokens', 'True', 'False where `max_tokens` is not set', says);
  }
  if (!isUnknown(mode)) {
    if (config.invert === true && mode !== 'int') {
      const says = `\`output_mode\` must be \`'int'\` when \`invert\` is true. Received: output_mode=${mode}`;
      wrong('output_mode', `'${mode}'`, "'int' where `invert` is True", says);
    }
    if (config.sparse === true && mode === 'int') {
      const says = '`sparse` may only be true if `output_mode` is';
      wrong('sparse', 'True', "False where `output_mode` is 'int'", says);
    }
    if (weights !== null && !isUnknown(weights) && mode !== 'tf_idf')
      wrong('idf_weights', 'a list', "left out where `output_mode` is not 'tf_idf'");
    if (weights === null && config.vocabulary !== null && !isUnknown(config.vocabulary) && mode === 'tf_idf') {
      const says =
        'When specifying the `vocabulary` argument, in TF-IDF output mode, the `idf_weights` argument must also be provided.';
      wrong('idf_weights', 'None', "given together with `vocabulary` where `output_mode` is 'tf_idf'", says);
    }
  }
  checkTerms(config, wrong);
}

/** Contradictions within the vocabulary. */
function checkTerms(
  config: LookupConfig,
  wrong: (argument: string, got: string, expected: string, says?: string) => void,
): void {
  const { vocabulary: given, max_tokens: most, idf_weights: weights } = config;
  if (given === null || isUnknown(given)) return;
  if (given.length === 0) {
    wrong('vocabulary', '[]', 'a list with at least one term', 'Cannot set an empty vocabulary.');
    return;
  }
  const own = ownTerms(config, given);
  if (own === undefined) return;
  const repeated = own.terms.find((term, i) => own.terms.indexOf(term) !== i);
  if (repeated !== undefined)
    wrong('vocabulary', `a list with '${repeated}' twice`, 'a list of different terms', repeatedSays);
  const mask = config.mask_token;
  if (mask !== null && own.terms.some(term => term === mask))
    wrong(
      'vocabulary',
      `a list with the mask token '${String(mask)}'`,
      'a list without the mask token, or with it first',
    );
  const oov = config.oov_token;
  if (oov !== null && config.invert === true && own.terms.some(term => term === oov))
    wrong('vocabulary', `a list with the token '${String(oov)}'`, 'a list without the token for unknown terms');
  const size = own.terms.length + own.special.length;
  if (typeof most === 'number' && size > most) {
    const says = `Attempted to set a vocabulary larger than the maximum vocab size. Received vocabulary size is ${size}; \`max_tokens\` is ${most}.`;
    wrong('max_tokens', String(most), `at least ${size}, the size of the vocabulary with its special tokens`, says);
  }
  if (typeof weights === 'number' && weights !== given.length)
    wrong('idf_weights', `a list of ${weights}`, `a list of ${given.length}, one for each term of the vocabulary`);
}

const repeatedSays = 'The passed vocabulary has at least one repeated term. Please uniquify your dataset.';
