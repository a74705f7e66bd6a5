// What a drawing shows of a cut: the calls that are left out with the merge they would have joined, and the finding on it.

import type { Analysis } from '../../analysis/analysis.ts';
import type { Place } from '../../base/span.ts';
import type { Finding } from '../../checks/finding.ts';
import type { GraphNode, ModelGraph } from '../../model/graph.ts';
import type { CutRecord } from '../../model/understanding.ts';
import type { CutView } from '../../protocol/graphView.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { modelLabel } from '../graphIndex.ts';
import type { Drawing } from './node.ts';

/** The calls of the base on the paths that the cut leaves out, the merge included, in the order of the base. */
export function droppedNodes(cut: CutRecord, graph: ModelGraph): readonly GraphNode[] {
  const base = cut.base.graph.value;
  if (isUnknown(base)) return [];
  const { dropped, merge } = cut.analysis;
  const layers = new Set(merge === undefined ? dropped : [...dropped, merge]);
  const kept = new Set(graph.nodes);
  return base.nodes.filter(node => layers.has(node.layer) && !kept.has(node));
}

/** The cut with its finding. */
export function cutView(drawing: Drawing, cut: CutRecord, place: Place): CutView {
  const { analysis, graph, names, dropped } = drawing;
  const finding = cutFinding(analysis, cut, place);
  const idOf = (node: GraphNode): string => names.get(node)?.id ?? node.layer.name;
  const { merge, complete } = cut.analysis;
  const ends = new Set(cut.analysis.outputs);
  return {
    base: modelLabel(analysis, cut.base),
    complete,
    ...(finding === undefined ? {} : { message: finding.message, severity: finding.severity }),
    // Of a slice only the last layer ends the model; the others are outputs on the way there.
    at: [...new Set(flatten(graph.outputs).map(output => output.node))].filter(node => ends.has(node.layer)).map(idOf),
    merges: [...dropped].filter(node => node.layer === merge).map(idOf),
  };
}

function cutFinding(analysis: Analysis, cut: CutRecord, place: Place): Finding | undefined {
  const places = [place, cut.place, ...cut.accesses.map(access => access.place)];
  return analysis.findings.find(
    ({ rule, place: at }) =>
      rule === 'dropped-branch' &&
      places.some(other => other.uri === at.uri && other.start < at.end && at.start < other.end),
  );
}
