// Holds computed shapes against inferred ones. An axis left open, known by name only or not known agrees with any size.

import type { ConfigJson, RunCall, RunPlan } from '../../src/protocol/runPlan.ts';

/** A shape as plans write it; a text where nothing is known of it. */
export type InferredShape = readonly (number | null | string)[] | string;

/** Whether a computed shape is one of those that the inferred shape allows. */
export function agrees(real: readonly number[], inferred: InferredShape): boolean {
  if (typeof inferred === 'string') return true;
  if (real.length !== inferred.length) return false;
  return inferred.every((axis, i) => typeof axis !== 'number' || axis === real[i]);
}

/** How the language of a program writes shapes: `(None, 10)` or `[null, 10]`. */
export type ShapeStyle = 'tuple' | 'array';

/** How the program of a plan writes shapes, which its layers tell. */
export function styleOf({ calls }: RunPlan): ShapeStyle {
  return calls.some(({ what }) => what.kind === 'layer' && what.layer.dialect === 'tfjs') ? 'array' : 'tuple';
}

/** `(1, 25, 25, 256)` or `[1, 25, 25, 256]`; open axes as None or null. */
export function shapeText(shape: InferredShape, style: ShapeStyle): string {
  if (typeof shape === 'string') return shape;
  const open = style === 'tuple' ? 'None' : 'null';
  const axes = shape.map(axis => (axis === null ? open : String(axis)));
  if (style === 'array') return `[${axes.join(', ')}]`;
  return axes.length === 1 ? `(${axes[0]},)` : `(${axes.join(', ')})`;
}

/** A computed shape that the inferred one does not allow. */
export interface Defect {
  readonly node: string;
  readonly name: string;
  readonly className: string;
  readonly output: number;
  readonly real: readonly number[] | null;
  readonly inferred: InferredShape | null;
  /** What a report of it needs: the call, its inputs, both shapes. */
  readonly report: string;
}

/** The outputs of a call whose shapes do not agree, missing and surplus outputs included. */
export function findDefects(options: {
  readonly model: string;
  readonly style: ShapeStyle;
  readonly call: RunCall;
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}): readonly Defect[] {
  const { model, style, call, inputs, outputs } = options;
  const out: Defect[] = [];
  const count = Math.max(outputs.length, call.inferred.length);
  for (let output = 0; output < count; output++) {
    const real = outputs[output] ?? null;
    const inferred = call.inferred[output] ?? null;
    if (real !== null && inferred !== null && agrees(real, inferred)) continue;
    const { node, name, className } = call;
    const lines = [
      `Layerscope inferred another shape than TensorFlow.js computed, in the model ${model}.`,
      `Call: ${name} (${className}), output ${output}`,
      `Inferred: ${inferred === null ? 'no such output' : shapeText(inferred, style)}`,
      `Computed: ${real === null ? 'no such output' : shapeText(real, style)}`,
      `Inputs: ${inputs.map(input => shapeText(input, style)).join(', ') || 'none'}`,
      `Written as: ${JSON.stringify(writtenAs(call))}`,
    ];
    out.push({ node, name, className, output, real, inferred, report: lines.join('\n') });
  }
  return out;
}

function writtenAs(call: RunCall): ConfigJson | object {
  const { what } = call;
  if (what.kind === 'layer') return { ...what.layer, ...(what.call === undefined ? {} : { call: what.call }) };
  return what;
}
