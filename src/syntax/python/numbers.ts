// Python numbers.

import type { NumberExpression } from '../expression.ts';
import { type Lowering, sourceOf, spanOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';

/** Lowers `1_000`, `0xff`, `1e3`, `2j` and their like; an integer too large for a double is the nearest one. */
export function numberExpression(lowering: Lowering, node: RawNode): NumberExpression {
  const written = sourceOf(lowering, node).replaceAll('_', '').toLowerCase();
  const hex = written.startsWith('0x');
  const complex = !hex && written.endsWith('j');
  const digits = complex || written.endsWith('l') ? written.slice(0, -1) : written;
  if (written.endsWith('l') || (node.type === 'integer' && /^0+[1-9]/.test(written))) {
    lowering.problems.push({ span: spanOf(node), message: `\`${written}\` is not a number in Python 3` });
  }
  const value = Number(/^0+\d+$/.test(digits) ? digits.replace(/^0+/, '') || '0' : digits);
  const type = complex ? 'complex' : node.type === 'float' ? 'float' : 'int';
  return { kind: 'number', span: spanOf(node), id: lowering.nextId++, value: Number.isNaN(value) ? 0 : value, type };
}
