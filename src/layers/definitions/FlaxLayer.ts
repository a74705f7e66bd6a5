// A module of Flax as a layer.

import { unknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { anything, optional, required } from '../params.ts';

const content = unknown({ kind: 'todo', what: 'a module of Flax' });

export default defineLayer({
  name: 'FlaxLayer',
  doc: 'Calls a module of Flax. What it returns is decided there.',
  params: {
    module: required(anything(), 'The module.'),
    method: optional(anything(), null, 'The method that is called; `__call__` where it is not given.'),
    variables: optional(anything(), null, 'The variables to start with.'),
    seed: optional(anything(), null, 'Where the random numbers start.', { keywordOnly: true }),
  },
  takes: 'arguments',
  call: ['inputs', 'training'],
  shape: () => content,
  weights: () => content,
});
