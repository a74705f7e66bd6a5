// What libraries contain, as the interpreter asks for it: values at dotted paths, attributes of values, calls of layers.

import type { Place } from '../base/span.ts';
import type { Context, Library } from '../interp/context.ts';
import { isFrame } from '../interp/frames.ts';
import { builtin } from '../interp/make.ts';
import type { BuiltinValue, ModuleValue, ObjectValue, Value } from '../interp/value.ts';
import type { Dialect } from '../layers/config.ts';
import { allLayers, findLayer, layerNames } from '../layers/registry.ts';
import { findOp, namedOps } from '../ops/registry.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import { mayRegister } from './bystanders.ts';
import { constantAt } from './constants.ts';
import { loadData } from './data/datasets.ts';
import { directoryReader } from './data/directories.ts';
import { flowAt, generatorMember } from './data/flows.ts';
import { imageFunction, imageMember } from './data/images.ts';
import { datasetMember } from './data/pipelines.ts';
import { sourceAt } from './data/sources.ts';
import { pathMember, tableFileMember, tableFunction } from './data/tableFiles.ts';
import { textFunction, tokenizerMember } from './data/texts.ts';
import { tfdsAt } from './data/tfds.ts';
import { timeseriesReader } from './data/timeseries.ts';
import { tutorialMnistAt } from './data/tutorialMnist.ts';
import { dtypeMember } from './dtypeCalls.ts';
import { environmentAt, environmentMember } from './environments.ts';
import { tapeMember } from './gradients.ts';
import { argparseAt } from './javascript/argparse.ts';
import { javascriptGlobals, javascriptMember } from './javascript/builtins.ts';
import { addEventListener, ownGlobalMember, setListener, workerMember } from './javascript/listeners.ts';
import { pageMember } from './javascript/page.ts';
import { promiseMember } from './javascript/promises.ts';
import { reactAt } from './javascript/react.ts';
import { activationAt } from './keras/activations.ts';
import { applicationAt, applicationPaths } from './keras/applications.ts';
import { kerasFunction } from './keras/functions.ts';
import { callLayerValue, makeLayerValue } from './keras/layers.ts';
import { layerMember, setLayerMember } from './keras/members.ts';
import { fromModelConfig } from './keras/modelCopies.ts';
import { kerasObject } from './keras/objects.ts';
import { addWeight, ownBuildByHand } from './keras/ownBuild.ts';
import { callInstance, convolutionOp } from './keras/ownCalls.ts';
import { completeInstance, prepareInstance } from './keras/ownClasses.ts';
import { superMember, unboundMember } from './keras/superMembers.ts';
import { numpyCall } from './numpyCalls.ts';
import { refuseOpenAxis } from './openAxes.ts';
import { operate, operationStub, refuseSymbol } from './operations.ts';
import { operateTables } from './pandas/arithmetic.ts';
import { columnPartMember } from './pandas/column.ts';
import { columnNamesMember } from './pandas/columnNames.ts';
import { frameMember, locatorMember, setColumn } from './pandas/frame.ts';
import { pandasAt } from './pandas/pandas.ts';
import { canonicalPath, isFlattenedModule } from './paths.ts';
import { pythonBuiltins } from './python/builtins.ts';
import { pythonMethod } from './python/methods.ts';
import { pythonModuleMember, pythonModules } from './python/modules.ts';
import { pathlibMember } from './python/paths.ts';
import { textFileMember } from './python/textFiles.ts';
import { textObjectMember } from './python/texts.ts';
import { quietAt } from './quiet.ts';
import { generatorOfNumbers, numpyGeneratorMember, randomGeneratorAt } from './randomGenerators.ts';
import { scipyAt } from './scipy.ts';
import { estimatorMember } from './sklearn/estimators.ts';
import { sklearnAt } from './sklearn/sklearn.ts';
import { strategyAt, strategyMember } from './strategies.ts';
import { tensorMember } from './tensorMembers.ts';
import { exampleFunction } from './tfExamples.ts';
import { tfjsFunction } from './tfjs/functions.ts';
import { refuseMethod } from './tfjs/unknownMethods.ts';
import { trainingAt, trainingMember } from './training.ts';
import { refuseName } from './unknownNames.ts';

