// Calls that feed data to a model: they build a model that waits for its input shape, and hold the data against the inputs
// and the targets against outputs and losses.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { expose } from '../../interp/exposure.ts';
import { handOut, handOutLayer } from '../../interp/handOut.ts';
import { bool } from '../../interp/make.ts';
import { runOnUnknown } from '../../interp/uncalled.ts';
import type { Builtin, CallArgs, InstanceValue, Value } from '../../interp/value.ts';
import { type Model, notBuilt } from '../../model/graph.ts';
import { replayGraph } from '../../model/replay.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import { compiledWith, type TrainingCall } from '../../model/training.ts';
import { symbol } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import type { Shape, TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf, nestedValue, typeOf } from '../convert.ts';
import { batchProblem } from './batchChecks.ts';
import { arrayOutputs, modelAnswer, ordered } from './callModel.ts';
import { refuseTraining } from './compileState.ts';
import { refusedEarly } from './earlyChecks.ts';
import { dataProblem, missingInput } from './inputChecks.ts';
import { fedWithOthers } from './inputCounts.ts';
import { withLayerWords } from './inputWords.ts';
import { evaluated, trainingHistory } from './measured.ts';
import { noteCheckpoints } from './modelCopies.ts';
import { callOwn } from './ownCalls.ts';
import { instanceOf, ownCall } from './ownClasses.ts';
import { tell } from './reportData.ts';
import { buildSequential } from './sequential.ts';
import { holdTargets } from './targetChecks.ts';
import { type FedData, type FedPart, fedData, flatTypes, trainingArguments, validationData } from './trainingData.ts';

/** A method that trains, evaluates or predicts; undefined for any other name. */
export function trainingMethod(model: Model, name: string): Builtin | undefined {
  switch (name) {
    case 'fit':
    case 'fit_generator':
    case 'fitDataset':
      return (context, args, { place }) => {
        feed(context, model, name, args, place);
        return trainingHistory(name, args);
      };
    case 'evaluate':
    case 'evaluateDataset':
    case 'train_on_batch':
    case 'test_on_batch':
    case 'trainOnBatch':
      return (context, args, { place }) => {
        feed(context, model, name, args, place);
        return evaluated(context, model, args);
      };
    case 'predict':
    case 'predict_on_batch':
    case 'predictOnBatch':
      return (context, args, { place }) => {
        const { x, refused } = feed(context, model, name, args, place);
        if (x === undefined) return args.open ?? unknown({ kind: 'error' });
        const flavour = context.dialect === 'tfjs' ? 'eager' : 'numpy';
        const answer = refused ? afterError : modelAnswer(context, model, x);
        return arrayOutputs(context, { model, answer, place, flavour });
      };
    default:
      return undefined;
  }
}

interface Fed {
  /** What the inputs are fed with. */
  readonly x: Value | undefined;
  /** True where the model does not take it. */
  readonly refused: boolean;
}

/** Feeds the data and tells what it was. A Sequential that it may have built is open to anything from then on. */
function feed(context: Context, model: Model, name: string, args: CallArgs, place: Place): Fed {
  const fed = feedData(context, model, name, args, place);
  if (model.graph.value === notBuilt) handOutLayer(context, model.layer);
  if (/^fit/.test(name)) noteCheckpoints(context, model, args);
  return fed;
}

function feedData(context: Context, model: Model, name: string, args: CallArgs, place: Place): Fed {
  const read = trainingArguments(context, name, args);
  const x = read.x?.value;
  // A step of the program's own may feed the model with anything.
  const instance = instanceOf(model.layer);
  if (!name.startsWith('predict')) refuseTraining(context, model, name, place);
  // Callbacks run the program's own code, whatever models that knows.
  const callbacks = argument(args, -1, 'callbacks');
  if (callbacks !== undefined) expose(context, callbacks);
  const ownStep = instance !== undefined && runOwnSteps(context, instance);
  const isFollowed =
    !ownStep &&
    !unfollowedMethods.some(method => instance !== undefined && findMember(instance.class, method) !== undefined);
  if (instance !== undefined && !isFollowed) handOut(context, instance);
  if (ownStep || args.open !== undefined) return { x, refused: false };
  const data = fedData(context, read);
  const { call, ...held } = hold(context, model, data, {
    place,
    method: read.method,
    on: /_on_batch$|OnBatch$/.test(name) ? 'batch' : 'all',
  });
  context.record.trainings.push(call);
  const refused = held.refused || holdBatches(context, model, data);
  const validation = validationData(context, read);
  if (validation !== undefined) hold(context, model, validation, { place, method: 'evaluate', on: 'all' });
  return { x, refused };
}

