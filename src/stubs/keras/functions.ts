// The functions and classes of `keras` that are no layers and no tensor operations: Input, models, function forms of merges,
// and what trains a model.

import { ownValue } from '../../base/ownValue.ts';
import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { builtin, none } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import type { Dialect } from '../../layers/config.ts';
import type { LayerDefinition } from '../../layers/define.ts';
import { snakeCase } from '../../layers/naming.ts';
import type { Problem } from '../../layers/problems.ts';
import { allLayers, findLayer, layerNames } from '../../layers/registry.ts';
import { callLayer } from '../../model/build.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { nestedValue } from '../convert.ts';
import { report, spansOf } from '../operations.ts';
import { dataFormatFunctions } from './dataFormat.ts';
import { mergeFunction } from './keras1.ts';
import { callLibraryLayer, makeLibraryLayer } from './layers.ts';
import { copyingFunctions } from './modelCopies.ts';
import { makeFunctional, makeSequential, reportEnds } from './models.ts';
import { kerasVariable, tensorflowVariable } from './variables.ts';

/** `Input(shape)`: an input layer and its one call. */
const input: Builtin = (context, args, { place }) => {
  const definition = findLayer('InputLayer', context.dialect) ?? findLayer('InputLayer', 'keras3');
  if (definition === undefined) return unknown({ kind: 'error' });
  const tensor = args.keywords.find(keyword => keyword.name === 'tensor')?.value;
  if (tensor !== undefined && tensor.kind !== 'none') return inputFrom(context, tensor, args, place);
  const specification = args.keywords.find(keyword => keyword.name === 'type_spec')?.value;
  if (context.dialect === 'keras2' && specification !== undefined && specification.kind !== 'none')
    return unknown({ kind: 'todo', what: 'an Input by `type_spec`' });
  // `tensor=None` says nothing.
  const said = { ...args, keywords: args.keywords.filter(keyword => keyword.name !== 'tensor') };
  if (context.dialect === 'keras2' && isEmptyInput(said)) {
    report(context, [{ kind: 'missing-argument', argument: 'shape', runtime: { keras2: emptyInputWords } }], {
      place,
      name: 'Input',
      className: 'Input',
    });
    return afterError;
  }
  const own = context.dialect === 'keras2' ? inKeras2(said) : context.dialect === 'keras3' ? inKeras3(said) : said;
  const layer = makeLibraryLayer(context, definition, own, place);
  const { node } = callLayer(context, { layer, call: new Map(), called: place });
  context.record.calls.push({ place, layer, node });
  return isUnknown(node.structure)
    ? node.structure
    : nestedValue(node.structure, one => ({ kind: 'tensor', tensor: one }));
};

/** An `Input` that stands for a tensor there is. Keras 3 takes only one of a graph, other versions data as well. */
function inputFrom(context: Context, tensor: Value, args: CallArgs, place: Place): Value {
  if (context.dialect !== 'keras3' || !context.versionGiven || tensor.kind !== 'array') return tensor;
  const problem: Problem = {
    kind: 'argument-value',
    argument: 'tensor',
    got: 'an array',
    expected: 'a symbolic tensor, as `Input` or a layer gives it',
    runtime: { keras3: 'Argument `input_tensor` must be a KerasTensor.' },
  };
  report(context, [problem], { place, name: 'Input', className: 'Input', argSpans: spansOf(args, []) });
  return afterError;
}

const emptyInputWords = 'Please provide to Input a `shape` or a `tensor` or a `type_spec` argument.';

/** True for an Input that says in no way what comes in. */
function isEmptyInput({ positional, keywords, open }: CallArgs): boolean {
  const says = ['shape', 'tensor', 'type_spec', 'batch_shape', 'batch_input_shape'];
  return positional.length === 0 && open === undefined && !keywords.some(keyword => says.includes(keyword.name));
}

/** The arguments of `Input` in Keras 2 under the names that its input layer has for them. */
function inKeras2(args: CallArgs): CallArgs {
  const names: Readonly<Record<string, string>> = { shape: 'input_shape', batch_shape: 'batch_input_shape' };
  const order = ['shape', 'batch_size', 'name', 'dtype', 'sparse', 'tensor', 'ragged'];
  const byPosition = args.positional.flatMap((one, i) => {
    const name = order[i];
    return name === undefined || name === 'tensor' ? [] : [{ ...one, name }];
  });
  return {
    positional: [],
    keywords: [...byPosition, ...args.keywords].map(one => ({ ...one, name: names[one.name] ?? one.name })),
    open: args.open,
  };
}

