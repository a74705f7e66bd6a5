// The members of the objects and modules of TensorFlow.js. Apart by white space: what the newest version can call, and what else
// there is, attributes and names of earlier versions.

export interface TfjsNames {
  readonly methods: string;
  readonly others: string;
}

export const tfjsMembers: Readonly<Record<'tensor' | 'model' | 'layer', TfjsNames>> = {
  tensor: {
    methods: `
      abs acos acosh add all any argMax argMin array arraySync as1D as2D as3D as4D as5D asScalar asType asin asinh assign atan
      atan2 atanh avgPool batchNorm batchToSpaceND broadcastTo buffer bufferSync bytes cast ceil clipByValue clone concat
      conv1d conv2d conv2dTranspose cos cosh cumsum data dataSync depthToSpace dispose div divNoNan dot elu equal erf exp
      expandDims expm1 fft flatten floor floorDiv gather greater greaterEqual ifft irfft isFinite isInf isNaN leakyRelu less
      lessEqual localResponseNormalization log log1p logSigmoid logSoftmax logSumExp logicalAnd logicalNot logicalOr
      logicalXor matMul max maxPool maximum mean min minimum mod mul neg norm notEqual oneHot onesLike pad pool pow prelu
      print prod reciprocal relu relu6 reshape reshapeAs resizeBilinear resizeNearestNeighbor reverse rfft round rsqrt selu
      separableConv2d sigmoid sign sin sinh slice softmax softplus spaceToBatchND split sqrt square squaredDifference squeeze
      stack step stridedSlice sub sum tan tanh throwIfDisposed tile toBool toFloat toInt toString topk transpose
      unsortedSegmentSum unstack variable where zerosLike
    `,
    others: `
      addStrict batchNormalization dataId depthwiseConv2D divStrict dtype equalStrict get greaterEqualStrict greaterStrict id
      isDisposed isDisposedInternal kept lessEqualStrict lessStrict maximumStrict minimumStrict modStrict mulStrict name
      notEqualStrict powStrict rank rankType shape size squaredDifferenceStrict strides subStrict trainable
    `,
  },
  model: {
    methods: `
      add addInboundNode addLoss addWeight apply assertInputCompatibility assertNotDisposed build buildNodeConversionMap
      calculateLosses call checkNumSamples checkShape checkTrainableWeightsConsistency clearCallHook compile computeMask
      computeOutputShape countParams dispose disposeWeights evaluate evaluateDataset execute fit fitDataset getClassName
      getConfig getDedupedMetricsNames getInputAt getLayer getLossIdentifiers getMetricIdentifiers getNamedWeights
      getNodeAtIndex getOutputAt getTrainingConfig getUserDefinedMetadata getWeights invokeCallHook loadTrainingConfig
      loadWeights makeTestFunction makeTrainFunction pop predict predictLoop predictOnBatch resetStates
      retrieveSymbolicTensors runInternalGraph save setCallHook setFastWeightInitDuringBuild setUserDefinedMetadata setWeights
      standardizeUserData standardizeUserDataXY summary testLoop toJSON trainOnBatch updatedConfig
      warnOnIncompatibleInputShape
    `,
    others: `
      activityRegularizer built collectedTrainableWeights containerNodes fastWeightInitDuringBuild feedInputNames
      feedInputShapes feedLossFns feedOutputNames feedOutputShapes id inboundNodes initialWeights input inputLayers
      inputLayersNodeIndices inputLayersTensorIndices inputNames inputSpec inputs internalContainerRefs internalInputShapes
      internalOutputShapes isOptimizerOwned isTraining layers layersByDepth loss lossFunctions losses metrics metricsNames
      metricsTensors name nodesByDepth nonTrainableWeights optimizer optimizer_ outboundNodes output outputLayers
      outputLayersNodeIndices outputLayersTensorIndices outputNames outputShape outputs stateful stopTraining supportsMasking
      trainable trainableWeights trainable_ updatable updates weights
    `,
  },
  layer: {
    methods: `
      addInboundNode addLoss addWeight apply assertInputCompatibility assertNotDisposed build calculateLosses call
      clearCallHook computeMask computeOutputShape countParams dispose disposeWeights getClassName getConfig getInitialState
      getInputAt getNodeAtIndex getOutputAt getStates getWeights invokeCallHook resetStates setCallHook
      setFastWeightInitDuringBuild setStates setWeights warnOnIncompatibleInputShape
    `,
    others: `
      DEFAULT_ACTIVATION DEFAULT_ALPHA DEFAULT_ALPHA_INITIALIZER DEFAULT_AXIS DEFAULT_BIAS_INITIALIZER
      DEFAULT_DEPTHWISE_INITIALIZER DEFAULT_EMBEDDINGS_INITIALIZER DEFAULT_KERNEL_INITIALIZER DEFAULT_POINTWISE_INITIALIZER
      DEFAULT_RECURRENT_ACTIVATION DEFAULT_RECURRENT_INITIALIZER DEFAULT_SIZE DEFAULT_THETA activation activityRegularizer
      alpha alphaConstraint alphaInitializer alphaRegularizer axes axis backwardLayer batchInputShape betaConstraint
      betaInitializer betaRegularizer bias biasConstraint biasInitializer biasRegularizer built cell cells center
      computeElementwiseOpOutputShape cropping dataFormat depthMultiplier depthwiseConstraint depthwiseInitializer
      depthwiseKernel depthwiseRegularizer dilationRate dims dimsIncludingBatch dropout dropoutMask dtype embeddings
      embeddingsConstraint embeddingsInitializer embeddingsRegularizer epsilon fastWeightInitDuringBuild filters
      fixUnknownDimension forwardLayer gammaConstraint gammaInitializer gammaRegularizer getNoiseShape goBackwards id
      implementation inboundNodes initialWeights input inputDim inputLength inputSpec interpretAxes isUnknown keptStates
      kernel kernelConstraint kernelInitializer kernelRegularizer kernelSize layer losses maskValue maskZero maxValue
      mergeFunction mergeMode momentum movingMeanInitializer movingVarianceInitializer n name noiseShape nonTrainableWeights
      normalize numConstants outboundNodes output outputDim outputShape padding pointwiseConstraint pointwiseInitializer
      pointwiseKernel pointwiseRegularizer poolSize poolingFunction rank rate rateScalar recurrentActivation
      recurrentConstraint recurrentDropout recurrentDropoutMask recurrentInitializer recurrentRegularizer reshapeRequired
      returnSequences returnState scale seed sharedAxes size softmax sparse stateSize stateSpec stateful states states_ stddev
      strides supportsMasking targetShape theta thetaTensor trainable trainableWeights trainable_ unitForgetBias units unroll
      updatable updates useBias weights
    `,
  },
};

