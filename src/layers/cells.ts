// The cells of recurrent layers: their variables, one step on tensors, and stacks of them.

import { type Dim, isDynamic, multiply, sameDim } from '../shapes/dim.ts';
import { flatten, list, type Nested, one } from '../shapes/nested.ts';
import { type Shape, type TensorType, tensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown, unknown } from '../shapes/unknown.ts';
import { layerWeights } from './apply.ts';
import { initialValue, type Named } from './arguments.ts';
import type { Dialect } from './config.ts';
import type { CellSizes, LayerObject, ShapeContext, StateSize, WeightSpec } from './define.ts';
import { requireKnown, tensorsIn } from './inputs.ts';
import type { ArgType, IntArg } from './params.ts';
import { isKind, refused } from './params.ts';

/** What the variables of a cell with dense kernels depend on. */
export interface CellConfig {
  readonly units: IntArg;
  readonly use_bias: Maybe<boolean>;
  readonly kernel_initializer: Named | null;
  readonly recurrent_initializer: Named | null;
  readonly bias_initializer: Named | null;
}

/** How many gates a cell computes at once, and the shape of its bias in units of them. */
export interface Gates {
  readonly count: 1 | 3 | 4;
  /** `split` has a bias for the input and one for the state (GRU with reset_after); `forget` starts the forget gate open. */
  readonly bias: 'plain' | 'split' | 'forget' | Unknown;
}

/**
 * The variables of a cell on inputs whose last axis is `features`: a kernel (features, gates·units), a recurrent kernel
 * (units, gates·units) and, unless it is switched off, a bias (gates·units) or (2, gates·units).
 */
export function cellWeights(
  config: CellConfig,
  gates: Gates,
  place: {
    readonly shape: Shape | undefined;
    readonly dtype: TensorType['dtype'];
    readonly trainable: boolean;
    readonly prefix: string;
  },
): readonly WeightSpec[] | Unknown {
  const { shape, dtype, trainable, prefix } = place;
  if (shape === undefined) return afterError;
  if (isUnknown(shape)) return shape;
  if (isUnknown(config.use_bias)) return config.use_bias;
  const features = shape[shape.length - 1] ?? afterError;
  const width = multiply(config.units, gates.count);
  const kernel = initialValue(config.kernel_initializer);
  const recurrent = initialValue(config.recurrent_initializer);
  const weights: WeightSpec[] = [
    { name: `${prefix}kernel`, shape: [features, width], trainable, dtype, initializer: kernel },
    { name: `${prefix}recurrent_kernel`, shape: [config.units, width], trainable, dtype, initializer: recurrent },
  ];
  if (!config.use_bias) return weights;
  if (isUnknown(gates.bias)) return gates.bias;
  const start = initialValue(config.bias_initializer);
  weights.push({
    name: `${prefix}bias`,
    shape: gates.bias === 'split' ? [2, width] : [width],
    trainable,
    dtype,
    initializer: gates.bias === 'forget' ? forgetBias(start) : start,
  });
  return weights;
}

/** A bias that starts with ones for the forget gate and as `rest` says for the others. */
export function forgetBias(rest: WeightSpec['initializer']): WeightSpec['initializer'] {
  if (rest === 'zeros') return 'unit_forget_bias';
  return { kind: 'object', family: 'initializer', name: 'unit_forget_bias', config: { rest } };
}

/**
 * Reports an orthogonal start of kernels in bfloat16, for which no backend has the decomposition it is made with.
 */
export function checkOrthogonal(context: ShapeContext<{ readonly recurrent_initializer: Named | null }>): void {
  const given = context.config.recurrent_initializer;
  if (given === null || isUnknown(given) || given.custom || context.variableDtype !== 'bfloat16') return;
  if (!/^orthogonal(initializer)?$/i.test(given.name.replaceAll('_', ''))) return;
  context.problem({
    kind: 'argument-value',
    argument: 'dtype',
    got: "'bfloat16'",
    expected:
      "'float32' or 'mixed_bfloat16' where `recurrent_initializer` is orthogonal, which cannot be made in bfloat16",
    runtime: { keras3: "Value for attr 'T' of bfloat16 is not in the list of allowed values" },
  });
}

