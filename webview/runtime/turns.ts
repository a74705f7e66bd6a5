// Lets the thread handle what waits, such as a message that says cancel, without the delay that timers have.

let channel: MessageChannel | undefined;
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

function openChannel(): MessageChannel {
  const made = new MessageChannel();
  made.port1.onmessage = () => {
    const due = waiting;
    waiting = [];
    for (const resolve of due) resolve();
  };
  return made;
}

declare function setImmediate(callback: () => void): unknown;
