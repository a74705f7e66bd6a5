// Kernels of tfjs 4.22's WebAssembly backend that give other values than the other backends, put right: casts to booleans
// copy single bytes, choosing between and reversing booleans reads and writes behind their ends, and NaN as the second of two
// numbers is lost.

import type { KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '../../src/layers/run.ts';

type Call = Parameters<KernelFunc>[0];

/** What a mended kernel works with: the call, the kernel as it was, and all others. */
interface Mending {
  readonly call: Call;
  original(inputs?: Call['inputs']): TensorInfo;
  run(kernel: string, inputs: Call['inputs'], attrs?: NamedAttrMap): TensorInfo;
}

const kernels: Readonly<Record<string, (mending: Mending) => TensorInfo>> = {
  Cast({ call, original, run }) {
    const x = inputOf(call, 'x');
    if (call.attrs?.dtype !== 'bool' || x.dtype === 'bool') return original();
    const zero = run('Fill', {}, { shape: [], value: 0, dtype: x.dtype });
    return freeing(call, [zero], () => run('NotEqual', { a: x, b: zero }));
  },
  Select: mending => onIntegers(mending, ['t', 'e']),
  Reverse: mending => onIntegers(mending, ['x']),
  Maximum: keepNaN,
  Minimum: keepNaN,
};

/** Puts the kernels of the WebAssembly backend right; again and again does no harm. */
export function mendKernels(tf: Tf): void {
  for (const [name, mend] of Object.entries(kernels)) {
    const config = tf.getKernel(name, 'wasm');
    if (config === undefined || mended.has(config.kernelFunc)) continue;
    const { kernelFunc: before } = config;
    const kernelFunc: KernelFunc = call => {
      const { backend } = call;
      const one = (info: TensorInfo | TensorInfo[]): TensorInfo =>
        Array.isArray(info) ? (info[0] as TensorInfo) : info;
      return mend({
        call,
        original: (inputs = call.inputs) => one(before({ ...call, inputs })),
        run: (kernel, inputs, attrs = {}) => one(tf.getKernel(kernel, 'wasm').kernelFunc({ inputs, attrs, backend })),
      });
    };
    mended.add(kernelFunc);
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel({ ...config, kernelFunc });
  }
}

const mended = new WeakSet<KernelFunc>();

/** Computes on integers what the kernel cannot do with booleans. */
function onIntegers({ call, original, run }: Mending, names: readonly string[]): TensorInfo {
  if (names.every(name => inputOf(call, name).dtype !== 'bool')) return original();
  const inputs = { ...call.inputs };
  for (const name of names) inputs[name] = run('Cast', { x: inputOf(call, name) }, { dtype: 'int32' });
  const made = names.flatMap(name => inputs[name] ?? []);
  const integers = freeing(call, made, () => original(inputs));
  return freeing(call, [integers], () => run('Cast', { x: integers }, { dtype: 'bool' }));
}

/** The kernel is NaN where its first operand is: it is asked in both orders. */
function keepNaN({ call, original, run }: Mending): TensorInfo {
  const a = inputOf(call, 'a');
  const b = inputOf(call, 'b');
  if (b.dtype !== 'float32') return original();
  const swapped = original({ a: b, b: a });
  const lost = run('IsNan', { x: swapped });
  const kept = original();
  return freeing(call, [swapped, lost, kept], () => run('Select', { condition: lost, t: swapped, e: kept }));
}

function inputOf({ inputs }: Call, name: string): TensorInfo {
  return inputs[name] as TensorInfo;
}

/** Gives what the action makes, once the given tensors are freed. */
function freeing(call: Call, tensors: readonly TensorInfo[], make: () => TensorInfo): TensorInfo {
  const { disposeData } = call.backend as { disposeData(dataId: object): boolean };
  const made = make();
  for (const { dataId } of tensors) disposeData.call(call.backend, dataId);
  return made;
}
