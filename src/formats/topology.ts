// Finds the model in a JSON document: a tfjs layers model, the topology inside one, or what `to_json()` of Keras gives; and
// which framework wrote it.

import type { Dialect } from '../layers/config.ts';
import { unreadable } from './budgets.ts';
import { isStoredRecord, parseStored, recordAt, type Stored, type StoredRecord, textAt } from './stored.ts';

export interface Topology {
  readonly dialect: Dialect;
  /** The model as an object: its class and configuration. */
  readonly model: StoredRecord;
  /** Set for a tfjs layers model: where its weights are. */
  readonly manifest?: Stored;
}

/** What a file says of its framework beside the model. */
export interface Origin {
  readonly version?: string;
  readonly backend?: string;
}

/** The topology of a JSON document. */
export function topologyOf(document: Stored, origin: Origin = {}): Topology {
  if (!isStoredRecord(document)) unreadable('its JSON is no object, so it describes no model');
  const { topology, manifest } = unwrapped(document);
  if (textAt(document, 'format') === 'graph-model' || topology.has('node'))
    unreadable('it is a TensorFlow.js graph model, which has operations in place of Keras layers');
  const model = modelOf(topology);
  const version = origin.version ?? textAt(topology, 'keras_version');
  const dialect = dialectOf(model, version, origin.backend ?? textAt(topology, 'backend'));
  return { dialect, model, ...(manifest === undefined ? {} : { manifest }) };
}

/** A layers model of tfjs holds the topology beside its weights. */
function unwrapped(document: StoredRecord): { readonly topology: StoredRecord; readonly manifest: Stored | undefined } {
  const topology = recordAt(document, 'modelTopology');
  if (topology !== undefined) return { topology, manifest: document.get('weightsManifest') };
  if (document.has('weightsManifest') || document.has('modelTopology'))
    unreadable('it has no `modelTopology`, so it says nothing of the layers');
  return { topology: document, manifest: undefined };
}

/** The converter puts the model under `model_config`, and Keras 1 stored it as text. */
function modelOf(topology: StoredRecord): StoredRecord {
  const inner = topology.get('model_config');
  const model = typeof inner === 'string' ? parseStored(inner) : (inner ?? topology);
  if (!isStoredRecord(model) || textAt(model, 'class_name') === undefined)
    unreadable('its JSON describes no Keras model: there is no `class_name`');
  return model;
}

/** The framework that a version names; without one, only Keras 3 names modules. */
function dialectOf(model: StoredRecord, version: string | undefined, backend: string | undefined): Dialect {
  if (version?.startsWith('tfjs') === true || backend === 'tensor_flow.js') return 'tfjs';
  if (version !== undefined && /^\d/.test(version)) return Number.parseInt(version, 10) >= 3 ? 'keras3' : 'keras2';
  return model.has('module') ? 'keras3' : 'keras2';
}
