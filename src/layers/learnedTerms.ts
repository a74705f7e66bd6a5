// The vocabulary that `adapt` learns from data which the program writes out: the terms by how often they occur, the rare ones
// left out where there are more than the layer takes.

import { isUnknown, unknown } from '../shapes/unknown.ts';
import { type ConfigValue, isConfigList } from './config.ts';
import type { LayerObject } from './define.ts';
import { type LookupConfig, specialTokens, type Term, type Vocabulary, wordLookup } from './lookup.ts';

const learned = unknown({ kind: 'data', what: 'the terms that the layer learned' });

/** What a layer has learned from the elements of its data; unknown for layers without a vocabulary. */
export function learnedTerms(layer: LayerObject, elements: readonly Term[] | undefined): Vocabulary {
  if (elements === undefined) return learned;
  const config = layer.config as unknown as LookupConfig;
  switch (layer.definition.name) {
    case 'StringLookup':
    case 'IntegerLookup':
      return mostFrequent(elements, config);
    case 'TextVectorization': {
      const words = wordsOf(elements, layer.config);
      return words === undefined ? learned : mostFrequent(words, wordLookup(config));
    }
    default:
      return learned;
  }
}

/** The terms by their counts, those that occur as often in the reverse of their order, as many as `max_tokens` leaves room for. */
function mostFrequent(terms: readonly Term[], config: LookupConfig): Vocabulary {
  const special = specialTokens(config);
  const { max_tokens: most } = config;
  if (special === undefined || (most !== null && typeof most !== 'number')) return learned;
  const counts = new Map<Term, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const token of [config.mask_token, config.oov_token])
    if (typeof token === 'string' || typeof token === 'number') counts.delete(token);
  const sorted = [...counts].sort(([a, i], [b, j]) => (i !== j ? j - i : a < b ? 1 : -1)).map(([term]) => term);
  return most === null ? sorted : sorted.slice(0, Math.max(0, most - special.length));
}

/** How many terms the longest of some texts has for a TextVectorization; undefined where that is not known. */
export function mostTerms(texts: readonly Term[], config: LayerObject['config']): number | undefined {
  const counts = texts.map(text => wordsOf([text], config)?.length);
  return counts.reduce(
    (most, count) => (most === undefined || count === undefined ? undefined : Math.max(most, count)),
    0,
  );
}

/** The words of texts as a TextVectorization divides them; undefined where a function of the program does. */
function wordsOf(texts: readonly Term[], config: LayerObject['config']): readonly string[] | undefined {
  const widths = ngramWidths(config.ngrams as ConfigValue);
  const out: string[] = [];
  for (const text of texts) {
    const plain = typeof text === 'string' ? standardized(text, config.standardize as ConfigValue) : undefined;
    const words = plain === undefined ? undefined : divided(plain, config.split as ConfigValue);
    if (words === undefined || widths === undefined) return undefined;
    for (const width of widths)
      for (let i = 0; i + width <= words.length; i++) out.push(words.slice(i, i + width).join(' '));
  }
  return out;
}

/** Texts are handled as bytes: only the letters of ASCII have a lower case. */
function standardized(text: string, how: ConfigValue): string | undefined {
  const lower = (): string => text.replace(/[A-Z]/g, letter => letter.toLowerCase());
  switch (how) {
    case null:
      return text;
    case 'lower':
      return lower();
    case 'strip_punctuation':
      return text.replace(punctuation, '');
    case 'lower_and_strip_punctuation':
      return lower().replace(punctuation, '');
    default:
      return undefined;
  }
}

const punctuation = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;

function divided(text: string, how: ConfigValue): readonly string[] | undefined {
  if (how === null) return [text];
  if (how === 'whitespace') return text.split(/[ \t\n\r\f\v]+/).filter(word => word !== '');
  return how === 'character' ? [...text] : undefined;
}

/** How many words in a row make a term; a number stands for all up to it. */
function ngramWidths(ngrams: ConfigValue): readonly number[] | undefined {
  if (ngrams === null) return [1];
  if (typeof ngrams === 'number') return Array.from({ length: ngrams }, (_, i) => i + 1);
  if (ngrams === undefined || isUnknown(ngrams) || !isConfigList(ngrams)) return undefined;
  const widths = ngrams.filter(width => typeof width === 'number');
  return widths.length === ngrams.length ? widths : undefined;
}
