// A fully connected layer along any axes, told by an equation.

import { type Dim, dynamic, isDynamic } from '../../shapes/dim.ts';
import { printShape, type Shape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown } from '../../shapes/unknown.ts';
import { activation, constraint, initializer, initialValue, regularizer } from '../arguments.ts';
import { activate } from '../compute/activate.ts';
import { einsum } from '../compute/einsum.ts';
import { kernelAndBias } from '../compute/matrix.ts';
import { isConfigList } from '../config.ts';
import { defineLayer } from '../define.ts';
import { type EinsumMistake, type EinsumShapes, einsumShapes, readEquation, spelledOut } from '../einsum.ts';
import { loraParams, quantizationParam, withLora } from '../lora.ts';
import {
  type ArgType,
  anything,
  type IntArg,
  int,
  isRefused,
  nullable,
  optional,
  refused,
  required,
  string,
} from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'EinsumDense',
  dialects: ['keras3', 'keras2'],
  doc: 'Multiplies its input with a kernel as an einsum equation says, such as `abc,cd->abd`, and adds a bias. The shape becomes the batch axis and then `output_shape`.',
  params: {
    equation: required(string(), 'The axes of input, kernel and output as letters: `ab,bc->ac`.'),
    output_shape: required(outputShape(), 'The axes of the output without the batch; None where they are the input’s.'),
    activation: activation(),
    bias_axes: optional(nullable(string()), null, 'The letters of the output axes that a bias has.'),
    kernel_initializer: initializer('glorot_uniform', 'the kernel'),
    bias_initializer: initializer('zeros', 'the bias'),
    kernel_regularizer: regularizer('the kernel'),
    bias_regularizer: regularizer('the bias'),
    kernel_constraint: constraint('the kernel'),
    bias_constraint: constraint('the bias'),
    ...loraParams,
    gptq_unpacked_column_size: optional(anything(), null, 'The width of a quantized kernel.', { notIn: ['keras2'] }),
    quantization_config: quantizationParam,
  },
  takes: 'tensor',
  call: ['inputs', 'training'],
  shape({ shape }, { config, computeDtype, problem }) {
    const shapes = shapesOf(shape, config);
    if (isUnknown(shapes)) {
      const asked = config.output_shape;
      const [batch = dynamic] = shape;
      const known = !isUnknown(asked) && typeof config.equation === 'string' && !config.equation.includes('...');
      return tensorType(known ? [batch, ...asked.map(size => size ?? dynamic)] : shapes, computeDtype);
    }
    if ('mistake' in shapes) {
      problem({
        kind: 'argument-value',
        argument: shapes.argument,
        got: String(config[shapes.argument]),
        expected: `such that the axes fit (${shapes.mistake})`,
        ...(shapes.argument === 'equation' && readEquation(String(config.equation)) === undefined
          ? {
              runtime: {
                keras3: `Invalid einsum equation '${config.equation}'. Equations must be in the form [X],[Y]->[Z], ...[X],[Y]->...[Z], or [X]...,[Y]->[Z]....`,
              },
            }
          : {}),
      });
      return tensorType(afterError, computeDtype);
    }
    if (shapes.kernel.some(isDynamic)) {
      problem({
        kind: 'undefined-axis',
        input: 0,
        axis: Math.max(
          0,
          shape.findIndex((dim, i) => i > 0 && isDynamic(dim)),
        ),
        shape,
        runtime: {
          keras3: `Shapes used to initialize variables must be fully-defined (no \`None\` dimensions). Received: shape=${printShape(shapes.kernel)}`,
        },
      });
    }
    return tensorType(shapes.output, computeDtype);
  },
  weights({ config, inputs, dtype }) {
    const shapes = shapesOf(inputs[0]?.shape ?? afterError, config);
    if (isUnknown(shapes)) return shapes;
    if ('mistake' in shapes) return afterError;
    const kernel = {
      name: 'kernel',
      shape: shapes.kernel,
      trainable: true,
      dtype,
      initializer: initialValue(config.kernel_initializer),
    };
    if (shapes.bias === undefined) return withLora([kernel], config.lora_rank);
    const bias = {
      name: 'bias',
      shape: shapes.bias,
      trainable: true,
      dtype,
      initializer: initialValue(config.bias_initializer),
    };
    return withLora([kernel, bias], config.lora_rank);
  },
  run(context) {
    const { tf, config, inputs, weights } = context;
    const x = inputs[0] as Tensor;
    const equation = readEquation(config.equation);
    const { kernel, bias } = kernelAndBias(tf, weights, { ...config, use_bias: config.bias_axes !== null });
    if (equation === undefined || kernel === undefined) return { impossible: 'its equation or kernel is missing' };
    const product = einsum(tf, spelledOut(equation, x.rank), [x, kernel]);
    return activate(context, config.activation, bias === undefined ? product : tf.add(product, bias));
  },
});

interface EinsumConfig {
  readonly equation: Maybe<string>;
  readonly output_shape: Maybe<readonly (IntArg | null)[]>;
  readonly bias_axes: Maybe<string> | null;
}

function shapesOf(shape: Shape, config: EinsumConfig): EinsumShapes | EinsumMistake | Unknown {
  const { equation, output_shape: asked, bias_axes: biasAxes } = config;
  if (isUnknown(shape)) return shape;
  if (isUnknown(equation)) return equation;
  if (isUnknown(asked)) return asked;
  if (isUnknown(biasAxes)) return biasAxes;
  const read = readEquation(equation);
  if (read === undefined) return { mistake: 'it must read like `ab,bc->ac`', argument: 'equation' };
  return einsumShapes(
    read,
    shape,
    asked.map((size): Dim => size ?? dynamic),
    biasAxes,
  );
}

/** An integer, or a tuple of integers and Nones. */
function outputShape(): ArgType<Maybe<readonly (IntArg | null)[]>> {
  const item = int();
  const expects = 'an integer or a tuple of integers and Nones';
  return {
    expects,
    read(value, dialect) {
      const entries = isConfigList(value) ? value : [value];
      const out: (IntArg | null)[] = [];
      for (const entry of entries) {
        const size = entry === null || isUnknown(entry) ? entry : item.read(entry, dialect);
        if (isRefused(size) || (size === null && !isConfigList(value))) return refused(expects);
        out.push(size);
      }
      return out;
    },
    unknown: why => why,
  };
}
