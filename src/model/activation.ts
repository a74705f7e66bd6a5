// Which activation a layer applies last.

import { isUnknown } from '../shapes/unknown.ts';
import type { Layer } from './graph.ts';

/** An activation of the framework by its name, `linear` for none; undefined where it is not known or the program's own. */
export function activationOf({ className, object }: Layer): string | undefined {
  if (object === undefined) return undefined;
  if (className === 'Softmax') return 'softmax';
  if (className === 'ReLU') return 'relu';
  const { activation } = object.config;
  if (!('activation' in object.config)) return undefined;
  if (activation === null) return 'linear';
  if (typeof activation !== 'object' || isUnknown(activation) || Array.isArray(activation)) return undefined;
  const { name, custom } = activation as { readonly name?: unknown; readonly custom?: unknown };
  return typeof name === 'string' && custom === false ? name : undefined;
}
