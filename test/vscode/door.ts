// Chooses between the two doors to a real VS Code and says why.
import { type Desktop, downloadDesktop, findInstalledDesktop, hasDisplay } from './desktop.ts';

/** The chosen door, and the reason in words. */
export type Door =
  | { readonly kind: 'desktop'; readonly desktop: Desktop; readonly reason: string }
  | { readonly kind: 'browser'; readonly reason: string };

/** What the choice depends on; each can be asked on its own. */
export interface Surroundings {
  readonly hasDisplay: () => boolean;
  readonly findInstalled: () => Promise<Desktop | undefined>;
  readonly download: () => Promise<Desktop>;
}

const thisMachine: Surroundings = {
  hasDisplay: () => hasDisplay(),
  findInstalled: findInstalledDesktop,
  download: downloadDesktop,
};

/** The desktop VS Code if there is a screen and one is installed or can be downloaded, else the browser. */
export async function chooseDoor(surroundings: Surroundings = thisMachine): Promise<Door> {
  if (!surroundings.hasDisplay()) return { kind: 'browser', reason: 'there is no screen to show a window on' };
  const installed = await surroundings.findInstalled();
  if (installed !== undefined)
    return { kind: 'desktop', desktop: installed, reason: `${installed.executable} is installed` };
  try {
    return { kind: 'desktop', desktop: await surroundings.download(), reason: 'it could be downloaded' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'browser', reason: `no VS Code is installed and none can be downloaded (${message})` };
  }
}
