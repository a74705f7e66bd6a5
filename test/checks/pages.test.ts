// Runs the examples of every rule's page: the bad one has the finding, the good one has none at all; and each fix removes its
// finding without adding another.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Finding } from '../../src/checks/finding.ts';
import { allRules } from '../../src/checks/index.ts';
import { rulePages } from '../../src/checks/pages.ts';
import type { Rule } from '../../src/checks/rule.ts';
import { withRuleSettings } from '../../src/checks/settingsSchema.ts';
import { analyseText } from '../harness/analyseText.ts';
import { applyFix } from '../harness/fixes.ts';

for (const rule of allRules) {
  describe(rule.id, () => {
    test('has a page', () => {
      assert.match(rule.id, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(rule.summary.length > 20 && rule.summary.endsWith('.'));
      assert.ok(rule.why.length > 60);
      assert.deepEqual(Object.keys(rule.bad).sort(), Object.keys(rule.good).sort());
    });
    for (const language of ['python', 'javascript'] as const) {
      const bad = rule.bad[language];
      const good = rule.good[language];
      if (bad === undefined || good === undefined) continue;
      test(`finds the bad ${language} example and nothing else in it`, () => {
        const findings = findingsOf(rule, bad, language);
        assert.ok(findings.length > 0, 'no finding');
        for (const finding of findings) assert.equal(finding.rule, rule.id, finding.message);
      });
      test(`is silent on the good ${language} example`, () => {
        assert.deepEqual(
          findingsOf(rule, good, language).map(finding => finding.message),
          [],
        );
      });
      test(`each ${language} fix removes its finding and adds none`, () => {
        const findings = findingsOf(rule, bad, language);
        for (const finding of findings) {
          finding.fixes.forEach((_, i) => {
            const after = findingsOf(rule, applyFix(bad, finding, i), language);
            assert.ok(
              after.length < findings.length,
              `${finding.fixes[i]?.title} leaves ${after.map(one => one.message).join('; ')}`,
            );
          });
        }
      });
    }
  });
}

/** All findings of the rules that are on; of an optional rule its own, too. */
function findingsOf(rule: Rule, text: string, language: 'python' | 'javascript'): readonly Finding[] {
  const { findings, optional } = analyseText(text, language);
  return [...findings, ...optional.filter(finding => finding.rule === rule.id)];
}

test('the manifest knows the rules (npm run rules writes them)', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  assert.equal(manifest, withRuleSettings(manifest));
});

test('RULES.md is what the rules say (npm run rules writes it)', () => {
  assert.equal(readFileSync(new URL('../../RULES.md', import.meta.url), 'utf8'), rulePages());
});
