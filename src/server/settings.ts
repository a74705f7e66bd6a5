// The settings of the user as the server reads them. Whatever stands in a settings file, what comes out is complete:
// values that are not understood count as not set.

import type { AnalyseOptions } from '../analysis/analyse.ts';
import { closestRule, isRule } from '../checks/ruleNames.ts';
import type { RuleSettings } from '../ide/findings.ts';

export interface Settings {
  readonly rules: RuleSettings;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  readonly kerasVersion: AnalyseOptions['kerasVersion'];
}

/** What holds where nothing is set. */
export const defaultSettings: Settings = { rules: {}, inlayHints: true, codeLens: true, kerasVersion: 'auto' };

const severities = ['off', 'hint', 'information', 'warning', 'error'] as const;

/** Reads the section `layerscope` of a configuration. */
export function readSettings(section: unknown): Settings {
  if (!isRecord(section)) return defaultSettings;
  const { rules, inlayHints, codeLens, kerasVersion } = section;
  const severityByRule = isRecord(rules)
    ? Object.entries(rules).flatMap(([rule, value]) => {
        const severity = severities.find(choice => choice === value);
        return severity === undefined ? [] : [[rule, severity] as const];
      })
    : [];
  return {
    rules: Object.fromEntries(severityByRule),
    inlayHints: readEnabled(inlayHints),
    codeLens: readEnabled(codeLens),
    kerasVersion: kerasVersion === '2' || kerasVersion === '3' ? kerasVersion : 'auto',
  };
}

/** What stands in the section and has no effect, in sentences for the user. */
export function settingComplaints(section: unknown): readonly string[] {
  const rules = isRecord(section) ? section.rules : undefined;
  if (!isRecord(rules)) return [];
  return Object.entries(rules).flatMap(([rule, value]) => {
    if (!isRule(rule)) {
      const meant = closestRule(rule);
      const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
      return [`There is no rule "${rule}", which the setting layerscope.rules names.${hint}`];
    }
    if (severities.some(choice => choice === value)) return [];
    return [`The severity of "${rule}" in layerscope.rules must be one of ${severities.join(', ')}.`];
  });
}

function readEnabled(value: unknown): boolean {
  return !isRecord(value) || value.enabled !== false;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
