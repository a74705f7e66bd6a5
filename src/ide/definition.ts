// From the use of a tensor, layer or model to the expression that made it, and from what another file holds to that file.

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
  const callee = subject.call === undefined ? undefined : analysis.facts[subject.call.callee.id];
  const elsewhere = callee === undefined ? [] : writtenElsewhere(analysis, callee);
  if (elsewhere.length > 0) return elsewhere;
  return [...madeAt(subject.value), ...writtenElsewhere(analysis, subject.value)].filter(
    place => place.uri !== analysis.uri || line(place.start) !== own,
  );
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

/** Where a function, class or module of another file is written. */
function writtenElsewhere(analysis: Analysis, value: Value): readonly Place[] {
  const place = writtenAt(value);
  return place === undefined || place.uri === analysis.uri ? [] : [place];
}

function writtenAt(value: Value): Place | undefined {
  switch (value.kind) {
    case 'function':
      return { uri: value.uri, start: value.node.span.start, end: value.node.span.start };
    case 'bound':
      return writtenAt(value.function);
    case 'class':
      return { uri: value.place.uri, start: value.place.start, end: value.place.start };
    case 'module':
      return value.address === undefined ? undefined : { uri: value.address, start: 0, end: 0 };
    default:
      return undefined;
  }
}
