// Applies quick fixes to a text.

import assert from 'node:assert/strict';
import type { Finding } from '../../src/checks/finding.ts';

/** The text after the finding's fix at `index`. */
export function applyFix(text: string, finding: Finding, index = 0): string {
  const fix = finding.fixes[index];
  assert.ok(fix !== undefined, `${finding.rule} has no fix ${index}`);
  let changed = text;
  for (const edit of [...fix.edits].sort((a, b) => b.place.start - a.place.start)) {
    changed = changed.slice(0, edit.place.start) + edit.text + changed.slice(edit.place.end);
  }
  return changed;
}
