// What a program does when something happens: listeners of pages, and messages between a page and its workers. They run once
// the program has come to its end, with what is not known, and a worker with what it is sent.

import { callAnyNumberOfTimes, callLater } from '../../interp/callback.ts';
import { onMessage } from '../../interp/callers.ts';
import type { Context } from '../../interp/context.ts';
import { importFile } from '../../interp/files.ts';
import { builtin, missing, record, string } from '../../interp/make.ts';
import { isFileModule } from '../../interp/members.ts';
import type { Builtin, BuiltinValue, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';

const event: Unknown = unknown({ kind: 'data', what: 'what happens while the program runs' });

const withEvent: CallArgs = { positional: [], keywords: [], open: event };

/** `addEventListener(type, callee)` of a window, an element or whatever else can be listened to. */
export const addEventListener: BuiltinValue = builtin('addEventListener', (context, args, { place }) => {
  const [, callee = missing] = args.positional.map(one => one.value);
  if (callee.kind !== 'none') callLater(context, callee, withEvent, place);
  return missing;
});

/** Notes a function that waits for messages in a file. */
function hearIn({ hearing }: Context, file: string, callee: Value): void {
  hearing.set(file, [...(hearing.get(file) ?? []), callee]);
}

const listenInWorker: Builtin = (context, args, call) => {
  const [type, callee] = args.positional.map(one => one.value);
  if (type?.kind === 'string' && type.value === 'message' && callee !== undefined)
    hearIn(context, call.place.uri, callee);
  return addEventListener.call(context, args, call);
};

/** `self`, through which a worker hears and answers. */
export const ownGlobal: ObjectValue = { kind: 'object', family: 'own global', name: 'self', config: new Map() };

/** What `self` has; of most of it nothing is known. */
export function ownGlobalMember(name: string): Value {
  return name === 'addEventListener' ? builtin('self.addEventListener', listenInWorker) : event;
}

/** `self.onmessage = …`, `document.onkeydown = …`. */
export function setListener(context: Context, object: ObjectValue, name: string, to: Value): void {
  if (to.kind !== 'function' || !/^on[a-z]/.test(name)) return;
  if (object === ownGlobal && name === onMessage) hearIn(context, to.uri, to);
  callLater(context, to, withEvent, { uri: to.uri, ...to.node.span });
}

/** `new Worker(path)`: the file runs, and hears what is sent to it. */
export const workerConstructor: BuiltinValue = builtin('Worker', (context, args, { place }) => {
  const path = pathOf(args.positional[0]?.value ?? missing);
  const relative = path === undefined || /^[./]|^\w+:/.test(path) ? path : `./${path}`;
  const files = relative === undefined ? undefined : importFile(context, relative, place.uri);
  const module = files === undefined || isUnknown(files) ? undefined : files.at(-1);
  return module === undefined
    ? event
    : { kind: 'object', family: 'worker', name: 'Worker', config: new Map([['module', module]]) };
});

function pathOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  const href = value.kind === 'record' ? value.entries.value.get('shref')?.value : undefined;
  return href?.kind === 'string' ? href.value : undefined;
}

/** What a worker has; of most of it nothing is known. */
export function workerMember(worker: ObjectValue, name: string): Value {
  if (name === 'addEventListener') return addEventListener;
  if (name !== 'postMessage') return event;
  return builtin('Worker.postMessage', (context, args, { place }) => {
    const module = worker.config.get('module');
    if (module === undefined || !isFileModule(module)) return missing;
    const own = module.scope.names.get(onMessage)?.value;
    const waiting = [...(context.hearing.get(module.address) ?? []), ...(own === undefined ? [] : [own])];
    const message = record([['data', args.positional[0]?.value ?? missing]], 'by name too');
    for (const callee of waiting) callAnyNumberOfTimes(context, callee, positionalArgs([message], place), place);
    return missing;
  });
}

/** `new URL(path, base)`: the path is kept. */
export const urlConstructor: BuiltinValue = builtin('URL', (_context, args) => {
  const path = args.positional[0]?.value;
  return path?.kind === 'string' ? record([['href', string(path.value)]], 'by name too') : event;
});
