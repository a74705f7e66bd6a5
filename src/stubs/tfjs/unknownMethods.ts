// Methods and functions that TensorFlow.js does not have in any version. Reading such a name gives undefined, so that only a call
// of it fails; it is told where another name is meant, since programs may put members of their own on what they get.

import { ownValue } from '../../base/ownValue.ts';
import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { Value } from '../../interp/value.ts';
import { closest } from '../../layers/suggest.ts';
import type { Layer } from '../../model/graph.ts';
import { afterError } from '../../shapes/unknown.ts';
import { instanceOf } from '../keras/ownClasses.ts';
import { report } from '../operations.ts';
import { type TfjsNames, tfjsMembers, tfjsModuleNames } from './memberNames.ts';

/** Reports the call of a member that the object does not have; undefined where it may have it. */
export function refuseMethod(context: Context, object: Value, name: string, place: Place): Value | undefined {
  const owner = context.dialect === 'tfjs' ? ownerOf(object) : undefined;
  if (owner === undefined || name.startsWith('_') || ofEveryObject.has(name)) return undefined;
  const { module, members, layer } = owner;
  if (context.ownNames.has(`layer.${name}`) || context.ownNames.has(`${module}.${name}`)) return undefined;
  const methods = words(members.methods);
  if (methods.includes(name) || words(members.others).includes(name)) return undefined;
  const suggestion = closest(name, methods);
  if (suggestion === undefined) return undefined;
  const runtime = { tfjs: `${name} is not a function` };
  report(context, [{ kind: 'unknown-name', module, name, suggestion, runtime }], {
    place,
    name: layer?.name ?? module,
    className: layer?.className ?? module,
    ...(layer === undefined ? {} : { layer }),
  });
  return afterError;
}

interface Owner {
  readonly module: string;
  readonly members: TfjsNames;
  readonly layer?: Layer;
}

function ownerOf(object: Value): Owner | undefined {
  switch (object.kind) {
    case 'module': {
      const members = ownValue(tfjsModuleNames, object.path);
      return members === undefined ? undefined : { module: object.path, members };
    }
    case 'layer': {
      const { layer } = object;
      if (instanceOf(layer) !== undefined || layer.kind === 'custom') return undefined;
      const isModel = layer.model !== undefined;
      return { module: layer.className, members: isModel ? tfjsMembers.model : tfjsMembers.layer, layer };
    }
    case 'array':
      return object.flavour === 'eager' ? { module: 'Tensor', members: tfjsMembers.tensor } : undefined;
    default:
      return undefined;
  }
}

/** Methods that objects of JavaScript have. */
const ofEveryObject: ReadonlySet<string> = new Set([
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

function words(list: string): readonly string[] {
  return list.split(/\s+/).filter(word => word !== '');
}
