// Rearranging axes by a pattern such as `b (h w) c -> b h w c`.

import type { ConfigValue } from '../../layers/config.ts';
import { anything, isKind, isRefused, required, string } from '../../layers/params.ts';
import { type Dim, isDynamic, product } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input, size } from '../arguments.ts';
import { defineOp, type OpContext } from '../define.ts';
import { settled } from '../dtypes.ts';
import { exactQuotient } from '../reshape.ts';

/** The parts of one side of a pattern, each the names of the axes it holds. */
function readSide(text: string): readonly (readonly string[])[] {
  return (text.match(/\([^)]*\)|\S+/g) ?? []).map(part =>
    part
      .replace(/[()]/g, ' ')
      .trim()
      .split(/\s+/)
      .filter(name => name !== ''),
  );
}

function givenSizes(value: ConfigValue): Map<string, Dim> {
  const out = new Map<string, Dim>();
  if (value === null || !isKind(value, 'record')) return out;
  const type = size();
  for (const [name, item] of value.entries) {
    const read = isUnknown(item) ? item : type.read(item, 'keras3');
    if (!isRefused(read)) out.set(name, read);
  }
  return out;
}

/** The size of every named axis of the input; undefined where the pattern does not fit, which is reported. */
function namedSizes(
  left: readonly (readonly string[])[],
  shape: readonly Dim[],
  sizes: Map<string, Dim>,
  context: OpContext,
): Map<string, Dim> | undefined {
  for (const [i, names] of left.entries()) {
    const whole = shape[i] ?? 1;
    const open = names.filter(name => !sizes.has(name) && !/^\d+$/.test(name));
    const known = product(names.filter(name => !open.includes(name)).map(name => sizes.get(name) ?? Number(name)));
    const [first, ...others] = open;
    if (first === undefined) continue;
    if (others.length > 0) {
      for (const name of open) sizes.set(name, { kind: 'unknown', why: { kind: 'todo', what: 'this pattern' } });
      continue;
    }
    const rest = exactQuotient(whole, known);
    if (rest === 'none') {
      context.problem({
        kind: 'call-value',
        argument: 'pattern',
        says: `Axis ${i} of ${printShape(shape)} does not fall into the parts of the pattern`,
      });
      return undefined;
    }
    sizes.set(first, rest);
  }
  return sizes;
}

export default defineOp({
  names: ['keras.ops.rearrange(tensor: x, pattern, **sizes)', 'einops.rearrange(tensor: x, pattern, **sizes)'],
  doc: 'Reorders, splits and joins axes as a pattern says, `b (h w) c -> b h w c`.',
  className: 'Rearrange',
  params: {
    x: input(),
    pattern: required(string(), 'The axes before and after `->`.'),
    sizes: required(anything(), 'Sizes of axes that the pattern names.'),
  },
  shape({ x, pattern, sizes }, context) {
    const dtype = settled(x, context);
    const { shape } = x;
    if (isUnknown(shape)) return { shape, dtype };
    if (isUnknown(pattern)) return { shape: pattern, dtype };
    if (pattern.includes('...'))
      return { shape: { kind: 'unknown', why: { kind: 'todo', what: 'an ellipsis in a pattern' } }, dtype };
    const [before = '', after = ''] = pattern.split('->');
    const left = readSide(before);
    const right = readSide(after);
    if (left.length !== shape.length) {
      context.problem({
        kind: 'call-value',
        argument: 'pattern',
        says: `\`${before.trim()}\` names ${left.length} axes, but the tensor has shape ${printShape(shape)}`,
      });
      return afterError;
    }
    const named = namedSizes(left, shape, givenSizes(sizes), context);
    if (named === undefined) return afterError;
    const used = right.flat().map(name => named.get(name) ?? 1);
    if (context.specOnly && used.some(isDynamic)) {
      context.problem({
        kind: 'undefined-axis',
        input: 0,
        axis: shape.findIndex(isDynamic),
        shape,
        runtime: { keras3: "unsupported operand type(s) for *=: 'int' and 'NoneType'" },
      });
      return afterError;
    }
    return {
      shape: right.map(names => product(names.map(name => named.get(name) ?? (/^\d+$/.test(name) ? Number(name) : 1)))),
      dtype,
    };
  },
});
