// Convolutions with a kernel of its own at every place (Keras 2).

import { type Dim, isDynamic, multiply, product } from '../shapes/dim.ts';
import { tensorType } from '../shapes/shape.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import { activation, constraint, initializer, initialValue, regularizer } from './arguments.ts';
import { filtersParam, inputChannels, slidingParams, slidOver, useBiasParam } from './convolution.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { int, oneOf, optional, window } from './params.ts';
import { layout } from './windows.ts';

/** LocallyConnected1D and 2D. */
export function defineLocallyConnected(options: {
  readonly name: string;
  readonly axes: 1 | 2;
  readonly doc: string;
}): LayerDefinition {
  const { axes, ...named } = options;
  const { kernel_size, data_format, ...sliding } = slidingParams(axes);
  // It says nothing of strides of 0, and of `causal` in words of its own.
  const strides = { ...sliding.strides, type: window(axes), says: {} };
  const padding = { ...sliding.padding, type: oneOf(['valid', 'same'] as const, 'any case') };
  return defineLayer({
    ...named,
    dialects: ['keras2'],
    params: {
      filters: filtersParam,
      kernel_size,
      strides,
      padding,
      data_format,
      activation: activation(),
      use_bias: useBiasParam,
      kernel_initializer: initializer('glorot_uniform', 'the kernels'),
      bias_initializer: initializer('zeros', 'the bias'),
      kernel_regularizer: regularizer('the kernels'),
      bias_regularizer: regularizer('the bias'),
      activity_regularizer: regularizer('the output'),
      kernel_constraint: constraint('the kernels'),
      bias_constraint: constraint('the bias'),
      implementation: optional(int(1), 1, 'How the products are arranged: 1, 2 or 3.'),
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    check({ config, problem }) {
      if (config.implementation !== 1 || config.padding !== 'same') return;
      problem({
        kind: 'argument-value',
        argument: 'padding',
        got: `'same'`,
        expected: `'valid' where \`implementation\` is 1`,
        runtime: { keras2: 'Invalid border mode for LocallyConnected' },
      });
    },
    shape({ shape }, context) {
      const { config, computeDtype, problem } = context;
      const out = slidOver(shape, () => config.filters, axes, {
        ...context,
        config: undilated(config),
        problem: found => problem(found.kind === 'empty-output' ? { ...found, runtime: emptyWords } : found),
      });
      const open = shape.findIndex((dim, i) => i > 0 && isDynamic(dim));
      if (open > 0) {
        const runtime = { keras2: 'should be fully-defined' };
        problem({ kind: 'undefined-axis', input: 0, axis: open, shape, runtime });
      }
      return tensorType(out, computeDtype);
    },
    weights({ config, inputs, dtype, dialect }) {
      const shape = inputs[0]?.shape;
      const format = config.data_format;
      if (shape === undefined || isUnknown(shape)) return shape ?? unknown({ kind: 'error' });
      if (isUnknown(format)) return format;
      if (isUnknown(config.use_bias)) return config.use_bias;
      if (isUnknown(config.implementation)) return config.implementation;
      if (config.implementation !== 1) return unknown({ kind: 'todo', what: 'the kernels of this implementation' });
      const context = { config: undilated(config), dialect, problem: () => undefined };
      const out = slidOver(shape, () => config.filters, axes, context);
      if (isUnknown(out)) return out;
      const places = layout(format, axes).spatial.map((axis): Dim => out[axis] ?? 1);
      const window = multiply(product(config.kernel_size), inputChannels(shape, format, axes));
      const kernel = {
        name: 'kernel',
        shape: [product(places), window, config.filters],
        trainable: true,
        dtype,
        initializer: initialValue(config.kernel_initializer),
      };
      if (!config.use_bias) return [kernel];
      const bias = {
        name: 'bias',
        shape: [...places, config.filters],
        trainable: true,
        dtype,
        initializer: initialValue(config.bias_initializer),
      };
      return [kernel, bias];
    },
  });
}

const emptyWords = { keras2: 'One of the dimensions in the output is <= 0 due to downsampling in' };

function undilated<C extends { readonly kernel_size: readonly unknown[] }>(config: C) {
  return { ...config, dilation_rate: config.kernel_size.map(() => 1) };
}
