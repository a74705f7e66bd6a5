// Models that are trained before they are compiled. Known to be not compiled is only a model that no code which is not known
// may have got hold of, in a run whose whole course is known.

import type { Place } from '../../base/span.ts';
import { findMember, lineage } from '../../interp/call.ts';
import { type Context, isFromBefore } from '../../interp/context.ts';
import type { InstanceValue } from '../../interp/value.ts';
import type { LayerDefinition, LayerObject } from '../../layers/define.ts';
import type { Problem } from '../../layers/problems.ts';
import { allLayers } from '../../layers/registry.ts';
import type { Layer, Model } from '../../model/graph.ts';
import { type Compiled, compiledWith } from '../../model/training.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { report } from '../operations.ts';
import { lossCountProblem, mayBeCompiled, tellRefused } from './compile.ts';
import { instanceOf } from './ownClasses.ts';

/** True for a model that code which is not known may have compiled, or compile anew. */
export function isExposed({ layer }: Model): boolean {
  const { exposed, handedOut } = layer.state.value;
  return exposed === true || handedOut === true;
}

/** True where it is known what the model was compiled with, or that it was not compiled, whenever the program is here. */
export function isCompilingKnown(context: Context, model: Model): boolean {
  const { budget, ownNames, compiledBefore } = context;
  if (
    model.layer.state.born < compiledBefore ||
    isExposed(model) ||
    isUnknownState(model) ||
    budget.stopped() !== undefined
  )
    return false;
  // A function that nobody calls runs at a time that is not known: what was there before may have been compiled by then.
  if (isFromBefore(context, model.layer.state)) return false;
  if ([...ownNames].some(name => changed.test(name))) return false;
  const instance = instanceOf(model.layer);
  return instance === undefined || isPlain(instance);
}

/** What programs change of the classes of the framework, or of models themselves, and then train in a way of their own. */
const changed =
  /^(?:keras\.(?:\w+\.)*(?:Model|Sequential|Functional)\.\w+|layer\.(?:compiled?|optimizer|loss|fit|evaluate|_\w+|(?:train|test|make|compute)_\w+))$/;

function isUnknownState({ compiled }: Model): boolean {
  return compiled.value !== undefined && isUnknown(compiled.value);
}

/** True for an object whose class leaves compiling and training to the framework. */
function isPlain({ class: own, fields }: InstanceValue): boolean {
  return (
    lineage(own).every(({ bases }) => bases.every(base => base.kind === 'class' || base.kind === 'builtin')) &&
    ownWays.every(name => findMember(own, name) === undefined && fields.get(name)?.value === undefined)
  );
}

const ownWays: readonly string[] = [
  ...['compile', 'compiled', '_is_compiled', '_assert_compile_called', '_assert_compile_was_called'],
  ...['__getattr__', '__getattribute__', '__new__', 'make_train_function', 'make_test_function'],
];

/** Reports what keeps a model from being trained or evaluated by a call, as far as `compile` is concerned. */
export function refuseTraining(context: Context, model: Model, method: string, place: Place): void {
  if (!isCompilingKnown(context, model)) return;
  if (model.compiled.value === undefined) {
    refuseUncompiled(context, model, method, place);
    return;
  }
  const compiled = compiledWith(model);
  // TensorFlow.js says of the rest when it compiles.
  if (compiled === undefined || context.dialect === 'tfjs' || hasOwnSteps(model)) return;
  tellRefused(context, compiled.refused ?? [], compiled.place);
  if (isUnknown(compiled.losses)) return;
  const problem =
    lossCountProblem(context, model, compiled.losses) ?? lossProblem(context, model, compiled, method, place);
  if (problem === undefined) return;
  const { layer } = model;
  const at = compiled.place.uri === place.uri ? compiled.place : place;
  report(context, [problem], { place: at, name: layer.name, className: layer.className, layer });
}

