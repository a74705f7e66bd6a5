// What Keras 1 programs write and Keras 2.0 to 2.3 still read: old names of arguments, sizes of a kernel one by one, and the
// function `merge`.

import { ownValue } from '../../base/ownValue.ts';
import { none, string, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, KeywordValue, LayerClassValue, Value } from '../../interp/value.ts';
import type { LayerDefinition } from '../../layers/define.ts';
import { keras1Argument, keras1DataFormats, keras1KernelSizes } from '../../layers/keras1Arguments.ts';
import { findLayer } from '../../layers/registry.ts';
import { unknown } from '../../shapes/unknown.ts';

/**
 * The arguments of a constructor with the names they have had since Keras 2. A call that uses none of the old names is read
 * as it is read today, `Convolution2D(32, 3, 3)` with a stride of 3.
 */
export function withoutKeras1(callee: LayerClassValue, args: CallArgs): CallArgs {
  const { definition } = callee;
  return args.keywords.some(({ name }) => isKeras1(definition, name)) ? renamed(definition, args) : args;
}

function isKeras1(definition: LayerDefinition, name: string): boolean {
  return (
    !isNow(definition, name) &&
    (keras1Argument(definition.name, name) !== undefined || keras1KernelSizes(definition.name).includes(name))
  );
}

/** Some old names mean something else today, and are then meant as today. */
function isNow(definition: LayerDefinition, name: string): boolean {
  return Object.hasOwn(definition.params, name);
}

function renamed(definition: LayerDefinition, args: CallArgs): CallArgs {
  const sizes = keras1KernelSizes(definition.name);
  const keywords: KeywordValue[] = [];
  const kernel: KeywordValue[] = [];
  for (const keyword of args.keywords) {
    const { name } = keyword;
    const today = isNow(definition, name) ? undefined : keras1Argument(definition.name, name);
    if (sizes.includes(name)) kernel.push(keyword);
    else if (today === undefined) keywords.push(keyword);
    else if (today !== null) keywords.push({ ...keyword, name: today, value: valueToday(today, keyword.value) });
  }
  const [filters, ...others] = args.positional;
  const ordered = [...kernel].sort((a, b) => sizes.indexOf(a.name) - sizes.indexOf(b.name));
  const apart = sizes.length > 0 && others.length + kernel.length === sizes.length;
  const [first] = others.length > 0 ? others : ordered;
  if (!apart || first === undefined) return { ...args, keywords: [...keywords, ...kernel] };
  const value = tuple([...others, ...ordered].map(one => one.value));
  return {
    positional: filters === undefined ? [] : [filters],
    keywords: [...keywords, { name: 'kernel_size', value, place: first.place }],
    open: args.open,
  };
}

function valueToday(name: string, value: Value): Value {
  if (name !== 'data_format' || value.kind !== 'string' || !Object.hasOwn(keras1DataFormats, value.value)) return value;
  const format = keras1DataFormats[value.value];
  return format === null || format === undefined ? none : string(format);
}

/** The layer that does what a mode of `merge` did. */
const mergeModes: Readonly<Record<string, string>> = {
  sum: 'Add',
  mul: 'Multiply',
  concat: 'Concatenate',
  ave: 'Average',
  max: 'Maximum',
};

/** `merge([a, b], mode='concat', concat_axis=1)`: the function form of the layer of that mode. */
export function mergeFunction(functionForm: (definition: LayerDefinition) => Builtin): Builtin {
  return (context, args, call) => {
    const named = (name: string, i: number): Value | undefined =>
      args.keywords.find(keyword => keyword.name === name)?.value ?? args.positional[i]?.value;
    const mode = named('mode', 1) ?? string('sum');
    const layer = mode.kind === 'string' ? ownValue(mergeModes, mode.value) : undefined;
    const definition = layer === undefined ? undefined : findLayer(layer, 'keras2');
    const inputs = args.positional[0];
    if (definition === undefined || inputs === undefined)
      return unknown({ kind: 'todo', what: '`merge` in this mode' });
    const axis = named('concat_axis', 3);
    const keywords = args.keywords.filter(keyword => keyword.name === 'name');
    if (definition.name === 'Concatenate' && axis !== undefined)
      keywords.push({ name: 'axis', value: axis, place: call.place });
    const own: CallArgs = { positional: [inputs], keywords, open: args.open };
    return functionForm(definition)(context, own, call);
  };
}
