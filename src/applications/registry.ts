// Every model function of keras.applications, by name.

import type { Application } from './define.ts';
import resnet from './resnet.ts';

/** All model functions. */
export const allApplications: readonly Application[] = [...resnet];

const byName = new Map(allApplications.map(application => [application.name, application]));

/** The model function of that name. */
export function findApplication(name: string): Application | undefined {
  return byName.get(name);
}
