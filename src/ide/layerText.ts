// Words for layers, models and their shapes as users of each framework write them.

import { assertNever } from '../base/assertNever.ts';
import type { Dialect } from '../layers/config.ts';
import { layerNames } from '../layers/registry.ts';
import { type Layer, layersOf, type Model } from '../model/graph.ts';
import { printShape, type Shape, type ShapeStyle, type TensorType } from '../shapes/shape.ts';
import { isUnknown, printWhy, type Unknown } from '../shapes/unknown.ts';

/** Tuples for Keras, arrays for tfjs. */
export function shapeStyle(dialect: Dialect): ShapeStyle {
  return dialect === 'tfjs' ? 'array' : 'tuple';
}

/** `(None, 28, 28, 1)`, or `[null, 28, 28, 1]` in tfjs. */
export function shapeText(shape: Shape, dialect: Dialect): string {
  return printShape(shape, shapeStyle(dialect));
}

/** The element type by name; `?` where it is not known. */
export function dtypeText(type: TensorType): string {
  return isUnknown(type.dtype) ? '?' : type.dtype;
}

/** The name by which the program makes such a layer: `Conv2D`, in tfjs `conv2d`. */
export function constructorName(layer: Layer): string {
  const { object } = layer;
  return object === undefined ? layer.className : (layerNames(object.definition, layer.dialect)[0] ?? layer.className);
}

/** `Keras 3`, `Keras 2` or `TensorFlow.js`. */
export function frameworkName(dialect: Dialect): string {
  switch (dialect) {
    case 'keras3':
      return 'Keras 3';
    case 'keras2':
      return 'Keras 2';
    case 'tfjs':
      return 'TensorFlow.js';
    default:
      return assertNever(dialect);
  }
}

/** `84,608`; `?` where it is not known. */
export function countText(count: number | Unknown): string {
  return isUnknown(count) ? '?' : String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Why a shape is not known, in words that end a sentence; each reason once, those of single axes among them. */
export function reasonsFor(shapes: readonly Shape[]): readonly string[] {
  const reasons = new Set<string>();
  for (const shape of shapes) {
    for (const part of isUnknown(shape) ? [shape] : shape.filter(isUnknown)) reasons.add(printWhy(part.why));
  }
  return [...reasons];
}

/** `15 layers`, `1 layer`. */
export function plural(count: number, what: string): string {
  return `${countText(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** Tensors of the same type written once: `(None, 100, 100, 3) × 3`. Beyond `most` kinds the rest is only counted. */
export function shapesText(shapes: readonly Shape[], dialect: Dialect, most: number): string {
  const runs: { text: string; count: number }[] = [];
  for (const shape of shapes) {
    const text = shapeText(shape, dialect);
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  const shown = runs.slice(0, most).map(run => (run.count === 1 ? run.text : `${run.text} × ${run.count}`));
  return runs.length > most ? [...shown, `… ${shapes.length} in all`].join(', ') : shown.join(', ');
}

/** `5 layers`; undefined where the paths of the program put different ones into a Sequential. */
export function layerCount(model: Model): string | undefined {
  return model.stack.value.open === undefined ? plural(layersOf(model).length, 'layer') : undefined;
}
