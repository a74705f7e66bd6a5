// Joining tensors along an axis.

import { add, type Dim, isDynamic, sameDim } from '../../shapes/dim.ts';
import { normalAxis, tensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { int, optional } from '../params.ts';

export default defineLayer({
  name: 'Concatenate',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Joins tensors along one axis. That axis becomes the sum of theirs; all other axes must agree.',
  params: { axis: optional(int(), -1, 'The axis along which the tensors are joined, the batch axis counted as 0.') },
  takes: 'tensors',
  shape(inputs, { config, problem }) {
    const dtype = inputs[0]?.dtype ?? 'float32';
    const shapes = inputs.map(input => input.shape);
    const unknownShape = shapes.find(isUnknown);
    if (unknownShape !== undefined) return tensorType(unknownShape, dtype);
    const known = shapes as readonly (readonly Dim[])[];
    const first = known[0] ?? [];
    if (known.some(shape => shape.length !== first.length)) {
      problem({ kind: 'merge-shape', shapes: known, axes: [] });
      return tensorType({ kind: 'unknown', why: { kind: 'error' } }, dtype);
    }
    if (typeof config.axis !== 'number')
      return tensorType(
        first.map(() => config.axis),
        dtype,
      );
    const axis = normalAxis(config.axis, first.length);
    if (axis === undefined) {
      problem({
        kind: 'argument-value',
        argument: 'axis',
        got: String(config.axis),
        expected: `an axis of tensors with ${first.length} axes`,
      });
      return tensorType({ kind: 'unknown', why: { kind: 'error' } }, dtype);
    }
    const out: Dim[] = [...first];
    const differing: number[] = [];
    for (const shape of known.slice(1)) {
      shape.forEach((dim, i) => {
        if (i === axis) {
          out[i] = add(out[i] ?? 0, dim);
          return;
        }
        const same = sameDim(out[i] ?? 0, dim);
        if (same === 'no' && !differing.includes(i)) differing.push(i);
        const current = out[i];
        if (current !== undefined && typeof current === 'object' && isDynamic(current)) out[i] = dim;
      });
    }
    if (differing.length > 0) problem({ kind: 'merge-shape', shapes: known, axes: differing, along: axis });
    return tensorType(out, dtype);
  },
});
