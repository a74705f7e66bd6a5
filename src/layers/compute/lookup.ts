// Looking terms up in a vocabulary on the values of a tensor.

import { isUnknown } from '../../shapes/unknown.ts';
import type { ConfigValue } from '../config.ts';
import type { Impossible, RunContext, Tensor, Tf } from '../run.ts';
import { encode } from './encode.ts';
import { numbersTensor } from './numbers.ts';

type Term = string | number;

/** The answer of StringLookup and IntegerLookup: places of terms, terms of places, or encodings of places. */
export function runLookup(context: RunContext): Tensor | Impossible {
  const { tf, config, inputs, given } = context;
  const x = inputs[0] as Tensor;
  const { vocabulary, output_mode: mode, num_oov_indices: spare, oov_token: oov } = config;
  const mask = config.mask_token as ConfigValue;
  if (vocabulary === null) return { impossible: 'its vocabulary is learned from data' };
  if (isUnknown(vocabulary)) return { impossible: 'its vocabulary is not known' };
  const front: Term[] = isTerm(mask) && mode === 'int' ? [mask] : [];
  const special: Term[] = [...front, ...Array.from({ length: spare }, () => oov)];
  const listed = vocabulary as readonly Term[];
  const holdsSpecial = special.length <= listed.length && special.every((token, i) => token === listed[i]);
  const terms = holdsSpecial ? listed.slice(special.length) : listed;
  if (config.invert === true) return invert(tf, x, [...special, ...terms], oov);

  const places = new Map(terms.map((term, i) => [term, i + special.length]));
  const hashed = bucketsOf(context, x);
  const values = valuesOf(x);
  const found: number[] = [];
  for (const [i, value] of values.entries()) {
    const place = isTerm(mask) && value === mask && mode === 'int' ? 0 : (places.get(value) ?? hashed?.[i]);
    if (place === undefined) return { impossible: `\`${value}\` is not in its vocabulary` };
    found.push(place);
  }
  const numbers = tf.tensor(found, x.shape, 'int32');
  if (mode === 'int') return numbers;
  const size = special.length + terms.length;
  const depth = config.pad_to_max_tokens === true ? (config.max_tokens ?? size) : size;
  if (mode !== 'tf_idf') return encode(tf, numbers, { mode, depth });
  const weights = numbersTensor(tf, given.get('idf_weights'));
  if (weights === undefined) return { impossible: 'its weights of terms are not known' };
  const known = tf.concat([tf.fill([spare], tf.mean(weights).dataSync()[0] ?? 0), weights]);
  const padded = tf.pad(known, [[0, Math.max(0, depth - known.size)]]);
  return tf.mul(encode(tf, numbers, { mode: 'count', depth }), padded);
}

/** Where each value goes that is in no vocabulary; undefined where there is no place for it. */
function bucketsOf(context: RunContext, x: Tensor): readonly number[] | undefined {
  const { config } = context;
  const count = config.num_oov_indices as number;
  const first = isTerm(config.mask_token) && config.output_mode === 'int' ? 1 : 0;
  if (count === 0) return undefined;
  if (count === 1) return valuesOf(x).map(() => first);
  if (x.dtype !== 'string' && config.oov_method !== 'farmhash') {
    return valuesOf(x).map(value => first + (((Number(value) % count) + count) % count));
  }
  return hashBuckets(context, x, count).map(bucket => bucket + first);
}

/** The bins of values by FarmHash of their texts. Throws where a salt asks for another hash. */
export function hashBuckets({ tf, config }: RunContext, x: Tensor, count: number): readonly number[] {
  if (config.salt !== null && config.salt !== undefined) throw new Error('hashes with a salt are not computed');
  const texts = valuesOf(x).map(value => (typeof value === 'number' ? String(Math.trunc(value)) : value));
  return Array.from(tf.string.stringToHashBucketFast(tf.tensor1d(texts, 'string'), count).dataSync());
}

/** The elements of a tensor as texts or numbers. */
export function valuesOf(x: Tensor): readonly Term[] {
  return Array.from(x.dataSync() as unknown as ArrayLike<Term>);
}

function invert(tf: Tf, x: Tensor, terms: readonly Term[], oov: Term): Tensor {
  const found = valuesOf(x).map(place => terms[Number(place)] ?? oov);
  const isText = terms.some(term => typeof term === 'string');
  return isText ? tf.tensor(found.map(String), x.shape, 'string') : tf.tensor(found.map(Number), x.shape, 'int32');
}

function isTerm(value: unknown): value is Term {
  return typeof value === 'string' || typeof value === 'number';
}
