// Element types: how Keras, NumPy and TensorFlow choose the type of a result. Types go by their NumPy names; `int`,
// `float` and `complex` stand for Python's own numbers.

import type { DType } from '../shapes/shape.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { Library, OpContext } from './define.ts';
import type { Operand } from './operand.ts';

const mixed: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'this mix of element types' } };

/** The type Python's numbers get when a library makes a tensor of them. */
export function settle(dtype: DType, library: Library | 'eager'): DType {
  if (dtype === 'int') return library === 'numpy' || library === 'python' ? 'int64' : 'int32';
  if (dtype === 'float') return library === 'numpy' || library === 'python' ? 'float64' : 'float32';
  if (dtype === 'complex') return 'complex128';
  return dtype;
}

/** The type of a list of items of these types, as far as no library decides it. */
export function joinDTypes(dtypes: readonly DType[]): DType {
  let out: DType | undefined;
  for (const dtype of dtypes) {
    if (isUnknown(dtype)) return dtype;
    out = out === undefined || out === dtype ? dtype : isUnknown(out) ? out : joinTwo(out, dtype);
  }
  return out ?? 'float';
}

const pythonOrder = ['bool', 'int', 'float', 'complex'];

function joinTwo(a: string, b: string): DType {
  const x = pythonOrder.indexOf(a);
  const y = pythonOrder.indexOf(b);
  if (x >= 0 && y >= 0) return pythonOrder[Math.max(x, y)] ?? mixed;
  if (x >= 0) return numpyPromote(b, numpyWeak(a, b));
  if (y >= 0) return numpyPromote(a, numpyWeak(b, a));
  return numpyPromote(a, b);
}

// ---------------------------------------------------------------------------------------------------------------------
// Keras

/** What each type may be widened to at once; the weak types `int` and `float` stand between the fixed ones. */
const kerasWider: Readonly<Record<string, readonly string[]>> = {
  bool: ['int'],
  uint8: ['int16', 'uint16'],
  uint16: ['int32', 'uint32'],
  uint32: ['int64', 'uint64'],
  uint64: ['float'],
  int: ['uint8', 'int8'],
  int8: ['int16'],
  int16: ['int32'],
  int32: ['int64'],
  int64: ['float'],
  float: ['bfloat16', 'float16'],
  bfloat16: ['float32'],
  float16: ['float32'],
  float32: ['float64'],
  float64: ['complex128'],
  complex64: ['complex128'],
  complex128: [],
};

const kerasUpper = new Map<string, ReadonlySet<string>>();

function upperSet(dtype: string): ReadonlySet<string> {
  let found = kerasUpper.get(dtype);
  if (found === undefined) {
    found = new Set([dtype, ...(kerasWider[dtype] ?? []).flatMap(wider => [...upperSet(wider)])]);
    kerasUpper.set(dtype, found);
  }
  return found;
}

/** The least type that all of these widen to (Keras `dtypes.result_type`); `weak` types give way to fixed ones. */
export function kerasPromote(inputs: readonly { readonly dtype: DType; readonly weak: boolean }[]): DType {
  const names: string[] = [];
  for (const { dtype, weak } of inputs) {
    if (isUnknown(dtype)) return dtype;
    names.push(weak || dtype === 'int' || dtype === 'float' || dtype === 'complex' ? weakName(dtype) : dtype);
  }
  if (names.length === 0) return 'float32';
  let common: Set<string> | undefined;
  for (const name of new Set(names)) {
    if (kerasWider[name] === undefined) return names.every(other => other === name) ? name : mixed;
    const upper = upperSet(name);
    common = common === undefined ? new Set(upper) : new Set([...common].filter(dtype => upper.has(dtype)));
  }
  const least = [...(common ?? [])].find(dtype => [...(common ?? [])].every(other => upperSet(dtype).has(other)));
  if (least === undefined) return mixed;
  return least === 'int' ? 'int32' : least === 'float' ? 'float32' : least;
}

function weakName(dtype: string): string {
  if (dtype.startsWith('int') || dtype.startsWith('uint')) return 'int';
  if (dtype.startsWith('float') || dtype === 'bfloat16') return 'float';
  return dtype === 'complex' ? 'complex128' : dtype;
}

/** True for a floating type. */
export function isFloating(dtype: string): boolean {
  return dtype.startsWith('float') || dtype === 'bfloat16';
}

/** True for a whole-number type, booleans not among them. */
export function isInteger(dtype: string): boolean {
  return dtype.startsWith('int') || dtype.startsWith('uint');
}

/** The type of an operation that computes in floating point (Keras): `result_type(x, float)`. */
export function kerasFloat(dtype: DType): DType {
  return kerasPromote([
    { dtype, weak: false },
    { dtype: 'float', weak: true },
  ]);
}

// ---------------------------------------------------------------------------------------------------------------------
// NumPy

function bits(dtype: string): number {
  return Number(/\d+$/.exec(dtype)?.[0] ?? 8);
}

