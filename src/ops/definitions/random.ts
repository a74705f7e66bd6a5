// Random tensors of a given shape, in Keras, TensorFlow and NumPy; shuffles and draws.

import { anything, nullable, optional, type Param, required } from '../../layers/params.ts';
import { type Dim, product } from '../../shapes/dim.ts';
import type { DType, Extremes, Shape } from '../../shapes/shape.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { dtypeOption, input, type ShapeArg, shapeTuple, size, tensor } from '../arguments.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { settle, settled } from '../dtypes.ts';
import { drawnExtremes } from '../extremes.ts';
import { createdShape } from '../fill.ts';
import { atLeastOne } from '../names.ts';
import type { Operand } from '../operand.ts';

const shape = required(shapeTuple(), 'The shape.');

/** A distribution that is drawn into a shape, float32 unless said otherwise. */
function drawn(names: readonly string[], doc: string, fallback: DType = 'float32'): OpDefinition {
  return defineOp({
    names: atLeastOne(names),
    doc,
    params: { shape, dtype: dtypeOption() },
    shape: ({ shape, dtype }, context) => ({
      shape: createdShape(shape, context),
      dtype: settle(dtype ?? fallback, context.library),
    }),
  });
}

/** NumPy draws one value where no size is given; parameters that are arrays give as many values. */
function sizedShape(size: ShapeArg | null, parameters: readonly (Operand | null)[], context: OpContext): Shape {
  if (size !== null) return createdShape(size, context, 'size');
  return broadcast(
    parameters.flatMap(parameter => (parameter === null ? [] : [parameter.shape])),
    context,
  );
}

const sizeOption: Param<ShapeArg | null> = optional(
  nullable(shapeTuple()),
  null,
  'The shape; one value where it is None.',
);
const parameter = (doc: string) => optional(nullable(tensor()), null, doc);

/** Where NumPy's distributions are found: the module, its legacy states and its generators. */
const numpyHomes = ['numpy.random', 'numpy.random.RandomState', 'numpy.random.Generator'];

/** NumPy distributions of up to three parameters, all of one element type. */
function numpyDrawn(names: readonly string[], parameters: string, doc: string, dtype: DType = 'float64'): OpDefinition {
  return defineOp({
    names: atLeastOne(
      numpyHomes.flatMap(home =>
        names.map(name => `${home}.${name}(${parameters}size=None, dtype: _, out: _, method: _)`),
      ),
    ),
    doc,
    params: {
      a: parameter('The first parameter.'),
      b: parameter('The second parameter.'),
      c: parameter('The third parameter.'),
      size: sizeOption,
    },
    shape: ({ a, b, c, size }, context) => ({ shape: sizedShape(size, [a, b, c], context), dtype }),
  });
}

/** The integers drawn from one up to below a bound, 0 up to the bound alone where there is one; not where it counts itself. */
function rangeExtremes(
  low: Operand | null,
  high: Operand | null,
  shape: Shape,
  context: OpContext,
): Extremes | undefined {
  const [lowest, bound] = high === null ? [0, scalar(low)] : [scalar(low), scalar(high)];
  if (context.given.has('endpoint') || context.path.endsWith('random_integers')) return undefined;
  if (lowest === undefined || bound === undefined || isUnknown(shape)) return undefined;
  const count = product(shape);
  return typeof count === 'number' ? drawnExtremes(lowest, bound - 1, count) : undefined;
}

function scalar(x: Operand | null): number | undefined {
  const [only] = x?.elements ?? [];
  return typeof only === 'number' && x?.elements?.length === 1 ? only : undefined;
}

const tfTail = 'dtype="float32", seed: _, name: _';
const draws: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'this way of drawing' } };

