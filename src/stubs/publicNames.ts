// The names that modules of Keras and TensorFlow.js have: what each release of Keras 3 exports, what `tf.keras` adds to it, what
// Keras 2 and 1 had beside. Only modules are here whose names are known in full, whatever their version.

/** Names of a module, each list in alphabetical order. */
export interface ModuleNames {
  /** In Keras 3 and before. */
  readonly both: string;
  /** In Keras 3 alone. */
  readonly keras3?: string;
  /** In Keras 3 only where the module is reached through TensorFlow; in Keras 2 as well. */
  readonly tf?: string;
  /** Before Keras 3 alone; this list may name more than there was. */
  readonly keras2?: string;
}

/** By the canonical path of the module. */
export const kerasNames: Readonly<Record<string, ModuleNames>> = {
  keras: {
    both: `
      Input Model Sequential activations api applications backend callbacks constraints datasets export initializers
      layers legacy losses metrics mixed_precision models optimizers preprocessing regularizers saving src utils
      wrappers
    `,
    keras3: `
      AbsMaxQuantizer DTypePolicy FloatDTypePolicy Function Initializer InputSpec KerasTensor Layer Loss Metric
      Operation Optimizer QuantizedDTypePolicy Quantizer Regularizer RematScope StatelessScope SymbolicScope
      Variable config device distillation distribution dtype_policies name_scope ops quantizers random remat src
      tree version visualization
    `,
    keras2: `
      activations_test api backend_config backend_config_test backend_test benchmarks callbacks_test callbacks_v1
      callbacks_v1_test combinations combinations_test constraints_test distribute dtensor engine estimator
      experimental feature_column initializations integration_test keras_parameterized keras_parameterized_test
      legacy_tf_layers losses_test metrics_confusion_matrix_test metrics_correctness_test metrics_functional_test
      metrics_test models_test objectives optimizer_v1 optimizer_v2 optimizers_test premade premade_models
      regularizers_test testing_infra testing_utils tests tools type
    `,
  },
  'keras.layers': {
    both: `
      Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D
      AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D BatchNormalization Bidirectional
      CategoryEncoding CenterCrop Concatenate Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose
      ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D Convolution1DTranspose Convolution2D Convolution2DTranspose
      Convolution3D Convolution3DTranspose Cropping1D Cropping2D Cropping3D Dense DepthwiseConv1D DepthwiseConv2D
      Discretization Dot Dropout ELU EinsumDense Embedding Flatten GRU GRUCell GaussianDropout GaussianNoise
      GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D
      GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D GlobalMaxPooling1D GlobalMaxPooling2D
      GlobalMaxPooling3D GroupNormalization HashedCrossing Hashing Identity Input InputLayer InputSpec IntegerLookup
      LSTM LSTMCell Lambda Layer LayerNormalization LeakyReLU Masking MaxPool1D MaxPool2D MaxPool3D MaxPooling1D
      MaxPooling2D MaxPooling3D Maximum Minimum MultiHeadAttention Multiply Normalization PReLU Permute RNN
      RandomBrightness RandomContrast RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom ReLU
      RepeatVector Rescaling Reshape Resizing SeparableConv1D SeparableConv2D SeparableConvolution1D
      SeparableConvolution2D SimpleRNN SimpleRNNCell Softmax SpatialDropout1D SpatialDropout2D SpatialDropout3D
      SpectralNormalization StackedRNNCells StringLookup Subtract TextVectorization TimeDistributed
      UnitNormalization UpSampling1D UpSampling2D UpSampling3D Wrapper ZeroPadding1D ZeroPadding2D ZeroPadding3D add
      average concatenate deserialize dot maximum minimum multiply serialize subtract
    `,
    keras3: `
      AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D
      AdaptiveMaxPooling2D AdaptiveMaxPooling3D AugMix AutoContrast ContrastLimitedAdaptiveHistogramEqualization
      CutMix Equalization FlaxLayer GroupQueryAttention JaxLayer MaxNumBoundingBoxes MelSpectrogram MixUp Pipeline
      RMSNormalization RandAugment RandomColorDegeneration RandomColorJitter RandomElasticTransform RandomErasing
      RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization
      RandomSaturation RandomSharpness RandomShear ReversibleEmbedding STFTSpectrogram Solarization TFSMLayer
      TernaryDense TorchModuleWrapper
    `,
    tf: `
      RandomHeight RandomWidth ThresholdedReLU
    `,
    keras2: `
      AbstractRNNCell AtrousConv1D AtrousConv2D AtrousConvolution1D AtrousConvolution2D Container ConvLSTM2DCell
      ConvRNN2D ConvRecurrent2D CuDNNGRU CuDNNLSTM Deconv2D Deconvolution2D Deconvolution3D DenseFeatures
      GeneratorEnqueuer H5Dict Highway K LocallyConnected1D LocallyConnected2D MaxoutDense Merge Model Network Node
      OrderedDict OrderedEnqueuer ParametricSoftplus Progbar Recurrent SReLU Sequence Sequential
      TimeDistributedDense absolute_import activation activations add_weight_args_preprocessing advanced_activations
      advanced_activations_test allow_read_from_gcs allow_write_to_gcs ask_to_proceed_with_overwrite attention
      base_layer base_layer_test base_layer_utils base_layer_utils_test base_layer_v1 base_preprocessing_layer
      base_preprocessing_layer_test batch_shuffle batchnorm_args_preprocessor call_metric_function cbks
      check_array_length_consistency check_array_lengths check_generator_arguments
      check_loss_and_target_compatibility check_num_samples collect_metrics collect_per_output_metric_info
      compile_utils compile_utils_test constraints control_flow_test conv1d_args_preprocessor
      conv2d_args_preprocessor conv3d_args_preprocessor conv_input_length conv_output_length conv_utils
      convlstm2d_args_preprocessor convolutional convolutional_recurrent convolutional_recurrent_test
      convolutional_test convolutional_transpose_test core core_test correctness_test count_params cudnn_recurrent
      cudnn_recurrent_test cudnn_rnn_ops data_adapter data_adapter_test deconv2d_args_preprocessor
      deferred_sequential_test dense_attention dense_attention_test deserialize_keras_object deserialize_layer
      disable_tracking disable_v2_dtype_behavior division einsum_dense einsum_dense_test
      embedding_kwargs_preprocessor embeddings embeddings_test enable_v2_dtype_behavior evaluate_generator
      experimental feature_columns_integration_test fit_generator fit_loop func_dump func_load functional
      functional_test functional_utils functional_utils_test generate_legacy_interface
      generate_legacy_method_interface generator_methods_args_preprocessor generic_utils get_from_module
      get_input_shape_and_dtype get_loss_function get_metric_function get_metric_name
      get_output_sample_weight_and_mode get_source_inputs get_static_batch_size get_updates_arg_preprocessing
      gru_test gru_v2_test h5dict has_arg initializations initializers input_layer input_layer_test input_spec
      input_spec_test interfaces is_all_none is_generator_or_sequence is_sequence issparse iter_sequence_infinite
      keras_tensor keras_tensor_test keras_version kernelized kernelized_test layer_from_config layer_module layers
      layers_test legacy_add_weight_support legacy_batchnorm_support legacy_conv1d_support legacy_conv2d_support
      legacy_conv3d_support legacy_convlstm2d_support legacy_cropping2d_support legacy_cropping3d_support
      legacy_deconv2d_support legacy_dense_support legacy_dropout_support legacy_embedding_support
      legacy_gaussiandropout_support legacy_gaussiannoise_support legacy_generator_methods_support
      legacy_get_updates_support legacy_global_pooling_support legacy_input_support legacy_lambda_support
      legacy_model_constructor_support legacy_pooling1d_support legacy_pooling2d_support legacy_pooling3d_support
      legacy_prelu_support legacy_recurrent_support legacy_rnn legacy_separable_conv2d_support
      legacy_sequential_layers legacy_spatialdropout1d_support legacy_spatialdropoutNd_support
      legacy_upsampling1d_support legacy_upsampling2d_support legacy_upsampling3d_support
      legacy_zeropadding2d_support legacy_zeropadding3d_support load_attributes_from_hdf5_group
      load_from_binary_h5py load_model load_weights_from_hdf5_group load_weights_from_hdf5_group_by_name local
      local_test locally_connected losses losses_utils lstm_args_preprocessor lstm_test lstm_v2_test make_batches
      merge merge_test merging metrics metrics_module model_from_config model_from_json model_from_yaml models
      multi_head_attention multi_head_attention_test namedtuple needs_legacy_support network node node_test noise
      noise_test normalization object_list_uid objectives optimizers partial_batch_padding_handler pickle_model
      pooling pooling_test predict_generator predict_loop prepare_loss_functions prepare_loss_weights
      prepare_sample_weights preprocess_weights_for_loading preprocessing print_function print_layer_summary
      print_summary ragged_keras_tensor_test raise_duplicate_arg_error recurrent recurrent_args_preprocessor
      recurrent_test recurrent_v2 recurrent_v2_test regularization regularizers reshaping rnn rnn_cell_wrapper_v2
      rnn_cell_wrapper_v2_test save_attributes_to_hdf5_group save_model save_to_binary_h5py
      save_weights_to_hdf5_group saving separable_conv2d_args_preprocessor separable_convolutional_test sequential
      sequential_test serialization serialization_test should_run_validation simplernn_test slice_X slice_arrays
      standardize_class_weights standardize_input_data standardize_sample_or_class_weights
      standardize_sample_weights standardize_single_array standardize_weights string_types subclassed_layers_test
      tensorflow_op_layer_test test_loop tf_file_io time_distributed_dense to_list topology training training_arrays
      training_arrays_test training_arrays_v1 training_dataset_test training_distributed_v1 training_eager_test
      training_eager_v1 training_generator training_generator_test training_generator_v1 training_gpu_test
      training_integration_test training_test training_utils training_utils_v1 training_utils_v1_test training_v1
      transpose_shape unpack_singleton unpickle_model weighted_masked_objective weighted_objective wrappers
      wrappers_test wraps zeropadding2d_args_preprocessor zip
    `,
  },
  'keras.ops': {
    both: '',
    keras3: `
      abs absolute adaptive_average_pool adaptive_max_pool add all allclose amax amin angle any append arange arccos
      arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort array array_split
      associative_scan average average_pool bartlett batch_normalization binary_crossentropy bincount bitwise_and
      bitwise_invert bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman broadcast_to
      cast categorical_crossentropy cbrt cdist ceil celu cholesky cholesky_inverse clip column_stack concatenate
      cond conj conjugate conv conv_transpose convert_to_numpy convert_to_tensor copy corrcoef correlate cos cosh
      count_nonzero cross ctc_decode ctc_loss cumprod cumsum custom_gradient deg2rad depth_to_space depthwise_conv
      det diag diagflat diagonal diff digitize divide divide_no_nan dot dot_product_attention dsplit dstack dtype
      eig eigh einsum elu empty empty_like equal erf erfc erfinv exp exp2 expand_dims expm1 extract_sequences eye
      fabs fft fft2 flip fliplr flipud floor floor_divide fmax fmin fmod fold fori_loop full full_like gammainc gcd
      gelu geomspace get_item glu greater greater_equal hamming hanning hard_shrink hard_sigmoid hard_silu
      hard_swish hard_tanh heaviside histogram hsplit hstack hypot i0 identity ifft2 imag image in_top_k inner inv
      irfft is_tensor isclose isfinite isin isinf isnan isneginf isposinf isreal istft jvp kaiser kron
      layer_normalization lcm ldexp leaky_relu left_shift less less_equal linalg linspace log log10 log1p log2
      log_sigmoid log_softmax logaddexp logaddexp2 logdet logical_and logical_not logical_or logical_xor logspace
      logsumexp lstsq lu_factor map matmul matrix_power matrix_rank max max_pool maximum mean median meshgrid min
      minimum mod moments moveaxis multi_hot multiply nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax
      nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar ndim negative nextafter nn
      nonzero norm normalize not_equal numpy one_hot ones ones_like outer pad percentile pinv polar power prod psnr
      ptp qr quantile rad2deg ravel real rearrange reciprocal relu relu6 repeat reshape rfft right_shift
      rms_normalization roll rot90 round rsqrt saturate_cast scan scatter scatter_update searchsorted segment_max
      segment_min segment_prod segment_sum select selu separable_conv shape sigmoid sign signbit silu sin sinc sinh
      size slice slice_update slogdet soft_shrink softmax softplus softsign solve solve_triangular sort
      space_to_depth sparse_categorical_crossentropy sparse_plus sparse_sigmoid sparsemax split sqrt square
      squareplus squeeze stack std stft stop_gradient subtract sum svd swapaxes swish switch take take_along_axis
      tan tanh tanh_shrink tensordot threshold tile top_k trace transpose trapezoid tri tril triu true_divide trunc
      unfold unique unravel_index unstack vander var vdot vectorize vectorized_map view view_as_complex view_as_real
      vsplit vstack where while_loop zeros zeros_like
    `,
  },
  'keras.ops.image': {
    both: '',
    keras3: `
      affine_transform crop_images elastic_transform extract_patches extract_patches_3d gaussian_blur hsv_to_rgb
      map_coordinates pad_images perspective_transform reconstruct_patches resize rgb_to_grayscale rgb_to_hsv
      scale_and_translate sobel_edges ssim
    `,
  },
  'keras.ops.linalg': {
    both: '',
    keras3: `
      cholesky cholesky_inverse det eig eigh inv jvp lstsq lu_factor matrix_power matrix_rank norm pinv qr solve
      solve_triangular svd
    `,
  },
  'keras.ops.nn': {
    both: '',
    keras3: `
      adaptive_average_pool adaptive_max_pool average_pool batch_normalization binary_crossentropy
      categorical_crossentropy celu conv conv_transpose ctc_decode ctc_loss depth_to_space depthwise_conv
      dot_product_attention elu fold gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh
      layer_normalization leaky_relu log_sigmoid log_softmax max_pool moments multi_hot normalize one_hot polar psnr
      relu relu6 rms_normalization selu separable_conv sigmoid silu soft_shrink softmax softplus softsign
      space_to_depth sparse_categorical_crossentropy sparse_plus sparse_sigmoid sparsemax squareplus swish
      tanh_shrink threshold unfold
    `,
  },
  'keras.ops.numpy': {
    both: '',
    keras3: `
      abs absolute add all allclose amax amin angle any append arange arccos arccosh arcsin arcsinh arctan arctan2
      arctanh argmax argmin argpartition argsort array array_split average bartlett bincount bitwise_and
      bitwise_invert bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman broadcast_to
      cbrt ceil clip column_stack concatenate conj conjugate copy corrcoef correlate cos cosh count_nonzero cross
      cumprod cumsum deg2rad diag diagflat diagonal diff digitize divide divide_no_nan dot dsplit dstack einsum
      empty empty_like equal exp exp2 expand_dims expm1 eye fabs flip fliplr flipud floor floor_divide fmax fmin
      fmod full full_like gcd geomspace get_item greater greater_equal hamming hanning heaviside histogram hsplit
      hstack hypot i0 identity imag inner isclose isfinite isin isinf isnan isneginf isposinf isreal kaiser kron lcm
      ldexp left_shift less less_equal linspace log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not
      logical_or logical_xor logspace matmul max maximum mean median meshgrid min minimum mod moveaxis multiply
      nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod
      nanquantile nanstd nansum nanvar ndim negative nextafter nonzero not_equal ones ones_like outer pad percentile
      power prod ptp quantile rad2deg ravel real reciprocal repeat reshape right_shift roll rot90 round searchsorted
      select sign signbit sin sinc sinh size slogdet sort split sqrt square squeeze stack std subtract sum swapaxes
      take take_along_axis tan tanh tensordot tile trace transpose trapezoid tri tril triu true_divide trunc unique
      unravel_index vander var vdot vectorize view vsplit vstack where zeros zeros_like
    `,
  },
  'keras.activations': {
    both: `
      deserialize elu exponential gelu get hard_sigmoid linear mish relu selu serialize sigmoid softmax softplus
      softsign swish tanh
    `,
    keras3: `
      celu glu hard_shrink hard_silu hard_swish hard_tanh leaky_relu log_sigmoid log_softmax relu6 silu soft_shrink
      sparse_plus sparse_sigmoid sparsemax squareplus tanh_shrink threshold
    `,
    keras2: `
      K Layer absolute_import deserialize_keras_object division get_from_module print_function
    `,
  },
  'keras.applications': {
    both: `
      ConvNeXtBase ConvNeXtLarge ConvNeXtSmall ConvNeXtTiny ConvNeXtXLarge DenseNet121 DenseNet169 DenseNet201
      EfficientNetB0 EfficientNetB1 EfficientNetB2 EfficientNetB3 EfficientNetB4 EfficientNetB5 EfficientNetB6
      EfficientNetB7 EfficientNetV2B0 EfficientNetV2B1 EfficientNetV2B2 EfficientNetV2B3 EfficientNetV2L
      EfficientNetV2M EfficientNetV2S InceptionResNetV2 InceptionV3 MobileNet MobileNetV2 MobileNetV3Large
      MobileNetV3Small NASNetLarge NASNetMobile ResNet101 ResNet101V2 ResNet152 ResNet152V2 ResNet50 ResNet50V2
      VGG16 VGG19 Xception convnext densenet efficientnet efficientnet_v2 imagenet_utils inception_resnet_v2
      inception_v3 mobilenet mobilenet_v2 mobilenet_v3 nasnet resnet resnet50 resnet_v2 vgg16 vgg19 xception
    `,
    keras2: `
      Activation AveragePooling2D BASE_WEIGHT_PATH BASE_WEIGHT_URL BatchNormalization CLASS_INDEX CLASS_INDEX_PATH
      Concatenate Conv2D Convolution2D Cropping2D DENSENET121_WEIGHT_PATH DENSENET121_WEIGHT_PATH_NO_TOP
      DENSENET169_WEIGHT_PATH DENSENET169_WEIGHT_PATH_NO_TOP DENSENET201_WEIGHT_PATH DENSENET201_WEIGHT_PATH_NO_TOP
      Dense DenseNet DepthwiseConv2D Dropout ELU Flatten GRU GlobalAveragePooling2D GlobalMaxPooling2D Input
      InputSpec K Lambda MaxPooling2D Model MusicTaggerCRNN NASNET_LARGE_WEIGHT_PATH NASNET_LARGE_WEIGHT_PATH_NO_TOP
      NASNET_MOBILE_WEIGHT_PATH NASNET_MOBILE_WEIGHT_PATH_NO_TOP NASNet Permute RegNetX002 RegNetX004 RegNetX006
      RegNetX008 RegNetX016 RegNetX032 RegNetX040 RegNetX064 RegNetX080 RegNetX120 RegNetX160 RegNetX320 RegNetY002
      RegNetY004 RegNetY006 RegNetY008 RegNetY016 RegNetY032 RegNetY040 RegNetY064 RegNetY080 RegNetY120 RegNetY160
      RegNetY320 ResNetRS101 ResNetRS152 ResNetRS200 ResNetRS270 ResNetRS350 ResNetRS420 ResNetRS50 Reshape
      SeparableConv2D TAGS TF_WEIGHTS_PATH TF_WEIGHTS_PATH_NO_TOP TH_WEIGHTS_PATH TH_WEIGHTS_PATH_NO_TOP
      WEIGHTS_PATH WEIGHTS_PATH_NO_TOP ZeroPadding2D absolute_import add applications_load_weight_test
      applications_test audio_conv_utils backend concatenate constraints conv2d_bn conv_block conv_utils
      convert_all_kernels_in_model decode_predictions dense_block division efficientnet_weight_update_util get_file
      get_source_inputs identity_block imagenet_utils_test inception_resnet_block initializers
      keras_modules_injection layer_utils layers merge mobilenetv2 models music_tagger_crnn preprocess_input
      print_function regnet regularizers relu6 resnet_rs transition_block utils
    `,
  },
  'keras.optimizers': {
    both: `
      Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lion Nadam Optimizer RMSprop SGD deserialize get legacy
      schedules serialize
    `,
    keras3: `
      Lamb LossScaleOptimizer MultiOptimizer Muon OptimizerMap ScheduleFreeAdamW
    `,
    keras2: `
      K TFOptimizer absolute_import adadelta adafactor adagrad adam adamax adamw clip_norm deserialize_keras_object
      division experimental ftrl get_custom_objects get_from_module interfaces legacy_learning_rate_decay
      legacy_learning_rate_decay_test nadam optimizer optimizer_experimental optimizer_from_config
      optimizer_pss_test optimizer_test optimizer_v1 optimizer_v1_test optimizer_v2 optimizers_test print_function
      rmsprop serialize_keras_object sgd utils zip
    `,
  },
  'keras.optimizers.schedules': {
    both: `
      CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay LearningRateSchedule PiecewiseConstantDecay
      PolynomialDecay deserialize serialize
    `,
    keras2: `
      learning_rate_schedule learning_rate_schedule_test
    `,
  },
  'keras.losses': {
    both: `
      BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy CategoricalFocalCrossentropy
      CategoricalHinge CosineSimilarity Hinge Huber KLDivergence LogCosh Loss MeanAbsoluteError
      MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy
      SquaredHinge binary_crossentropy binary_focal_crossentropy categorical_crossentropy
      categorical_focal_crossentropy categorical_hinge cosine_similarity deserialize get hinge huber kl_divergence
      log_cosh mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error
      poisson serialize sparse_categorical_crossentropy squared_hinge
    `,
    keras3: `
      CTC CategoricalGeneralizedCrossEntropy Circle Dice Tversky categorical_generalized_cross_entropy circle ctc
      dice tversky
    `,
    tf: `
      KLD MAE MAPE MSE MSLE Reduction kld kullback_leibler_divergence logcosh mae mape mse msle
    `,
    keras2: `
      K LossFunctionWrapper absolute_import cosine cosine_proximity deserialize_keras_object division huber_loss
      is_categorical_crossentropy losses_utils print_function serialize_keras_object
    `,
  },
  'keras.metrics': {
    both: `
      AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy
      CategoricalHinge CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence
      LogCoshError Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanSquaredError
      MeanSquaredLogarithmicError Metric OneHotIoU OneHotMeanIoU Poisson Precision PrecisionAtRecall R2Score Recall
      RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity SparseCategoricalAccuracy
      SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpecificityAtSensitivity SquaredHinge Sum
      TopKCategoricalAccuracy TrueNegatives TruePositives binary_accuracy binary_crossentropy
      binary_focal_crossentropy categorical_accuracy categorical_crossentropy categorical_focal_crossentropy
      categorical_hinge deserialize get hinge kl_divergence log_cosh mean_absolute_error
      mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson serialize
      sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy squared_hinge
      top_k_categorical_accuracy
    `,
    keras3: `
      ConcordanceCorrelation PearsonCorrelation concordance_correlation huber pearson_correlation
    `,
    tf: `
      KLD MAE MAPE MSE MSLE kld kullback_leibler_divergence logcosh mae mape mse msle
    `,
    keras2: `
      BaseMeanIoU K Layer MeanRelativeError MeanTensor Reduce SensitivitySpecificityBase absolute_import accuracy
      accuracy_metrics accuracy_metrics_test base_metric base_metric_test clone_metric clone_metrics
      confusion_matrix_test confusion_metrics confusion_metrics_test cosine cosine_proximity
      deserialize_keras_object division experimental fbeta_score fmeasure fscore get_from_module hinge_metrics
      hinge_metrics_test iou_metrics iou_metrics_test losses_utils matthews_correlation metrics
      metrics_correctness_test metrics_functional_test metrics_test metrics_utils precision print_function
      probabilistic_metrics probabilistic_metrics_test recall regression_metrics regression_metrics_test
      serialize_keras_object
    `,
  },
  'keras.initializers': {
    both: `
      Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity Initializer LecunNormal LecunUniform Ones
      Orthogonal RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros constant deserialize get
      glorot_normal glorot_uniform he_normal he_uniform identity lecun_normal lecun_uniform ones orthogonal
      random_normal random_uniform serialize truncated_normal variance_scaling zeros
    `,
    keras3: `
      IdentityInitializer OrthogonalInitializer STFT STFTInitializer stft
    `,
    keras2: `
      K absolute_import deserialize_keras_object division initializers initializers_test initializers_v1
      initializers_v2 normal one print_function serialize_keras_object uniform zero
    `,
  },
  'keras.regularizers': {
    both: `
      L1 L1L2 L2 OrthogonalRegularizer Regularizer deserialize get l1 l1_l2 l2 orthogonal_regularizer serialize
    `,
    keras2: `
      ActivityRegularizer EigenvalueRegularizer K L1L2Regularizer WeightRegularizer absolute_import activity_l1
      activity_l1l2 activity_l2 deserialize_keras_object division get_from_module l1l2 print_function
      serialize_keras_object
    `,
  },
  'keras.constraints': {
    both: `
      Constraint MaxNorm MinMaxNorm NonNeg UnitNorm deserialize get max_norm min_max_norm non_neg serialize
      unit_norm
    `,
    keras2: `
      K RadialConstraint absolute_import deserialize_keras_object division get_from_module maxnorm nonneg
      print_function radial_constraint serialize_keras_object unitnorm
    `,
  },
  'keras.callbacks': {
    both: `
      BackupAndRestore CSVLogger Callback CallbackList EarlyStopping History LambdaCallback LearningRateScheduler
      ModelCheckpoint ProgbarLogger ReduceLROnPlateau RemoteMonitor TensorBoard TerminateOnNaN
    `,
    keras3: `
      OrbaxCheckpoint SwapEMAWeights
    `,
    keras2: `
      BaseLogger Iterable K Layer OrderedDict Progbar SidecarEvaluatorModelExport absolute_import callbacks
      defaultdict deque division experimental parse_version print_function projector standardize_input_data
      tensorboard_v1 tensorboard_v2
    `,
  },
  'keras.random': {
    both: '',
    keras3: `
      SeedGenerator beta binomial categorical dropout gamma normal randint shuffle truncated_normal uniform
    `,
  },
  'keras.utils': {
    both: `
      CustomObjectScope FeatureSpace Progbar Sequence array_to_img audio_dataset_from_directory custom_object_scope
      deserialize_keras_object disable_interactive_logging enable_interactive_logging get_custom_objects get_file
      get_registered_name get_registered_object get_source_inputs image_dataset_from_directory img_to_array
      is_interactive_logging_enabled legacy load_img model_to_dot normalize pack_x_y_sample_weight pad_sequences
      plot_model register_keras_serializable save_img serialize_keras_object set_random_seed split_dataset
      text_dataset_from_directory timeseries_dataset_from_array to_categorical unpack_x_y_sample_weight
    `,
    keras3: `
      Config PyDataset bounding_boxes clear_session is_keras_tensor standardize_dtype
    `,
    keras2: `
      AUCCurve AUCSummationMethod BytesIO ConfusionMatrix DeterministicRandomTestTool Enum GeneratorEnqueuer H5Dict
      HDF5Matrix HTTPError Input K Lambda MagicMock Mock Model NEG_INF OrderedEnqueuer Reduction SequenceEnqueuer
      Sequential SidecarEvaluator StepsPerExecutionTuner ThreadPool TimedThread URLError Wrapper Xception
      absolute_import abstractmethod accuracy add_edge all_utils ask_to_proceed_with_overwrite assert_allclose
      assert_thresholds_range audio_dataset audio_dataset_test binary_logloss broadcast_weights
      categorical_probas_to_classes check_for_unexpected_keys clone_model closing composite_tensor_support_test
      compute_weighted_loss concatenate control_flow_util conv_input_length conv_output_length conv_utils
      conv_utils_test convert_all_kernels_in_model convert_dense_weights_data_format convert_kernel count_params
      count_total_params data_utils data_utils_test dataset_creator dataset_creator_test dataset_utils
      dataset_utils_test deconv_length defaultdict display division experimental feature_space feature_space_test
      filter_top_k func_dump func_load generic_utils generic_utils_test get_from_module get_index
      get_or_create_layer get_test_data getargspec h5dict has_arg image_dataset image_dataset_test image_utils
      image_utils_test imread init_pool init_pool_generator io_utils io_utils_test is_all_none is_model
      is_wrapped_model keras_logging keras_test kernelized_utils kernelized_utils_test kpl_test_utils
      layer_from_config layer_test layer_utils layer_utils_test load_array load_from_binary_h5py losses_utils
      losses_utils_test make_tuple metrics_utils metrics_utils_test mode_keys model_from_json multi_gpu_model
      multi_gpu_utils multi_gpu_utils_test multiclass_logloss next_sample normalize_data_format normalize_padding
      normalize_tuple np_utils np_utils_test object_identity object_list_uid parse_init_thresholds patch plot
      print_function print_summary probas_to_classes range reduce_weighted_loss resize result_wrapper save_array
      save_to_binary_h5py sidecar_evaluator sidecar_evaluator_test slice_arrays squeeze_or_expand_dimensions
      test_utils text_dataset text_dataset_test tf_contextlib tf_file_io tf_file_io_proxy tf_inspect tf_utils
      tf_utils_test timeseries_dataset timeseries_dataset_test to_list to_ordinal traceback_utils
      traceback_utils_test track_tf1_style_variables transpose_shape unpack_singleton
      update_confusion_matrix_variables update_state_wrapper urlopen urlretrieve validate_file version_utils
      version_utils_test vis_utils vis_utils_test visualize_util warmstart_embedding_matrix weighted_assign_add zip
    `,
  },
  'keras.models': {
    both: `
      Model Sequential clone_model load_model model_from_json save_model
    `,
    keras2: `
      Container GeneratorEnqueuer H5Dict Input InputLayer InputSpec K Layer LinearModel Merge Network Node
      OrderedDict OrderedEnqueuer Progbar Sequence WideDeepModel absolute_import allow_read_from_gcs
      allow_write_to_gcs ask_to_proceed_with_overwrite base_layer base_layer_test base_layer_utils
      base_layer_utils_test base_layer_v1 base_preprocessing_layer base_preprocessing_layer_test batch_shuffle
      call_metric_function cbks check_array_length_consistency check_array_lengths check_generator_arguments
      check_loss_and_target_compatibility check_num_samples cloning cloning_test collect_metrics
      collect_per_output_metric_info compile_utils compile_utils_test control_flow_test conv_utils correctness_test
      count_params data_adapter data_adapter_test deferred_sequential_test deserialize deserialize_layer
      disable_tracking division evaluate_generator experimental feature_columns_integration_test fit_generator
      fit_loop func_dump func_load functional functional_test functional_utils functional_utils_test generic_utils
      get_input_shape_and_dtype get_loss_function get_metric_function get_metric_name
      get_output_sample_weight_and_mode get_source_inputs get_static_batch_size h5dict has_arg initializations
      initializers input_layer input_layer_test input_spec input_spec_test interfaces is_all_none
      is_generator_or_sequence is_sequence issparse iter_sequence_infinite keras_tensor keras_tensor_test
      keras_version layer_from_config layer_module legacy_layers legacy_models load_attributes_from_hdf5_group
      load_from_binary_h5py load_weights_from_hdf5_group load_weights_from_hdf5_group_by_name losses losses_utils
      make_batches merge metrics metrics_module model_from_config model_from_yaml network node node_test
      object_list_uid objectives optimizer_from_config optimizers partial_batch_padding_handler pickle_model
      predict_generator predict_loop prepare_loss_functions prepare_loss_weights prepare_sample_weights
      preprocess_weights_for_loading print_function print_layer_summary print_summary ragged_keras_tensor_test
      save_attributes_to_hdf5_group save_to_binary_h5py save_weights_to_hdf5_group saving sequential sequential_test
      sharpness_aware_minimization sharpness_aware_minimization_test should_run_validation slice_X slice_arrays
      standardize_class_weights standardize_input_data standardize_sample_or_class_weights
      standardize_sample_weights standardize_single_array standardize_weights string_types test_loop tf_file_io
      to_list topology training training_arrays training_arrays_test training_arrays_v1 training_dataset_test
      training_distributed_v1 training_eager_test training_eager_v1 training_generator training_generator_test
      training_generator_v1 training_gpu_test training_integration_test training_test training_utils
      training_utils_v1 training_utils_v1_test training_v1 unpack_singleton unpickle_model weighted_masked_objective
      weighted_objective wraps zip
    `,
  },
  'keras.backend': {
    both: `
      backend clear_session epsilon floatx get_uid image_data_format is_keras_tensor set_epsilon set_floatx
      set_image_data_format
    `,
    keras3: `
      is_float_dtype is_int_dtype result_type standardize_dtype
    `,
    tf: `
      abs all any arange argmax argmin batch_dot batch_flatten batch_get_value batch_normalization batch_set_value
      bias_add binary_crossentropy binary_focal_crossentropy cast cast_to_floatx categorical_crossentropy
      categorical_focal_crossentropy clip concatenate constant conv1d conv2d conv2d_transpose conv3d cos
      count_params ctc_batch_cost ctc_decode ctc_label_dense_to_sparse cumprod cumsum depthwise_conv2d dot dropout
      dtype elu equal eval exp expand_dims eye flatten foldl foldr gather get_value gradients greater greater_equal
      hard_sigmoid in_top_k int_shape is_sparse l2_normalize less less_equal log map_fn max maximum mean min minimum
      moving_average_update name_scope ndim not_equal one_hot ones ones_like permute_dimensions pool2d pool3d pow
      prod random_bernoulli random_normal random_normal_variable random_uniform random_uniform_variable relu repeat
      repeat_elements reshape resize_images resize_volumes reverse rnn round separable_conv2d set_value shape
      sigmoid sign sin softmax softplus softsign sparse_categorical_crossentropy spatial_2d_padding
      spatial_3d_padding sqrt square squeeze stack std stop_gradient sum switch tanh temporal_padding tile to_dense
      transpose truncated_normal update update_add update_sub var variable zeros zeros_like
    `,
    keras2: `
      ConvertToBatch ConvertToStatic Function LambdaFunc NAME_SCOPE_STACK Print RandomStreams ReshapeBatch
      StrictVersion T T_softsign absolute_import asymmetric_spatial_2d_padding asymmetric_temporal_padding
      atrous_conv2d b_any binary_weighted_focal_crossentropy classification_error cntk_backend common config_pb2
      context contextmanager control_dependencies control_flow_ops conv conv3d2d conv3d_transpose conv_transpose ctc
      ctc_cost ctc_create_skip_idxs ctc_interleave_blanks ctc_path_probs ctc_update_log_p deconv2d defaultdict
      depthwise_conv dev device_lib division eager experimental function functional_ops get_graph
      get_num_dynamic_axis get_session get_variable_shape grad_parameter_dict has_arg has_seq_axis identity ifelse
      image_dim_ordering in_test_phase in_train_phase is_explicit_shape is_placeholder is_symbolic is_tensor
      is_variable learning_phase learning_phase_scope legacy_weight_ordering lesser lesser_equal load_backend
      local_conv1d local_conv2d logsumexp manual_variable_initialization moving_averages normalize_batch_in_training
      normalize_conv normalize_data_format numpy_backend pad pattern_broadcast placeholder pool print_function
      print_tensor py_all py_any py_slice py_sum random_binomial reset_uids separable_conv separable_conv1d
      set_image_dim_ordering set_learning_phase set_legacy_weight_ordering set_session size slice symbolic
      tensor_array_ops tensorflow_backend tf_image_ops tf_keras_backend tf_major_version tf_math_ops
      tf_minor_version tf_ops tf_state_ops tf_utils tf_variables tfdev theano_backend to_categorical transpose_shape
      v1_variable_initialization
    `,
  },
  'keras.datasets': {
    both: `
      boston_housing cifar10 cifar100 fashion_mnist imdb mnist reuters
    `,
    keras3: `
      california_housing
    `,
    keras2: `
      K absolute_import cPickle cifar division get_file get_word_index load_batch load_data print_function zip
    `,
  },
};

/** The names of `tf.layers` in TensorFlow.js. */
export const tfjsLayerNames = `
  Layer RNN RNNCell activation add alphaDropout average averagePooling1d averagePooling2d averagePooling3d
  avgPool1d avgPool2d avgPool3d avgPooling1d avgPooling2d avgPooling3d batchNormalization bidirectional
  categoryEncoding centerCrop concatenate conv1d conv2d conv2dTranspose conv3d conv3dTranspose convLstm2d
  convLstm2dCell cropping2D dense depthwiseConv2d dot dropout elu embedding flatten gaussianDropout
  gaussianNoise globalAveragePooling1d globalAveragePooling2d globalMaxPool1d globalMaxPool2d globalMaxPooling1d
  globalMaxPooling2d gru gruCell input inputLayer layerNormalization leakyReLU lstm lstmCell masking maxPool1d
  maxPool2d maxPooling1d maxPooling2d maxPooling3d maximum minimum multiply permute prelu randomWidth reLU
  repeatVector rescaling reshape resizing rnn separableConv2d simpleRNN simpleRNNCell softmax spatialDropout1d
  stackedRNNCells thresholdedReLU timeDistributed upSampling2d zeroPadding2d
`;
