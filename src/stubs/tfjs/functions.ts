// The functions of TensorFlow.js that make inputs, models and layers.

import { ownValue } from '../../base/ownValue.ts';
import { builtin, dimValue, missing, none, record } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { findLayer } from '../../layers/registry.ts';
import { callLayer } from '../../model/build.ts';
import { product } from '../../shapes/dim.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { nestedValue } from '../convert.ts';
import { constructorArguments, makeLibraryLayer } from '../keras/layers.ts';
import { makeFunctional, makeSequential } from '../keras/models.ts';
import { report } from '../operations.ts';
import { tfjsModuleNames } from './memberNames.ts';
import { tensorMaker, tfjsOperation } from './operations.ts';
import { sizesIn } from './tensors.ts';

/** `tf.input({shape})`: an input layer and its one call. */
const input: Builtin = (context, args, { place }) => {
  const definition = findLayer('inputLayer', 'tfjs') ?? findLayer('InputLayer', 'keras3');
  if (definition === undefined) return unknown({ kind: 'error' });
  const named = constructorArguments(args, 'tfjs');
  if (named.open === undefined && !named.keywords.some(({ name }) => shapeKeys.has(name))) {
    report(context, [{ kind: 'missing-argument', argument: 'shape', runtime: { tfjs: emptyInputWords } }], {
      place,
      name: 'input',
      className: 'input',
    });
    return afterError;
  }
  // `tf.input` says `shape` where the layer says `inputShape`, and `batchShape` for `batchInputShape`.
  const keywords = named.keywords.map(keyword => ({
    ...keyword,
    name: keyword.name === 'shape' ? 'inputShape' : keyword.name === 'batchShape' ? 'batchInputShape' : keyword.name,
  }));
  const layer = makeLibraryLayer(context, definition, { ...named, keywords }, place);
  const { node } = callLayer(context, { layer, call: new Map(), called: place });
  context.record.calls.push({ place, layer, node });
  return isUnknown(node.structure)
    ? node.structure
    : nestedValue(node.structure, tensor => ({ kind: 'tensor', tensor }));
};

const shapeKeys: ReadonlySet<string> = new Set(['shape', 'batchShape', 'inputShape', 'batchInputShape']);
const emptyInputWords = 'Please provide to Input either a `shape` or a `batchShape` argument.';

const model: Builtin = (context, args, { place }) => makeFunctional(context, constructorArguments(args, 'tfjs'), place);

const sequential: Builtin = (context, args, { place }) =>
  makeSequential(context, args.positional.length === 0 ? args : constructorArguments(args, 'tfjs'), place);

const functions: Readonly<Record<string, Builtin>> = {
  'tfjs.input': input,
  'tfjs.layers.input': input,
  'tfjs.model': model,
  'tfjs.sequential': sequential,
  'tfjs.tidy': (context, args, { place }) => {
    const callee = args.positional[args.positional.length - 1]?.value;
    return callee === undefined ? none : context.call(callee, { positional: [], keywords: [], open: undefined }, place);
  },
  'tfjs.layers.Layer': () => unknown({ kind: 'todo', what: 'a bare Layer' }),
  'tfjs.serialization.registerClass': context => {
    context.registered = true;
    return missing;
  },
  'tfjs.nextFrame': () => missing,
  'tfjs.util.assert': () => missing,
  'tfjs.util.shuffle': () => missing,
  'tfjs.util.now': () => unknown({ kind: 'data', what: 'the time' }),
  'tfjs.util.sizeFromShape': (_context, args) => {
    const shape = args.positional[0] === undefined ? unknown({ kind: 'error' }) : sizesIn(args.positional[0].value);
    return isUnknown(shape) ? shape : dimValue(product(shape));
  },
  'tfjs.getBackend': () => unknown({ kind: 'data', what: 'the backend' }),
  'tfjs.browser.toPixels': () => unknown({ kind: 'data', what: 'the pixels of a tensor' }),
  'tfjs.disposeVariables': () => missing,
  'tfjs.enableProdMode': () => missing,
  'tfjs.print': () => missing,
  'tfjs.dispose': () => missing,
  'tfjs.ready': () => missing,
  'tfjs.setBackend': () => missing,
  'tfjs.loadLayersModel': () => unknown({ kind: 'input', name: 'the model file' }),
  'tfjs.loadGraphModel': () => unknown({ kind: 'input', name: 'the model file' }),
  'tfjs.memory': () => record([], 'by name too'),
};

/** What stands at a path of tfjs beside layers. */
export function tfjsFunction(path: string): Value | undefined {
  const call = ownValue(functions, path);
  if (call !== undefined) return builtin(path, call);
  const tensors = tensorMaker(path) ?? tfjsOperation(path);
  if (tensors !== undefined) return tensors;
  const object = /^tfjs\.(train|initializers|regularizers|constraints|metrics|losses)\.(\w+)$/.exec(path);
  const [, family, name] = object ?? [];
  if (family === undefined || name === undefined || !isOfModule(`tfjs.${family}`, name)) return undefined;
  return builtin(path, (_context, args: CallArgs) => {
    const { positional, keywords } = constructorArguments(args, 'tfjs');
    const config = new Map([
      ...positional.map((one, i) => [String(i), one.value] as const),
      ...keywords.map(keyword => [keyword.name, keyword.value] as const),
    ]);
    return { kind: 'object', family, name, config };
  });
}

/** True for what a module has in some version. */
function isOfModule(module: string, name: string): boolean {
  const names = ownValue(tfjsModuleNames, module);
  return names === undefined || `${names.methods} ${names.others}`.split(/\s+/).includes(name);
}
