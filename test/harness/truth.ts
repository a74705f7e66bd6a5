// Recorded answers of the real frameworks, from test/truth.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../truth');

/** The content of a gzipped JSON file. */
export function readTruth(name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8'));
}

/** The rows of a gzipped file with one JSON value a line. */
export function readTruthRows(name: string): readonly unknown[] {
  return gunzipSync(readFileSync(join(folder, name)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as unknown);
}
