// Objects of classes that extend a layer or model of the framework. The framework's own constructor makes the layer or model
// that stands for the object in graphs; it runs where the program calls it, by `super().__init__(…)` or by having no
// constructor of its own.

import type { Place } from '../../base/span.ts';
import { findMember, lineage } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { recordModel } from '../../interp/entries.ts';
import type { CallArgs, ClassValue, FunctionValue, InstanceValue, Value } from '../../interp/value.ts';
import type { LayerDefinition } from '../../layers/define.ts';
import { policyOf } from '../../layers/dtypes.ts';
import { snakeCase } from '../../layers/naming.ts';
import { newLayer, newModel } from '../../model/build.ts';
import { type Layer, noFixedGraph } from '../../model/graph.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { spansOf } from '../operations.ts';
import { constructorArguments, makeLibraryLayer } from './layers.ts';
import { makeFunctional, makeSequential } from './models.ts';
import { rememberInner } from './ownParts.ts';

/** What a class of the framework is to a class that extends it. */
export type FrameworkBase =
  | { readonly kind: 'layer' | 'model' | 'sequential' }
  | { readonly kind: 'library'; readonly definition: LayerDefinition };

const basesByPath: ReadonlyMap<string, FrameworkBase> = new Map([
  ['keras.Model', { kind: 'model' }],
  ['keras.Sequential', { kind: 'sequential' }],
  ['keras.layers.Layer', { kind: 'layer' }],
  ['tfjs.layers.Layer', { kind: 'layer' }],
]);

/** Objects of the program that stand for a layer of the graph. */
const instances = new WeakMap<Layer, InstanceValue>();

/** The dtype that floating arguments of such a layer are cast to, as far as it is known. */
const computeDtypes = new WeakMap<Layer, string>();

const notSeen: CallArgs = { positional: [], keywords: [], open: unknown({ kind: 'input', name: 'its arguments' }) };

/** The class of the framework that a class of the program extends; undefined where it extends none. */
export function frameworkBase(value: ClassValue): FrameworkBase | undefined {
  for (const one of lineage(value)) {
    for (const base of one.bases) {
      if (base.kind === 'layerClass') return { kind: 'library', definition: base.definition };
      const known = base.kind === 'builtin' ? basesByPath.get(base.path) : undefined;
      if (known !== undefined) return known;
    }
  }
  return undefined;
}

/** The object of the program that a layer stands for. */
export function instanceOf(layer: Layer): InstanceValue | undefined {
  return instances.get(layer);
}

/** The dtype in which a layer of the program computes. */
export function computeDtypeOf(layer: Layer): string | undefined {
  return computeDtypes.get(layer);
}

/** The `call` that the program itself gives to the object a layer stands for. */
export function ownCall(
  layer: Layer,
): { readonly instance: InstanceValue; readonly method: FunctionValue } | undefined {
  const instance = instances.get(layer);
  const method = instance === undefined ? undefined : findMember(instance.class, 'call');
  return instance === undefined || method?.kind !== 'function' ? undefined : { instance, method };
}

/** Runs the framework's constructor for an object, unless the program's own constructor is still to call it. */
export function prepareInstance(context: Context, instance: InstanceValue, args: CallArgs, place: Place): void {
  if (findMember(instance.class, '__init__') === undefined) frameworkInit(context, instance, args, place);
}

/** Ends the construction of an object: one whose constructor did not get to the framework's has a layer all the same. */
export function completeInstance(context: Context, instance: InstanceValue, place: Place): void {
  if (instance.layer.value === undefined) frameworkInit(context, instance, notSeen, place);
  const layer = instance.layer.value;
  if (layer === undefined) return;
  rememberInner(context, instance, layer);
  if (layer.model?.kind === 'subclass') recordModel(context, { model: layer.model, place: instance.made });
}

/** What the constructor of the framework's class does for an object. */
export function frameworkInit(context: Context, instance: InstanceValue, args: CallArgs, place: Place): void {
  const base = frameworkBase(instance.class);
  if (base === undefined) return;
  const layer = frameworkLayer(context, base, instance, args, place);
  instances.set(layer, instance);
  const dtype = args.keywords.find(keyword => keyword.name === 'dtype')?.value ?? { kind: 'none' };
  const policy =
    dtype.kind === 'none' ? 'float32' : dtype.kind === 'string' ? policyOf(dtype.value)?.compute : undefined;
  if (policy !== undefined && context.dialect !== 'tfjs') computeDtypes.set(layer, policy);
  context.store.write(instance.layer, layer);
}

function frameworkLayer(
  context: Context,
  base: FrameworkBase,
  instance: InstanceValue,
  args: CallArgs,
  place: Place,
): Layer {
  const className = instance.class.name;
  const own = { className, defined: instance.made };
  switch (base.kind) {
    case 'library':
      return makeLibraryLayer(context, base.definition, args, place, { className, created: instance.made });
    case 'sequential':
      return makeSequential(context, args, place, own).layer;
    case 'model':
      if (isFunctionalForm(args)) return makeFunctional(context, args, place, own).layer;
      return newModel(context, {
        kind: 'subclass',
        ...naming(context, instance, args),
        graph: noFixedGraph,
        stack: [],
        ...madeWhole(instance),
      }).layer;
    case 'layer': {
      const { defined, ...names } = naming(context, instance, args);
      return newLayer(context, { kind: 'custom', created: defined, ...names, ...madeWhole(instance) });
    }
  }
}

/** Whether all variables of an object are made by its constructor and its calls, since it has no `build` of its own. */
function madeWhole({ class: own }: InstanceValue): { readonly madeWhole?: true } {
  const isSeen = lineage(own).every(({ bases }) => !bases.some(base => isUnknown(base)));
  return isSeen && findMember(own, 'build') === undefined ? { madeWhole: true } : {};
}

/** `Model(inputs, outputs)` in the forms that make a graph of a class of the program, too. */
export function isFunctionalForm(args: CallArgs): boolean {
  const named = (name: string): boolean => args.keywords.some(keyword => keyword.name === name);
  const { length } = args.positional;
  return length === 2 || (length === 1 && named('outputs')) || (named('inputs') && named('outputs'));
}

function naming(context: Context, instance: InstanceValue, written: CallArgs) {
  const className = instance.class.name;
  const tfjs = context.dialect === 'tfjs';
  const args = tfjs ? constructorArguments(written, 'tfjs') : written;
  const stem = tfjs ? `${snakeCase(className)}_${className}` : snakeCase(className);
  const given = args.keywords.find(keyword => keyword.name === 'name')?.value;
  const named = given?.kind === 'string';
  return {
    name: named ? given.value : context.autoName(stem),
    named,
    className,
    defined: instance.made,
    argSpans: spansOf(args, []),
  };
}

/** The value of an object that stands for a layer, where the layer is met in a graph. */
export function valueOfLayer(layer: Layer): Value {
  return instances.get(layer) ?? { kind: 'layer', layer };
}
