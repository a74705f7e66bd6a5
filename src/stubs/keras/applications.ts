// The model functions of `keras.applications` as the program calls them, with what belongs to them in their modules.

import type { Application } from '../../applications/define.ts';
import { allApplications } from '../../applications/registry.ts';
import { recordModel } from '../../interp/entries.ts';
import { builtin } from '../../interp/make.ts';
import type { BuiltinValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { report, spansOf } from '../operations.ts';
import { decodePredictions, type PixelMode, preprocessInput } from './imagenetUtils.ts';
import { givenArguments } from './layers.ts';

/** The modules with the form of pixels their models take. */
const modules: Readonly<Record<string, PixelMode | 'argument'>> = {
  convnext: 'as they are',
  densenet: 'torch',
  efficientnet: 'as they are',
  efficientnet_v2: 'as they are',
  imagenet_utils: 'argument',
  inception_resnet_v2: 'tf',
  inception_v3: 'tf',
  mobilenet: 'tf',
  mobilenet_v2: 'tf',
  mobilenet_v3: 'as they are',
  nasnet: 'tf',
  regnet: 'as they are',
  resnet: 'caffe',
  resnet_rs: 'as they are',
  resnet_v2: 'tf',
  vgg16: 'caffe',
  vgg19: 'caffe',
  xception: 'tf',
};

const values = new Map<string, Value>();
for (const [module, mode] of Object.entries(modules)) {
  const preprocess = `keras.applications.${module}.preprocess_input`;
  const decode = `keras.applications.${module}.decode_predictions`;
  values.set(preprocess, preprocessInput(preprocess, mode));
  values.set(decode, decodePredictions(decode));
}
for (const application of allApplications) {
  const { name, module } = application;
  for (const path of [`keras.applications.${name}`, `keras.applications.${module}.${name}`])
    values.set(path, modelFunction(path, application));
}

/** Every path under which a model function, or what belongs to it, is reached. */
export const applicationPaths: readonly string[] = [...values.keys()];

/** The function at a path; undefined where there is none. */
export function applicationAt(path: string): Value | undefined {
  return values.get(path);
}

function modelFunction(path: string, application: Application): BuiltinValue {
  return builtin(path, (context, args, { place }) => {
    if (!application.dialects.includes(context.dialect)) return context.unmodelled(path, place);
    if (context.dataFormat.value !== 'channels_last')
      return unknown({ kind: 'todo', what: 'a ready-made model with its channels first' });
    const names = application.parameterNames(context.dialect);
    const argSpans = spansOf(args, names);
    const given = (name: string): Value | undefined =>
      args.keywords.find(keyword => keyword.name === name)?.value ?? args.positional[names.indexOf(name)]?.value;
    const inputTensor = given('input_tensor');
    const inputShape = given('input_shape');
    const { model, problems } = application.build(context, {
      given: givenArguments(args, context.dialect),
      defined: place,
      argSpans,
      ...(inputTensor?.kind === 'tensor' ? { inputTensor: inputTensor.tensor } : {}),
      ...(inputShape?.kind === 'list' && inputShape.type === 'list' ? { listShape: true } : {}),
    });
    report(context, problems, { place, name: application.name, className: application.name, argSpans });
    if (model === undefined) return unknown({ kind: 'error' });
    recordModel(context, { model, place });
    return { kind: 'layer', layer: model.layer };
  });
}
