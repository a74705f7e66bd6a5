// Two categories as one, by the hash of both.

import { type Dim, isDynamic, sameDim } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { isFloatDtype } from '../dtypes.ts';
import { encodedShape, modeWords, outputMode } from '../encoding.ts';
import { tensorsIn } from '../inputs.ts';
import { baseParams } from '../make.ts';
import { bool, int, optional, required } from '../params.ts';

export default defineLayer({
  name: 'HashedCrossing',
  dialects: ['keras3', 'keras2'],
  doc: 'Sorts pairs of categories into `num_bins` bins by the hash of both. It takes a list of two tensors of one shape; with `int` that shape stays, with `one_hot` there are places, one per bin.',
  params: {
    num_bins: required(int(1), 'How many bins there are.'),
    output_mode: optional(
      outputMode(['int', 'one_hot'] as const),
      'int',
      'The number of the bin (`int`), or a place per bin (`one_hot`).',
      { says: modeWords('HashedCrossing') },
    ),
    sparse: optional(bool(), false, 'Whether the output is a sparse tensor.'),
    name: { ...baseParams.name, keywordOnly: false },
    dtype: { ...baseParams.dtype, keywordOnly: false },
  },
  baseArguments: 'anything',
  castsInputs: 'never',
  takes: 'arguments',
  shape(context) {
    const { config, computeDtype } = context;
    const given = tensorsIn(context.call.get('inputs'));
    if (given === undefined) return afterError;
    const tensors = flatten(given).filter(tensor => tensor !== null);
    const [first, second] = tensors;
    if (given.kind !== 'list' || first === undefined || second === undefined || tensors.length !== 2) {
      const runtime = { keras3: 'Expected as input a list/tuple of 2 tensors.' };
      context.problem({ kind: 'input-count', expected: 2, got: given.kind === 'list' ? tensors.length : 1, runtime });
      return afterError;
    }
    const mode = config.output_mode;
    if (isUnknown(mode)) return tensorType(mode, mode);
    const dtype: Maybe<string> = config.dtype === null && mode === 'int' ? 'int64' : computeDtype;
    if (isUnknown(first.shape)) return tensorType(first.shape, dtype);
    if (!isUnknown(second.shape)) checkSizes(context, first.shape, second.shape);
    checkCrossed(context, first.shape, [first.dtype, second.dtype]);
    return tensorType(encodedShape(first.shape, mode, config.num_bins), dtype);
  },
});

/** The last axes must be the same; an open axis differs from a known one. */
function checkSizes(context: ShapeContext<unknown>, first: readonly Dim[], second: readonly Dim[]): void {
  const a = first[first.length - 1];
  const b = second[second.length - 1];
  if (a === undefined || b === undefined || isUnknown(a) || isUnknown(b)) return;
  const differ =
    isDynamic(a) !== isDynamic(b) ? typeof a === 'number' || typeof b === 'number' : sameDim(a, b) === 'no';
  if (!differ) return;
  context.problem({
    kind: 'merge-shape',
    shapes: [first, second],
    axes: [first.length - 1],
    runtime: { keras3: 'Expected the two input tensors to have identical shapes.' },
  });
}

/** Only single categories of an integer or text can be crossed; Keras 3 says so when it runs. */
function checkCrossed(context: ShapeContext<unknown>, shape: readonly Dim[], dtypes: readonly Maybe<string>[]): void {
  const late = context.dialect === 'keras3' ? ({ effect: 'fails when run' } as const) : {};
  const last = shape[shape.length - 1];
  const says = 'All `HashedCrossing` inputs should have shape `()`, `(batch_size)` or `(batch_size, 1)`.';
  if (shape.length > 2) {
    context.problem({
      kind: 'rank-mismatch',
      input: 0,
      expected: { atMost: 2 },
      shape,
      runtime: { keras3: says },
      ...late,
    });
  } else if (shape.length === 2 && last !== undefined && sameDim(last, 1) === 'no') {
    const because = 'each sample has one category';
    context.problem({
      kind: 'axis-mismatch',
      input: 0,
      axis: 1,
      expected: 1,
      got: last,
      shape,
      because,
      runtime: { keras3: says },
      ...late,
    });
  }
  for (const [input, dtype] of dtypes.entries()) {
    if (isUnknown(dtype) || !isFloatDtype(dtype)) continue;
    context.problem({ kind: 'input-dtype', input, got: dtype, expected: 'an integer dtype or string', ...late });
  }
}
