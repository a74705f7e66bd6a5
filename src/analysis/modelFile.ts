// A model file as if a program had made its model: the same record that features read for programs, without a text.

import { lineMap } from '../base/span.ts';
import type { ModelFile } from '../formats/modelFile.ts';
import { newScope } from '../interp/scope.ts';
import type { GraphNode, Layer, Model } from '../model/graph.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { pythonTraits } from '../syntax/python.ts';
import type { Analysis } from './analysis.ts';
import { nothingConsulted } from './imports/sources.ts';

/** The analysis of a model file. All its places are the beginning of the file. */
export function analysisOfModel(uri: string, { model, dialect }: ModelFile, ms: number): Analysis {
  const place = { uri, start: 0, end: 0 };
  return {
    uri,
    dialect,
    calls: callsOf(model).map(node => ({ place, layer: node.layer, node })),
    models: [{ model, place }],
    problems: [],
    indexings: [],
    trainings: [],
    compiled: new Set(),
    registers: false,
    versionGiven: true,
    unmodelled: new Map(),
    version: 0,
    text: '',
    lines: lineMap(''),
    cells: [],
    program: { body: [], traits: pythonTraits, errors: [], comments: [], expressionCount: 0 },
    findings: [],
    optional: [],
    facts: [],
    assignments: [],
    bindings: [],
    scope: newScope('module'),
    imported: new Map(),
    consulted: nothingConsulted,
    ms,
  };
}

/** The calls of a model in order, those inside a nested model before its first call. */
function callsOf(model: Model): readonly GraphNode[] {
  const out: GraphNode[] = [];
  const seen = new Set<Layer>();
  const visit = (one: Model): void => {
    const graph = one.graph.value;
    if (isUnknown(graph)) return;
    for (const node of graph.nodes) {
      const inner = node.layer.model;
      if (inner !== undefined && !seen.has(node.layer)) {
        seen.add(node.layer);
        visit(inner);
      }
      out.push(node);
    }
  };
  visit(model);
  return out;
}
