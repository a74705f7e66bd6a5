// The layer objects of a stored model: those of the library, nested models, operations, and classes that are not known.

import { libraryLayer, newLayer } from '../model/build.ts';
import type { Layer } from '../model/graph.ts';
import { unknown } from '../shapes/unknown.ts';
import { definitionOf, layerObject } from './layerObjects.ts';
import { storedOperation } from './operations.ts';
import type { Reading, StoredObject } from './reading.ts';
import { isStoredRecord, recordAt, type StoredRecord, textAt } from './stored.ts';
import { storedObject } from './values.ts';

/** The layer that an entry of `layers` stands for; the same one where the file shares it between models. */
export function storedLayer(reading: Reading, entry: StoredRecord): Layer {
  const shared = entry.get('shared_object_id') ?? recordAt(entry, 'config')?.get('shared_object_id');
  const number = typeof shared === 'number' ? shared : undefined;
  const known = number === undefined ? undefined : reading.shared.get(number);
  if (known !== undefined) return known;
  const layer = makeStored(reading, entry);
  if (number !== undefined) reading.shared.set(number, layer);
  return layer;
}

function makeStored(reading: Reading, entry: StoredRecord): Layer {
  const { context, place } = reading;
  const object = storedObject(entry);
  const name = textAt(entry, 'name') ?? (object === undefined ? undefined : textAt(object.config, 'name'));
  if (object !== undefined && isModel(entry)) {
    const { layer } = reading.makeModel(reading, object);
    return layer;
  }
  const definition = object === undefined ? undefined : definitionOf(object, context.dialect);
  if (object !== undefined && definition !== undefined) {
    const made = layerObject(reading, definition, object);
    const layer = libraryLayer(context, name === undefined ? made : { ...made, name }, place);
    if (isQuantized(object)) reading.quantized.add(layer);
    return layer;
  }
  const className = object?.className ?? 'Layer';
  const operation = object === undefined ? undefined : storedOperation(object, context.dialect);
  if (operation !== undefined) {
    return newLayer(context, {
      kind: 'operation',
      name: name ?? context.autoName(className),
      className,
      operation: operation.path,
      created: place,
      named: true,
    });
  }
  const layer = newLayer(context, {
    kind: 'custom',
    name: name ?? context.autoName(className),
    className,
    created: place,
    named: true,
  });
  const hidden = unknown({ kind: 'call', name: className });
  const { trainable } = layer.state.value;
  context.store.write(layer.state, {
    ...layer.state.value,
    hidden,
    trainable: object?.config.get('trainable') === false ? false : trainable,
  });
  return layer;
}

/** True for a layer whose variables are kept in other forms than it was made with. */
function isQuantized({ config }: StoredObject): boolean {
  const stored = config.get('dtype');
  if (!isStoredRecord(stored)) return typeof stored === 'string' && stored.includes('_from_');
  const policy = recordAt(stored, 'config');
  return policy?.has('mode') === true || (policy?.get('name') ?? '').toString().includes('_from_');
}

/** True for a stored model: its configuration lists layers. */
export function isModel(entry: StoredRecord): boolean {
  const config = entry.get('config');
  const isNamed = entry.get('class_name') === 'Sequential';
  return isNamed || (isStoredRecord(config) && config.has('layers') && Array.isArray(config.get('layers')));
}