export default [
  drawn(
    [
      `tf.random.normal(shape, mean: _, stddev: _, ${tfTail})`,
      `tf.random.truncated_normal(shape, mean: _, stddev: _, ${tfTail})`,
      'tf.random.stateless_normal(shape, seed: _, mean: _, stddev: _, dtype="float32", name: _, alg: _)',
      'tf.random.stateless_truncated_normal(shape, seed: _, mean: _, stddev: _, dtype="float32", name: _, alg: _)',
      'keras.random.normal(shape, mean: _, stddev: _, dtype=None, seed: _)',
      'keras.random.truncated_normal(shape, mean: _, stddev: _, dtype=None, seed: _)',
      'keras.backend.random_normal(shape, mean: _, stddev: _, dtype=None, seed: _)',
      'keras.backend.truncated_normal(shape, mean: _, stddev: _, dtype=None, seed: _)',
      'keras.backend.random_normal_variable(shape, mean: _, scale: _, dtype=None, name: _, seed: _)',
      'tf.random_normal(shape, mean: _, stddev: _, dtype="float32", seed: _, name: _)',
      'tf.truncated_normal(shape, mean: _, stddev: _, dtype="float32", seed: _, name: _)',
    ],
    'Values of a normal distribution.',
  ),
  drawn(
    [
      `tf.random.uniform(shape, minval: _, maxval: _, ${tfTail})`,
      'tf.random.stateless_uniform(shape, seed: _, minval: _, maxval: _, dtype="float32", name: _, alg: _)',
      'keras.random.uniform(shape, minval: _, maxval: _, dtype=None, seed: _)',
      'keras.backend.random_uniform(shape, minval: _, maxval: _, dtype=None, seed: _)',
      'keras.backend.random_uniform_variable(shape, low: _, high: _, dtype=None, name: _, seed: _)',
      'tf.random_uniform(shape, minval: _, maxval: _, dtype="float32", seed: _, name: _)',
    ],
    'Values of a uniform distribution.',
  ),
  drawn(
    [
      'keras.backend.random_bernoulli(shape, p: _, dtype=None, seed: _)',
      'keras.random.beta(shape, alpha: _, beta: _, dtype=None, seed: _)',
      'keras.random.binomial(shape, counts: _, probabilities: _, dtype=None, seed: _)',
      'keras.random.gamma(shape, alpha: _, dtype=None, seed: _)',
      'tf.random.stateless_binomial(shape, seed: _, counts: _, probs: _, output_dtype: dtype = "int32", name: _)',
    ],
    'Values of a distribution.',
  ),
  drawn(['keras.random.randint(shape, minval: _, maxval: _, dtype="int32", seed: _)'], 'Random integers.', 'int32'),
  defineOp({
    names: [
      'tf.random.gamma(shape, alpha, beta: _, dtype="float32", seed: _, name: _)',
      'tf.random.poisson(shape, lam: alpha, dtype="float32", seed: _, name: _)',
    ],
    doc: 'Values of a distribution for each of its parameters.',
    params: { shape, alpha: input('The parameters.'), dtype: dtypeOption() },
    shape({ shape, alpha, dtype }, context) {
      const made = createdShape(shape, context);
      const whole: Shape = isUnknown(made) ? made : isUnknown(alpha.shape) ? alpha.shape : [...made, ...alpha.shape];
      return { shape: whole, dtype: dtype ?? 'float32' };
    },
  }),
  defineOp({
    names: [
      'tf.random.categorical(logits, num_samples, dtype="int64", seed: _, name: _)',
      'tf.random.stateless_categorical(logits, num_samples, seed: _, dtype="int64", name: _)',
      'keras.random.categorical(logits, num_samples, dtype="int32", seed: _)',
    ],
    doc: 'Classes drawn by the logits of each row.',
    params: { logits: input('The logits.'), num_samples: required(size(), 'How many draws.'), dtype: dtypeOption() },
    shape({ logits, num_samples, dtype }) {
      const type = dtype ?? 'int64';
      if (isUnknown(logits.shape)) return { shape: logits.shape, dtype: type };
      return { shape: [logits.shape[0] ?? 1, num_samples], dtype: type };
    },
  }),
  defineOp({
    names: [
      'tf.random.shuffle(value: x, seed: _, name: _)',
      'keras.random.shuffle(x, axis: _, seed: _)',
      ...numpyHomes.map(home => `${home}.permuted(x, axis: _, out: _)` as const),
      'tf.random.experimental.stateless_shuffle(value: x, seed: _, alg: _, name: _)',
    ],
    doc: 'The entries in another order.',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: atLeastOne(numpyHomes.map(home => `${home}.permutation(x, axis: _)`)),
    doc: 'The entries of an array in another order, or the numbers below an integer.',
    params: { x: input() },
    shape({ x }, context) {
      if (isUnknown(x.shape)) return x;
      if (x.shape.length > 0) return { shape: x.shape, dtype: settled(x, context) };
      const [count] = x.elements ?? [];
      const length: Dim = count === undefined || typeof count === 'string' ? draws : count;
      return { shape: [length], dtype: 'int64' };
    },
  }),
  defineOp({
    names: atLeastOne(numpyHomes.map(home => `${home}.shuffle(x: _, axis: _)`)),
    doc: 'Brings the entries of an array into another order, and gives nothing back.',
    writes: true,
    params: {},
    shape: () => ({ value: null }),
  }),
  defineOp({
    names: atLeastOne([
      ...numpyHomes.map(home => `${home}.seed(seed: _)`),
      'tf.random.set_seed(seed: _)',
      'keras.utils.set_random_seed(seed: _)',
    ]),
    doc: 'Changes what is random, and gives nothing back.',
    params: {},
    shape: () => ({ value: null }),
  }),
  defineOp({
    names: atLeastOne(numpyHomes.flatMap(home => [`${home}.rand(*dims)`, `${home}.randn(*dims)`])),
    doc: 'Random numbers in a shape given by separate integers.',
    params: { dims: optional(shapeTuple(), [], 'The sizes of the axes.') },
    shape: ({ dims }, context) => ({ shape: createdShape(dims, context, 'size'), dtype: 'float64' }),
  }),
  defineOp({
    names: atLeastOne([
      ...numpyHomes.flatMap(home =>
        ['random', 'random_sample', 'ranf', 'sample', 'standard_normal', 'standard_exponential', 'standard_cauchy'].map(
          name => `${home}.${name}(size=None, dtype=None, method: _, out: _)`,
        ),
      ),
    ]),
    doc: 'Random numbers in a shape.',
    params: { size: sizeOption, dtype: dtypeOption() },
    shape: ({ size, dtype }, context) => ({
      shape: sizedShape(size, [], context),
      dtype: settle(dtype ?? 'float64', 'numpy'),
    }),
  }),
  numpyDrawn(['uniform'], 'low: a, high: b, ', 'Values of a uniform distribution.'),
  numpyDrawn(
    ['normal', 'laplace', 'logistic', 'gumbel'],
    'loc: a, scale: b, ',
    'Values of a distribution around a centre.',
  ),
  numpyDrawn(['lognormal'], 'mean: a, sigma: b, ', 'Values whose logarithms are normally distributed.'),
  numpyDrawn(['beta'], 'a, b, ', 'Values of a beta distribution.'),
  numpyDrawn(['gamma'], 'shape: a, scale: b, ', 'Values of a gamma distribution.'),
  numpyDrawn(['exponential', 'rayleigh'], 'scale: a, ', 'Values of a distribution of one scale.'),
  numpyDrawn(['chisquare', 'standard_t'], 'df: a, ', 'Values of a distribution of degrees of freedom.'),
  numpyDrawn(['pareto', 'weibull', 'power'], 'a, ', 'Values of a distribution of one parameter.'),
  numpyDrawn(['standard_gamma'], 'shape: a, ', 'Values of a gamma distribution.'),
  numpyDrawn(['triangular'], 'left: a, mode: b, right: c, ', 'Values of a triangular distribution.'),
  numpyDrawn(['vonmises'], 'mu: a, kappa: b, ', 'Angles around a centre.'),
  numpyDrawn(['binomial', 'negative_binomial'], 'n: a, p: b, ', 'Counts of successes.', 'int64'),
  numpyDrawn(['poisson'], 'lam: a, ', 'Counts of rare events.', 'int64'),
  numpyDrawn(['geometric'], 'p: a, ', 'Counts of trials.', 'int64'),
  defineOp({
    names: atLeastOne([
      ...numpyHomes.map(home => `${home}.randint(low, high=None, size=None, dtype=None)`),
      ...numpyHomes.map(home => `${home}.integers(low, high=None, size=None, dtype=None, endpoint=None)`),
      ...numpyHomes.map(home => `${home}.random_integers(low, high=None, size=None)`),
    ]),
    doc: 'Random integers.',
    params: {
      low: parameter('The smallest.'),
      high: parameter('The bound.'),
      size: sizeOption,
      dtype: dtypeOption(),
      endpoint: optional(anything(), null, 'Whether the bound itself is drawn too.'),
    },
    shape({ low, high, size, dtype }, context) {
      const shape = sizedShape(size, [low, high], context);
      const extremes = rangeExtremes(low, high, shape, context);
      return {
        shape,
        dtype: settle(dtype ?? 'int64', 'numpy'),
        ...(extremes === undefined ? {} : { extremes }),
      };
    },
  }),
  defineOp({
    names: atLeastOne(numpyHomes.map(home => `${home}.choice(a, size=None, replace: _, p: _, axis: _, shuffle: _)`)),
    doc: 'Entries drawn from an array, or numbers below an integer.',
    params: { a: input('What is drawn from.'), size: sizeOption },
    shape({ a, size }, context) {
      const made = sizedShape(size, [], context);
      const numbers = !isUnknown(a.shape) && a.shape.length === 0;
      const rest: Shape = isUnknown(a.shape) ? a.shape : a.shape.slice(1);
      const whole: Shape = isUnknown(made) ? made : isUnknown(rest) ? rest : [...made, ...rest];
      return { shape: whole, dtype: numbers ? 'int64' : settled(a, context) };
    },
  }),
  defineOp({
    names: atLeastOne([
      ...numpyHomes.map(
        home => `${home}.multivariate_normal(mean: a, cov: _, size=None, check_valid: _, tol: _, *, method: _)`,
      ),
      ...numpyHomes.map(home => `${home}.dirichlet(alpha: a, size=None)`),
      ...numpyHomes.map(home => `${home}.multinomial(n: _, pvals: a, size=None)`),
    ]),
    doc: 'Vectors drawn from a distribution.',
    params: { a: input('Its parameter for each entry of a vector.'), size: sizeOption },
    shape({ a, size }, context) {
      const made = sizedShape(size, [], context);
      const whole: Shape = isUnknown(made) ? made : isUnknown(a.shape) ? a.shape : [...made, ...a.shape.slice(-1)];
      return { shape: whole, dtype: context.path.endsWith('multinomial') ? 'int64' : 'float64' };
    },
  }),
];
