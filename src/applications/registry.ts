// Every model function of keras.applications.

import convnext from './convnext.ts';
import type { Application } from './define.ts';
import densenet from './densenet.ts';
import efficientnet from './efficientnet.ts';
import efficientnetV2 from './efficientnetV2.ts';
import inceptionResnetV2 from './inceptionResnetV2.ts';
import inceptionV3 from './inceptionV3.ts';
import mobilenet from './mobilenet.ts';
import mobilenetV2 from './mobilenetV2.ts';
import mobilenetV3 from './mobilenetV3.ts';
import nasnet from './nasnet.ts';
import regnet from './regnet.ts';
import resnet from './resnet.ts';
import resnetRs from './resnetRs.ts';
import vgg from './vgg.ts';
import xception from './xception.ts';

/** All model functions. */
export const allApplications: readonly Application[] = [
  ...resnet,
  ...vgg,
  ...inceptionV3,
  ...inceptionResnetV2,
  ...xception,
  ...densenet,
  ...mobilenet,
  ...mobilenetV2,
  ...mobilenetV3,
  ...efficientnet,
  ...efficientnetV2,
  ...nasnet,
  ...convnext,
  ...regnet,
  ...resnetRs,
];