/** The function of Keras 3 does not take the former names of the arguments, as its layer does. */
function inKeras3(args: CallArgs): CallArgs {
  return { ...args, keywords: args.keywords.filter(one => !/input_shape$/.test(one.name)) };
}

/** `add([a, b])`, `concatenate([a, b], axis=1)`: makes the layer from the keywords and calls it on the first argument. */
function functionForm(definition: LayerDefinition): Builtin {
  return (context, args, { place }) => {
    const inputs = argument(args, 0, 'inputs');
    if (inputs === undefined) return args.open ?? unknown({ kind: 'error' });
    const own: CallArgs = {
      positional: args.positional.slice(1),
      keywords: args.keywords.filter(keyword => keyword.name !== 'inputs'),
      open: args.open,
    };
    const layer = makeLibraryLayer(context, definition, own, place);
    return callLibraryLayer(
      context,
      layer,
      { positional: [{ value: inputs, place }], keywords: [], open: undefined },
      place,
    );
  };
}

/** `merge` of Keras 1, which Keras 2 kept for a while. */
const merge = builtin('keras.layers.merge', mergeFunction(functionForm));

const mergeFunctions: ReadonlyMap<string, Builtin> = new Map(
  allLayers
    .filter(definition => definition.takes === 'tensors')
    .flatMap(definition =>
      layerNames(definition, 'keras3').map(
        name => [`keras.layers.${snakeCase(name)}`, functionForm(definition)] as const,
      ),
    ),
);

const model: Builtin = (context, args, { place }) => {
  const inputs = argument(args, 0, 'inputs', 'input');
  const outputs = argument(args, 1, 'outputs', 'output');
  if (inputs !== undefined && outputs !== undefined) return makeFunctional(context, args, place);
  reportEnds(context, args, place);
  return args.open ?? unknown({ kind: 'error' });
};

const sequential: Builtin = (context, args, { place }) => makeSequential(context, args, place);

const clearSession: Builtin = (context: Context) => {
  context.clearNames();
  return none;
};

/** Decorators with and without arguments that leave what they decorate as it is. */
const register: Builtin = (_context, args) => {
  const [first] = args.positional;
  if (first !== undefined && first.value.kind !== 'string') return first.value;
  return builtin('keras.saving.register', (_inside, inner) => inner.positional[0]?.value ?? none);
};

/** Functions that put names of the program's own among those that layers look up. */
function registers(answer: Builtin): Builtin {
  return (context, args, call) => {
    context.registered = true;
    return answer(context, args, call);
  };
}

const customObjects = registers(() => unknown({ kind: 'call', name: 'get_custom_objects()' }));
const registered = registers(register);

const functions: Readonly<Record<string, Builtin>> = {
  'keras.Input': input,
  'keras.Model': model,
  'keras.Sequential': sequential,
  'keras.Variable': kerasVariable,
  'keras.layers.Layer': () => unknown({ kind: 'todo', what: 'a bare Layer' }),
  'keras.backend.clear_session': clearSession,
  'keras.random.SeedGenerator': () => ({ kind: 'object', family: 'random', name: 'SeedGenerator', config: new Map() }),
  'keras.utils.clear_session': clearSession,
  ...Object.fromEntries(
    ['keras.saving', 'keras.utils'].flatMap(module => [
      [`${module}.register_keras_serializable`, registered],
      [`${module}.get_custom_objects`, customObjects],
      [`${module}.custom_object_scope`, customObjects],
      [`${module}.CustomObjectScope`, customObjects],
    ]),
  ),
  'keras.utils.plot_model': () => none,
  'keras.utils.set_random_seed': () => none,
  ...dataFormatFunctions,
  ...copyingFunctions,
};

/** What stands at a path of `keras` beside layers and operations. */
export function kerasFunction(path: string, dialect: Dialect): Value | undefined {
  if (path === 'tf.Variable') return dialect === 'keras2' ? builtin(path, tensorflowVariable) : undefined;
  if (path === 'keras.layers.merge') return dialect === 'keras2' ? merge : undefined;
  const call = ownValue(functions, path) ?? mergeFunctions.get(path);
  return call === undefined ? undefined : builtin(path, call);
}
