// Calls that feed data to a model: they build a model that waits for its input shape, and hold the data against the inputs
// and the targets against outputs and losses.

import type { Place, Span } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { bool } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import { replayGraph } from '../../model/build.ts';
import { type Model, type ModelGraph, notBuilt } from '../../model/graph.ts';
import { inputProblem, isRefusedInside } from '../../model/inputCheck.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import { tfjsMismatch } from '../../model/tfjsData.ts';
import { lossOf, type TrainingCall } from '../../model/training.ts';
import { type Dim, isDynamic, sameDim, symbol } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import type { Shape, TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { type Agreement, targetsAgainst } from '../../training/targets.ts';
import { arrayOf, nestedValue, typeOf } from '../convert.ts';
import { report } from '../operations.ts';
import { arrayOutputs, modelAnswer, ordered } from './callModel.ts';
import { callOwn } from './ownCalls.ts';
import { instanceOf, ownCall } from './ownClasses.ts';
import { buildSequential } from './sequential.ts';
import { type FedData, type FedPart, fedData, trainingArguments, validationData } from './trainingData.ts';

const weights: Unknown = unknown({ kind: 'data', what: 'the values of the weights' });

/** A method that trains, evaluates or predicts; undefined for any other name. */
export function trainingMethod(model: Model, name: string): Builtin | undefined {
  switch (name) {
    case 'fit':
    case 'fit_generator':
    case 'fitDataset':
      return (context, args, { place }) => {
        feed(context, model, name, args, place);
        return { kind: 'object', family: 'history', name: 'History', config: new Map() };
      };
    case 'evaluate':
    case 'evaluateDataset':
    case 'train_on_batch':
    case 'test_on_batch':
    case 'trainOnBatch':
      return (context, args, { place }) => {
        feed(context, model, name, args, place);
        return weights;
      };
    case 'predict':
    case 'predict_on_batch':
    case 'predictOnBatch':
      return (context, args, { place }) => {
        const { x } = feed(context, model, name, args, place);
        if (x === undefined) return args.open ?? unknown({ kind: 'error' });
        const flavour = context.dialect === 'tfjs' ? 'eager' : 'numpy';
        return arrayOutputs(context, { model, answer: modelAnswer(context, model, x), place, flavour });
      };
    default:
      return undefined;
  }
}

/** Feeds the data and tells what it was. */
function feed(
  context: Context,
  model: Model,
  name: string,
  args: CallArgs,
  place: Place,
): { readonly x: Value | undefined } {
  const read = trainingArguments(context, name, args);
  const x = read.x?.value;
  // A step of the program's own may feed the model with anything.
  const instance = instanceOf(model.layer);
  const ownStep = ['train_step', 'test_step', 'predict_step'].some(
    step => instance !== undefined && findMember(instance.class, step) !== undefined,
  );
  if (ownStep || args.open !== undefined) return { x };
  const data = fedData(context, read);
  const call = hold(context, model, data, { place, method: read.method });
  context.record.trainings.push(call);
  const validation = validationData(context, read);
  if (validation !== undefined) hold(context, model, validation, { place, method: 'evaluate' });
  return { x };
}

interface Feeding {
  readonly place: Place;
  readonly method: TrainingCall['method'];
}

/** Holds one set of data against the model. */
function hold(context: Context, model: Model, data: FedData, { place, method }: Feeding): TrainingCall {
  const { inputs, targets } = data;
  const compiled = model.compiled.value;
  const call: TrainingCall = {
    model,
    method,
    place,
    ...(compiled === undefined ? {} : { compiled }),
    ...(isUnknown(inputs) ? {} : { inputs: typesIn(inputs, model), inputsPlace: inputs.place }),
    ...(targets === undefined || isUnknown(targets)
      ? {}
      : { targets: flatTypes(targets), targetsPlace: targets.place }),
  };
  const [plain] = data.plain ?? [];
  if (plain !== undefined && context.dialect === 'keras3') {
    const { argument } = plain;
    const runtime = { keras3: `Unrecognized data type: ${argument}=` };
    tell(context, model, data.plain ?? [], { kind: 'data-dtype', argument, got: 'a list of numbers', runtime });
    return call;
  }
  if (isUnknown(inputs)) return call;
  const known = targets === undefined || isUnknown(targets) ? undefined : targets;
  if (known?.samples !== undefined && inputs.samples !== undefined && known.samples !== inputs.samples) {
    tell(context, model, known, {
      kind: 'sample-count',
      argument: 'y',
      x: inputs.samples,
      y: known.samples,
      runtime: {
        keras3: 'Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.',
        keras2: 'Data cardinality is ambiguous',
        tfjs: `Input Tensors should have the same number of samples as target Tensors. Found ${inputs.samples} input sample(s) and ${known.samples} target sample(s).`,
      },
    });
    return call;
  }
  const outputs = feedInputs(context, model, inputs, { place, method });
  if (outputs === undefined || known === undefined || compiled === undefined) return call;
  holdTargets(context, model, known, outputs);
  return call;
}

/** What the model gives for a batch; undefined where it is not known, or the data is refused. */
function feedInputs(
  context: Context,
  model: Model,
  inputs: FedPart,
  { place, method }: Feeding,
): readonly TensorType[] | undefined {
  build(context, model, inputs);
  return model.kind === 'subclass'
    ? ownOutputs(context, model, inputs, place)
    : graphOutputs(context, model, inputs, method);
}

/** Gives a Sequential that waits for its input the shape of the data. Keras 3 makes inputs of the dtype layers compute in. */
function build(context: Context, model: Model, inputs: FedPart): void {
  if (model.kind !== 'sequential' || model.graph.value !== notBuilt) return;
  const types = flatTypes(inputs);
  const [type] = types;
  if (type === undefined || types.length > 1) return;
  const shape = withOpenBatch(context, type.shape);
  buildSequential(context, model, { shape, dtype: 'float32' }, model.layer.created);
}

/**
 * The shape that a model is built with. Where all batches are of one size, it depends on the backend whether a model built by
 * its data keeps that size or an open axis; the axis then has a name in place of a size.
 */
function withOpenBatch(context: Context, shape: Shape): Shape {
  if (isUnknown(shape) || typeof shape[0] !== 'number') return shape;
  return [symbol('batch', context.nextId()), ...shape.slice(1)];
}

/** Runs the `call` of the program, without a call of the model in the records: it stands in the framework. */
function ownOutputs(context: Context, model: Model, inputs: FedPart, place: Place): readonly TensorType[] | undefined {
  const own = ownCall(model.layer);
  if (own === undefined) return undefined;
  const { calls } = context.record;
  const value = nestedValue(inputs.tensors, (tensor): Value => {
    if (tensor === null) return { kind: 'none' };
    const { shape, dtype } = typeOf(tensor);
    return arrayOf({ shape: withOpenBatch(context, shape), dtype }, 'eager');
  });
  const takesTraining = own.method.node.parameters.some(
    parameter => parameter.target.kind === 'identifier' && parameter.target.name === 'training',
  );
  const args: CallArgs = {
    positional: [{ value, place }],
    keywords: takesTraining ? [{ name: 'training', value: bool(true), place }] : [],
    open: undefined,
  };
  callOwn(context, model.layer, args, place);
  const last = calls[calls.length - 1];
  if (last?.layer !== model.layer || last.place !== place) return undefined;
  calls.pop();
  return isUnknown(last.node.structure) ? undefined : last.node.outputs.map(output => output.type);
}

/** Holds a batch against the inputs of a graph, and gives what comes out. */
function graphOutputs(
  context: Context,
  model: Model,
  inputs: FedPart,
  method: TrainingCall['method'],
): readonly TensorType[] | undefined {
  const graph = model.graph.value;
  if (isUnknown(graph)) return undefined;
  const expected = flatten(graph.inputs);
  const missing = missingInput(graph, inputs);
  const given = ordered(inputs.tensors, model);
  if (missing !== undefined || (expected.length > 1 && given.length !== expected.length)) {
    tell(context, model, inputs, {
      kind: 'input-count',
      expected: expected.length,
      got: given.length,
      ...(missing === undefined ? {} : { missing }),
    });
    return undefined;
  }
  if (given.length !== expected.length) return undefined;
  const types = given.map(typeOf);
  const problem = dataProblem(context, model, graph, types, method);
  if (problem !== undefined) {
    tell(context, model, inputs, problem);
    return undefined;
  }
  const answer = replayGraph(graph, standardizedTypes(graph, types, { dialect: context.dialect, on: 'data' }));
  return isUnknown(answer) ? undefined : flatten(answer);
}

/** The name of an input that a dict of data does not hold. */
function missingInput(graph: ModelGraph, { tensors }: FedPart): string | undefined {
  if (tensors.kind !== 'record' || graph.inputs.kind === 'record') return undefined;
  const keys = new Set(tensors.entries.map(([key]) => key));
  const names = flatten(graph.inputs).map(input => input.node.layer.name);
  return names.length < 2 ? undefined : names.find(name => !keys.has(name));
}

/** What is wrong with the data of an input. A Sequential of Keras 3 leaves the sizes of axes to its layers. */
function dataProblem(
  context: Context,
  model: Model,
  graph: ModelGraph,
  types: readonly TensorType[],
  method: TrainingCall['method'],
): Problem | undefined {
  if (context.dialect === 'tfjs') return tfjsDataProblem(graph, types, method);
  const leavesSizes = model.kind === 'sequential' && context.dialect === 'keras3';
  const problem = inputProblem(graph, types, { sizes: leavesSizes ? 'left to the layers' : 'compared' });
  if (problem !== undefined && (problem.kind === 'rank-mismatch' || problem.kind === 'axis-mismatch')) {
    const axis = problem.kind === 'axis-mismatch' ? problem.axis : undefined;
    return dataOf(graph, problem.input, { got: problem.shape, axis, runtime: problem.runtime });
  }
  const other = otherShape(graph, types);
  if (other === undefined) return undefined;
  const seen = standardizedTypes(graph, types, { dialect: context.dialect, on: 'data' });
  return isRefusedInside(graph, seen) ? other : undefined;
}

/** The first input whose data has another shape than the model was made for, which its layers may take or refuse. */
function otherShape(graph: ModelGraph, types: readonly TensorType[]): Problem | undefined {
  for (const [index, { type }] of flatten(graph.inputs).entries()) {
    const got = types[index]?.shape;
    if (got === undefined || isUnknown(got) || isUnknown(type.shape)) continue;
    const expected = type.shape;
    if (got.length !== expected.length) return dataOf(graph, index, { got });
    const axis = got.findIndex((dim, i) => i > 0 && sameDim(dim, expected[i] ?? dim) === 'no');
    if (axis > 0) return dataOf(graph, index, { got, axis });
  }
  return undefined;
}

function dataOf(
  graph: ModelGraph,
  index: number,
  found: { readonly got: Shape; readonly axis?: number | undefined; readonly runtime?: Problem['runtime'] | undefined },
): Problem | undefined {
  const input = flatten(graph.inputs)[index];
  if (input === undefined) return undefined;
  const { got, axis, runtime } = found;
  return {
    kind: 'input-data',
    argument: 'x',
    input: input.node.layer.name,
    expected: input.type.shape,
    got,
    ...(axis === undefined ? {} : { axis }),
    ...(runtime === undefined ? {} : { runtime }),
  };
}

function tfjsDataProblem(
  graph: ModelGraph,
  types: readonly TensorType[],
  method: TrainingCall['method'],
): Problem | undefined {
  for (const [index, input] of flatten(graph.inputs).entries()) {
    const expected = input.type.shape;
    const got = types[index]?.shape;
    if (got === undefined || isUnknown(expected) || isUnknown(got)) continue;
    const found = tfjsMismatch(expected, got, method);
    if (found === undefined) continue;
    return dataOf(graph, index, { got, axis: found.axis, runtime: { tfjs: found.runtime } });
  }
  return undefined;
}

/** TensorFlow.js holds targets against the outputs before any loss sees them; the sparse cross entropy takes one number. */
function tfjsTargetProblem(loss: string, target: readonly Dim[], output: readonly Dim[]): Problem | undefined {
  const expected = loss === 'sparse_categorical_crossentropy' ? [...output.slice(0, -1), 1] : output;
  const found = tfjsMismatch(expected, target, 'fit');
  if (found === undefined) return undefined;
  return { kind: 'target-data', argument: 'y', loss, target, output, runtime: { tfjs: found.runtime } };
}

/** Holds targets against the outputs and their losses. */
function holdTargets(context: Context, model: Model, targets: FedPart, outputs: readonly TensorType[]): void {
  const compiled = model.compiled.value;
  const given = flatTypes(targets);
  if (compiled === undefined || targets.tensors.kind === 'record') return;
  if (given.length !== outputs.length) {
    const isCertain =
      context.dialect === 'keras3' &&
      !isUnknown(compiled.losses) &&
      compiled.losses.kind === 'one' &&
      !isUnknown(compiled.losses.loss);
    if (isCertain && compiled.losses.loss !== 'none')
      tell(context, model, targets, {
        kind: 'target-count',
        argument: 'y',
        expected: outputs.length,
        got: given.length,
      });
    return;
  }
  const graph = model.graph.value;
  const names = isUnknown(graph) ? [] : flatten(graph.outputs).map(output => output.node.layer.name);
  for (const [index, output] of outputs.entries()) {
    const loss = lossOf(compiled.losses, { index, name: names[index] ?? '' });
    const target = given[index];
    if (loss === 'none' || isUnknown(loss) || target === undefined) continue;
    if (isUnknown(target.shape) || isUnknown(output.shape)) continue;
    if (context.dialect === 'tfjs') {
      const problem = tfjsTargetProblem(loss.name, target.shape, output.shape);
      if (problem === undefined) continue;
      tell(context, model, targets, problem);
      return;
    }
    const agreement = agreementOf(loss.name, target.shape, output.shape, targets.batch);
    if (agreement.kind === 'fits') continue;
    const about = { argument: 'y', loss: loss.name, target: target.shape, output: output.shape };
    const runtime = agreement.kind === 'refused' ? agreement.runtime : undefined;
    tell(
      context,
      model,
      targets,
      agreement.kind === 'refused'
        ? { kind: 'target-data', ...about, ...(runtime === undefined ? {} : { runtime: { keras3: runtime } }) }
        : { kind: 'silent-broadcast', ...about, effect: 'silent' },
    );
    return;
  }
}

/**
 * How targets and output go together. Where the batch axis is open, the sizes of whole batches may still contradict each
 * other when they are computed.
 */
function agreementOf(
  loss: string,
  target: readonly Dim[],
  output: readonly Dim[],
  batch: number | undefined,
): Agreement {
  const agreement = targetsAgainst(loss, target, output);
  if (agreement.kind !== 'fits' || batch === undefined) return agreement;
  const whole = (shape: readonly Dim[]): readonly Dim[] =>
    shape[0] !== undefined && isDynamic(shape[0]) ? [batch, ...shape.slice(1)] : shape;
  const computed = targetsAgainst(loss, whole(target), whole(output));
  return computed.kind === 'refused' ? { kind: 'refused' } : agreement;
}

type Told = Pick<FedPart, 'argument' | 'place'>;

/** Reports a problem at an argument of the call; others that it is about as well are told with it. */
function tell(context: Context, model: Model, about: Told | readonly Told[], problem: Problem): void {
  const { layer } = model;
  const all = 'place' in about ? [about] : about;
  const [first] = all;
  if (first === undefined) return;
  const argSpans = new Map<string, Span>(
    all.flatMap(({ argument, place }) => (argument === undefined ? [] : [[argument, place]])),
  );
  report(context, [problem], { place: first.place, name: layer.name, className: layer.className, layer, argSpans });
}

function flatTypes({ tensors }: FedPart): readonly TensorType[] {
  return flatten(tensors).flatMap(tensor => (tensor === null ? [] : [typeOf(tensor)]));
}

function typesIn(part: FedPart, model: Model): readonly TensorType[] {
  return ordered(part.tensors, model).map(typeOf);
}
