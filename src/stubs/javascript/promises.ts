// Promises. A promise is taken for what it gives, so that waiting for it changes nothing, and what waits for it runs at once.

import { valueBox } from '../../interp/boxes.ts';
import { builtin, list, missing } from '../../interp/make.ts';
import type { Builtin, BuiltinValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';

const nothingGiven = unknown({ kind: 'data', what: 'what a promise gives' });

/** `new Promise((resolve, reject) => …)`: what `resolve` is given, now or in a function that other code calls. */
export const promiseConstructor: BuiltinValue = builtin('Promise', (context, args, { place }) => {
  const executor = args.positional[0]?.value;
  if (executor === undefined) return nothingGiven;
  const given = valueBox(undefined, 0);
  const resolve = builtin('resolve', (inside, settled) => {
    inside.store.write(given, settled.positional[0]?.value ?? settled.open ?? missing);
    return missing;
  });
  const reject = builtin('reject', () => missing);
  context.call(executor, positionalArgs([resolve, reject], place), place);
  return given.value ?? nothingGiven;
});

const handedOn: Builtin = (_context, args) => args.positional[0]?.value ?? missing;

/** `Promise.all` and its like. */
export const promiseFunctions: Readonly<Record<string, Builtin>> = {
  all: handedOn,
  resolve: handedOn,
  reject: () => nothingGiven,
  race: () => nothingGiven,
  any: () => nothingGiven,
  allSettled: () => list([], nothingGiven),
};

type Waiting = (value: Value) => Builtin;

const then: Waiting =
  value =>
  (context, args, { place }) => {
    const callee = args.positional[0]?.value ?? missing;
    return callee.kind === 'none' ? value : context.call(callee, positionalArgs([value], place), place);
  };

/** What is done about a failure is taken not to happen. */
const afterFailure: Waiting =
  value =>
  (context, args, { place }) => {
    const callee = args.positional[0]?.value ?? missing;
    if (callee.kind !== 'none')
      context.store.tentatively(() => void context.call(callee, positionalArgs([nothingGiven], place), place));
    return value;
  };

const afterAll: Waiting =
  value =>
  (context, args, { place }) => {
    const callee = args.positional[0]?.value ?? missing;
    if (callee.kind !== 'none') context.call(callee, positionalArgs([], place), place);
    return value;
  };

const waiting: ReadonlyMap<string, Waiting> = new Map([
  ['then', then],
  ['catch', afterFailure],
  ['finally', afterAll],
]);

/** A method of a promise of a value; undefined for other names. */
export function promiseMember(value: Value, name: string): Value | undefined {
  const method = waiting.get(name);
  return method === undefined ? undefined : builtin(`promise.${name}`, method(value));
}
