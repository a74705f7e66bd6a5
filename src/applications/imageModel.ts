// The usual image model: checks, an input, a trunk of convolutions, and a head. Families differ in their trunks.

import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import type { CheckWords } from './checks.ts';
import { type Application, defineApplication } from './define.ts';
import { beginImage, endImage, type ImageStart, imageParams, nameParam } from './image.ts';
import type { ImageSizes } from './inputShape.ts';
import type { LayerArguments, Network } from './network.ts';

export interface ImageModelRecord {
  readonly name: string;
  readonly module: string;
  readonly doc: string;
  readonly modelName: string;
  readonly sizes: ImageSizes;
  readonly words: CheckWords;
  /** Whether the pooling layers without a classifier have names of their own. */
  readonly pools: 'named' | 'unnamed';
  /** The features of the images. Unknown where its layers depend on what is not known. */
  trunk(net: Network, input: PlanTensor, start: ImageStart): PlanTensor | Unknown;
  /** What comes before the classifier; global average pooling unless said otherwise. */
  beforeClassifier?(net: Network, features: PlanTensor): PlanTensor;
  /** Further arguments of the classifier. */
  readonly classifier?: LayerArguments;
}

/** Makes the model function of a family that takes the usual arguments. */
export function defineImageModel(record: ImageModelRecord): Application {
  const { name, module, doc, modelName, sizes, words, pools, beforeClassifier, classifier } = record;
  return defineApplication({
    name,
    module,
    doc,
    params: { ...imageParams, ...nameParam(modelName) },
    network(context) {
      const { net } = context;
      const start = beginImage(context, sizes, words);
      if (start === undefined || isUnknown(start)) return start;
      const features = record.trunk(net, start.input, start);
      if (isUnknown(features)) return features;
      const output = endImage(context, start, features, {
        pools,
        ...(classifier === undefined ? {} : { classifier }),
        ...(beforeClassifier === undefined
          ? {}
          : { beforeClassifier: (tensor: PlanTensor) => beforeClassifier(net, tensor) }),
      });
      return output === undefined || isUnknown(output) ? output : { input: start.input, output };
    },
  });
}
