// Every rule there is.

import type { Rule } from './rule.ts';
import { applicationArgument } from './rules/applicationArgument.ts';
import { argumentValue } from './rules/argumentValue.ts';
import { attentionShape } from './rules/attentionShape.ts';
import { axisMismatch } from './rules/axisMismatch.ts';
import { batchAxisIndex } from './rules/batchAxisIndex.ts';
import { biasBeforeBatchNormalization } from './rules/biasBeforeBatchNormalization.ts';
import { callValue } from './rules/callValue.ts';
import { constantInitializer } from './rules/constantInitializer.ts';
import { dataDtype } from './rules/dataDtype.ts';
import { dropoutBeforeBatchNormalization } from './rules/dropoutBeforeBatchNormalization.ts';
import { droppedBranch } from './rules/droppedBranch.ts';
import { duplicateLayerName } from './rules/duplicateLayerName.ts';
import { emptyOutput } from './rules/emptyOutput.ts';
import { graphDisconnected } from './rules/graphDisconnected.ts';
import { ignoredArgument } from './rules/ignoredArgument.ts';
import { inputCount } from './rules/inputCount.ts';
import { inputData } from './rules/inputData.ts';
import { inputTooSmall } from './rules/inputTooSmall.ts';
import { lambdaShape } from './rules/lambdaShape.ts';
import { largeDropout } from './rules/largeDropout.ts';
import { layerNotCalled } from './rules/layerNotCalled.ts';
import { layersPop } from './rules/layersPop.ts';
import { learningRate } from './rules/learningRate.ts';
import { linearisedLayers } from './rules/linearisedLayers.ts';
import { listAsTensor } from './rules/listAsTensor.ts';
import { lossActivation } from './rules/lossActivation.ts';
import { lossHead } from './rules/lossHead.ts';
import { matmulShape } from './rules/matmulShape.ts';
import { mergeNeedsList } from './rules/mergeNeedsList.ts';
import { mergeShape } from './rules/mergeShape.ts';
import { missingArgument } from './rules/missingArgument.ts';
import { missingFlatten } from './rules/missingFlatten.ts';
import { missingNonlinearity } from './rules/missingNonlinearity.ts';
import { nestedGraphTensor } from './rules/nestedGraphTensor.ts';
import { noInputShape } from './rules/noInputShape.ts';
import { noLoss } from './rules/noLoss.ts';
import { notCompiled } from './rules/notCompiled.ts';
import { passthroughOutput } from './rules/passthroughOutput.ts';
import { rankMismatch } from './rules/rankMismatch.ts';
import { reshapeSize } from './rules/reshapeSize.ts';
import { sampleCount } from './rules/sampleCount.ts';
import { silentBroadcast } from './rules/silentBroadcast.ts';
import { singleInputLayer } from './rules/singleInputLayer.ts';
import { softmaxOnOneUnit } from './rules/softmaxOnOneUnit.ts';
import { stackedActivations } from './rules/stackedActivations.ts';
import { stackedRnn } from './rules/stackedRnn.ts';
import { symbolicValue } from './rules/symbolicValue.ts';
import { targetData } from './rules/targetData.ts';
import { undefinedAxis } from './rules/undefinedAxis.ts';
import { unknownArgument } from './rules/unknownArgument.ts';
import { unknownLayer } from './rules/unknownLayer.ts';
import { unknownName } from './rules/unknownName.ts';
import { unknownRule } from './rules/unknownRule.ts';
import { unnormalisedData } from './rules/unnormalisedData.ts';

export const allRules: readonly Rule[] = [
  applicationArgument,
  argumentValue,
  attentionShape,
  axisMismatch,
  batchAxisIndex,
  biasBeforeBatchNormalization,
  callValue,
  constantInitializer,
  dataDtype,
  dropoutBeforeBatchNormalization,
  droppedBranch,
  duplicateLayerName,
  emptyOutput,
  graphDisconnected,
  ignoredArgument,
  inputCount,
  inputData,
  inputTooSmall,
  lambdaShape,
  largeDropout,
  layerNotCalled,
  layersPop,
  learningRate,
  linearisedLayers,
  listAsTensor,
  lossActivation,
  lossHead,
  matmulShape,
  mergeNeedsList,
  mergeShape,
  missingArgument,
  missingFlatten,
  missingNonlinearity,
  nestedGraphTensor,
  noInputShape,
  noLoss,
  notCompiled,
  passthroughOutput,
  rankMismatch,
  reshapeSize,
  sampleCount,
  silentBroadcast,
  singleInputLayer,
  softmaxOnOneUnit,
  stackedActivations,
  stackedRnn,
  symbolicValue,
  targetData,
  undefinedAxis,
  unknownArgument,
  unknownLayer,
  unknownName,
  unknownRule,
  unnormalisedData,
];
