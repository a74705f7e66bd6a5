// NASNet, mobile and large: cells found by search, each of which gets the outputs of the two cells before it.

import { type ConfigValue, isConfigList, printConfig } from '../layers/config.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, refuse, weightsWords } from './checks.ts';
import { type Application, defineApplication } from './define.ts';
import { checkImage, endImage, imageParams, nameParam } from './image.ts';
import { imageShape } from './inputShape.ts';
import { adjusted, batchNorm, convolution, relu, separable } from './nasnetLayers.ts';
import type { Network } from './network.ts';
import { strideTwoPadding } from './scaling.ts';

const classesWords = 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000';
const words: CheckWords = {
  weights: { keras3: weightsWords('.'), keras2: weightsWords('.') },
  classes: { keras3: classesWords, keras2: classesWords },
};

const { include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation } = imageParams;

const params = {
  input_shape,
  include_top,
  weights,
  input_tensor,
  pooling,
  classes,
  classifier_activation,
};

/** A cell's inputs: what the cell before gave, and what the one before that gave (none at the first cell). */
interface Ends {
  readonly current: PlanTensor;
  readonly previous: PlanTensor | undefined;
}

interface Cell {
  readonly filters: number;
  readonly id: string;
}

function pool(net: Network, input: PlanTensor, kind: 'Average' | 'Max', strides: 1 | 2, name: string): PlanTensor {
  const padding = strides === 1 ? 'same' : 'valid';
  return net.call(`${kind}Pooling2D`, input, { pool_size: [3, 3], strides: [strides, strides], padding, name });
}

/** The narrowed output of the cell before. */
function narrowed(net: Network, input: PlanTensor, { filters, id }: Cell, kind: 'normal' | 'reduction'): PlanTensor {
  const x = convolution(net, relu(net, input), filters, `${kind}_conv_1_${id}`);
  return batchNorm(net, x, `${kind}_bn_1_${id}`);
}

function normalCell(net: Network, { current, previous }: Ends, cell: Cell): Ends | Unknown {
  const { filters, id } = cell;
  const p = adjusted(net, previous, current, cell);
  if (isUnknown(p)) return p;
  const h = narrowed(net, current, cell, 'normal');
  const branch = (input: PlanTensor, kernel: 3 | 5, side: string): PlanTensor =>
    separable(net, input, { filters, kernel, strides: 1, id: `normal_${side}_${id}` });
  const add = (tensors: readonly PlanTensor[], at: number): PlanTensor =>
    net.call('Add', tensors, { name: `normal_add_${at}_${id}` });
  const sums = [
    add([branch(h, 5, 'left1'), branch(p, 3, 'right1')], 1),
    add([branch(p, 5, 'left2'), branch(p, 3, 'right2')], 2),
    add([pool(net, h, 'Average', 1, `normal_left3_${id}`), p], 3),
    add([pool(net, p, 'Average', 1, `normal_left4_${id}`), pool(net, p, 'Average', 1, `normal_right4_${id}`)], 4),
    add([branch(h, 3, 'left5'), h], 5),
  ];
  return {
    current: net.call('Concatenate', [p, ...sums], { axis: -1, name: `normal_concat_${id}` }),
    previous: current,
  };
}

function reductionCell(net: Network, { current, previous }: Ends, cell: Cell): Ends | Unknown {
  const { filters, id } = cell;
  const p = adjusted(net, previous, current, cell);
  if (isUnknown(p)) return p;
  const h = narrowed(net, current, cell, 'reduction');
  const padded = net.call('ZeroPadding2D', h, {
    padding: strideTwoPadding(h, 3),
    name: `reduction_pad_1_${id}`,
  });
  const branch = (input: PlanTensor, kernel: 5 | 7, side: string): PlanTensor =>
    separable(net, input, { filters, kernel, strides: 2, id: `reduction_${side}_${id}` });
  const first = net.call('Add', [branch(h, 5, 'left1'), branch(p, 7, 'right1')], { name: `reduction_add_1_${id}` });
  const left2 = pool(net, padded, 'Max', 2, `reduction_left2_${id}`);
  const second = net.call('Add', [left2, branch(p, 7, 'right2')], { name: `reduction_add_2_${id}` });
  const left3 = pool(net, padded, 'Average', 2, `reduction_left3_${id}`);
  const third = net.call('Add', [left3, branch(p, 5, 'right3')], { name: `reduction_add3_${id}` });
  const fourth = net.call('Add', [second, pool(net, first, 'Average', 1, `reduction_left4_${id}`)]);
  const left5 = separable(net, first, { filters, kernel: 3, strides: 1, id: `reduction_left4_${id}` });
  const right5 = pool(net, padded, 'Max', 2, `reduction_right5_${id}`);
  const fifth = net.call('Add', [left5, right5], { name: `reduction_add4_${id}` });
  const joined = [second, third, fourth, fifth];
  return { current: net.call('Concatenate', joined, { axis: -1, name: `reduction_concat_${id}` }), previous: current };
}

