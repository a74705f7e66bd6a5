// Operations of TensorFlow.js as programs call them: by function, or as a method of a tensor. Arguments go by position;
// `undefined` stands for what is not given, and what is too much is not looked at.

import { ownValue } from '../../base/ownValue.ts';
import { builtin, dimValue, list, missing, record } from '../../interp/make.ts';
import type { ArrayValue, Builtin, CallArgs, TensorValue, Value } from '../../interp/value.ts';
import type { NamedOp } from '../../ops/define.ts';
import { findTfjsOp } from '../../ops/tfjs/find.ts';
import { type Dim, product } from '../../shapes/dim.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { typeOf } from '../convert.ts';
import { callOperation } from '../operations.ts';
import { tensorFrom } from './tensors.ts';

/** The function at a path of tfjs that is an operation. */
export function tfjsOperation(path: string): Value | undefined {
  const op = findTfjsOp(path);
  return op === undefined ? undefined : builtin(path, stub(op));
}

function stub(op: NamedOp): Builtin {
  return (context, args, { place }) => {
    const { positional, open } = args;
    const rest = op.parameters.findIndex(parameter => parameter.mode === 'rest');
    const taken = rest < 0 ? positional.slice(0, op.parameters.length) : positional;
    // Every argument is named, so that one left out in the middle leaves the others where they are.
    const named: CallArgs =
      rest >= 0
        ? { ...args, positional: taken }
        : {
            positional: [],
            keywords: taken.flatMap(({ value, place: at }, i) => {
              const parameter = op.parameters[i];
              return parameter === undefined || value.kind === 'none'
                ? []
                : [{ name: parameter.name, value, place: at }];
            }),
            open,
          };
    const needed = op.parameters.some(
      ({ name, means, fallback }) =>
        means !== undefined && fallback === undefined && !named.keywords.some(keyword => keyword.name === name),
    );
    if (rest < 0 && needed && open === undefined) return unknown({ kind: 'error' });
    const answer = callOperation(context, op, named, place);
    return isUnknown(answer) ? answer : plain(answer);
  };
}

/** Several tensors come as an array, or as an object with names. */
function plain(value: Value): Value {
  if (value.kind === 'list') return list(value.items.value.map(plain), value.open.value);
  if (value.kind !== 'record') return value;
  return record(
    [...value.entries.value.values()].flatMap(({ key, value: item }) =>
      key.kind === 'string' ? [[key.value, plain(item)] as const] : [],
    ),
    'by name too',
  );
}

const elements = unknown({ kind: 'data', what: 'the values of the tensor' });

type Self = TensorValue | ArrayValue;

/** Methods that are no operations under the same name. */
const methods: Readonly<Record<string, (self: Self) => Builtin>> = {
  data: () => () => elements,
  dataSync: () => () => elements,
  array: self => () => valuesOf(self),
  arraySync: self => () => valuesOf(self),
  buffer: () => () => elements,
  bufferSync: () => () => elements,
  bytes: () => () => elements,
  // What `tf.buffer` makes is a tensor that is still written to.
  set: () => () => missing,
  get: () => () => elements,
  toTensor: self => () => self,
  dispose: () => () => missing,
  print: () => () => missing,
  assign: () => () => missing,
  toFloat: self => castTo(self, 'float32'),
  toInt: self => castTo(self, 'int32'),
  toBool: self => castTo(self, 'bool'),
  asType: self => called('cast', self),
  flatten: self => reshaped(self, () => [product(sizes(self))]),
  as1D: self => reshaped(self, () => [product(sizes(self))]),
  asScalar: self => reshaped(self, () => []),
  as2D: self => asRank(self, 2),
  as3D: self => asRank(self, 3),
  as4D: self => asRank(self, 4),
  as5D: self => asRank(self, 5),
  reshapeAs: self => (context, args, call) => {
    const like = args.positional[0]?.value;
    if (like === undefined || (like.kind !== 'array' && like.kind !== 'tensor'))
      return like ?? unknown({ kind: 'error' });
    const { shape } = typeOf(like);
    return isUnknown(shape) ? shape : reshaped(self, () => shape)(context, args, call);
  },
  resizeBilinear: self => called('image.resizeBilinear', self),
  resizeNearestNeighbor: self => called('image.resizeNearestNeighbor', self),
  concat: self => joined('concat', self),
  stack: self => joined('stack', self),
  where: self => (context, args, call) => {
    const [condition, other] = args.positional;
    const op = findTfjsOp('tfjs.where');
    if (op === undefined || condition === undefined || other === undefined) return unknown({ kind: 'error' });
    return stub(op)(context, { ...args, positional: [condition, { value: self, place: call.place }, other] }, call);
  },
};

