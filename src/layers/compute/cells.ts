// One step of the cells with dense kernels, and of cells stacked on one another.

import { isUnknown } from '../../shapes/unknown.ts';
import { type CellArg, sizesOf, stackedSizes } from '../cells.ts';
import type { LayerObject } from '../define.ts';
import type { RunContext, Tensor } from '../run.ts';
import { activate } from './activate.ts';
import { timesMatrix } from './matrix.ts';
import type { StepFunction, StepResult } from './recurrent.ts';
import { countWeights, orThrow, runWithin, tensorArgument } from './within.ts';

/** The step of a simple recurrent cell: activation(x·W + b + h·U). */
export function simpleStep(context: RunContext): StepFunction {
  const { tf, config } = context;
  const [kernel, recurrent, bias] = context.weights as readonly [Tensor, Tensor, Tensor?];
  const drop = stepDropout(context);
  return (input, [state]) => {
    const h = state as Tensor;
    const x = biased(context, timesMatrix(tf, drop.input(input), kernel), bias);
    const sum = tf.add(x, timesMatrix(tf, drop.state(h), recurrent));
    const output = orThrow(activate(context, config.activation, sum));
    return { output, states: [output] };
  };
}

/** The step of an LSTM cell; its gates are input, forget, new memory, output, its states output and memory. */
export function lstmStep(context: RunContext): StepFunction {
  const { tf, config } = context;
  const [kernel, recurrent, bias] = context.weights as readonly [Tensor, Tensor, Tensor?];
  const drop = stepDropout(context);
  return (input, [state, memory]) => {
    const x = timesMatrix(tf, drop.input(input), kernel);
    const h = timesMatrix(tf, drop.state(state as Tensor), recurrent);
    const gates = tf.split(biased(context, tf.add(x, h), bias), 4, 1);
    return lstmGates(context, gates, memory as Tensor, config);
  };
}

/** What the four gates make of the memory. */
export function lstmGates(
  context: RunContext,
  gates: readonly Tensor[],
  memory: Tensor,
  config: RunContext['config'],
): StepResult {
  const { tf } = context;
  const [i, f, c, o] = gates as readonly [Tensor, Tensor, Tensor, Tensor];
  const gate = (x: Tensor): Tensor => orThrow(activate(context, config.recurrent_activation, x));
  const squash = (x: Tensor): Tensor => orThrow(activate(context, config.activation, x));
  const next = tf.add(tf.mul(gate(f), memory), tf.mul(gate(i), squash(c)));
  const output = tf.mul(gate(o), squash(next));
  return { output, states: [output, next] };
}

/** The step of a GRU cell; its gates are update, reset, new. With `reset_after` the state's product has a bias of its own. */
export function gruStep(context: RunContext): StepFunction {
  const { tf, config } = context;
  const [kernel, recurrent, bias] = context.weights as readonly [Tensor, Tensor, Tensor?];
  const resetAfter = config.reset_after === true;
  const [inputBias, stateBias] = bias !== undefined && resetAfter ? tf.unstack(bias, 0) : [bias, undefined];
  const drop = stepDropout(context);
  const gate = (x: Tensor): Tensor => orThrow(activate(context, config.recurrent_activation, x));
  return (input, [state]) => {
    const h = state as Tensor;
    const x = biased(context, timesMatrix(tf, drop.input(input), kernel), inputBias);
    const [xUpdate, xReset, xNew] = tf.split(x, 3, 1) as [Tensor, Tensor, Tensor];
    const dropped = drop.state(h);
    let update: Tensor;
    let fresh: Tensor;
    if (resetAfter) {
      const inner = biased(context, timesMatrix(tf, dropped, recurrent), stateBias);
      const [hUpdate, hReset, hNew] = tf.split(inner, 3, 1) as [Tensor, Tensor, Tensor];
      update = gate(tf.add(xUpdate, hUpdate));
      fresh = tf.add(xNew, tf.mul(gate(tf.add(xReset, hReset)), hNew));
    } else {
      const [kUpdate, kReset, kNew] = tf.split(recurrent, 3, 1) as [Tensor, Tensor, Tensor];
      update = gate(tf.add(xUpdate, timesMatrix(tf, dropped, kUpdate)));
      const reset = gate(tf.add(xReset, timesMatrix(tf, dropped, kReset)));
      fresh = tf.add(xNew, timesMatrix(tf, tf.mul(reset, dropped), kNew));
    }
    const candidate = orThrow(activate(context, config.activation, fresh));
    const output = tf.add(tf.mul(update, h), tf.mul(tf.sub(1, update), candidate));
    return { output, states: [output] };
  };
}

