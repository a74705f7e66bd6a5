// Lambda layers: the function they hold is run to learn what they give.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { CallArgs, KeywordValue, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Layer } from '../../model/graph.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf, holdsTensors, nestedValue, tensorsIn, typeOf } from '../convert.ts';
import { shapeTuple } from './layerEnds.ts';
import { typesOfShapes } from './ownBuild.ts';
import { callTraced } from './tracedCalls.ts';

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
  const says = outputShape !== undefined && outputShape.kind !== 'none' && context.dialect === 'keras3';
  if (says && !isCallable(outputShape)) return undefined;
  const dtype = layer.object?.dtype;
  const computed = typeof dtype === 'string' ? dtype : undefined;
  const { problems } = context.record;
  const before = problems.length;
  const answer = callTraced(context, {
    layer,
    args: { positional: [inputs], keywords: [], open: undefined },
    place,
    dtype: computed,
    run: inside => {
      if (!says) return context.call(content, { ...inside, keywords: further }, place);
      const shapes = nestedValue(tensors, one => (one === null ? { kind: 'none' } : shapeTuple(typeOf(one).shape)));
      const answer = context.call(
        outputShape,
        { positional: [{ value: shapes, place }], keywords: [], open: undefined },
        place,
      );
      const [type] = typesOfShapes(answer) ?? [];
      const why = isUnknown(answer) ? answer : unknown({ kind: 'data', what: 'the output shape' });
      return arrayOf({ shape: type?.shape ?? why, dtype: computed ?? 'float32' }, 'eager');
    },
  });
  // Keras 3 says of whatever fails inside only that it cannot infer the shape.
  if (context.dialect === 'keras3') {
    const inside = problems.splice(before);
    problems.push(...inside.map(one => ({ ...one, problem: withoutWords(one.problem) })));
  }
  return answer;
}

function withoutWords(problem: Problem): Problem {
  const { runtime: _, ...rest } = problem as Problem & { readonly runtime?: unknown };
  return rest as Problem;
}
