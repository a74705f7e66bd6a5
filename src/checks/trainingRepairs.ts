// What rules about training share: the model and the head behind a report, and repairs of data, of a model's input and of its
// head.

import type { Layer, Model } from '../model/graph.ts';
import { type CompiledLoss, compiledWith } from '../model/training.ts';
import type { ProblemRecord } from '../model/understanding.ts';
import type { Dim } from '../shapes/dim.ts';
import { flatten } from '../shapes/nested.ts';
import type { Shape } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { fixOf, putBefore, setArgument } from './edits.ts';
import type { Fix } from './finding.ts';
import type { RuleContext } from './rule.ts';
import { modelName, ownCase, placeAt, shapeText, textAt } from './words.ts';

/** The model that a problem of a training call is about, as the user calls it. */
export function trainedModel(record: ProblemRecord, context: RuleContext): string {
  const { model } = record.subject.layer ?? {};
  return model === undefined ? `\`${record.subject.name}\`` : `\`${modelName(context, model)}\``;
}

/** The argument of the call that a problem names, as it is written; the words for it where it is long. */
export function dataText(record: ProblemRecord, argument: string, context: RuleContext): string {
  const span = record.argSpans.get(argument);
  const text = span === undefined ? '' : textAt(context, placeAt(record.place.uri, span));
  return text !== '' && text.length <= 24 && !text.includes('\n')
    ? `\`${text}\``
    : argument === 'y'
      ? 'the targets'
      : 'the data';
}

/** Replaces the argument of the call by source made of it. */
export function changeData(
  title: string,
  about: { readonly record: ProblemRecord; readonly argument: string; readonly context: RuleContext },
  change: (text: string) => string,
): readonly Fix[] {
  const { record, argument, context } = about;
  const span = record.argSpans.get(argument);
  if (span === undefined) return [];
  const place = placeAt(record.place.uri, span);
  const text = textAt(context, place);
  return fixOf(title, [{ place, text: change(/^[\w.]+$/.test(text) ? text : `(${text})`) }]);
}

/** Lets the only input of a model take data of the given shape, the batch axis left out. */
export function changeInput(record: ProblemRecord, got: Shape, context: RuleContext): readonly Fix[] {
  const { model } = record.subject.layer ?? {};
  if (model === undefined || isUnknown(got)) return [];
  const sizes = got.slice(1);
  if (!sizes.every(size => typeof size === 'number')) return [];
  const text = shapeText(sizes, context.dialect);
  const graph = model.graph.value;
  if (isUnknown(graph)) return [];
  const [declared, ...others] = flatten(graph.inputs);
  if (others.length > 0) return [];
  const [first] = model.stack.value;
  const candidates: readonly (readonly [Layer | undefined, string])[] = [
    [declared?.node.layer, 'shape'],
    [first, context.dialect === 'tfjs' ? 'inputShape' : 'input_shape'],
  ];
  for (const [layer, name] of candidates) {
    if (layer?.argSpans.has(name) !== true) continue;
    return fixOf(`Let the model take ${text}`, setArgument(context, layer, name, text));
  }
  return [];
}

/** The layer that gives the only output of a model. */
export function headOf(model: Model | undefined): Layer | undefined {
  const graph = model?.graph.value;
  if (graph === undefined || isUnknown(graph)) return undefined;
  const [output, ...others] = flatten(graph.outputs);
  return others.length > 0 ? undefined : output?.node.layer;
}

/** Gives a Dense head another number of units. */
export function changeUnits(record: ProblemRecord, units: Dim | undefined, context: RuleContext): readonly Fix[] {
  const head = headOf(record.subject.layer?.model);
  if (head?.className !== 'Dense' || typeof units !== 'number' || !head.argSpans.has('units')) return [];
  return fixOf(
    `Give the last layer ${units} unit${units === 1 ? '' : 's'}`,
    setArgument(context, head, 'units', String(units)),
  );
}

/** Puts a Flatten before the head. */
export function flattenBeforeHead(record: ProblemRecord, context: RuleContext): readonly Fix[] {
  const head = headOf(record.subject.layer?.model);
  const [call] = context.calls.filter(one => one.layer === head);
  if (head === undefined || call === undefined) return [];
  const at: ProblemRecord = {
    ...record,
    place: call.place,
    subject: { name: head.name, className: head.className, layer: head },
  };
  return fixOf('Put a Flatten before the last layer', putBefore(context, at, 'Flatten'));
}

/** Names another loss, by its name in the table of losses, where the loss is written as a string. */
export function changeLoss(record: ProblemRecord, to: string, context: RuleContext): readonly Fix[] {
  const { model } = record.subject.layer ?? {};
  const losses = model === undefined ? undefined : compiledWith(model)?.losses;
  const loss: CompiledLoss | undefined =
    losses === undefined ||
    isUnknown(losses) ||
    losses.kind !== 'one' ||
    losses.loss === 'none' ||
    isUnknown(losses.loss)
      ? undefined
      : losses.loss;
  if (loss === undefined) return [];
  const text = textAt(context, loss.place);
  const quote = /^(['"]).*\1$/.exec(text)?.[1];
  const name = ownCase(to, context.dialect);
  return quote === undefined ? [] : fixOf(`Use ${name}`, [{ place: loss.place, text: `${quote}${name}${quote}` }]);
}