function biased({ tf }: RunContext, x: Tensor, bias: Tensor | undefined): Tensor {
  return bias === undefined ? x : tf.add(x, bias);
}

/** Dropout of the input and of the state in training: the same seed makes the same choice at every step of a sequence. */
export function stepDropout({ tf, config, training, seed }: RunContext) {
  const drop = (x: Tensor, rate: unknown, offset: number): Tensor => {
    if (!training || typeof rate !== 'number' || rate <= 0 || rate >= 1) return x;
    return tf.mul(x, tf.dropout(tf.ones(x.shape), rate, undefined, seed + offset));
  };
  return {
    input: (x: Tensor): Tensor => drop(x, config.dropout, 1),
    state: (x: Tensor): Tensor => drop(x, config.recurrent_dropout, 2),
  };
}

// ---------------------------------------------------------------------------------------------------------------------

/** The step of the cell, or of the cells stacked on one another, that a recurrent layer was given. */
export function cellStep(
  context: RunContext,
  given: CellArg,
): { readonly step: StepFunction; readonly sizes: readonly number[] } {
  if (isUnknown(given)) throw new Error('its cell is not known');
  const sizes = given.kind === 'cell' ? sizesOf(given.cell) : stackedSizes(given.cells, context.dialect);
  if (sizes === undefined) throw new Error('its cell has no states');
  const flat = sizes.states.flatMap(size => (typeof size === 'object' && 'length' in size ? [...size] : [size]));
  const known = flat.filter(size => typeof size === 'number');
  if (known.length !== flat.length) throw new Error('the size of its states is not known');
  return {
    step: given.kind === 'cell' ? innerStep(context, given.cell, context.weights) : stackStep(context, given.cells),
    sizes: known,
  };
}

/** The step of one cell as a layer of its own. */
function innerStep(context: RunContext, cell: LayerObject, weights: readonly Tensor[]): StepFunction {
  return (input, states) => {
    const call = new Map([
      ['inputs', tensorArgument(input)],
      ['states', tensorArgument(states)],
    ]);
    const [output, ...next] = runWithin(context, { layer: cell, inputs: [input, ...states], weights, call });
    if (output === undefined) throw new Error(`${cell.definition.name} gave no output`);
    return { output, states: next };
  };
}

/** Each cell takes the output of the one before it. tfjs holds the states of the last cell first. */
export function stackStep(context: RunContext, cells: readonly LayerObject[]): StepFunction {
  const counts = cells.map(cell => (sizesOf(cell)?.states ?? []).flat().length);
  const turned = context.dialect === 'tfjs';
  return (input, states) => {
    const parts = turned ? cutUp(states, [...counts].reverse()).reverse() : cutUp(states, counts);
    const after: (readonly Tensor[])[] = [];
    let output = input;
    let taken = 0;
    for (const [i, cell] of cells.entries()) {
      const count = countWeights(cell, output.shape);
      const step = innerStep(context, cell, context.weights.slice(taken, taken + count));
      taken += count;
      const result = step(output, parts[i] ?? []);
      output = result.output;
      after.push(result.states);
    }
    return { output, states: (turned ? after.reverse() : after).flat() };
  };
}

function cutUp(items: readonly Tensor[], counts: readonly number[]): (readonly Tensor[])[] {
  let from = 0;
  return counts.map(count => {
    const part = items.slice(from, from + count);
    from += count;
    return part;
  });
}
