// Attributes that layers and models of the framework do not have, in any version or in the user's.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { LayerValue, Value } from '../../interp/value.ts';
import type { ParamSpecs } from '../../layers/params.ts';
import { allLayers } from '../../layers/registry.ts';
import { closest } from '../../layers/suggest.ts';
import type { Layer } from '../../model/graph.ts';
import { afterError } from '../../shapes/unknown.ts';
import { report } from '../operations.ts';
import { layerExtras, layerMembers, modelMembers, replacements } from './memberNames.ts';
import { instanceOf } from './ownClasses.ts';

interface Members {
  readonly both: readonly string[];
  readonly keras3: readonly string[];
  readonly keras2: readonly string[];
  readonly early: readonly string[];
  /** All of them. */
  readonly names: ReadonlySet<string>;
}

const ofLayers = members([layerMembers]);
const ofModels = members([layerMembers, modelMembers]);

function members(lists: readonly (typeof layerMembers)[]): Members {
  const named = (key: keyof typeof layerMembers): readonly string[] => lists.flatMap(list => words(list[key]));
  const [both, keras3, keras2, early] = [named('both'), named('keras3'), named('keras2'), named('early')];
  return { both, keras3, keras2, early, names: new Set([...both, ...keras3, ...keras2, ...early]) };
}

function words(list: string): readonly string[] {
  return list.split(/\s+/).filter(word => word !== '');
}

/** Further attributes that some class of layers has. */
const extras: ReadonlySet<string> = new Set([
  ...words(layerExtras),
  ...allLayers.flatMap(definition => Object.keys(definition.params as ParamSpecs)),
]);

/**
 * Reports an attribute that the object does not have, and gives what stands for it; undefined where it may have it. A name of
 * another version counts only where the user's version is certain, one of no version where another name is meant.
 */
export function refuseMember(context: Context, { layer }: LayerValue, name: string, place: Place): Value | undefined {
  const { dialect, versionGiven, ownNames } = context;
  if (dialect === 'tfjs' || name.startsWith('_') || instanceOf(layer) !== undefined || ownNames.has(`layer.${name}`))
    return undefined;
  const known = layer.model === undefined ? ofLayers : ofModels;
  if (known.both.includes(name) || known[dialect].includes(name) || isArgument(layer, name)) return undefined;
  const existsIn = elsewhere(known, dialect, name);
  if (existsIn !== undefined && !versionGiven) return undefined;
  if (existsIn === undefined && layer.model === undefined && extras.has(name)) return undefined;
  const suggestion =
    replacements.get(name) ?? (existsIn === undefined ? closest(name, [...known.both, ...known[dialect]]) : undefined);
  if (existsIn === undefined && suggestion === undefined) return undefined;
  const words = `'${layer.className}' object has no attribute '${name}'`;
  report(
    context,
    [
      {
        kind: 'unknown-name',
        module: layer.className,
        name,
        ...(suggestion === undefined ? {} : { suggestion }),
        ...(existsIn === undefined ? {} : { existsIn }),
        runtime: { keras3: words, keras2: words },
      },
    ],
    { place, name: layer.name, className: layer.className, layer },
  );
  return afterError;
}

/** True for an argument of the layer's constructor, which the layer keeps under its name. */
function isArgument({ object }: Layer, name: string): boolean {
  return object !== undefined && Object.hasOwn(object.definition.params, name);
}

function elsewhere(
  known: Members,
  dialect: 'keras2' | 'keras3',
  name: string,
): 'keras2' | 'keras3' | 'early' | undefined {
  if (known.early.includes(name)) return 'early';
  if (!known.names.has(name)) return undefined;
  return dialect === 'keras3' ? 'keras2' : 'keras3';
}
