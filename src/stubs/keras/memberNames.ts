// The attributes that layers and models have, by version. Only names of the frameworks' own objects are judged by them: an
// object of a class of the program may have any.

/** Names apart by white space. */
interface MemberNames {
  /** In Keras 3 and in Keras 2. */
  readonly both: string;
  readonly keras3: string;
  /** Before Keras 3; this list may name more than there was at any one time. */
  readonly keras2: string;
  /** Before TensorFlow 2.6 alone. */
  readonly early: string;
}

/** Of every layer, models among them. */
export const layerMembers: MemberNames = {
  both: `
    activity_regularizer add_loss add_metric add_weight build build_from_config built call compute_dtype compute_mask
    compute_output_shape count_params dtype dtype_policy from_config get_build_config get_config get_weights input input_spec
    load_own_variables losses metrics name non_trainable_variables non_trainable_weights output save_own_variables set_weights
    supports_masking trainable trainable_variables trainable_weights variable_dtype variables weights
  `,
  keras3: `
    add_variable autocast call_signature_parameters compute_output_spec input_dtype metrics_variables path quantization_mode
    quantize quantized_build quantized_call rematerialized_call stateless_call supports_jit symbolic_call
  `,
  keras2: `
    add_update add_variable apply batch_input_shape compute_output_signature dynamic finalize_state get_input_at
    get_input_mask_at get_input_shape_at get_losses_for get_output_at get_output_mask_at get_output_shape_at get_updates_for
    inbound_nodes input_mask input_shape name_scope outbound_nodes output_mask output_shape stateful submodules updates uses_learning_phase
    with_name_scope
  `,
  early: '',
};

/** Of models, beside those of every layer. */
export const modelMembers: MemberNames = {
  both: `
    add compile compile_from_config compiled_loss compiled_metrics compute_loss compute_metrics distribute_strategy evaluate
    export fit get_compile_config get_layer get_metrics_result history inputs input_shape jit_compile layers load_weights loss
    make_predict_function make_test_function make_train_function metrics_names optimizer output_names output_shape outputs pop
    predict predict_function predict_on_batch predict_step reset_metrics run_eagerly save save_weights steps_per_execution
    stop_training summary test_function test_on_batch test_step to_json train_function train_on_batch train_step
  `,
  keras3: `
    compiled distribute_reduction_method get_quantization_layer_structure get_state_tree operations set_state_tree
    stateless_compute_loss stop_evaluating stop_predicting unrolled_steps_per_execution
  `,
  keras2: `
    autotune_steps_per_execution cache container_nodes evaluate_generator fit_generator flattened_layers input_layers
    input_names input_spec layers_by_depth legacy_from_config loss_functions loss_weights losses_fns metrics_tensors
    metrics_updates model nodes_by_depth output_layers predict_generator regularizers reset_states run_internal_graph
    sample_weight_mode sample_weight_modes sample_weights save_spec state_updates stateful_metric_functions
    stateful_metric_names supports_masking targets to_yaml total_loss train_tf_function training updates validation_data
  `,
  early: 'predict_classes predict_proba',
};

/** What classes of layers have beside their arguments and the members of every layer. */
export const layerExtras = `
  activation adapt all_ops arguments axes backward_layer batch_shape batch_size bias cell cells embeddings
  enable_lora finalize_state forward_layer function gamma beta get_dropout_mask get_initial_state get_random_transformation
  get_recurrent_dropout_mask get_vocabulary inner inner_loop input_dim input_mean input_tensor input_variance is_placeholder
  kernel kernel_shape layer load_assets lookup_table lora_enabled lora_rank mean merge_mode moving_mean moving_variance
  normalize_weights normalized_weights num_bins num_heads optional output_size query_dense key_dense value_dense output_dense
  quantized_kernel ragged rank recurrent_kernel depthwise_kernel pointwise_kernel reset_dropout_mask
  reset_recurrent_dropout_mask reset_state reset_states save_assets scale seed_generator set_vocabulary shape single_state
  sparse state_size stateful states time_major token_counts token_document_counts unit_forget_bias units update_state
  variance vector_u vocab_size vocabulary_size go_backwards return_state return_sequences yield_dtype zero_output_for_mask
  transform_images transform_labels transform_bounding_boxes transform_segmentation_masks sparse_output summary
`;

/** What does the work of a member that is gone, written in its place behind the dot. */
export const replacements: ReadonlyMap<string, string> = new Map([
  ['fit_generator', 'fit'],
  ['evaluate_generator', 'evaluate'],
  ['predict_generator', 'predict'],
  ['predict_proba', 'predict'],
  ['output_shape', 'output.shape'],
  ['input_shape', 'input.shape'],
]);
