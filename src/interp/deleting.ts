// `del`: variables, entries and items that are no longer there.

import type { Pattern } from '../syntax/pattern.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { keyOf } from './key.ts';
import { noteLayersCopy } from './layersCopy.ts';
import { numeric } from './make.ts';
import { lookUp } from './scope.ts';

/** Takes away what a `del` names. */
export function remove(frame: Frame, target: Pattern): void {
  const { store } = frame.context;
  if (target.kind === 'identifier') {
    const found = lookUp(frame.scope, target.name);
    if (found !== undefined) store.write(found, undefined);
    return;
  }
  if (target.kind !== 'index') return;
  const object = evaluate(frame, target.object);
  const index = evaluate(frame, target.index);
  if (object.kind === 'list') noteLayersCopy(frame.context, object, 'delete', placeOf(frame, target.span));
  if (object.kind === 'record') {
    const key = keyOf(index);
    if (key === undefined) return;
    const entries = new Map(object.entries.value);
    entries.delete(key);
    store.write(object.entries, entries);
    return;
  }
  const position = numeric(index);
  if (object.kind !== 'list' || position === undefined) return;
  const at = position < 0 ? position + object.items.value.length : position;
  store.write(
    object.items,
    object.items.value.filter((_, i) => i !== at),
  );
}
