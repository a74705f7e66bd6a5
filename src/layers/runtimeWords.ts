// What Keras and TensorFlow.js themselves say of mistakes that all layers have in common, as far as it is certain: parts of
// their messages that do not change between versions.

import { type Dim, isDynamic, printDim } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { type ConfigValue, printConfig } from './config.ts';
import type { LayerDefinition, LayerObject, RankRule } from './define.ts';
import type { Problem } from './problems.ts';

type Words = NonNullable<Problem['runtime']>;

/** Of a keyword that a constructor does not take. */
export function unknownArgumentWords(definition: LayerDefinition, name: string, value: ConfigValue): Words {
  const own = definition.baseArguments;
  // What else a value may be is printed as Python prints the object.
  const isPlain = value === null || ['boolean', 'number', 'string'].includes(typeof value);
  const given = `{'${name}': ${isPlain ? `${printConfig(value)}}` : ''}`;
  const refusedByPython = own !== undefined && own.length === 0;
  // Layers that hand only some keywords on refuse the others themselves.
  const refusedByLayer = own !== undefined && own !== 'anything' && !own.includes('name');
  return {
    keras3: refusedByPython
      ? `${definition.name}.__init__() got an unexpected keyword argument '${name}'`
      : refusedByLayer
        ? `Unrecognized keyword argument(s): ${given}`
        : `Unrecognized keyword arguments passed to ${definition.name}: ${given}`,
    keras2: `('Keyword argument not understood:', '${name}')`,
  };
}

/** Of the arguments that a constructor misses. */
export function missingArgumentWords(definition: LayerDefinition, names: readonly string[]): Words {
  const quoted = names.map(name => `'${name}'`);
  const last = quoted.at(-1) ?? '';
  const separator = quoted.length > 2 ? ', and ' : ' and ';
  const listed = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')}${separator}${last}` : last;
  const words = `${definition.name}.__init__() missing ${names.length} required positional argument${names.length === 1 ? '' : 's'}: ${listed}`;
  const [name, ...others] = names;
  const tfjs = name === undefined || others.length > 0 ? undefined : missingKeyWords(definition.name, name);
  return { keras3: words, keras2: words, ...(tfjs === undefined ? {} : { tfjs }) };
}

/** TensorFlow.js finds out what is missing by what it makes of it. */
function missingKeyWords(layer: string, name: string): string | undefined {
  const isConvolution = /^(Conv\dD|Conv\dDTranspose|SeparableConv\dD|DepthwiseConv\dD)$/.test(layer);
  if (name === 'kernelSize' && isConvolution) return `required key '${name}' not in config`;
  if (name === 'filters' && /^Conv\dD$/.test(layer))
    return "Convolution layer expected config.filters to be a 'number' > 0 but got undefined";
  const isPositive = /^((Dense|LSTM|GRU|SimpleRNN)(Cell)? units|Embedding (inputDim|outputDim))$/.test(
    `${layer} ${name}`,
  );
  return isPositive ? `Expected ${name} to be a positive integer, but got undefined.` : undefined;
}

/** Of a tensor with another number of axes than the layer takes. */
export function rankWords(rule: RankRule, shape: readonly Dim[]): Words | undefined {
  const found = shape.length;
  if (rule.declared === 'at least, then by the kernel' && rule.exactly !== undefined && found > rule.exactly) {
    return {
      keras3: 'Kernel shape must have the same length as input, but received kernel of shape',
      tfjs: `expected ndim=${rule.exactly}, found ndim=${found}`,
    };
  }
  const said = expectedRank(rule, found);
  if (said === undefined) return undefined;
  // An axis that Keras leaves open or gives a size, depending on its version, would be printed otherwise.
  const whole = shape.every(dim => typeof dim === 'number' || isDynamic(dim));
  const keras = `is incompatible with the layer: expected ${said}, found ndim=${found}.${whole ? ` Full shape received: ${printShape(shape)}` : ''}`;
  // Convolutions of tfjs fix the rank, whatever is declared in Keras.
  const exact = rule.exactly !== undefined;
  return {
    keras3: keras,
    keras2: keras,
    tfjs: `expected ${exact ? said.replace('min_ndim', 'ndim') : said}, found ndim=${found}`,
  };
}

