// Waiting for a condition, for the places where the browser offers no wait of its own.

/** How long the workbench may take for anything a person would wait for. */
export const patience = 30_000;

/**
 * Asks again and again until `ask` gives something other than `undefined`, `null` or `false`, and returns it. The error
 * after `timeout` milliseconds names `what` and the last error, if asking failed.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  timeout: number = patience,
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const reason = last === undefined ? '' : `; the last attempt failed: ${String(last)}`;
      throw new Error(`Waited ${timeout} ms for ${what}${reason}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