/** Modules by their paths; those of layers stand with the names of Keras. */
export const tfjsModuleNames: Readonly<Record<string, TfjsNames>> = {
  tfjs: {
    methods: `
      abs acos acosh add addN all any argMax argMin asin asinh atan atan2 atanh avgPool avgPool3d backend basicLSTMCell
      batchNorm batchNorm2d batchNorm3d batchNorm4d batchToSpaceND bincount bitwiseAnd booleanMaskAsync broadcastArgs
      broadcastTo buffer cast ceil clipByValue clone complex concat concat1d concat2d concat3d concat4d conv1d conv2d
      conv2dTranspose conv3d conv3dTranspose copyRegisteredKernels cos cosh cosineWindow cumprod cumsum customGrad
      denseBincount deprecationWarn depthToSpace depthwiseConv2d deregisterOp diag dilation2d disableDeprecationWarnings
      dispose disposeVariables div divNoNan dot dropout einsum elu enableDebugMode enableProdMode enclosingPowerOfTwo engine
      ensureShape env equal erf euclideanNorm exp expandDims expm1 eye fft fill findBackend findBackendFactory floor floorDiv
      forceHalfFloat gather gatherND getBackend getGradient getKernel getKernelsForBackend grad grads greater greaterEqual
      ifft imag inTopKAsync input irfft isFinite isInf isNaN keep leakyRelu less lessEqual linspace loadGraphModel
      loadGraphModelSync loadLayersModel localResponseNormalization log log1p logSigmoid logSoftmax logSumExp logicalAnd
      logicalNot logicalOr logicalXor lowerBound matMul max maxPool maxPool3d maxPoolWithArgmax maximum mean memory meshgrid
      min minimum mirrorPad mod model moments movingAverage mul multiRNNCell multinomial neg nextFrame norm notEqual oneHot
      ones onesLike op outerProduct pad pad1d pad2d pad3d pad4d pool pow prelu print prod profile raggedGather raggedRange
      raggedTensorToTensor rand randomGamma randomNormal randomStandardNormal randomUniform randomUniformInt range ready real
      reciprocal registerBackend registerCallbackConstructor registerGradient registerKernel registerOp relu relu6
      removeBackend reshape reverse reverse1d reverse2d reverse3d reverse4d rfft round rsqrt scalar scatterND searchSorted
      selu separableConv2d sequential setBackend setPlatform setWebGLContext setdiff1dAsync sigmoid sign sin sinh slice
      slice1d slice2d slice3d slice4d softmax softplus spaceToBatchND sparseToDense split sqrt square squaredDifference
      squeeze stack step stridedSlice sub sum sumOutType tan tanh tensor tensor1d tensor2d tensor3d tensor4d tensor5d tensor6d
      tensorScatterUpdate tidy tile time topk train transpose truncatedNormal unique unregisterGradient unregisterKernel
      unsortedSegmentSum unstack upcastType upperBound valueAndGrad valueAndGrads variable variableGrads where whereAsync
      zeros zerosLike
    `,
    others: `
      Abs Acos Acosh AdadeltaOptimizer AdagradOptimizer AdamOptimizer AdamaxOptimizer Add AddN All Any ArgMax ArgMin Asin
      Asinh Atan Atan2 Atanh AvgPool AvgPool3D AvgPool3DGrad AvgPoolGrad BatchMatMul BatchToSpaceND Bincount BitwiseAnd
      BroadcastArgs BroadcastTo Callback CallbackList Cast Ceil ClipByValue Complex ComplexAbs Concat Conv2D
      Conv2DBackpropFilter Conv2DBackpropInput Conv3D Conv3DBackpropFilterV2 Conv3DBackpropInputV2 Cos Cosh CropAndResize
      Cumprod Cumsum CustomCallback DataStorage DenseBincount DepthToSpace DepthwiseConv2dNative
      DepthwiseConv2dNativeBackpropFilter DepthwiseConv2dNativeBackpropInput Diag Dilation2D Dilation2DBackpropFilter
      Dilation2DBackpropInput Div Draw ENV EarlyStopping Einsum Elu EluGrad Environment Equal Erf Exp ExpandDims Expm1 FFT
      Fill FlipLeftRight Floor FloorDiv FromPixels FrozenModel FrozenModelJSON FusedBatchNorm FusedConv2D FusedDepthwiseConv2D
      GPGPUContext GatherNd GatherV2 GraphModel Greater GreaterEqual History IFFT Identity Imag InputSpec IsFinite IsInf IsNan
      KernelBackend LRN LRNGrad LayerVariable LayersModel LeakyRelu Less LessEqual LinSpace Log Log1p LogSoftmax LogicalAnd
      LogicalNot LogicalOr LogicalXor LowerBound MathBackendCPU MathBackendWebGL MatrixBandPart Max MaxPool MaxPool3D
      MaxPool3DGrad MaxPoolGrad MaxPoolWithArgmax Maximum Mean Min Minimum MirrorPad Mod Model MomentumOptimizer Multinomial
      Multiply Neg NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5 NotEqual OP_SCOPE_SUFFIX OneHot OnesLike
      Optimizer OptimizerConstructors Pack PadV2 Pool Pow Prelu Prod RMSPropOptimizer RNN RaggedGather RaggedRange
      RaggedTensorToTensor Range Rank Real RealDiv Reciprocal Reduction Relu Relu6 Reshape ResizeBilinear ResizeBilinearGrad
      ResizeNearestNeighbor ResizeNearestNeighborGrad Reverse RotateWithOffset Round Rsqrt SGDOptimizer ScatterNd SearchSorted
      Select Selu Sequential Sigmoid Sign Sin Sinh Slice Softmax Softplus SpaceToBatchND SparseFillEmptyRows SparseReshape
      SparseSegmentMean SparseSegmentSum SparseToDense SplitV Sqrt Square SquaredDifference StaticRegexReplace Step
      StridedSlice StringNGrams StringSplit StringToHashBucketFast Sub Sum SymbolicTensor Tan Tanh Tensor TensorBuffer
      TensorScatterUpdate Tile TopK Transform Transpose Unique Unpack UnsortedSegmentSum UpperBound Variable ZerosLike
      addStrict backend_util batchNormalization batchNormalization2d batchNormalization3d batchNormalization4d broadcast_util
      browser callbacks constraints conv2dDerFilter data device_util divStrict environment equalStrict frame fromPixels fused
      gather_util gpgpu_util greaterEqualStrict greaterStrict hammingWindow hannWindow image initializers io kernel_impls
      layers lessEqualStrict lessStrict linalg loadFrozenModel loadModel loadTfHubModule losses math maximumStrict metrics
      minimumStrict modStrict models mulStrict notEqualStrict powStrict regularizers scatter_util serialization shared signal
      slice_util sparse spectral squaredDifferenceStrict stft string subStrict tensor_util test_util toPixels util version
      version_converter version_core version_cpu version_layers version_webgl webgl webgl_util node tflite automl webgl wasm
      webgpu vis
    `,
  },
  'tfjs.data': {
    methods: `
      CSVDataset Dataset FileDataSource TextLineDataset URLDataSource array csv func generator microphone webcam zip
    `,
    others: `
      version_data
    `,
  },
  'tfjs.browser': {
    methods: `
      draw fromPixels fromPixelsAsync toPixels
    `,
    others: ``,
  },
  'tfjs.io': {
    methods: `
      CompositeArrayBuffer browserFiles browserHTTPRequest concatenateArrayBuffers copyModel decodeWeights decodeWeightsStream
      encodeWeights fromMemory fromMemorySync getLoadHandlers getModelArtifactsForJSON getModelArtifactsForJSONSync
      getModelArtifactsInfoForJSON getSaveHandlers getWeightSpecs http isHTTPScheme listModels loadWeights moveModel
      registerLoadRouter registerSaveRouter removeModel weightsLoaderFactory withSaveHandler withSaveHandlerSync
    `,
    others: ``,
  },
  'tfjs.util': {
    methods: `
      arraysEqual arraysEqualWithNull assert assertNonNegativeIntegerDimensions assertNonNull assertShapesMatch
      bytesFromStringArray bytesPerElement checkConversionForErrors clamp computeStrides convertBackendValuesAndArrayBuffer
      createScalarValue createShuffledIndices decodeString distSquared encodeString fetch fingerPrint64 flatten
      getArrayFromDType getTypedArrayFromDType hasEncodingLoss hexToLong indexToLoc inferDtype inferFromImplicitShape
      isBoolean isFunction isInt isNumber isPromise isScalarShape isString isTypedArray isValidDtype locToIndex
      makeOnesTypedArray makeZerosNestedTypedArray makeZerosTypedArray nearestDivisor nearestLargerEven now parseAxisParam
      randUniform repeatedTry rightPad shuffle shuffleCombo sizeFromShape sizeToSquarishShape squeezeShape sum swap tanh
      toNestedArray toTypedArray
    `,
    others: `
      checkComputationForErrors monitorPromisesProgress
    `,
  },
  'tfjs.image': {
    methods: `
      cropAndResize flipLeftRight grayscaleToRGB nonMaxSuppression nonMaxSuppressionAsync nonMaxSuppressionPadded
      nonMaxSuppressionPaddedAsync nonMaxSuppressionWithScore nonMaxSuppressionWithScoreAsync resizeBilinear
      resizeNearestNeighbor rgbToGrayscale rotateWithOffset threshold transform
    `,
    others: ``,
  },
  'tfjs.linalg': {
    methods: `
      bandPart gramSchmidt qr
    `,
    others: ``,
  },
  'tfjs.losses': {
    methods: `
      absoluteDifference computeWeightedLoss cosineDistance hingeLoss huberLoss logLoss meanSquaredError sigmoidCrossEntropy
      softmaxCrossEntropy
    `,
    others: `
      Reduction
    `,
  },
  'tfjs.train': {
    methods: `
      adadelta adagrad adam adamax momentum rmsprop sgd
    `,
    others: ``,
  },
  'tfjs.constraints': {
    methods: `
      maxNorm minMaxNorm nonNeg unitNorm
    `,
    others: ``,
  },
  'tfjs.initializers': {
    methods: `
      constant glorotNormal glorotUniform heNormal heUniform identity leCunNormal leCunUniform ones orthogonal randomNormal
      randomUniform truncatedNormal varianceScaling zeros
    `,
    others: ``,
  },
  'tfjs.metrics': {
    methods: `
      MAPE MSE binaryAccuracy binaryCrossentropy categoricalAccuracy categoricalCrossentropy cosineProximity mape
      meanAbsoluteError meanAbsolutePercentageError meanSquaredError mse precision r2Score recall sparseCategoricalAccuracy
    `,
    others: ``,
  },
  'tfjs.regularizers': {
    methods: `
      l1 l1l2 l2
    `,
    others: ``,
  },
  'tfjs.signal': {
    methods: `
      frame hammingWindow hannWindow stft
    `,
    others: ``,
  },
};
