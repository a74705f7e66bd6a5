// Lets the thread handle what waits, such as a message that says cancel, without the delay that timers have.

let channel: Channel | undefined;
let waiting: (() => void)[] = [];

/** Resolves after the events that are due have been handled. */
export function nextTurn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise(resolve => setImmediate(resolve));
  channel ??= openChannel();
  const { port2 } = channel;
  return new Promise(resolve => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

function openChannel(): Channel {
  const made = new MessageChannel();
  made.port1.onmessage = () => {
    const due = waiting;
    waiting = [];
    for (const resolve of due) resolve();
  };
  return made;
}

/** What is used of the platform, which pages and Node describe differently. */
interface Channel {
  readonly port1: { onmessage: (() => void) | null };
  readonly port2: { postMessage(message: null): void };
}

declare const MessageChannel: new () => Channel;
declare function setImmediate(callback: () => void): unknown;