/** Methods that training calls and that are not followed. */
const unfollowedMethods: readonly string[] = ['compute_loss', 'compute_metrics'];

/** Runs the steps of the program's own in the state of this call, as later changes of the model do not reach them. */
function runOwnSteps(context: Context, instance: InstanceValue): boolean {
  const steps = ['train_step', 'test_step', 'predict_step'].map(step => findMember(instance.class, step));
  for (const step of steps) if (step?.kind === 'function') runOnUnknown(context, step, instance);
  return steps.some(step => step !== undefined);
}

/** Holds the sizes of batches against the model; true where it does not take them. */
function holdBatches(context: Context, model: Model, { inputs }: FedData): boolean {
  const problem = isUnknown(inputs) ? undefined : batchProblem(context, model, inputs);
  if (isUnknown(inputs) || problem === undefined) return false;
  tell(context, model, inputs, problem);
  return true;
}

interface Feeding {
  readonly place: Place;
  readonly method: TrainingCall['method'];
  /** Whether the call takes all samples, or those of one batch. */
  readonly on: 'all' | 'batch';
}

/** Holds one set of data against the model. */
function hold(
  context: Context,
  model: Model,
  data: FedData,
  feeding: Feeding,
): { readonly call: TrainingCall; readonly refused: boolean } {
  const { place, method } = feeding;
  const { inputs, targets } = data;
  const compiled = compiledWith(model);
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
    return { call, refused: true };
  }
  if (isUnknown(inputs)) return { call, refused: false };
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
    return { call, refused: true };
  }
  const outputs = feedInputs(context, model, inputs, feeding);
  if (outputs === 'refused') return { call, refused: true };
  if (outputs !== undefined && known !== undefined && compiled !== undefined)
    holdTargets(context, model, { targets: known, outputs, calledAt: place });
  return { call, refused: false };
}

/** What the model gives for a batch; undefined where it is not known. */
function feedInputs(
  context: Context,
  model: Model,
  inputs: FedPart,
  call: Feeding,
): readonly TensorType[] | 'refused' | undefined {
  build(context, model, inputs);
  return model.kind === 'subclass'
    ? ownOutputs(context, model, inputs, call.place)
    : graphOutputs(context, model, inputs, call);
}

/** Gives a Sequential that waits for its input the shape of the data. Keras 3 makes inputs of the dtype layers compute in. */
function build(context: Context, model: Model, inputs: FedPart): void {
  if (model.kind !== 'sequential' || model.graph.value !== notBuilt) return;
  const types = flatTypes(inputs);
  const [type] = types;
  if (type === undefined || types.length > 1) return;
  const shape = withOpenBatch(context, type.shape);
  buildSequential(context, model, { shape, dtype: 'float32' }, model.layer.created, inputs.place);
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
    const { shape, ...rest } = typeOf(tensor);
    return arrayOf({ ...rest, shape: withOpenBatch(context, shape) }, 'eager');
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
  call: Feeding,
): readonly TensorType[] | 'refused' | undefined {
  const graph = model.graph.value;
  if (isUnknown(graph)) return undefined;
  const expected = flatten(graph.inputs);
  const missing = missingInput(graph, inputs);
  const given = ordered(inputs.tensors, model);
  if (missing !== undefined || (expected.length > 1 && given.length !== expected.length)) {
    const counts = { expected: expected.length, got: given.length, missing, call };
    tell(context, model, inputs, fedWithOthers(model, inputs, counts));
    return 'refused';
  }
  if (given.length !== expected.length) return undefined;
  const types = given.map(typeOf);
  const early = context.dialect === 'keras2' ? refusedEarly(graph, inputs, types) : undefined;
  const problem =
    early !== undefined && context.early
      ? { ...early.problem, runtime: { keras2: early.words } }
      : dataProblem(context, model, graph, types, call.method);
  if (problem !== undefined) {
    tell(context, model, inputs, withLayerWords(context, problem, { graph, types, method: call.method }));
    return 'refused';
  }
  if (early !== undefined) tell(context, model, inputs, { ...early.problem, refusedEarly: early.words });
  const answer = replayGraph(graph, standardizedTypes(graph, types, { dialect: context.dialect, on: 'data' }));
  return isUnknown(answer) ? undefined : flatten(answer);
}

function typesIn(part: FedPart, model: Model): readonly TensorType[] {
  return ordered(part.tensors, model).map(typeOf);
}