function expectedRank({ exactly, atLeast, atMost, declared }: RankRule, found: number): string | undefined {
  if (exactly !== undefined && declared !== undefined) return found < exactly ? `min_ndim=${exactly}` : undefined;
  if (exactly !== undefined) return `ndim=${exactly}`;
  if (atLeast !== undefined && found < atLeast) return `min_ndim=${atLeast}`;
  return atMost !== undefined && found > atMost ? `max_ndim=${atMost}` : undefined;
}

/** Of an axis that another size than at the first call has come to; `on` says what the layer is called on. */
export function fixedAxisWords(
  { definition, config, dialect }: LayerObject,
  about: { readonly axis: number; readonly expected: Dim; readonly got: Dim; readonly shape: readonly Dim[] },
  on: 'symbols' | 'data' | undefined,
): Words {
  const { axis, expected, got, shape } = about;
  const wanted = `expected axis ${axis} of input shape to have value ${printDim(expected)}`;
  // An axis that Keras leaves open or gives a size, depending on its version, would be printed otherwise.
  const isPrinted = shape.every(dim => typeof dim === 'number' || isDynamic(dim));
  const received = isPrinted ? `, but received input with shape ${printShape(shape)}` : '';
  const operation =
    typeof expected === 'number' && typeof got === 'number'
      ? operationWords(definition.name, config, { expected, got })
      : undefined;
  const keras = `${wanted}${received}`;
  // Keras 2 counts the axis of a BatchNormalization from the front.
  const counted = definition.name === 'BatchNormalization' && axis < 0 ? axis + shape.length : axis;
  const keras2 =
    on === 'symbols' ? operation : on === 'data' ? keras.replace(`axis ${axis}`, `axis ${counted}`) : undefined;
  return {
    keras3: keras,
    ...(keras2 === undefined ? {} : { keras2 }),
    ...(dialect === 'keras2' && on === 'symbols' ? { by: 'TensorFlow' } : {}),
    tfjs: `${wanted} but got shape`,
  };
}

/** Keras 2 leaves symbolic tensors to the operation that computes the layer. */
function operationWords(
  name: string,
  { filters, groups }: Readonly<Record<string, unknown>>,
  { expected, got }: { readonly expected: number; readonly got: number },
): string | undefined {
  if (name === 'GroupNormalization') return undefined;
  if (!/^Conv\dD$/.test(name)) return `Dimensions must be equal, but are ${got} and ${expected}`;
  if (groups !== 1 || typeof filters !== 'number') return undefined;
  if (got % expected !== 0) return `Depth of input (${got}) is not a multiple of input depth of filter (${expected})`;
  return `Depth of output (${filters}) is not a multiple of the number of groups (${got / expected})`;
}

/** Of several tensors where one is taken. */
export function severalInputsWords(count: number): Words {
  const words = `Layer "{name}" expects 1 input(s), but it received ${count} input tensors.`;
  return { keras3: words, keras2: words, tfjs: `expects 1 inputs, but it received ${count} input tensors.` };
}

/** Of a list of one tensor that is handed on as it is to a layer that makes its weights. */
export function listOfOneWords(name: string, shape: Shape): Words {
  if (/^(Flatten|Reshape|Embedding)$/.test(name)) return { keras3: "'list' object has no attribute 'shape'" };
  if (/^Conv\dD$/.test(name)) return { keras3: "unsupported operand type(s) for %: 'tuple' and 'int'" };
  if (!/^(Dense|LSTM|BatchNormalization|LayerNormalization)$/.test(name) || isUnknown(shape)) return {};
  if (!shape.every(dim => typeof dim === 'number' || isDynamic(dim))) return {};
  const printed = shape.map(dim => printDim(dim)).join(', ');
  return {
    keras3: `Found invalid dimension '${printShape(shape)}' of type '<class 'tuple'>'.`,
    keras2: `Dimension value must be integer or None or have an __index__ method, got value 'TensorShape([${printed}])'`,
  };
}

/** A message with `{got}` filled in as Python's `str` or JavaScript would print the value. */
export function filledWords(words: Words, value: ConfigValue): Words {
  const python = typeof value === 'string' ? value : printConfig(value, 'python');
  const javascript = typeof value === 'string' ? `"${value}"` : printConfig(value, 'javascript');
  return {
    ...(words.keras3 === undefined ? {} : { keras3: words.keras3.replaceAll('{got}', python) }),
    ...(words.keras2 === undefined ? {} : { keras2: words.keras2.replaceAll('{got}', python) }),
    ...(words.tfjs === undefined ? {} : { tfjs: words.tfjs.replaceAll('{got}', javascript) }),
  };
}
