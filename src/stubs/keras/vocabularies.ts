// The vocabularies of layers that look terms up: `adapt` and `set_vocabulary` write them, `get_vocabulary` and
// `vocabulary_size` read them.

import type { Context } from '../../interp/context.ts';
import { bool, builtin, dimValue, int, list, none, string } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { CallArgs, Value } from '../../interp/value.ts';
import { learnedTerms } from '../../layers/learnedTerms.ts';
import { type LookupConfig, specialTokens, type Term, tokensOf, vocabulary, wordLookup } from '../../layers/lookup.ts';
import type { Layer } from '../../model/graph.ts';
import { readOperand } from '../../ops/operand.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { toConfig } from '../convert.ts';

/** A method that concerns what a layer learns from data; undefined for any other name. */
export function vocabularyMember(layer: Layer, name: string): Value | undefined {
  if (name === 'adapt')
    return builtin(name, (context, args) => {
      const { object } = layer;
      if (object !== undefined) learn(context, layer, learnedTerms(object, elementsOf(argument(args, 0, 'data'))));
      return none;
    });
  const config = lookupOf(layer);
  if (config === undefined) return undefined;
  switch (name) {
    case 'set_vocabulary':
      return builtin(name, (context, args) => {
        const given = argument(args, 0, 'vocabulary');
        learn(context, layer, given === undefined ? notGiven : termsOf(layer, given));
        return none;
      });
    case 'vocabulary_size':
    case 'vocab_size':
      return builtin(name, () => {
        const tokens = tokensOf(config, layer.state.value.learned ?? null);
        return isUnknown(tokens) ? tokens : dimValue(tokens.length);
      });
    case 'get_vocabulary':
      return builtin(name, (_context, args) => listed(layer, config, args));
    default:
      return undefined;
  }
}

const notGiven = unknown({ kind: 'data', what: 'the terms of a vocabulary' });

function learn(context: Context, layer: Layer, learned: ReturnType<typeof learnedTerms>): void {
  context.store.write(layer.state, { ...layer.state.value, learned });
}

function lookupOf({ object }: Layer): LookupConfig | undefined {
  const config = object?.config as unknown as LookupConfig;
  switch (object?.definition.name) {
    case 'StringLookup':
    case 'IntegerLookup':
      return config;
    case 'TextVectorization':
      return wordLookup(config);
    default:
      return undefined;
  }
}

function termsOf(layer: Layer, given: Value): ReturnType<typeof learnedTerms> {
  const config = toConfig(given);
  if (isUnknown(config)) return config;
  const read = vocabulary().read(config, layer.dialect);
  return Array.isArray(read) || isUnknown(read) ? read : notGiven;
}

/** `get_vocabulary(include_special_tokens=True)`. */
function listed(layer: Layer, config: LookupConfig, args: CallArgs): Value {
  const tokens = tokensOf(config, layer.state.value.learned ?? null);
  if (isUnknown(tokens)) return list([], endOf(tokens, undefined));
  const included = argument(args, 0, 'include_special_tokens') ?? bool(true);
  if (included.kind !== 'bool') return list([], endOf(notGiven, undefined));
  const shown = included.value ? tokens : tokens.slice(specialTokens(config)?.length ?? 0);
  return list(shown.map(term => (typeof term === 'string' ? string(term) : int(term))));
}

/** The elements of data that is written out: an array, or lists within lists. */
function elementsOf(data: Value | undefined): readonly Term[] | undefined {
  const elements = data === undefined ? undefined : readOperand(toConfig(data))?.elements;
  const terms = elements?.filter((one): one is Term => typeof one === 'string' || typeof one === 'number');
  return terms?.length === elements?.length ? terms : undefined;
}
