// Graphs that differ between two paths of a program. Of a model with one input and one output on either path it stays known
// what goes in and what comes out.

import { joinTypes, sameTypes } from '../shapes/joinTypes.ts';
import { flatten } from '../shapes/nested.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { ModelGraph, SymbolicTensor } from './graph.ts';
import { joinedTensor } from './joinedTensor.ts';

/** Why a graph is not known, and its ends. */
export interface OpenGraph extends Unknown {
  readonly ends: Ends;
}

interface Ends {
  readonly input: SymbolicTensor;
  readonly output: SymbolicTensor;
}

/** The ends of a graph with one input and one output, as far as two paths have them in common. */
export function endsOf(graph: ModelGraph | Unknown): Ends | undefined {
  if (isUnknown(graph)) return 'ends' in graph ? (graph as OpenGraph).ends : undefined;
  const [input, ...inputs] = flatten(graph.inputs);
  const [output, ...outputs] = flatten(graph.outputs);
  const single = input !== undefined && output !== undefined && inputs.length === 0 && outputs.length === 0;
  return single ? { input, output } : undefined;
}

/** A graph that is the one or the other. */
export function joinGraphs(a: ModelGraph | Unknown, b: ModelGraph | Unknown): ModelGraph | Unknown {
  if (a === b) return a;
  const [first, second] = [endsOf(a), endsOf(b)];
  const why = isUnknown(a) ? a : isUnknown(b) ? b : unknown({ kind: 'branch' });
  if (first === undefined || second === undefined) return unknown(why.why, why.at);
  const input = joinEnd(first.input, second.input);
  const output = joinEnd(first.output, second.output);
  return isUnknown(a) && input === first.input && output === first.output ? a : openGraph(why, { input, output });
}

/** What is left of a graph that is not known for the given reason. */
export function openGraph({ why, at }: Unknown, ends: Ends): OpenGraph {
  return { ...unknown(why, at), ends };
}

function joinEnd(a: SymbolicTensor, b: SymbolicTensor): SymbolicTensor {
  if (a === b) return a;
  const type = joinTypes(a.type, b.type);
  return a.node.joined === true && sameTypes(type, a.type) ? a : joinedTensor(a, type);
}
