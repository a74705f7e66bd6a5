// From the use of a tensor, layer or model to the expression that made it.

import type { Analysis } from '../analysis/analysis.ts';
import { type Place, positionAt } from '../base/span.ts';
import type { Value } from '../interp/value.ts';
import { subjectAt } from './subject.ts';

/** The places where what stands at an offset was made, as far as they are not in its own line. */
export function definition(analysis: Analysis, offset: number): readonly Place[] {
  const subject = subjectAt(analysis, offset);
  if (subject?.kind !== 'value') return [];
  const line = (offset: number): number => positionAt(analysis.lines, offset).line;
  const own = line(subject.span.start);
  return madeAt(subject.value).filter(place => place.uri !== analysis.uri || line(place.start) !== own);
}

function madeAt(value: Value): readonly Place[] {
  switch (value.kind) {
    case 'tensor':
      return [value.tensor.node.called];
    case 'layer':
      return [value.layer.created];
    case 'list': {
      if (value.layersOf !== undefined) return [value.layersOf.model.defined];
      return value.outputsOf === undefined ? [] : [value.outputsOf.called];
    }
    case 'instance':
      return [value.made];
    default:
      return [];
  }
}
