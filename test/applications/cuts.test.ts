// Cuts every model function at every layer. What the analysis says of each cut is held against a check from first
// principles: the layers that feed the cut, the edges that leave them beside it, and where those join again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allApplications } from '../../src/applications/registry.ts';
import { positionAt } from '../../src/base/span.ts';
import type { Finding } from '../../src/checks/finding.ts';
import { analyseCut, completeCuts, cutGraph } from '../../src/model/cuts.ts';
import { isListed, type Layer, type ModelGraph } from '../../src/model/graph.ts';
import { flatten } from '../../src/shapes/nested.ts';
import { analyseText } from '../harness/analyseText.ts';
import { graphOf } from './rows.ts';

/** What a cut at one layer loses, worked out from the calls alone. */
interface Checked {
  readonly index: number;
  readonly complete: boolean;
  readonly bypassing: ReadonlySet<string>;
  readonly merge: string | undefined;
}

/** Every layer with what feeds it and what it feeds, by the position among all operations. */
function edgesOf(graph: ModelGraph) {
  const place = new Map(graph.operations.map((layer, i) => [layer, i]));
  const feeds = graph.operations.map(() => new Set<number>());
  const fedBy = graph.operations.map(() => new Set<number>());
  for (const node of graph.nodes) {
    const to = place.get(node.layer);
    for (const input of node.inputs) {
      const from = place.get(input.node.layer);
      if (from === undefined || to === undefined) continue;
      feeds[from]?.add(to);
      fedBy[to]?.add(from);
    }
  }
  return { place, feeds, fedBy };
}

function closure(starts: Iterable<number>, edges: readonly ReadonlySet<number>[]): Set<number> {
  const seen = new Set(starts);
  for (const at of seen) for (const next of edges[at] ?? []) seen.add(next);
  return seen;
}

/** Checks the cut at every layer of the model. */
function checkAll(graph: ModelGraph): readonly Checked[] {
  const { place, feeds, fedBy } = edgesOf(graph);
  const outputs = flatten(graph.outputs).map(tensor => place.get(tensor.node.layer) ?? -1);
  const useful = closure(outputs, fedBy);
  return graph.layers.map((layer, index) => {
    const cut = place.get(layer) ?? -1;
    const kept = closure([cut], fedBy);
    const leaving = [...kept]
      .filter(from => from !== cut)
      .flatMap(from =>
        [...(feeds[from] ?? [])].filter(to => !kept.has(to) && useful.has(to)).map(to => [from, to] as const),
      );
    const after = closure([cut], feeds);
    const beside = closure(
      leaving.map(([, to]) => to),
      feeds,
    );
    const joins = graph.operations.findIndex((_, i) => !kept.has(i) && after.has(i) && beside.has(i));
    const nameAt = (i: number): string => graph.operations[i]?.name ?? '';
    return {
      index,
      complete: leaving.length === 0,
      bypassing: new Set(leaving.map(([from, to]) => `${nameAt(from)} > ${nameAt(to)}`)),
      merge: leaving.length === 0 || joins < 0 ? undefined : nameAt(joins),
    };
  });
}

function checkStructure(graph: ModelGraph, checked: readonly Checked[], text: string): void {
  const edges = cutGraph(graph);
  assert.deepEqual(
    completeCuts(edges),
    checked.filter(one => one.complete).map(one => one.index),
    text,
  );
  for (const one of checked) {
    const layer = graph.layers[one.index];
    assert.ok(layer !== undefined);
    const cut = analyseCut(edges, [layer]);
    const at = `${text}, layer ${one.index}`;
    assert.equal(cut.complete, one.complete, at);
    assert.deepEqual(new Set(cut.bypassing.map(([from, to]) => `${from.name} > ${to.name}`)), one.bypassing, at);
    assert.equal(cut.merge?.name, one.merge, at);
  }
}

/** As many cuts are made in one program. */
const together = 150;

