// What multi-head attention layers share: their parameters, the tensors of their calls, and the variables of their
// projections.

import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown } from '../shapes/unknown.ts';
import { constraint, initializer, initialValue, type Named, regularizer } from './arguments.ts';
import type { QueryValueKey } from './attention.ts';
import { productWords } from './attention.ts';
import type { ConfigValue } from './config.ts';
import type { CallArgument, ShapeContext, WeightSpec } from './define.ts';
import { oneTensor, requireKnown, tensorsIn } from './inputs.ts';
import { anything, bool, float, type IntArg, int, nullable, optional } from './params.ts';

/** Parameters of multi-head layers, in two parts between which MultiHeadAttention has more of its own. */
export const headParams = {
  dropout: optional(
    float({ atLeast: 0, atMost: 1 }),
    0,
    'The share of the attention scores that is dropped in training, from 0 to 1.',
    {
      says: {
        keras3:
          'Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate={got}',
      },
    },
  ),
  use_bias: optional(bool(), true, 'Whether the projections add a bias.'),
};

export const projectionParams = {
  sliding_window: optional(nullable(int(1)), null, 'How far from its own place a query sees; none sees everything.', {
    notIn: ['keras2'],
  }),
  flash_attention: optional(anything(), null, 'Whether a fused kernel computes it where there is one.', {
    notIn: ['keras2'],
  }),
  kernel_initializer: initializer('glorot_uniform', 'each projection'),
  bias_initializer: initializer('zeros', 'the biases'),
  kernel_regularizer: regularizer('the projections'),
  bias_regularizer: regularizer('the biases'),
  activity_regularizer: regularizer('the output'),
  kernel_constraint: constraint('the projections'),
  bias_constraint: constraint('the biases'),
  use_gate: optional(bool(), false, 'Whether a gate computed from the query scales what each head found.', {
    notIn: ['keras2'],
  }),
  seed: optional(anything(), null, 'Where the random numbers of the dropout start.', { notIn: ['keras2'] }),
};

/** The arguments of the call of a multi-head layer. */
export const headCall = {
  call: [
    'query',
    'value',
    'key',
    'query_mask',
    'value_mask',
    'key_mask',
    'attention_mask',
    'return_attention_scores',
    'training',
    'use_causal_mask',
  ],
  callIn: {
    keras2: ['query', 'value', 'key', 'attention_mask', 'return_attention_scores', 'training', 'use_causal_mask'],
  },
} as const;

/** Reads query, value and key; reports where one of the first two is missing. */
export function queryValueKey(context: ShapeContext<unknown>): QueryValueKey {
  const { call } = context;
  if (!call.has('value')) {
    const runtime = {
      keras3: "missing a required argument: 'value'",
      keras2: "missing 1 required positional argument: 'value'",
    };
    context.problem({ kind: 'missing-argument', argument: 'value', runtime });
  }
  const query = oneTensor(context, call.get('query'));
  const value = oneTensor(context, call.get('value'), { input: 1 });
  return { query, value, key: isGiven(call.get('key')) ? oneTensor(context, call.get('key'), { input: 2 }) : value };
}

/** The shapes of query, value and key at the call that makes the variables. */
export function shapesOf(call: ReadonlyMap<string, CallArgument>): {
  readonly query: Shape;
  readonly value: Shape;
  readonly key: Shape;
} {
  const shape = (name: string): Shape => {
    const argument = call.get(name);
    if (argument?.kind === 'config') return isUnknown(argument.value) ? argument.value : afterError;
    return argument?.value.kind === 'one' ? (argument.value.value?.shape ?? afterError) : afterError;
  };
  const value = shape('value');
  return { query: shape('query'), value, key: isGiven(call.get('key')) ? shape('key') : value };
}

function isGiven(argument: CallArgument | undefined): boolean {
  if (argument === undefined) return false;
  return argument.kind === 'config' ? argument.value !== null : tensorsIn(argument) !== undefined;
}