/** Modules that exist for sure; a path inside one that is not modelled is told apart from one that is nowhere. */
const modules: ReadonlySet<string> = modulesOf([
  ...namedOps().keys(),
  ...applicationPaths,
  ...allLayers.map(definition => `keras.layers.${definition.name}`),
  ...[
    'keras.models.x',
    'keras.utils.x',
    'keras.preprocessing.image.x',
    'keras.preprocessing.text.x',
    'keras.preprocessing.sequence.x',
    'keras.datasets.mnist.x',
    'keras.optimizers.schedules.x',
    'keras.losses.x',
    'keras.metrics.x',
    'keras.initializers.x',
    'keras.regularizers.x',
    'keras.constraints.x',
    'keras.callbacks.x',
    'keras.activations.x',
    'keras.saving.x',
    'keras.config.x',
    'keras.mixed_precision.x',
    'keras.experimental.x',
    'keras.layers.experimental.preprocessing.x',
  ],
  ...[
    'tfjs.layers.x',
    'tfjs.train.x',
    'tfjs.initializers.x',
    'tfjs.regularizers.x',
    'tfjs.metrics.x',
    'tfjs.losses.x',
    'tfjs.constraints.x',
    'tfjs.data.x',
    'tfjs.browser.x',
    'tfjs.image.x',
    'tfjs.util.x',
    'tfjs.io.x',
    'tfjs.linalg.x',
    'tfjs.serialization.x',
  ],
  ...[
    'tf.data.x',
    'tf.config.x',
    'tf.random.x',
    'tf.io.x',
    'tf.image.x',
    'tf.nn.x',
    'tf.math.x',
    'tf.summary.x',
    'tf.train.x',
    'tf.saved_model.x',
    'tf.distribute.x',
    'tf.debugging.x',
    'tf.strings.x',
    'numpy.random.x',
    'tf.data.Dataset.x',
    'tf.dtypes.x',
    'tf.audio.x',
    'tf.autograph.experimental.x',
    'tf.compat.x',
    'tf.config.experimental.x',
    'tf.data.experimental.x',
    'tf.distribute.experimental.x',
    'tf.experimental.x',
    'tf.initializers.x',
    'tf.io.gfile.x',
    'tf.lookup.x',
    'tf.losses.x',
    'tf.metrics.x',
    'tf.nest.x',
    'tf.optimizers.x',
    'tf.profiler.x',
    'tf.ragged.x',
    'tf.random.experimental.x',
    'tf.sets.x',
    'tf.signal.x',
    'tf.sparse.x',
    'tf.test.x',
    'tf.keras.x',
    'gym.make',
    'gymnasium.make',
    ...pythonModules.map(name => `${name}.x`),
    ...['mnist', 'fashion_mnist', 'cifar10', 'cifar100', 'boston_housing', 'california_housing', 'imdb', 'reuters'].map(
      name => `keras.datasets.${name}.x`,
    ),
    'numpy.linalg.x',
  ],
]);

function modulesOf(paths: readonly string[]): ReadonlySet<string> {
  const out = new Set<string>();
  for (const path of paths) {
    const parts = path.split('.');
    for (let i = 1; i < parts.length; i++) out.add(parts.slice(0, i).join('.'));
  }
  return out;
}