interface Variant {
  readonly form: 'Mobile' | 'Large';
  readonly size: number;
  readonly filters: number;
  /** Normal cells of each of the three groups. */
  readonly blocks: number;
  readonly stem: number;
  /** Whether the cells behind a reduction look past it. */
  readonly skipsReduction: boolean;
}

function trunk(net: Network, input: PlanTensor, variant: Variant): PlanTensor | Unknown {
  const { filters, blocks } = variant;
  let x = net.call('Conv2D', input, {
    filters: variant.stem,
    kernel_size: [3, 3],
    strides: [2, 2],
    padding: 'valid',
    use_bias: false,
    name: 'stem_conv1',
    kernel_initializer: 'he_normal',
  });
  x = batchNorm(net, x, 'stem_bn1');
  let ends: Ends | Unknown = { current: x, previous: undefined };
  const go = (cell: typeof normalCell, width: number, id: string): void => {
    if (!isUnknown(ends)) ends = cell(net, ends, { filters: width, id });
  };
  go(reductionCell, Math.floor(filters / 4), 'stem_1');
  go(reductionCell, Math.floor(filters / 2), 'stem_2');
  for (let group = 0; group < 3; group++) {
    const width = filters * 2 ** group;
    if (group > 0) {
      const before: Ends | Unknown = ends;
      go(reductionCell, width, `reduce_${group * blocks}`);
      if (variant.skipsReduction && !isUnknown(ends) && !isUnknown(before))
        ends = { current: (ends as Ends).current, previous: before.previous };
    }
    for (let i = 0; i < blocks; i++) go(normalCell, width, String(group * blocks + i + (group > 0 ? 1 : 0)));
  }
  return isUnknown(ends) ? ends : relu(net, (ends as Ends).current);
}

function defineNasNet(variant: Variant): Application {
  const { form, size, filters } = variant;
  return defineApplication({
    name: `NASNet${form}`,
    module: 'nasnet',
    doc: `NASNet${form}: three groups of ${variant.blocks} normal cells with reduction cells between them, made for images of ${size} x ${size}; ${24 * filters} channels at the end, 32 times smaller than the image.`,
    params: { ...params, ...nameParam(form === 'Mobile' ? 'nasnet_mobile' : 'nasnet_large', 'NASNet') },
    network(context) {
      const { config, net, listShape, problem } = context;
      const start = checkImage(context, words);
      if (start === undefined || isUnknown(start)) return start;
      const usual: ConfigValue = [size, size, 3];
      const given = form === 'Mobile' && !start.top && config.input_shape === null ? usual : config.input_shape;
      // Only a tuple is looked at.
      if (start.weights === 'imagenet' && !listShape && isConfigList(given) && given.includes(null)) {
        const runtime = `When specifying the input shape of a NASNet and loading \`ImageNet\` weights, the input_shape argument must be static (no None entries). Got: \`input_shape=${printConfig(given)}\`.`;
        const says = 'with ImageNet weights every size of `input_shape` must be given';
        return refuse(problem, 'input_shape', says, { keras3: runtime, keras2: runtime });
      }
      const shape = imageShape({ ...start, given, listShape, problem }, { usual: size, smallest: 32 });
      if (shape === undefined) return undefined;
      const input = context.inputTensor ?? net.input(shape);
      const features = trunk(net, input, variant);
      if (isUnknown(features)) return features;
      const output = endImage(context, start, features, {
        pools: 'unnamed',
        beforeClassifier: tensor => net.call('GlobalAveragePooling2D', tensor),
      });
      return output === undefined || isUnknown(output) ? output : { input, output };
    },
  });
}

export default [
  defineNasNet({ form: 'Mobile', size: 224, filters: 44, blocks: 4, stem: 32, skipsReduction: false }),
  defineNasNet({ form: 'Large', size: 331, filters: 168, blocks: 6, stem: 96, skipsReduction: true }),
];