/** Reports features left open, for which no kernel can be made. `width` is the number of its columns. */
export function checkFeatures(
  context: ShapeContext<unknown>,
  input: { readonly shape: Shape; readonly width: Dim },
): void {
  const { shape, width } = input;
  if (isUnknown(shape)) return;
  const columns = typeof width === 'number' ? String(width) : '';
  requireKnown(context, {
    shape,
    axis: shape.length - 1,
    ...(columns === ''
      ? {}
      : {
          runtime: {
            keras3: `Shapes used to initialize variables must be fully-defined (no \`None\` dimensions). Received: shape=(None, ${columns}) for variable path=`,
            tfjs: `Tensor must have a shape comprised of positive integers but got shape [,${columns}].`,
          },
        }),
  });
}

// ---------------------------------------------------------------------------------------------------------------------
// One step

/**
 * The answer of a cell that was called by itself, `cell(inputs, states)`: the output and the new states in the structure
 * of the given ones (`pair`: always a list of two). The batch axes of input and states are broadcast.
 */
export function cellAnswer(
  context: ShapeContext<CellConfig>,
  options: { readonly input: TensorType; readonly states: 'single' | 'pair'; readonly width: Dim },
): Nested<TensorType> | Unknown {
  const { input, width } = options;
  checkOrthogonal(context);
  checkFeatures(context, { shape: input.shape, width });
  const states = tensorsIn(context.call.get('states'));
  if (states === undefined) return afterError;
  const given = flatten(states).filter(state => state !== null);
  if (options.states === 'pair' && (states.kind === 'one' || given.length < 2)) return afterError;
  const used = options.states === 'pair' ? given.slice(0, 2) : given.slice(0, 1);
  const batch = stepBatch(context, [input, ...used]);
  if (isUnknown(batch)) return batch;
  const output = tensorType([batch, context.config.units], context.computeDtype);
  const next: Nested<TensorType> =
    options.states === 'pair' ? list([output, output]) : states.kind === 'one' ? one(output) : list([output]);
  return { kind: 'list', type: 'tuple', items: [one(output), next] };
}

/** The common batch axis of an input (…, features) and its states (batch, units); tensors of one axis have none. */
function stepBatch(context: ShapeContext<CellConfig>, tensors: readonly TensorType[]): Dim {
  const { units } = context.config;
  let batch: Dim = 1;
  for (const [i, { shape }] of tensors.entries()) {
    if (isUnknown(shape)) return shape;
    if (shape.length > 2 || shape.length === 0 || (i > 0 && shape.length === 1))
      return unknown({ kind: 'todo', what: 'a cell on tensors that are not (batch, features)' });
    const last = shape[shape.length - 1] ?? afterError;
    if (i > 0 && sameDim(last, units) === 'no') {
      context.problem({
        kind: 'axis-mismatch',
        input: i,
        axis: -1,
        expected: units,
        got: last,
        shape,
        because: 'a state has as many entries as the cell has units',
      });
    }
    const own = shape.length === 2 ? (shape[0] ?? afterError) : 1;
    if (sameDim(batch, own) === 'no' && batch !== 1 && own !== 1) {
      context.problem({
        kind: 'axis-mismatch',
        input: i,
        axis: 0,
        expected: batch,
        got: own,
        shape,
        because: 'input and states belong to the same samples',
      });
    }
    batch = broadcast(batch, own);
  }
  return batch;
}

/** The size that two axes broadcast to, one of them possibly open. */
function broadcast(a: Dim, b: Dim): Dim {
  if (a === 1) return b;
  if (b === 1) return a;
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  return isDynamic(a) ? b : a;
}

// ---------------------------------------------------------------------------------------------------------------------
// Cells as arguments

/** A cell given to a recurrent layer: a layer of its own, or a list that is stacked. */
export type CellArg = Maybe<{ readonly kind: 'cell'; readonly cell: LayerObject } | CellList>;

export interface CellList {
  readonly kind: 'cells';
  readonly cells: readonly LayerObject[];
}