/** The library as one dialect sees it. */
export function createLibrary(dialect: Dialect): Library {
  const known = new Map<string, Value | undefined>();
  const find = (written: string): Value | undefined => {
    if (known.has(written)) return known.get(written);
    const found = findAt(canonicalPath(written), dialect);
    const through = found?.kind === 'module' ? throughOf(written, found.path) : undefined;
    const value: Value | undefined = found?.kind === 'module' && through !== undefined ? { ...found, through } : found;
    known.set(written, value);
    return value;
  };
  return {
    refuseName,
    mayRegister: module => mayRegister(module, dialect),
    refuseMethod,
    prelude: language => (language === 'python' ? pythonBuiltins : javascriptGlobals),
    find,
    namesOf(path) {
      const base = canonicalPath(path);
      const names = [...namedOps().keys(), ...applicationPaths]
        .filter(full => full.startsWith(`${base}.`))
        .map(full => full.slice(base.length + 1));
      const layers = base === 'keras.layers' ? allLayers.flatMap(definition => layerNames(definition, dialect)) : [];
      const more =
        base === 'keras.layers'
          ? ['Input', 'Layer', 'add', 'concatenate', 'multiply', 'average', 'maximum', 'minimum', 'subtract', 'dot']
          : base === 'keras.models'
            ? ['Model', 'Sequential', 'load_model', 'clone_model']
            : [];
      return [...new Set([...names.filter(name => !name.includes('.')), ...layers, ...more])];
    },
    member(context, value, name, place) {
      const found = memberOf(dialect, context, value, name, place);
      if (found !== undefined || dialect !== 'tfjs') return found;
      if (name === 'addEventListener' && isUnknown(value)) return addEventListener;
      return promiseMember(value, name);
    },
    setMember(context, value, name, to) {
      if (value.kind === 'layer') return setLayerMember(context, value, name, to);
      if (value.kind === 'object' && dialect === 'tfjs') setListener(context, value, name, to);
      const layer = value.kind === 'instance' ? value.layer.value : undefined;
      return layer !== undefined && (name === 'trainable' || name === '_name')
        ? setLayerMember(context, { kind: 'layer', layer }, name, to)
        : false;
    },
    setItem(context, object, index) {
      if (isFrame(object)) setColumn(context, object, index);
    },
    callLayer: callLayerValue,
    makeLayer: makeLayerValue,
    prepareInstance,
    completeInstance,
    boundMethod: (context, instance, method) =>
      method.name === 'build' && instance.layer.value !== undefined
        ? ownBuildByHand(context, instance, method)
        : undefined,
    refuseSymbol,
    refuseNone: (context, { openAxis, operator, words }, place) =>
      refuseOpenAxis(context, openAxis, { by: operator, words }, place),
    operate(context, name, operands, place) {
      const onArrays = (): Value => operate(context, name, operands, place);
      return operateTables(name, operands, onArrays) ?? onArrays();
    },
  };
}

/** The attribute of a value, where the library knows of one. */
function memberOf(dialect: Dialect, context: Context, value: Value, name: string, place: Place): Value | undefined {
  switch (value.kind) {
    case 'layer':
      return layerMember(context, value, name, place);
    case 'tensor':
    case 'array':
      return tensorMember(context, value, name, place);
    case 'instance': {
      if (name.startsWith('super.')) return superMember(value, name.slice('super.'.length));
      const layer = value.layer.value;
      if (layer === undefined) return undefined;
      if (name === '__call__')
        return builtin(`${value.class.name}()`, (inside, args, call) => callInstance(inside, value, args, call.place));
      if (name === 'add_weight' || name === 'addWeight')
        return builtin('Layer.add_weight', (inside, args) => addWeight(inside, layer, args));
      if (name === 'convolution_op' && layer.object !== undefined)
        return builtin('Conv.convolution_op', (inside, args, call) => convolutionOp(inside, layer, args, call.place));
      return layerMember(context, { kind: 'layer', layer }, name, place);
    }
    case 'object':
      return objectMember(value, name);
    case 'dataset':
      return datasetMember(value, name);
    case 'builtin':
      return frameworkStatic(value, name) ?? javascriptMember(value, name);
    default:
      return pythonOrJavascript(dialect, value, name);
  }
}

/** The attribute of an object of a library, by the family it belongs to. */
function objectMember(value: ObjectValue, name: string): Value | undefined {
  switch (value.family) {
    case 'sklearn':
      return estimatorMember(value, name);
    case 'environment':
      return environmentMember(value, name);
    case 'modelConfig':
      return unknown({ kind: 'todo', what: 'the entries of a configuration' });
    case 'path':
      return pathMember(name);
    case 'pathlib':
      return pathlibMember(value, name);
    case 'textFile':
      return textFileMember(name);
    case 'regex':
    case 'date':
      return textObjectMember(value, name);
    case 'tableFile':
    case 'tableText':
    case 'tableLine':
      return tableFileMember(value, name);
    case 'image':
      return imageMember(value, name);
    case 'frame':
      return frameMember(value, name);
    case 'columnPart':
      return columnPartMember(value, name);
    case 'frameRows':
      return locatorMember(value, name);
    case 'numpyGenerator':
      return numpyGeneratorMember(value, name);
    case 'tfGenerator':
      return generatorOfNumbers(name);
    case 'strategy':
      return strategyMember(name);
    case 'tape':
      return tapeMember(value, name);
    case 'dtype':
      return dtypeMember(value, name);
    case 'imageGenerator':
      return generatorMember(value, name);
    case 'page':
      return pageMember(name);
    case 'own global':
      return ownGlobalMember(name);
    case 'worker':
      return workerMember(value, name);
    case 'tokenizer':
      return tokenizerMember(value, name);
    default:
      return trainingMember(value, name);
  }
}

