// The layer that does nothing.

import { mapNested } from '../../shapes/nested.ts';
import { afterError } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { tensorsIn } from '../inputs.ts';

export default defineLayer({
  name: 'Identity',
  dialects: ['keras3', 'keras2'],
  doc: 'Gives back what comes in, one tensor or a structure of them.',
  params: {},
  takes: 'arguments',
  shape({ call }) {
    const inputs = tensorsIn(call.get('inputs'));
    if (inputs === undefined) return afterError;
    return mapNested(inputs, input => input ?? { shape: afterError, dtype: afterError });
  },
  run: ({ inputs }) => inputs,
  mask: ({ masks, outputs }) => outputs.map((_, i) => masks[i] ?? null),
});
