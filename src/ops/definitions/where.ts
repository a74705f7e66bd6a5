// Choosing between tensors by conditions.

import { nullable, optional, required } from '../../layers/params.ts';
import type { Dim } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { input, tensor, tensors } from '../arguments.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp } from '../define.ts';
import { promote, settled } from '../dtypes.ts';
import { smallCount } from '../elements.ts';
import { rowsOf } from '../join.ts';
import { answer, type Operand } from '../operand.ts';

/** A side that is left out counts as an integer. */
const missing: Operand = { shape: [], dtype: 'int', weak: true, source: 'python' };

export default [
  defineOp({
    names: [
      'keras.ops.where',
      'tf.where(condition, x: x1 = None, y: x2 = None, name: _)',
      'numpy.where(condition, x: x1 = None, y: x2 = None)',
      'keras.backend.switch(condition, then_expression: x1, else_expression: x2)',
    ],
    doc: 'Elements of the one tensor where a condition holds, of the other elsewhere; the positions where it holds if no tensors are given.',
    params: {
      condition: input('The condition.'),
      x1: optional(nullable(tensor()), null, 'Where it holds.'),
      x2: optional(nullable(tensor()), null, 'Where it does not.'),
    },
    shape({ condition, x1, x2 }, context) {
      if (x1 === null && x2 === null && !context.specOnly) {
        if (isUnknown(condition.shape)) return condition.shape;
        const rank = condition.shape.length;
        const count: Dim =
          context.flavour === 'symbolic'
            ? { kind: 'dynamic' }
            : { kind: 'unknown', why: { kind: 'data', what: 'where the condition holds' } };
        if (context.library === 'tf') return { shape: [count, rank], dtype: 'int64' };
        return list(
          Array.from({ length: rank }, () => ({
            shape: [count],
            dtype: context.library === 'numpy' ? 'int64' : 'int32',
          })),
        );
      }
      const sides = [x1 ?? missing, x2 ?? missing];
      const shape = broadcast([condition.shape, ...sides.map(side => side.shape)], context);
      const common = promote(sides, context);
      const dtype = x1 === null && x2 === null ? 'int64' : common;
      const [a, b] = sides;
      const scalar = smallCount(shape) === 1 && condition.elements?.length === 1;
      const side = condition.elements?.[0] === 0 ? b : a;
      return answer(shape, dtype, scalar && side?.elements?.length === 1 ? side.elements : undefined);
    },
  }),
  defineOp({
    names: ['keras.ops.select(condlist, choicelist, default=0)', 'numpy.select(condlist, choicelist, default=0)'],
    doc: 'For each element the choice whose condition holds first.',
    params: {
      condlist: required(tensors(), 'The conditions.'),
      choicelist: required(tensors(), 'The choices.'),
      default: optional(tensor(), 0, 'Where no condition holds.'),
    },
    shape(args, context) {
      const { condlist, choicelist } = args;
      const choices = rowsOf(choicelist, context);
      if (isUnknown(choices)) return choices;
      const [first] = choices;
      if (context.specOnly && first !== undefined) return { shape: first.shape, dtype: settled(first, context) };
      const conditions = rowsOf(condlist, context);
      if (isUnknown(conditions)) return conditions;
      const all = [...choices, args.default];
      return {
        shape: broadcast(
          [...conditions, ...all].map(x => x.shape),
          context,
        ),
        dtype: promote(all, context),
      };
    },
  }),
];