/** A model compiled without a loss, and nothing in it that adds one. Keras 2 evaluates such a model all the same. */
function lossProblem(
  context: Context,
  model: Model,
  { losses, place: compiledAt }: Compiled,
  method: string,
  trained: Place,
): Problem | undefined {
  if (isUnknown(losses) || losses.kind !== 'one' || losses.loss !== 'none') return undefined;
  const isCertain = context.dialect === 'keras3' && context.versionGiven;
  if (!/^(?:fit|train)/.test(method) && !isCertain) return undefined;
  const adds = /^layer\.(?:add_loss|losses|\w*regularizer)$/;
  if ([...context.ownNames].some(name => adds.test(name)) || instanceOf(model.layer) !== undefined) return undefined;
  if (!addsNoLoss(model)) return undefined;
  return {
    kind: 'no-loss',
    method,
    ...(compiledAt.uri === trained.uri ? { trained } : {}),
    runtime: {
      keras3: 'No loss to compute. Provide a `loss` argument in `compile()`.',
      keras2: 'No loss found. You may have forgotten to provide a `loss` argument in the `compile()` method.',
    },
  };
}

/** True where it is known of all layers of a model that they add no loss of their own. */
function addsNoLoss(model: Model): boolean {
  const graph = model.graph.value;
  return !isUnknown(graph) && !isExposed(model) && graph.operations.every(isWithoutLoss);
}

function isWithoutLoss({ kind, model, object, state }: Layer): boolean {
  if (state.value.handedOut === true) return false;
  if (model !== undefined) return instanceOf(model.layer) === undefined && addsNoLoss(model);
  return kind === 'operation' || (kind === 'layer' && object !== undefined && isPlainObject(object));
}

/**
 * True for a layer of the library without penalties, nor any in a layer inside. Functions of the program may do anything, and so
 * may what is not known of the layer.
 */
function isPlainObject({ definition, config, given }: LayerObject): boolean {
  if (!ofLibrary.has(definition) || definition.name === 'Lambda' || definition.name === 'ActivityRegularization')
    return false;
  const penalties = [...Object.entries(config), ...given].filter(([name]) => name.endsWith('regularizer'));
  return penalties.every(([, value]) => value === null) && Object.values(config).every(isPlainPart);
}

const ofLibrary: ReadonlySet<LayerDefinition> = new Set(allLayers);

function isPlainPart(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (isLayerObject(value)) return isPlainObject(value);
  return !('kind' in value && value.kind === 'unknown') && Object.values(value).every(isPlainPart);
}

function isLayerObject(value: object): value is LayerObject {
  return 'definition' in value && 'config' in value;
}

/** True for an object of the program that trains in steps of its own, which may leave out what `compile` was told. */
function hasOwnSteps({ layer }: Model): boolean {
  const instance = instanceOf(layer);
  return instance !== undefined && ownSteps.some(name => findMember(instance.class, name) !== undefined);
}

const ownSteps: readonly string[] = ['train_step', 'test_step', 'compute_loss', 'compute_metrics', 'fit', 'evaluate'];

/** Reports a call that trains or evaluates a model which was not compiled. */
function refuseUncompiled(context: Context, model: Model, method: string, place: Place): void {
  const { layer } = model;
  // Statements of a module run in their order; what a function or an event does may come after all of them.
  const order = context.depth === 0 && context.callbacks === 0 && context.dialect !== 'tfjs' ? 'certain' : 'open';
  const problem: Problem = { kind: 'not-compiled', method, order, runtime: uncompiledWords(context, model, method) };
  report(context, [problem], { place, name: layer.name, className: layer.className, layer });
  // Later calls fail of the same cause.
  context.store.write(model.compiled, mayBeCompiled);
}

function uncompiledWords(context: Context, model: Model, method: string): NonNullable<Problem['runtime']> {
  const tfjs = tfjsWords(context, model, method);
  return {
    keras3: 'You must call `compile()` before using the model.',
    keras2: 'You must compile your model before training/testing. Use `model.compile(optimizer, loss)`.',
    ...(tfjs === undefined ? {} : { tfjs }),
  };
}

/** A Sequential that was used before says what other models say. Some methods get to no words of their own. */
function tfjsWords({ record }: Context, { kind, layer }: Model, method: string): string | undefined {
  const wasUsed = record.calls.some(call => call.layer === layer);
  if (kind === 'sequential')
    return wasUsed || method === 'trainOnBatch' ? undefined : 'The model needs to be compiled before being used.';
  return method === 'evaluateDataset' ? undefined : 'You must compile a model before training/testing.';
}
