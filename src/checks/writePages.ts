// Writes what is made from the rules: RULES.md, and in package.json what the setting of severities takes. Usage: npm run rules

import { readFileSync, writeFileSync } from 'node:fs';
import { rulePages } from './pages.ts';
import { withRuleSettings } from './settingsSchema.ts';

const manifest = new URL('../../package.json', import.meta.url);

writeFileSync(new URL('../../RULES.md', import.meta.url), rulePages());
writeFileSync(manifest, withRuleSettings(readFileSync(manifest, 'utf8')));
