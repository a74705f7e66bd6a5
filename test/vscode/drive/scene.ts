// A scene is one person before one VS Code: its tests share the window and follow each other. When a test fails, a
// picture and everything that was logged are kept among the artefacts.
import { after, before, test } from 'node:test';
import { keepEvidence, openWorkbench, type Workbench, type WorkbenchOptions } from '../workbench.ts';

/** Declares a test of the scene: its name and what the person does. */
export type Act = (name: string, act: (workbench: Workbench) => Promise<void>) => void;

/** Opens a VS Code before the first test of this file and closes it after the last; returns how to declare its tests. */
export function scene(options: () => Promise<WorkbenchOptions> = async () => ({})): Act {
  let opened: Workbench | undefined;
  before(
    async () => {
      opened = await openWorkbench(await options());
    },
    { timeout: 180_000 },
  );
  after(() => opened?.close());
  return (name, act) => {
    test(name, async () => {
      if (opened === undefined) throw new Error('VS Code did not open.');
      try {
        await act(opened);
      } catch (error) {
        await keepEvidence(opened, name);
        throw error;
      }
    });
  };
}
