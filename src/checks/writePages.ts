// Writes RULES.md from the rules. Usage: npm run rules

import { writeFileSync } from 'node:fs';
import { rulePages } from './pages.ts';

writeFileSync(new URL('../../RULES.md', import.meta.url), rulePages());
