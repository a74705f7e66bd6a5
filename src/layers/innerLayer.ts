// Calling a layer inside another: its answer for one tensor, and its problems under its own name.

import { list, type Nested, one } from '../shapes/nested.ts';
import type { Shape, TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import { applyLayer, callNames } from './apply.ts';
import type { CallArgument, LayerObject, ShapeContext } from './define.ts';
import type { Problem } from './problems.ts';

/** Further arguments for the inner call. */
export interface InnerCall {
  readonly layer: LayerObject;
  readonly input: TensorType;
  readonly initialState?: readonly TensorType[] | undefined;
  /** The input of the inner layer at the first call, where this is a later one. */
  readonly first?: Shape | undefined;
}

/**
 * The outputs of an inner layer. What it finds wrong is reported as `within` it. Wrappers of Keras 3 ask the inner layer
 * for shapes without its checks of rank and of later calls, so that such mistakes show only when it runs.
 */
export function innerAnswer(context: ShapeContext<unknown>, call: InnerCall): Nested<TensorType> | Unknown {
  const { layer } = call;
  const answer = applyLayer({ layer, call: innerArguments(call) });
  for (const problem of answer.problems) context.problem(relaxed(context, layer, problem));
  if (call.first !== undefined && answer.problems.length === 0) {
    const built = { inputs: [{ shape: call.first, dtype: call.input.dtype }], weights: [] };
    const late = context.dialect === 'keras3' ? ({ effect: 'fails when run' } as const) : {};
    for (const problem of applyLayer({ layer, call: innerArguments(call), built }).problems)
      context.problem({ ...problem, within: layer.name, ...late });
  }
  return answer.outputs;
}

function innerArguments({ layer, input, initialState }: InnerCall): ReadonlyMap<string, CallArgument> {
  const [first = 'inputs'] = callNames(layer.definition, layer.dialect);
  const out = new Map<string, CallArgument>([[first, { kind: 'tensors', value: one(input) }]]);
  if (initialState !== undefined) out.set('initial_state', { kind: 'tensors', value: list(initialState) });
  return out;
}

/** Keras 2 checks inner layers as any others; in Keras 3 a kernel asks for its rank when its output is computed. */
function relaxed({ dialect }: ShapeContext<unknown>, layer: LayerObject, problem: Problem): Problem {
  const within = { ...problem, within: layer.name };
  const { params } = layer.definition;
  const strict = dialect === 'keras3' && 'kernel_size' in params && !('output_padding' in params);
  if (problem.kind !== 'rank-mismatch' || dialect === 'keras2' || strict) return within;
  return { ...within, effect: 'fails when run' };
}

/** The single tensor of an answer; undefined where it is a structure. */
export function onlyTensor(answer: Nested<TensorType> | Unknown): TensorType | Unknown | undefined {
  if (isUnknown(answer)) return answer;
  return answer.kind === 'one' ? answer.value : undefined;
}
