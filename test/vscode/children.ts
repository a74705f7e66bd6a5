// Programs that must not outlive the one that started them: each is killed with everything it started when it is
// stopped, when this process ends and when this process is interrupted.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();
let watching = false;

/** Sends a signal to a child and its descendants; a child that is gone already is no error. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // The whole group has ended.
  }
}

function watchOwnEnd(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => process.exit(130));
}

/** Starts a program in a process group of its own, so that it can be stopped together with all it starts. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watchOwnEnd();
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  return child;
}

/** Ends a program and all it started; gives it two seconds to do so by itself. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
    signal(child, 'SIGTERM');
    const timer = setTimeout(() => signal(child, 'SIGKILL'), 2000);
    await gone;
    clearTimeout(timer);
  }
  signal(child, 'SIGKILL');
  running.delete(child);
}