/** Reports axes between batch and features on which value and key differ; an open axis differs from a known one. */
export function checkValueAndKey(context: ShapeContext<unknown>, { value, key }: QueryValueKey): void {
  if (isUnknown(value.shape) || isUnknown(key.shape)) return;
  const a = value.shape.slice(1, -1);
  const b = key.shape.slice(1, -1);
  if (a.length === b.length && a.every((dim, i) => !differ(dim, b[i] ?? 0))) return;
  const text = `value_shape=${tuple(value.shape)} and key_shape=${tuple(key.shape)}`;
  context.problem({
    kind: 'attention-shape',
    shapes: [value.shape, key.shape],
    says: 'value and key must agree on all axes but the last',
    runtime: {
      keras3: `All dimensions of \`value\` and \`key\`, except the last one, must be equal. Received: ${text}`,
      ...(a.length === 1 && b.length === 1 ? productWords(context, b[0] ?? 1, a[0] ?? 1) : {}),
    },
  });
}

function differ(a: Dim, b: Dim): boolean {
  if (isUnknown(a) || isUnknown(b)) return false;
  if (isDynamic(a) || isDynamic(b)) return typeof a === 'number' || typeof b === 'number';
  return sameDim(a, b) === 'no';
}

/** The shape as Python prints it, for the runtime's own words. */
export function tuple(shape: readonly Dim[]): string {
  const inner = shape.map(dim => (typeof dim === 'number' ? dim : 'None')).join(', ');
  return shape.length === 1 ? `(${inner},)` : `(${inner})`;
}

/** Reports features left open, from which a projection into `heads` of `size` each is made. */
export function checkProjection(
  context: ShapeContext<unknown>,
  projection: {
    readonly name: string;
    readonly shape: Shape;
    readonly input: number;
    readonly heads: readonly IntArg[];
  },
): void {
  const { name, shape, input, heads } = projection;
  if (isUnknown(shape)) return;
  const columns = heads.every(size => typeof size === 'number') ? heads.join(', ') : undefined;
  requireKnown(context, {
    shape,
    axis: shape.length - 1,
    input,
    ...(columns === undefined
      ? {}
      : {
          runtime: {
            keras3: `Shapes used to initialize variables must be fully-defined (no \`None\` dimensions). Received: shape=(None, ${columns}) for variable path='{name}/${name}/kernel'`,
          },
        }),
  });
}

/** The configuration the projections of a multi-head layer share. */
export interface ProjectionConfig {
  readonly use_bias: Maybe<boolean>;
  readonly kernel_initializer: Named | null;
  readonly bias_initializer: Named | null;
}

/** A projection inside a multi-head layer: a kernel from `input` axes to `output` axes, and a bias on the latter. */
export interface Projection {
  readonly name: string;
  readonly input: readonly Dim[];
  readonly output: readonly Dim[];
}

/** The variables of projections, each below its own name. */
export function projectionWeights(
  config: ProjectionConfig,
  options: {
    readonly projections: readonly Projection[];
    readonly dtype: WeightSpec['dtype'];
    readonly initializer: (projection: Projection) => ConfigValue;
  },
): readonly WeightSpec[] | Unknown {
  const { use_bias } = config;
  if (isUnknown(use_bias)) return use_bias;
  const { dtype } = options;
  return options.projections.flatMap((projection): readonly WeightSpec[] => {
    const { name, input, output } = projection;
    const kernel: WeightSpec = {
      name: `${name}/kernel`,
      shape: [...input, ...output],
      trainable: true,
      dtype,
      initializer: options.initializer(projection),
    };
    if (!use_bias) return [kernel];
    const start = initialValue(config.bias_initializer);
    return [kernel, { name: `${name}/bias`, shape: output, trainable: true, dtype, initializer: start }];
  });
}

/**
 * How the kernel of a projection starts. Keras 3 draws it with the fans of its axes: those it sums over, and those it
 * makes.
 */
export function projectionStart(given: Named | null, projection: Projection): ConfigValue {
  const start = initialValue(given);
  if (given !== null && (isUnknown(given) || given.custom)) return start;
  const name = given?.name ?? 'glorot_uniform';
  if (!/^(glorot|he|lecun|variancescaling)/.test(name.toLowerCase().replaceAll('_', ''))) return start;
  const axes = {
    input: projection.input.map((_, i) => i),
    output: projection.output.map((_, i) => i + projection.input.length),
  };
  return {
    kind: 'object',
    family: 'initializer',
    name,
    config: { ...given?.config, input_axes: axes.input, output_axes: axes.output },
  };
}
