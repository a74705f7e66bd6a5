// Every rule there is.

import type { Rule } from './rule.ts';
import { applicationArgument } from './rules/applicationArgument.ts';
import { argumentValue } from './rules/argumentValue.ts';
import { attentionShape } from './rules/attentionShape.ts';
import { axisMismatch } from './rules/axisMismatch.ts';
import { batchAxisIndex } from './rules/batchAxisIndex.ts';
import { callValue } from './rules/callValue.ts';
import { droppedBranch } from './rules/droppedBranch.ts';
import { duplicateLayerName } from './rules/duplicateLayerName.ts';
import { emptyOutput } from './rules/emptyOutput.ts';
import { graphDisconnected } from './rules/graphDisconnected.ts';
import { ignoredArgument } from './rules/ignoredArgument.ts';
import { layerNotCalled } from './rules/layerNotCalled.ts';
import { layersPop } from './rules/layersPop.ts';
import { linearisedLayers } from './rules/linearisedLayers.ts';
import { listAsTensor } from './rules/listAsTensor.ts';
import { matmulShape } from './rules/matmulShape.ts';
import { mergeNeedsList } from './rules/mergeNeedsList.ts';
import { mergeShape } from './rules/mergeShape.ts';
import { missingArgument } from './rules/missingArgument.ts';
import { nestedGraphTensor } from './rules/nestedGraphTensor.ts';
import { noInputShape } from './rules/noInputShape.ts';
import { passthroughOutput } from './rules/passthroughOutput.ts';
import { rankMismatch } from './rules/rankMismatch.ts';
import { reshapeSize } from './rules/reshapeSize.ts';
import { stackedRnn } from './rules/stackedRnn.ts';
import { symbolicValue } from './rules/symbolicValue.ts';
import { undefinedAxis } from './rules/undefinedAxis.ts';
import { unknownArgument } from './rules/unknownArgument.ts';
import { unknownLayer } from './rules/unknownLayer.ts';
import { unknownName } from './rules/unknownName.ts';
import { unknownRule } from './rules/unknownRule.ts';

export const allRules: readonly Rule[] = [
  applicationArgument,
  argumentValue,
  attentionShape,
  axisMismatch,
  batchAxisIndex,
  callValue,
  droppedBranch,
  duplicateLayerName,
  emptyOutput,
  graphDisconnected,
  ignoredArgument,
  layerNotCalled,
  layersPop,
  linearisedLayers,
  listAsTensor,
  matmulShape,
  mergeNeedsList,
  mergeShape,
  missingArgument,
  nestedGraphTensor,
  noInputShape,
  passthroughOutput,
  rankMismatch,
  reshapeSize,
  stackedRnn,
  symbolicValue,
  undefinedAxis,
  unknownArgument,
  unknownLayer,
  unknownName,
  unknownRule,
];
