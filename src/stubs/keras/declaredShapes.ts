// Output shapes that layers of the program declare, by an argument or a method, held against what they compute.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { Layer } from '../../model/graph.ts';
import { sameDim } from '../../shapes/dim.ts';
import type { Nested } from '../../shapes/nested.ts';
import type { Shape, TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { report } from '../operations.ts';

/** Reports a declared shape that the computed one contradicts. The batch axis, first in both, is not compared. */
export function holdDeclared(
  context: Context,
  parts: {
    readonly layer: Layer;
    readonly declared: Shape;
    readonly computed: Nested<TensorType> | Unknown;
    /** The method that declares it, or the argument. */
    readonly by: { readonly method: string } | { readonly argument: string };
    readonly place: Place;
  },
): void {
  const { layer, declared, computed, by, place } = parts;
  if (isUnknown(computed) || computed.kind !== 'one' || !contradict(declared, computed.value.shape)) return;
  report(
    context,
    [
      {
        kind: 'lambda-shape',
        declared,
        computed: computed.value.shape,
        effect: 'silent',
        ...('argument' in by ? { declaredBy: by.argument, argument: by.argument } : { declaredBy: by.method }),
      },
    ],
    { place, name: layer.name, className: layer.className, layer, argSpans: layer.argSpans },
  );
}

function contradict(declared: Shape, computed: Shape): boolean {
  if (isUnknown(declared) || isUnknown(computed)) return false;
  return (
    declared.length !== computed.length || declared.some((dim, i) => i > 0 && sameDim(dim, computed[i] ?? dim) === 'no')
  );
}