/** NumPy's `promote_types`. */
export function numpyPromote(a: DType, b: DType): DType {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (a === b) return a;
  if (a === 'bool') return b;
  if (b === 'bool') return a;
  if (a === 'string' || b === 'string') return 'string';
  if (a.startsWith('complex') || b.startsWith('complex')) {
    const parts = [a, b].map(dtype => (dtype.startsWith('complex') ? bits(dtype) / 2 : floatBits(dtype)));
    return Math.max(...parts) > 32 ? 'complex128' : 'complex64';
  }
  if (a === 'bfloat16' || b === 'bfloat16') return a === 'float64' || b === 'float64' ? 'float64' : 'float32';
  if (isFloating(a) || isFloating(b)) return `float${Math.max(floatBits(a), floatBits(b))}`;
  if (!isInteger(a) || !isInteger(b)) return mixed;
  const unsignedA = a.startsWith('uint');
  if (unsignedA === b.startsWith('uint')) return bits(a) >= bits(b) ? a : b;
  const [unsigned, signed] = unsignedA ? [bits(a), bits(b)] : [bits(b), bits(a)];
  if (signed > unsigned) return `int${signed}`;
  return unsigned === 64 ? 'float64' : `int${unsigned * 2}`;
}

/** The bits of the floating type that holds all values of a type. */
function floatBits(dtype: string): number {
  if (isFloating(dtype)) return bits(dtype);
  return bits(dtype) <= 8 ? 16 : bits(dtype) <= 16 ? 32 : 64;
}

/** The fixed type that a Python number takes beside a fixed type. */
function numpyWeak(weak: string, fixed: string): string {
  if (weak === 'bool') return 'bool';
  if (weak === 'int') return fixed === 'bool' ? 'int64' : fixed;
  if (weak === 'complex') return fixed === 'float64' || isInteger(fixed) ? 'complex128' : 'complex64';
  return isFloating(fixed) || fixed.startsWith('complex') ? fixed : 'float64';
}

/** The type of NumPy's arithmetic on these operands; Python numbers give way to arrays. */
export function numpyResult(operands: readonly Pick<Operand, 'dtype' | 'weak'>[]): DType {
  const fixed = operands.filter(operand => !operand.weak).map(operand => settle(operand.dtype, 'numpy'));
  const weak = operands.filter(operand => operand.weak).map(operand => operand.dtype);
  if (fixed.length === 0) return settle(joinDTypes(weak), 'numpy');
  let out = fixed.reduce(numpyPromote);
  for (const dtype of weak) {
    if (isUnknown(out)) return out;
    if (isUnknown(dtype)) return dtype;
    out = numpyPromote(out, pythonOrder.includes(dtype) ? numpyWeak(dtype, out) : dtype);
  }
  return out;
}

/** The type of a NumPy function that computes in floating point: integers become float64. */
export function numpyFloat(dtype: DType): DType {
  const fixed = settle(dtype, 'numpy');
  if (isUnknown(fixed) || isFloating(fixed) || fixed.startsWith('complex')) return fixed;
  if (fixed === 'bool' || fixed === 'int8' || fixed === 'uint8') return 'float16';
  return fixed === 'int16' || fixed === 'uint16' ? 'float32' : 'float64';
}

// ---------------------------------------------------------------------------------------------------------------------

/** TensorFlow does not promote: all fixed types must be one, which Python numbers take. */
function tensorflowResult(operands: readonly Pick<Operand, 'dtype' | 'weak' | 'source'>[]): DType {
  const tensors = operands.filter(operand => operand.source === 'symbolic' || operand.source === 'eager');
  const deciding = tensors.length > 0 ? tensors : operands.filter(operand => !operand.weak);
  if (deciding.length === 0) return settle(joinDTypes(operands.map(operand => operand.dtype)), 'tf');
  let out: DType | undefined;
  for (const { dtype } of deciding) {
    const fixed = settle(dtype, 'tf');
    if (isUnknown(fixed)) return fixed;
    if (out !== undefined && out !== fixed) return mixed;
    out = fixed;
  }
  return out ?? mixed;
}

/** Which library's promotion holds in a call: that of its tensors for operators and methods. */
export function promotion(operands: readonly Operand[], context: OpContext): 'keras' | 'tf' | 'numpy' {
  if (context.library === 'numpy') return 'numpy';
  if (context.library === 'keras') return context.dialect === 'keras3' ? 'keras' : 'tf';
  if (context.library === 'tf') return 'tf';
  if (operands.some(operand => operand.source === 'symbolic')) return context.kerasTensors ? 'keras' : 'tf';
  return operands.some(operand => operand.source === 'eager') ? 'tf' : 'numpy';
}

/** The type of arithmetic between operands. */
export function promote(operands: readonly Operand[], context: OpContext): DType {
  switch (promotion(operands, context)) {
    case 'keras':
      return kerasPromote(operands);
    case 'tf':
      return tensorflowResult(operands);
    case 'numpy':
      if (context.library === 'python' && operands.every(operand => operand.source === 'python'))
        return joinDTypes(operands.map(operand => operand.dtype));
      return numpyResult(operands);
  }
}

/** The type of an operand that becomes a tensor of the call's library. */
export function settled(x: Operand, context: OpContext): DType {
  return settle(x.dtype, promotion([x], context));
}
