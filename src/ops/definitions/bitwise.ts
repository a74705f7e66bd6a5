// Operations on bits, and Python's `&`, `|`, `^`, `~`, `<<`, `>>`, which symbolic tensors of Keras 3 take as logic or not
// at all.

import type { DType, Shape } from '../../shapes/shape.ts';
import { afterError } from '../../shapes/unknown.ts';
import { input } from '../arguments.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { atLeastOne, signatures } from '../names.ts';
import type { Operand } from '../operand.ts';
import { ruledType } from '../typeRules.ts';

interface Row {
  readonly keras: string;
  readonly tf: string;
  readonly numpy: string;
  readonly doc: string;
}

const rows: readonly Row[] = [
  { keras: 'bitwise_and', tf: 'bitwise_and', numpy: 'bitwise_and', doc: 'The bits set in both.' },
  { keras: 'bitwise_or', tf: 'bitwise_or', numpy: 'bitwise_or', doc: 'The bits set in one of both.' },
  { keras: 'bitwise_xor', tf: 'bitwise_xor', numpy: 'bitwise_xor', doc: 'The bits set in exactly one of both.' },
  { keras: 'bitwise_left_shift', tf: 'left_shift', numpy: 'bitwise_left_shift', doc: 'The bits moved up.' },
  { keras: 'bitwise_right_shift', tf: 'right_shift', numpy: 'bitwise_right_shift', doc: 'The bits moved down.' },
  { keras: 'left_shift', tf: '', numpy: 'left_shift', doc: 'The bits moved up.' },
  { keras: 'right_shift', tf: '', numpy: 'right_shift', doc: 'The bits moved down.' },
];

const operands = { x: input('The first operand.'), y: input('The second operand.') };

/** Keras gives the shape of the first where a symbolic tensor is among them. */
function bitShape(x: Operand, y: Operand, context: OpContext): Shape {
  return context.library === 'keras' && context.specOnly ? x.shape : broadcast([x.shape, y.shape], context);
}

function define(row: Row): OpDefinition {
  return defineOp({
    names: atLeastOne([
      ...signatures('keras.ops', row.keras, 'x, y'),
      ...signatures('tf.bitwise', row.tf, 'x, y, name: _'),
      ...signatures(
        'numpy',
        row.numpy,
        'x1: x, x2: y, out: _, *, where: _, casting: _, order: _, dtype: _, subok: _, signature: _',
      ),
    ]),
    doc: row.doc,
    params: operands,
    shape: ({ x, y }, context) => ({
      shape: bitShape(x, y, context),
      dtype: ruledType('common', row.keras.endsWith('shift') && y.weak ? [x] : [x, y], context),
    }),
  });
}

function isSymbolic(x: Operand, context: OpContext): boolean {
  return context.kerasTensors && x.source === 'symbolic';
}

function refuse(operator: string, context: OpContext): void {
  context.problem({
    kind: 'call-value',
    says: `A symbolic Keras tensor has no operator \`${operator}\``,
    runtime: {
      keras3:
        operator === '+'
          ? "bad operand type for unary +: 'KerasTensor'"
          : `unsupported operand type(s) for ${operator}: 'KerasTensor' and 'KerasTensor'`,
    },
  });
}

function logic(names: readonly [string, string], className: string, doc: string): OpDefinition {
  return defineOp({
    names: [`operator.${names[0]}`, `operator.${names[1]}`],
    doc,
    className,
    params: operands,
    shape({ x, y }, context) {
      const shape = broadcast([x.shape, y.shape], context);
      const symbolic = isSymbolic(x, context) || isSymbolic(y, context);
      const dtype: DType = symbolic ? 'bool' : ruledType('common', [x, y], context);
      return { shape, dtype };
    },
  });
}

function shift(names: readonly [string, string], operator: string, doc: string): OpDefinition {
  return defineOp({
    names: [`operator.${names[0]}`, `operator.${names[1]}`],
    doc,
    params: operands,
    shape({ x, y }, context) {
      if (isSymbolic(x, context) || isSymbolic(y, context)) {
        refuse(operator, context);
        return afterError;
      }
      return { shape: broadcast([x.shape, y.shape], context), dtype: ruledType('common', [x, y], context) };
    },
  });
}

export default [
  ...rows.map(define),
  logic(['and_', 'iand'], 'LogicalAnd', 'The bits set in both; of symbolic tensors, where both are true.'),
  logic(['or_', 'ior'], 'LogicalOr', 'The bits set in one of both; of symbolic tensors, where one is true.'),
  logic(['xor', 'ixor'], 'LogicalXor', 'The bits set in exactly one; of symbolic tensors, where exactly one is true.'),
  shift(['lshift', 'ilshift'], '<<', 'The bits moved up.'),
  shift(['rshift', 'irshift'], '>>', 'The bits moved down.'),
  defineOp({
    names: ['operator.invert', 'operator.inv'],
    doc: 'All bits turned; of symbolic tensors, where they are false.',
    className: 'LogicalNot',
    params: { x: input() },
    shape: ({ x }, context) => ({
      shape: x.shape,
      dtype: isSymbolic(x, context) ? 'bool' : ruledType('common', [x], context),
    }),
  }),
  defineOp({
    names: ['operator.pos'],
    doc: 'The same values.',
    params: { x: input() },
    shape({ x }, context) {
      if (isSymbolic(x, context)) refuse('+', context);
      return x;
    },
  }),
];
