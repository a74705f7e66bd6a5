// The pages of the rules as one Markdown document, the text of RULES.md.

import { allRules } from './index.ts';
import type { Rule } from './rule.ts';

const fences = { python: 'python', javascript: 'javascript' } as const;

/** The text of RULES.md. */
export function rulePages(): string {
  const rules = [...allRules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    '# Rules',
    '',
    'Every finding names its rule. A rule speaks only where a contradiction or a silent loss is proven; what is not known is',
    'never a finding.',
    '',
    'The setting `layerscope.rules` gives a rule another severity or turns it `off`. A comment silences single lines: in Python',
    '`# layerscope: ignore[rule-id]`, in JavaScript `// layerscope: ignore[rule-id]`, at the end of the line or on a line of its own',
    'before it; without brackets it silences all rules there.',
    '',
    '| rule | severity | |',
    '|---|---|---|',
    ...rules.map(
      rule => `| [\`${rule.id}\`](#${rule.id}) | ${rule.optional === true ? 'off' : rule.severity} | ${rule.summary} |`,
    ),
    '',
    ...rules.flatMap(page),
  ].join('\n');
}

/** The page of one rule as Markdown, without its heading. */
export function pageText(rule: Rule): string {
  return page(rule).slice(2).join('\n').trimEnd();
}

function page(rule: Rule): readonly string[] {
  const examples = (['python', 'javascript'] as const).flatMap(language => {
    const bad = rule.bad[language];
    const good = rule.good[language];
    if (bad === undefined || good === undefined) return [];
    return [
      'Wrong:',
      '',
      `\`\`\`${fences[language]}`,
      bad.trimEnd(),
      '```',
      '',
      'Right:',
      '',
      `\`\`\`${fences[language]}`,
      good.trimEnd(),
      '```',
      '',
    ];
  });
  return [`## ${rule.id}`, '', `${rule.summary}`, '', rule.why, '', ...examples];
}
