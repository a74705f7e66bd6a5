// Several cells as one.

import { flatten, list, type Nested, one } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { applyLayer, callNames } from '../apply.ts';
import { cells, stackedSizes, stackedWeights } from '../cells.ts';
import { stackStep } from '../compute/cells.ts';
import { type CallArgument, defineLayer, type LayerObject } from '../define.ts';
import { oneTensor, tensorsIn } from '../inputs.ts';
import { required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'StackedRNNCells',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Stacks cells so that they act as one: the output of each is the input of the next. Called on (batch, features) and a list with the states of each cell, it returns the output of the last and all new states.',
  params: { cells: required(cells(), 'The cells, from the input to the output.') },
  takes: 'arguments',
  call: ['inputs', 'states', 'training'],
  check({ config, dialect, problem }) {
    if (dialect !== 'tfjs' || isUnknown(config.cells)) return;
    const other = config.cells.cells.find(layer => layer.definition.cell === undefined);
    if (other === undefined) return;
    problem({
      kind: 'argument-value',
      argument: 'cells',
      got: `a list with a ${other.definition.name}`,
      expected: 'a list of cells (layers with a state size)',
      effect: 'fails when run',
    });
  },
  cell(config, dialect) {
    if (isUnknown(config.cells)) return { states: [config.cells], single: false, output: config.cells };
    return stackedSizes(config.cells.cells, dialect) ?? { states: [afterError], single: false, output: afterError };
  },
  shape(context) {
    const { config } = context;
    let step = oneTensor(context, context.call.get('inputs'));
    if (isUnknown(config.cells)) return config.cells;
    const states = tensorsIn(context.call.get('states'));
    if (states === undefined || states.kind !== 'list') return afterError;
    const next: Nested<TensorType>[] = [];
    for (const [i, cell] of config.cells.cells.entries()) {
      const own = states.items[i];
      if (own === undefined) break;
      const answer = stepOf(cell, step, own);
      for (const problem of answer.problems) context.problem({ ...problem, within: cell.name });
      if (isUnknown(answer.outputs)) return answer.outputs;
      const [output, state] = answer.outputs.kind === 'list' ? answer.outputs.items : [];
      if (output === undefined || state === undefined || output.kind !== 'one') return afterError;
      step = output.value;
      const only = state.kind === 'list' && state.items.length === 1 ? state.items[0] : undefined;
      next.push(own.kind === 'one' && only !== undefined ? only : state);
    }
    const only = next.length === 1 ? next[0] : undefined;
    return { kind: 'list', type: 'tuple', items: [one(step), only ?? { kind: 'list', type: 'list', items: next }] };
  },
  run(context) {
    const { config, inputs } = context;
    if (isUnknown(config.cells)) return { impossible: 'its cells are not known' };
    const [x, ...given] = inputs as readonly [Tensor, ...Tensor[]];
    const { output, states } = stackStep(context, config.cells.cells)(x, given);
    return [output, ...states];
  },
  weights({ config, inputs }) {
    if (isUnknown(config.cells)) return config.cells;
    const input = inputs[0];
    return input === undefined ? afterError : stackedWeights(config.cells.cells, input);
  },
});

/** One step of a cell, its states always in a list. */
function stepOf(
  cell: LayerObject,
  input: TensorType,
  states: Nested<TensorType | null>,
): { readonly outputs: Nested<TensorType> | Unknown; readonly problems: ReturnType<typeof applyLayer>['problems'] } {
  const [first = 'inputs'] = callNames(cell.definition, cell.dialect);
  const given = states.kind === 'one' ? list(flatten(states)) : states;
  const call = new Map<string, CallArgument>([
    [first, { kind: 'tensors', value: one(input) }],
    ['states', { kind: 'tensors', value: given }],
  ]);
  return applyLayer({ layer: cell, call });
}
