// Functions of the analysed file that only other files call: those files are run, so that the functions are seen with the
// arguments that they are really given. What is found there is shown and never judged, since a file may be run in many ways.

import { type Place, placeKey } from '../base/span.ts';
import { aside } from './aside.ts';
import { limits } from './budget.ts';
import { withLaterCalls } from './callback.ts';
import type { Context, Mark, Recorder } from './context.ts';
import { type FileModule, loadFile } from './files.ts';
import { exportKey, exportsOf } from './members.ts';
import type { RunAlone } from './records.ts';
import { runUncalled } from './uncalled.ts';

/** Records of what is shown of a file. */
export type Seen = Pick<Recorder, 'calls' | 'models' | 'cases' | 'assignments'>;

/**
 * Runs the files that import the analysed one, where functions that it exports were only run alone. A function that they call
 * is seen as they call it where they reach, and no longer as it was alone. What rules may judge stays as it was.
 */
export function runCallers(context: Context, main: FileModule, alone: readonly RunAlone[]): Seen {
  const { record, called } = context;
  if (alone.length === 0 || !isReachable(context, main)) return record;
  const steps = context.files.importers(main.address);
  if (steps.length === 0) return record;

  return aside(context, () => {
    const before = [...record.assignments];
    for (const [start] of before)
      if (alone.some(({ node }) => start >= node.span.start && start < node.span.end)) record.assignments.delete(start);
    called.clear();
    context.budget.portion(limits.callersShare, () => {
      const callers: FileModule[] = [];
      withLaterCalls(context, () => {
        callers.push(...steps.map(step => loadFile(context, step)).filter(caller => caller !== undefined));
      });
      for (const { scope, address } of callers) runUncalled(context, scope, address);
    });
    return {
      calls: seenOf(record.calls, alone, mark => mark.calls),
      models: seenOf(record.models, alone, mark => mark.models),
      cases: [...record.cases],
      assignments: new Map([...before, ...record.assignments]),
    };
  });
}

/** Under which name a worker may keep what it does with messages. */
export const onMessage = 'onmessage';

/** True for a file that exports names or hears messages. */
function isReachable(context: Context, module: FileModule): boolean {
  const { names } = module.scope;
  const exported = [...names.keys()].some(key => key.startsWith(exportKey('')));
  if (exported || exportsOf(context, module) !== undefined) return true;
  return names.has(onMessage) || context.hearing.has(module.address);
}

/** All records but those of functions run alone for which a caller brought about others at the same place. */
function seenOf<Item extends { readonly place: Place }>(
  items: readonly Item[],
  alone: readonly RunAlone[],
  position: (mark: Mark) => number,
): Item[] {
  const last = Math.max(...alone.map(({ to }) => position(to)));
  const reached = new Set(items.slice(last).map(({ place }) => placeKey(place)));
  const isAlone = (i: number): boolean => alone.some(({ from, to }) => i >= position(from) && i < position(to));
  return items.filter(({ place }, i) => !(isAlone(i) && reached.has(placeKey(place))));
}
