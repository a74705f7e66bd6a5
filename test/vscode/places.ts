// Where the real-VS-Code tests find and leave things in the repository.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, which is also the extension under development. */
export const repository = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

/** Downloaded VS Codes and browsers; git-ignored, safe to delete, filled again by the next run. */
export const downloads = join(repository, '.vscode-test');

/** Screenshots and logs that a test run leaves for people to look at; git-ignored. */
export const artefacts = join(repository, 'test', 'artefacts');

/** The programs that are opened in VS Code. Tests that edit open a copy of it. */
export const programs = join(repository, 'test', 'workspace');

/** The bundle that VS Code's extension host loads to run the host suite. */
export const hostBundle = join(repository, 'dist', 'test', 'host.cjs');
