// Each rule has programs near its condition that run as they stand: at least five in the folder `silent`, under a heading
// with the rule's id, in every language that its page has examples in. suites.test.ts runs them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { allRules } from '../../src/checks/index.ts';
import { readSuite, type SuiteProgram } from '../harness/suite.ts';

const folder = new URL('silent/', import.meta.url);

/** The programs of the folder by the rule that their second heading names. */
const silent = new Map<string, SuiteProgram[]>();
for (const file of readdirSync(folder)) {
  for (const program of readSuite(readFileSync(new URL(file, folder), 'utf8'))) {
    const [, rule = ''] = program.title.split(' / ');
    silent.set(rule, [...(silent.get(rule) ?? []), program]);
  }
}

describe('every rule has programs on which it is silent', () => {
  for (const rule of allRules) {
    test(rule.id, () => {
      const programs = silent.get(rule.id) ?? [];
      assert.ok(programs.length >= 5, `${programs.length} programs`);
      for (const language of Object.keys(rule.bad))
        assert.ok(
          programs.some(program => program.language === language),
          `none of them in ${language}`,
        );
      for (const { text, optional, line } of programs) {
        assert.doesNotMatch(text, /(?:#|\/\/)\s*(?:error|warning|information|hint):/, `the program at line ${line}`);
        assert.equal(optional, rule.optional === true, `the program at line ${line}: optional or not`);
      }
    });
  }
});
