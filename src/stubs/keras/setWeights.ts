// `layer.set_weights([...])`: as many arrays as the layer has variables, each of the variable's shape.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { CallArgs } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Layer } from '../../model/graph.ts';
import { printDim, sameDim } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { report } from '../operations.ts';

/** Reports arrays that do not go into the variables of a layer of the library, as far as both are known. */
export function checkWeights(context: Context, layer: Layer, args: CallArgs, place: Place): void {
  const given = argument(args, 0, 'weights');
  const { built, hidden } = layer.state.value;
  const own = built?.weights;
  if (layer.kind !== 'layer' || hidden !== undefined || own === undefined || isUnknown(own)) return;
  if (given?.kind !== 'list' || given.open.value !== undefined) return;
  const items = given.items.value;
  const subject = { place, name: layer.name, className: layer.className, layer };
  if (items.length !== own.length) {
    const plural = own.length === 1 ? '' : 's';
    const says = `it has ${own.length} variable${plural}, ${own.map(({ name, shape }) => `\`${name}\` ${printShape(shape)}`).join(' and ')}, but the list has ${items.length}`;
    report(context, [{ kind: 'call-value', says, runtime: countWords(items.length) }], subject);
    return;
  }
  for (const [i, item] of items.entries()) {
    const variable = own[i];
    const shape = item.kind === 'array' ? item.type.shape : undefined;
    if (variable === undefined || shape === undefined || !differ(variable.shape, shape)) continue;
    const says = `its \`${variable.name}\` is ${printShape(variable.shape)}, and array ${i} of the list is ${printShape(shape)}`;
    report(context, [{ kind: 'call-value', says, runtime: shapeWords(variable.shape, shape) }], subject);
    return;
  }
}

function differ(own: Shape, given: Shape): boolean {
  if (isUnknown(own) || isUnknown(given)) return false;
  return own.length !== given.length || own.some((dim, i) => sameDim(dim, given[i] ?? dim) === 'no');
}

function countWords(count: number): NonNullable<Problem['runtime']> {
  const words = `with a weight list of length ${count}, but the layer was expecting`;
  return { keras3: words, keras2: words, tfjs: words };
}

function shapeWords(own: Shape, given: Shape): NonNullable<Problem['runtime']> {
  const words = `weight shape ${printShape(own)} is not compatible with provided weight shape ${printShape(given)}.`;
  const sizes = (shape: Shape): string => (isUnknown(shape) ? '' : shape.map(dim => printDim(dim)).join(','));
  const tfjs = `Layer weight shape ${sizes(own)} not compatible with provided weight shape ${sizes(given)}`;
  return { keras3: words, keras2: words, tfjs };
}
