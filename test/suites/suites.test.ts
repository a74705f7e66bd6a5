// Runs every Markdown suite of this folder, one test per program.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkProgram, readSuite } from '../harness/suite.ts';

const folder = dirname(fileURLToPath(import.meta.url));

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
  const file = join(entry.parentPath, entry.name);
  describe(relative(folder, file), () => {
    for (const program of readSuite(readFileSync(file, 'utf8'))) {
      test(`${program.title} (line ${program.line})`, () => checkProgram(program));
    }
  });
}
