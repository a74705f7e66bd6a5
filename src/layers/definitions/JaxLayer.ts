// A function of JAX as a layer.

import { unknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { anything, optional, required } from '../params.ts';

const content = unknown({ kind: 'todo', what: 'a function of JAX' });

export default defineLayer({
  name: 'JaxLayer',
  doc: 'Calls a function of JAX. What it returns is decided there.',
  params: {
    call_fn: required(anything(), 'The function that is called.'),
    init_fn: optional(anything(), null, 'The function that makes the parameters and the state.'),
    params: optional(anything(), null, 'The parameters to start with.'),
    state: optional(anything(), null, 'The state to start with.'),
    seed: optional(anything(), null, 'Where the random numbers start.'),
    native_serialization_platforms: optional(anything(), null, 'The platforms that the function is saved for.'),
  },
  takes: 'arguments',
  call: ['inputs', 'training'],
  shape: () => content,
  weights: () => content,
});
