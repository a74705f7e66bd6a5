// No program is too much: the analysis of each ends by itself, without an exception and without a complaint.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from '../../src/ide/inspect.ts';
import { analyseText } from '../harness/analyseText.ts';
import { hostilePrograms } from './hostilePrograms.ts';

for (const [name, text] of Object.entries(hostilePrograms)) {
  test(name, () => {
    const analysis = analyseText(text, name.startsWith('JavaScript') ? 'javascript' : 'python');
    const { findings } = inspect(analysis, name);
    assert.deepEqual(
      findings.filter(finding => finding.severity === 'error' || finding.severity === 'warning'),
      [],
    );
  });
}

test('a file that is too long says so', () => {
  const analysis = analyseText(hostilePrograms['five megabytes'] ?? '');
  assert.match(inspect(analysis, 'long.py').stopped ?? '', /stopped at its limit \(1500000 characters of a file\)/);
});