/** Functions that are no methods of a tensor although their first argument is one. */
const functionsOnly =
  /^tfjs\.(ones|zeros|fill|buffer|rand|random\w+|truncatedNormal|eye|linspace|range|multinomial|addN|einsum|keep|moments|\w+\d[dD]|multiply)$/;

/** The method of a tensor; undefined where there is none of that name. */
export function tfjsTensorMethod(self: Self, name: string): Value | undefined {
  const own = ownValue(methods, name);
  if (own !== undefined) return builtin(`tensor.${name}`, own(self));
  const path = `tfjs.${name}`;
  if (functionsOnly.test(path) && !/^tfjs\.(conv[123]d|depthwiseConv2d|separableConv2d|conv2dTranspose)$/.test(path))
    return undefined;
  return findTfjsOp(path) === undefined ? undefined : builtin(`tensor.${name}`, called(name, self));
}

function called(name: string, self: Self): Builtin {
  return (context, args, call) => {
    const op = findTfjsOp(`tfjs.${name}`);
    if (op === undefined) return unknown({ kind: 'todo', what: `\`${name}\`` });
    return stub(op)(context, { ...args, positional: [{ value: self, place: call.place }, ...args.positional] }, call);
  };
}

function castTo(self: Self, type: string): Builtin {
  return (context, args, call) =>
    called('cast', self)(
      context,
      { ...args, positional: [{ value: { kind: 'string', value: type }, place: call.place }], open: undefined },
      call,
    );
}

function sizes(self: Self): readonly Dim[] {
  const { shape } = typeOf(self);
  return isUnknown(shape) ? [shape] : shape;
}

function reshaped(self: Self, shape: () => readonly Dim[]): Builtin {
  return (context, args, call) =>
    called('reshape', self)(
      context,
      { ...args, positional: [{ value: list(shape().map(dimValue)), place: call.place }], open: undefined },
      call,
    );
}

function asRank(self: Self, rank: number): Builtin {
  return (context, args, call) =>
    called('reshape', self)(
      context,
      {
        ...args,
        positional: [{ value: list(args.positional.slice(0, rank).map(one => one.value)), place: call.place }],
      },
      call,
    );
}

/** `x.concat(others, axis)`: the tensor itself comes before the others. */
function joined(name: string, self: Self): Builtin {
  return (context, args, call) => {
    const [others, ...more] = args.positional;
    const op = findTfjsOp(`tfjs.${name}`);
    if (op === undefined) return unknown({ kind: 'error' });
    const items = others === undefined ? [] : others.value.kind === 'list' ? others.value.items.value : [others.value];
    const open = others?.value.kind === 'list' ? others.value.open.value : undefined;
    const all = { value: list([self, ...items], open), place: call.place };
    return stub(op)(context, { ...args, positional: [all, ...more] }, call);
  };
}

/** The values as nested arrays, where they are known. */
function valuesOf(self: Self): Value {
  const { shape } = typeOf(self);
  if (isUnknown(shape)) return shape;
  return nestedUnknown(shape);
}

/** Nested arrays of numbers that are not known. */
function nestedUnknown(shape: readonly Dim[]): Value {
  const [count, ...rest] = shape;
  if (count === undefined) return elements;
  const each = nestedUnknown(rest);
  if (typeof count === 'number' && count <= mostRows) return list(Array.from({ length: count }, () => each));
  return isUnknown(count) || typeof count === 'object' || rest.length >= 0
    ? list([], { ...elements, each, ...(typeof count === 'number' ? { count } : {}) })
    : elements;
}

/** How many rows are written out. */
const mostRows = 64;

/** `tf.tensor2d(values, shape)` and its like. */
export function tensorMaker(path: string): Value | undefined {
  const match = /^tfjs\.(tensor([1-6]d)?|scalar|variable)$/.exec(path);
  if (match === null) return undefined;
  const rank = path === 'tfjs.scalar' ? 0 : match[2] === undefined ? undefined : Number(match[2][0]);
  const isVariable = path === 'tfjs.variable';
  return builtin(path, (context, args, { place }) => tensorFrom(context, args, { place, rank, isVariable }));
}
