// Seeds for everything random in a run: each variable, input and random layer draws from a generator of its own (Alea, as
// tfjs uses it), so that a number depends on the run's seed and on the name it belongs to, and on nothing else.

/** A seed that is never 0, which tfjs would take for "no seed" (FNV-1a over the parts). */
export function seedOf(seed: number, ...parts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const unit of `${seed}\u0000${parts.join('\u0000')}`) {
    hash ^= unit.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  const positive = hash >>> 0;
  return positive === 0 ? 1 : positive;
}
