// A submodel that ends inside a block with branches keeps one branch and silently leaves the others out.

import type { LayerAccess } from '../../model/access.ts';
import type { Layer, ModelGraph } from '../../model/graph.ts';
import type { CutRecord, ModelRecord } from '../../model/understanding.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Finding, Fix, Severity } from '../finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { modelName, outputShape, pathText, textAt } from '../words.ts';

export const droppedBranch: Rule = {
  id: 'dropped-branch',
  severity: 'warning',
  summary: 'A model is cut inside a block, so that one of its branches is lost.',
  why: `A submodel holds its outputs and everything that feeds them, and nothing else. Where the chosen layer lies on one of two
branches that part before it and join after it, the other branch is not part of the submodel: a residual block loses its
shortcut, an Inception block all but one of its paths. The submodel runs and its shapes look right, but it computes
something else than the original up to that layer, and the weights of the lost branch are never used or trained.

Cut where all branches have joined: at the merge, or at the layer before the fork.`,
  bad: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3))
features = keras.Model(base.input, base.layers[16].output)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const input = tf.input({shape: [8, 8, 4]});
const a = tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same', name: 'a'}).apply(input);
const sum = tf.layers.add().apply([a, input]);
const base = tf.model({inputs: input, outputs: tf.layers.flatten().apply(sum)});
const features = tf.model({inputs: base.inputs, outputs: base.layers[1].output});
`,
  },
  good: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3))
features = keras.Model(base.input, base.get_layer('conv2_block1_out').output)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const input = tf.input({shape: [8, 8, 4]});
const a = tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same', name: 'a'}).apply(input);
const sum = tf.layers.add().apply([a, input]);
const base = tf.model({inputs: input, outputs: tf.layers.flatten().apply(sum)});
const features = tf.model({inputs: base.inputs, outputs: base.layers[2].output});
`,
  },
  check: context => context.models.flatMap(model => checkCut(context, model)),
};

function checkCut(context: RuleContext, record: ModelRecord): readonly Finding[] {
  const { cut } = record;
  if (cut === undefined || cut.analysis.complete) return [];
  const { analysis, base, accesses } = cut;
  const at = analysis.between?.output ?? analysis.outputs[analysis.outputs.length - 1];
  const access = accesses.find(one => layerOf(one) === at) ?? accesses[accesses.length - 1];
  const graph = base.graph.value;
  if (at === undefined || access === undefined || isUnknown(graph)) return [];
  const last = cut.form === 'slice' ? 'The last output of this cut, ' : 'This cut at ';
  const name = `\`${at.name}\` (layer ${access.index} of \`${modelName(context, base)}\`)`;
  const lost =
    analysis.dropped.length > 0
      ? `${cut.form === 'slice' ? ', comes' : ' comes'} without the branch ${pathText(analysis.dropped)}`
      : `${cut.form === 'slice' ? ', comes' : ' comes'} without the shortcut from ${skipSources(cut)}`;
  const joins = analysis.merge === undefined ? '' : `, which joins it at \`${analysis.merge.name}\``;
  const message = `${last}${name}${lost}${joins}.${nearest(cut, graph)}`;
  const place = access.place.start >= cut.place.start && access.place.end <= cut.place.end ? cut.place : access.place;
  const related =
    analysis.merge === undefined
      ? []
      : [
          {
            place: record.place,
            message: `Without \`${analysis.merge.name}\`, the model made here ends at ${outputShape(at, context.dialect)} of one branch.`,
          },
        ];
  return [
    {
      rule: droppedBranch.id,
      severity: severityOf(cut, graph),
      message,
      place,
      related,
      fixes: fixesOf(context, cut, access, graph),
    },
  ];
}

function layerOf(access: LayerAccess): Layer | undefined {
  const graph = access.model.graph.value;
  return isUnknown(graph) ? undefined : graph.layers[access.index];
}

function skipSources(cut: CutRecord): string {
  const sources = [...new Set(cut.analysis.bypassing.map(([from]) => `\`${from.name}\``))];
  return sources.length > 0 ? sources.slice(0, 2).join(' and ') : `\`${cut.analysis.between?.fork.name ?? ''}\``;
}

function nearest(cut: CutRecord, graph: ModelGraph): string {
  const name = (index: number | undefined): string | undefined => {
    const layer = index === undefined ? undefined : graph.layers[index];
    return layer === undefined ? undefined : `\`${layer.name}\` (${index})`;
  };
  const before = name(cut.before);
  const after = name(cut.after);
  if (before !== undefined && after !== undefined) return ` Complete cuts: ${before}, ${after}.`;
  const only = after ?? before;
  return only === undefined ? '' : ` The nearest complete cut is ${only}.`;
}

/** Several outputs chosen one by one are often meant so, and the skips of an encoder belong to its decoder. */
function severityOf(cut: CutRecord, graph: ModelGraph): Severity {
  if (cut.form === 'several') return 'information';
  return isEncoder(cut, graph) ? 'information' : 'warning';
}

/** True where what is by-passed is a concatenation behind an upsampling layer: the decoder's half of a U-Net. */
function isEncoder(cut: CutRecord, graph: ModelGraph): boolean {
  const { merge, outputs } = cut.analysis;
  if (merge?.className !== 'Concatenate') return false;
  const from = Math.max(...outputs.map(layer => graph.operations.indexOf(layer)));
  return graph.operations
    .slice(from + 1, graph.operations.indexOf(merge))
    .some(layer => /^(UpSampling|Conv\dDTranspose)/.test(layer.className));
}

function fixesOf(context: RuleContext, cut: CutRecord, access: LayerAccess, graph: ModelGraph): readonly Fix[] {
  if (cut.form === 'several' || access.place.uri !== context.uri) return [];
  const out: Fix[] = [];
  for (const index of [cut.after, cut.before]) {
    const layer = index === undefined ? undefined : graph.layers[index];
    if (index === undefined || layer === undefined) continue;
    const text = rewritten(context, access, index, layer, graph.layers.length);
    if (text !== undefined) out.push({ title: `Cut after ${layer.name}`, edits: [{ place: access.place, text }] });
  }
  return out;
}

/** The choice of the layer in the style the user wrote it. */
function rewritten(
  context: RuleContext,
  access: LayerAccess,
  index: number,
  layer: Layer,
  count: number,
): string | undefined {
  const written = textAt(context, access.place).trim();
  switch (access.how) {
    case 'index':
      return /^-\s*\d+$/.test(written) ? String(index - count) : String(index);
    case 'name': {
      const quote = /^['"`]/.exec(written)?.[0] ?? "'";
      return `${quote}${layer.name}${quote}`;
    }
    case 'slice': {
      const colon = /^([^:]*):\s*(-?)[^:]*$/.exec(written);
      if (colon !== null)
        return `${colon[1] ?? ''}:${colon[2] === '-' && index + 1 < count ? index + 1 - count : index + 1}`;
      const comma = /^(.*),[^,]*$/.exec(written);
      return comma === null ? undefined : `${comma[1] ?? '0'}, ${index + 1}`;
    }
    case 'loop':
      return undefined;
  }
}
