// `isinstance` and `type`.

import type { Context } from '../../interp/context.ts';
import type { Value } from '../../interp/value.ts';
import { isUnknown, type PlainKind } from '../../shapes/unknown.ts';
import { notKnown } from './reasons.ts';

const typeNames: Readonly<Record<string, readonly Value['kind'][]>> = {
  int: ['int', 'bool', 'size'],
  float: ['float'],
  bool: ['bool'],
  str: ['string'],
  list: ['list'],
  tuple: ['list'],
  set: ['list'],
  dict: ['record'],
};

/** Whether a value is of a class; undefined where that is not known. */
export function isInstance(value: Value, type: Value): boolean | undefined {
  if (isUnknown(value)) return undefined;
  if (type.kind === 'list') {
    const answers = type.items.value.map(one => isInstance(value, one));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }
  if (type.kind === 'class') {
    if (value.kind !== 'instance') return false;
    return inherits(value.class, type);
  }
  if (type.kind === 'layerClass')
    return value.kind === 'layer'
      ? value.layer.className === type.definition.name
      : value.kind === 'instance'
        ? undefined
        : false;
  if (type.kind !== 'builtin') return undefined;
  const name = type.path.replace(/^builtins\./, '');
  if (value.kind === 'plain') return isPlainInstance(value.type, name);
  const kinds = typeNames[name];
  if (kinds !== undefined) {
    if (!kinds.includes(value.kind)) return value.kind === 'instance' ? undefined : false;
    return value.kind !== 'list' || value.type === name;
  }
  if (type.path === 'keras.Model')
    return value.kind === 'layer' ? value.layer.kind === 'model' : value.kind === 'instance' ? undefined : false;
  if (type.path === 'keras.layers.Layer')
    return value.kind === 'layer' ? true : value.kind === 'instance' ? undefined : false;
  return undefined;
}

function isPlainInstance(type: PlainKind, name: string): boolean | undefined {
  if (type === 'number') return name === 'int' || name === 'float' || name === 'bool' ? undefined : false;
  return { int: ['int'], float: ['float'], bool: ['bool', 'int'], string: ['str'] }[type].includes(name);
}

function inherits(from: Value, base: Value): boolean | undefined {
  if (from === base) return true;
  if (from.kind !== 'class') return undefined;
  const answers = from.bases.map(one => (one.kind === 'class' ? inherits(one, base) : false));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** The class of a value, where a comparison with the names of classes then has the answer that Python gives. */
export function typeOfValue(context: Context, value: Value | undefined): Value {
  switch (value?.kind) {
    case 'instance':
      return value.class;
    case 'list':
      return value.layersOf === undefined ? (context.library.prelude('python').get(value.type) ?? notKnown) : notKnown;
    case 'string':
      return context.library.prelude('python').get('str') ?? notKnown;
    case 'array':
      return value.flavour === 'numpy' ? (context.library.find('numpy.ndarray') ?? someArray) : someArray;
    default:
      return notKnown;
  }
}

const someArray: Value = { kind: 'object', family: 'class', name: 'ndarray', config: new Map() };
