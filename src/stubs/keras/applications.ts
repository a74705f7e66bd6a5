// The model functions of `keras.applications` as the program calls them.

import { allApplications, findApplication } from '../../applications/registry.ts';
import { builtin } from '../../interp/make.ts';
import type { Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { report, spansOf } from '../operations.ts';
import { givenArguments } from './layers.ts';

/** Every path under which a model function is reached. */
export const applicationPaths: readonly string[] = allApplications.flatMap(application => [
  `keras.applications.${application.name}`,
  `keras.applications.${application.module}.${application.name}`,
  `keras.applications.${application.module}.preprocess_input`,
  `keras.applications.${application.module}.decode_predictions`,
]);

/** The model function at a path; undefined where there is none. */
export function applicationAt(path: string): Value | undefined {
  const match = /^keras\.applications\.(?:\w+\.)?(\w+)$/.exec(path);
  const name = match?.[1];
  if (name === undefined) return undefined;
  if (name === 'preprocess_input')
    return builtin(path, (_context, args) => args.positional[0]?.value ?? unknown({ kind: 'error' }));
  if (name === 'decode_predictions')
    return builtin(path, () => unknown({ kind: 'data', what: 'the values of the predictions' }));
  const application = findApplication(name, 'keras3') ?? findApplication(name, 'keras2');
  if (application === undefined) return undefined;
  return builtin(path, (context, args, { place }) => {
    if (!application.dialects.includes(context.dialect)) return context.unmodelled(path, place);
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
    context.record.models.push({ model, place });
    return { kind: 'layer', layer: model.layer };
  });
}