/** What NumPy joins by indexing. */
const joinedByIndex: ReadonlySet<string> = new Set(['numpy.r_', 'numpy.c_']);

/** How a module of Keras is reached by the path as written. */
function throughOf(written: string, path: string): ModuleValue['through'] {
  if (!/^keras(\.|$)/.test(path)) return undefined;
  if (/(^|\.)(src|python|engine|compat|api|_\w+)(\.|$)/.test(written)) return 'internals';
  return /^(tf|tensorflow)\./.test(written) ? 'tensorflow' : undefined;
}

function pythonOrJavascript(dialect: Dialect, value: Value, name: string): Value | undefined {
  if (dialect === 'tfjs') return javascriptMember(value, name) ?? pythonMethod(value, name);
  return pythonMethod(value, name) ?? (value.kind === 'list' ? columnNamesMember(value, name) : undefined);
}

/** Class-level members of framework classes, such as `Model.from_config`. */
function frameworkStatic(value: BuiltinValue, name: string): Value | undefined {
  if (name === '__name__') return { kind: 'string', value: value.path.split('.').pop() ?? value.path };
  const ofStandard = pythonModuleMember(`${value.path}.${name}`) ?? randomGeneratorAt(`${value.path}.${name}`);
  if (ofStandard !== undefined) return ofStandard;
  if (name === '__getitem__') {
    const byIndex = findOp(value.path);
    if (byIndex !== undefined && joinedByIndex.has(value.path)) return builtin(value.path, operationStub(byIndex));
  }
  const unbound = unboundMember(value, name);
  if (unbound !== undefined) return unbound;
  return value.path.startsWith('keras.') && name === 'from_config'
    ? builtin(`${value.path}.from_config`, fromModelConfig)
    : undefined;
}

/** Functions for data that moved from `keras.preprocessing`, mostly to `keras.utils`. */
function movedTo(path: string, dialect: Dialect): Value | undefined {
  const [, name] = /^keras\.preprocessing\.(?:\w+\.)?(\w+)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  const older = dialect === 'keras2' ? findOp(path) : undefined;
  return older === undefined ? findAt(`keras.utils.${name}`, dialect) : builtin(path, operationStub(older));
}

function findAt(path: string, dialect: Dialect): Value | undefined {
  const layer = layerAt(path, dialect);
  if (layer !== undefined) return layer;
  const special =
    (dialect === 'tfjs' ? (argparseAt(path) ?? reactAt(path)) : undefined) ??
    kerasFunction(path, dialect) ??
    activationAt(path) ??
    tfjsFunction(path) ??
    applicationAt(path) ??
    constantAt(path) ??
    sourceAt(path) ??
    exampleFunction(path) ??
    strategyAt(path) ??
    randomGeneratorAt(path) ??
    scipyAt(path) ??
    numpyCall(path) ??
    directoryReader(path) ??
    timeseriesReader(path) ??
    tutorialMnistAt(path) ??
    sklearnAt(path) ??
    pandasAt(path) ??
    tfdsAt(path) ??
    imageFunction(path) ??
    flowAt(path) ??
    textFunction(path) ??
    tableFunction(path) ??
    quietAt(path) ??
    trainingAt(path) ??
    pythonModuleMember(path) ??
    environmentAt(path);
  if (special !== undefined) return special;
  const load = loadData(path);
  if (load !== undefined) return builtin(path, load);
  const op = findOp(path);
  if (op !== undefined) return builtin(path, operationStub(op));
  const moved = modules.has(path) ? undefined : movedTo(path, dialect);
  if (moved !== undefined) return moved;
  const object = kerasObject(path);
  if (object !== undefined) return object;
  return modules.has(path) ||
    isFlattenedModule(path) ||
    path === 'keras' ||
    path === 'tf' ||
    path === 'tfjs' ||
    path === 'numpy'
    ? { kind: 'module', path }
    : undefined;
}

function layerAt(path: string, dialect: Dialect): Value | undefined {
  const match = /^(keras|tfjs)\.layers\.(\w+)$/.exec(path);
  const [, root, name] = match ?? [];
  if (root === undefined || name === undefined) return undefined;
  const definition =
    root === 'tfjs' ? findLayer(name, 'tfjs') : findLayer(name, dialect === 'tfjs' ? 'keras3' : dialect);
  return definition === undefined ? undefined : { kind: 'layerClass', definition, path };
}
