// What methods of the framework's classes do where a class of the program calls them: `super().__init__(…)`,
// `super().build(…)`, `super().call(…)`, or `keras.Model.__init__(self, …)`.

import { builtin, none } from '../../interp/make.ts';
import type { Builtin, BuiltinValue, CallArgs, InstanceValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { compile } from './compile.ts';
import { frameworkBuild } from './ownBuild.ts';
import { frameworkCall } from './ownCalls.ts';
import { frameworkInit } from './ownClasses.ts';

/** A method of the framework's class behind an object of the program; the others do nothing that shapes depend on. */
export function superMember(instance: InstanceValue, name: string): Value {
  return builtin(`super.${name}`, (context, args, { place }) =>
    methodOf(name)(context, args, { place, self: instance, construct: false }),
  );
}

/** `keras.layers.Layer.__init__(self, …)`: the object is the first argument. */
export function unboundMember(of: BuiltinValue, name: string): Value | undefined {
  if (name !== '__init__' && name !== 'build' && name !== 'call' && name !== 'compile') return undefined;
  if (!of.path.startsWith('keras.')) return undefined;
  return builtin(`${of.path}.${name}`, (context, args, call) => {
    const [self, ...positional] = args.positional;
    if (name === 'compile' && self?.value.kind === 'layer' && self.value.layer.model !== undefined)
      return compile(self.value.layer.model)(context, { ...args, positional }, call);
    if (self?.value.kind !== 'instance') return none;
    const own: CallArgs = { ...args, positional };
    return methodOf(name)(context, own, { ...call, self: self.value });
  });
}

function methodOf(name: string): Builtin {
  switch (name) {
    case '__init__':
      return (context, args, { place, self }) => {
        if (self?.kind === 'instance') frameworkInit(context, self, args, place);
        return none;
      };
    case 'build':
      return (context, args, { self }) => {
        const layer = self?.kind === 'instance' ? self.layer.value : undefined;
        if (layer !== undefined) frameworkBuild(context, layer, args);
        return none;
      };
    case 'call':
      return (context, args, { place, self }) => {
        const layer = self?.kind === 'instance' ? self.layer.value : undefined;
        return layer === undefined ? unknown({ kind: 'error' }) : frameworkCall(context, layer, args, place);
      };
    case 'compile':
      return (context, args, call) => {
        const model = call.self?.kind === 'instance' ? call.self.layer.value?.model : undefined;
        return model === undefined ? none : compile(model)(context, args, call);
      };
    case 'get_config':
      return () => unknown({ kind: 'todo', what: '`get_config()`' });
    case 'train_step':
    case 'test_step':
    case 'predict_step':
      return () => unknown({ kind: 'data', what: 'the values of the weights' });
    default:
      return () => none;
  }
}
