// The arguments of an operation with other tensors in the places of those it was called on.

import { type ConfigValue, isConfigList } from '../layers/config.ts';
import type { TensorType } from '../shapes/shape.ts';

/** The same argument with other types in the places of its symbolic tensors; `next` counts these over all arguments. */
export function retyped(value: ConfigValue, types: readonly TensorType[], next: { i: number }): ConfigValue {
  if (value === null || typeof value !== 'object') return value;
  if (isConfigList(value)) return value.map(item => retyped(item, types, next));
  if (value.kind === 'tensor') return { kind: 'tensor', ...(types[next.i++] ?? value) };
  if (value.kind !== 'record') return value;
  const entries = [...value.entries].map(([key, item]) => [key, retyped(item, types, next)] as const);
  return { kind: 'record', entries: new Map(entries) };
}
