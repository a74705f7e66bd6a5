// Lambda layers: the function they hold is run to learn what they give.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { CallArgs, KeywordValue, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Layer } from '../../model/graph.ts';
import { dynamic } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import type { Shape, TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf, holdsTensors, nestedValue, type TensorArgument, tensorsIn, typeOf } from '../convert.ts';
import { holdDeclared } from './declaredShapes.ts';
import { shapeTuple } from './layerEnds.ts';
import { typesOfShapes } from './ownBuild.ts';
import { callTraced, type TracedCall, tracedAnswer } from './tracedCalls.ts';

interface LambdaParts {
  readonly content: Value;
  /** `arguments`: what the function is given by name. */
  readonly further: readonly KeywordValue[];
  readonly outputShape: Value | undefined;
}

const lambdas = new WeakMap<Layer, LambdaParts>();

/** Keeps the function of a Lambda layer. */
export function rememberLambda(layer: Layer, args: CallArgs, place: Place): void {
  if (layer.object?.definition.name !== 'Lambda') return;
  const content = argument(args, 0, 'function');
  if (content === undefined || !isCallable(content)) return;
  const given = argument(args, 3, 'arguments');
  const further: KeywordValue[] = [];
  if (given?.kind === 'record') {
    for (const { key, value } of given.entries.value.values())
      if (key.kind === 'string') further.push({ name: key.value, value, place });
  } else if (given !== undefined && given.kind !== 'none') return;
  lambdas.set(layer, { content, further, outputShape: argument(args, 1, 'output_shape') });
}

function isCallable(value: Value): boolean {
  return ['function', 'bound', 'builtin', 'instance', 'layer', 'class'].includes(value.kind);
}

/** Calls a Lambda layer; undefined for other layers, and where the output shape it is given decides. */
export function callLambda(context: Context, layer: Layer, args: CallArgs, place: Place): Value | undefined {
  const parts = lambdas.get(layer);
  const [inputs] = args.positional;
  if (parts === undefined || inputs === undefined || args.keywords.some(keyword => keyword.name === 'inputs'))
    return undefined;
  const { content, further, outputShape } = parts;
  const tensors = tensorsIn(inputs.value);
  if (tensors === undefined || !holdsTensors(tensors)) return undefined;
  const dtype = layer.object?.dtype;
  const computed = typeof dtype === 'string' ? dtype : undefined;
  const call: TracedCall = {
    layer,
    args: { positional: [inputs], keywords: [], open: undefined },
    place,
    dtype: computed,
    run: inside => context.call(content, { ...inside, keywords: further }, place),
  };
  const given = outputShape === undefined || outputShape.kind === 'none' ? undefined : outputShape;
  if (given === undefined || context.dialect !== 'keras3') {
    const before = context.record.problems.length;
    const answer = callTraced(context, call);
    markProblems(context, { layer, from: before, tensors });
    if (given !== undefined) hold(context, { given, tensors, call, dtype: computed });
    return answer;
  }
  hold(context, { given, tensors, call, dtype: computed });
  if (!isCallable(given)) return undefined;
  const type = declaredType(context, { given, tensors, call, dtype: computed });
  return callTraced(context, { ...call, run: () => arrayOf(type, 'eager') });
}

interface Declared {
  /** The value of `output_shape`: the axes without the batch, or a function from the shapes of the inputs. */
  readonly given: Value;
  readonly tensors: TensorArgument;
  readonly call: TracedCall;
  readonly dtype: string | undefined;
}

/** The shape that a Lambda is told to have, with the batch. */
function declaredType(context: Context, { given, tensors, call, dtype }: Declared): TensorType {
  const ofType = (shape: Shape): TensorType => ({ shape, dtype: dtype ?? 'float32' });
  if (!isCallable(given)) {
    const [first] = flatten(tensors);
    const shape = first === undefined || first === null ? afterError : typeOf(first).shape;
    const [axes] = typesOfShapes(given) ?? [];
    if (axes === undefined || isUnknown(axes.shape)) return ofType(axes?.shape ?? afterError);
    const [batch = dynamic] = isUnknown(shape) ? [] : shape;
    return ofType([batch, ...axes.shape]);
  }
  const { place } = call;
  const shapes = nestedValue(tensors, one => (one === null ? { kind: 'none' } : shapeTuple(typeOf(one).shape)));
  const answer = context.call(given, { positional: [{ value: shapes, place }], keywords: [], open: undefined }, place);
  const [type] = typesOfShapes(answer) ?? [];
  return ofType(type?.shape ?? (isUnknown(answer) ? answer : unknown({ kind: 'data', what: 'the output shape' })));
}

function hold(context: Context, declared: Declared): void {
  const { call } = declared;
  holdDeclared(context, {
    layer: call.layer,
    declared: declaredType(context, declared).shape,
    computed: tracedAnswer(context, call),
    by: { argument: 'output_shape' },
    place: call.place,
  });
}

/**
 * Marks what failed inside the function from some report on. Keras 3 says of whatever fails there only that it cannot infer
 * the shape.
 */
function markProblems(
  context: Context,
  { layer, from, tensors }: { readonly layer: Layer; readonly from: number; readonly tensors: TensorArgument },
): void {
  const { problems } = context.record;
  const shapes = flatten(tensors).flatMap(one => (one === null ? [] : [typeOf(one).shape]));
  const inside = problems.splice(from);
  for (const one of inside) {
    const { runtime, ...rest } = one.problem;
    const fails = rest.effect === undefined && shapeProblems.has(rest.kind);
    const words = context.dialect !== 'keras3' ? runtime : fails ? { keras3: noShapeWords } : undefined;
    const problem = { ...rest, ...(words === undefined ? {} : { runtime: words }) } as Problem;
    problems.push({ ...one, problem, ...(fails ? { lambda: { layer, shapes } } : {}) });
  }
}

const noShapeWords =
  "We could not automatically infer the shape of the Lambda's output. Please specify the `output_shape` argument for this Lambda layer.";

/** What is wrong with the shapes of tensors, and not with a name or an argument. */
const shapeProblems: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'rank-mismatch',
  'axis-mismatch',
  'merge-shape',
  'empty-output',
  'undefined-axis',
  'reshape-size',
  'matmul-shape',
  'attention-shape',
  'call-value',
]);