function checkFindings(call: string, checked: readonly Checked[], graph: ModelGraph): void {
  const complete = checked.filter(one => one.complete).map(one => one.index);
  for (let from = 0; from < checked.length; from += together) {
    const part = checked.slice(from, from + together);
    const lines = part.map(one => `cut = keras.Model(base.input, base.layers[${one.index}].output)`);
    const analysis = analyseText(`import keras\nbase = ${call}\n${lines.join('\n')}\n`);
    assert.equal(analysis.stopped, undefined, call);
    const byLine = new Map<number, Finding[]>();
    for (const finding of analysis.findings) {
      const { line } = positionAt(analysis.lines, finding.place.start);
      byLine.set(line, [...(byLine.get(line) ?? []), finding]);
    }
    part.forEach((one, i) => {
      const found = byLine.get(i + 2) ?? [];
      const at = `${call}, layer ${one.index}`;
      if (one.complete) {
        assert.deepEqual(found, [], at);
        return;
      }
      const [finding] = found;
      assert.equal(found.length, 1, at);
      assert.equal(finding?.rule, 'dropped-branch', at);
      const message = finding?.message ?? '';
      const named = [
        one.merge,
        ...nearest(complete, one.index).map(index => `'${graph.layers[index]?.name}' (${index})`),
      ];
      for (const name of named) assert.ok(name === undefined || message.includes(name), `${at}: ${name} in ${message}`);
    });
  }
}

function nearest(complete: readonly number[], index: number): readonly number[] {
  const before = complete.filter(one => one < index).pop();
  const after = complete.find(one => one > index);
  return [before, after].filter(one => one !== undefined);
}

const functions = allApplications.filter(application => application.dialects.includes('keras3')).map(one => one.name);

for (const name of functions) {
  for (const args of ['weights=None', 'weights=None, include_top=False, input_shape=(160, 160, 3)']) {
    const call = `keras.applications.${name}(${args})`;
    test(`every cut of ${call}`, () => {
      const analysis = analyseText(`import keras\nbase = ${call}\n`);
      const graph = graphOf(analysis.models[0]?.model);
      assert.ok(graph !== undefined);
      const checked = checkAll(graph);
      checkStructure(graph, checked, call);
      if (args.includes('include_top')) checkFindings(call, checked, graph);
    });
  }
}

test('complete cuts of any graph are those of the definition', () => {
  // A linear congruential generator, so that a failure can be repeated.
  let state = 7;
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  for (let round = 0; round < 400; round++) {
    const graph = randomGraph(random, round % 5 === 0);
    const checked = checkAll(graph);
    assert.deepEqual(
      completeCuts(cutGraph(graph)),
      checked
        .filter(one => one.complete && cutGraph(graph).useful.has(graph.layers[one.index] as Layer))
        .map(one => one.index),
      `graph ${round}`,
    );
  }
});

/** A graph of up to 14 layers with up to three entries and two outputs; `circles` lets layers feed earlier ones. */
function randomGraph(random: (below: number) => number, circles: boolean): ModelGraph {
  const count = 2 + random(13);
  const operations = Array.from({ length: count }, (_, i) => ({
    name: `l${i}`,
    kind: random(6) === 0 ? 'operation' : 'layer',
    dialect: 'keras3',
  })) as unknown as Layer[];
  const tensors = operations.map(layer => ({ node: { layer } }));
  const nodes = operations.map((layer, i) => {
    const from = i < 1 + random(3) ? [] : Array.from({ length: 1 + random(2) }, () => random(i));
    if (circles && random(4) === 0) from.push(random(count));
    return { layer, inputs: from.map(at => tensors[at]) };
  });
  const last = [tensors[count - 1], ...(random(3) === 0 ? [tensors[random(count)]] : [])];
  const outputs = { kind: 'list', type: 'list', items: last.map(value => ({ kind: 'one', value })) };
  return { operations, nodes, outputs, layers: operations.filter(isListed) } as unknown as ModelGraph;
}