/** A single cell or a list of cells. A program's own cells are not known. */
export function cell(): ArgType<CellArg> {
  const several = cells();
  const expects = 'a cell (a layer with a state size) or a list of cells';
  return {
    expects,
    read(value, dialect) {
      if (isKind(value, 'layer')) return isCell(value.layer) ? ownOr(value.layer) : refused(expects);
      if (isKind(value, 'custom')) return customCell(value.name);
      const answer = several.read(value, dialect);
      return isUnknown(answer) || answer.kind === 'cells' ? answer : refused(expects);
    },
    unknown: why => why,
  };
}

/** A list of cells. tfjs takes any layers for cells, and fails when it asks them for their states. */
export function cells(): ArgType<Maybe<CellList>> {
  const expects = 'a list of cells (layers with a state size)';
  return {
    expects,
    read(value, dialect) {
      if (!Array.isArray(value)) return refused(expects);
      const out: LayerObject[] = [];
      let open: Unknown | undefined;
      for (const item of value as readonly (typeof value)[number][]) {
        if (isUnknown(item)) open = item;
        else if (isKind(item, 'custom')) open = customCell(item.name);
        else if (!isKind(item, 'layer') || (dialect !== 'tfjs' && !isCell(item.layer))) return refused(expects);
        else if (item.layer.definition.foreign) open = customCell(item.layer.definition.name);
        else out.push(item.layer);
      }
      return open ?? { kind: 'cells', cells: out };
    },
    unknown: why => why,
  };
}

function customCell(name: string): Unknown {
  return unknown({ kind: 'todo', what: `the cell \`${name}\`` });
}

function isCell(layer: LayerObject): boolean {
  return layer.definition.cell !== undefined || layer.definition.foreign === true;
}

function ownOr(layer: LayerObject): CellArg {
  return layer.definition.foreign ? customCell(layer.definition.name) : { kind: 'cell', cell: layer };
}

/** The states of a cell object; undefined for a layer that is none. */
export function sizesOf(layer: LayerObject): CellSizes | undefined {
  // The configuration was read by this definition's own parameters.
  return layer.definition.cell?.(layer.config as never, layer.dialect);
}

/** The states of stacked cells: one entry per cell, in tfjs in reverse order and without nesting. */
export function stackedSizes(cells: readonly LayerObject[], dialect: Dialect): CellSizes | undefined {
  const all = cells.map(sizesOf);
  const last = all[all.length - 1];
  if (last === undefined || !all.every(sizes => sizes !== undefined)) return undefined;
  if (dialect === 'tfjs') {
    const states = [...all].reverse().flatMap(sizes => sizes.states);
    return { states, single: false, output: last.output };
  }
  const states = all.map((sizes): StateSize => {
    const only = sizes.states[0];
    return sizes.single && only !== undefined ? only : (sizes.states as readonly IntArg[]);
  });
  return { states, single: false, output: last.output };
}

/** The variables of stacked cells, each below its own name, in tfjs below its number; the output of one is the input of the next. */
export function stackedWeights(cells: readonly LayerObject[], input: TensorType): readonly WeightSpec[] | Unknown {
  const out: WeightSpec[] = [];
  let step = input;
  for (const [i, layer] of cells.entries()) {
    const weights = innerWeights(layer, [step], layer.dialect === 'tfjs' ? `RNNCell_${i}/` : undefined);
    if (isUnknown(weights)) return weights;
    out.push(...weights);
    const output = sizesOf(layer)?.output ?? afterError;
    const batch = isUnknown(step.shape) ? step.shape : (step.shape[0] ?? afterError);
    step = tensorType([batch, output], step.dtype);
  }
  return out;
}

/** The variables of a layer inside another, below the inner layer's name or another prefix. */
export function innerWeights(
  layer: LayerObject,
  inputs: readonly TensorType[],
  prefix = `${layer.name}/`,
): readonly WeightSpec[] | Unknown {
  const weights = layerWeights(layer, inputs);
  if (isUnknown(weights)) return weights;
  return weights.map(weight => ({ ...weight, name: `${prefix}${weight.name}` }));
}
