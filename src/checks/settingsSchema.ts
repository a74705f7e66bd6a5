// What the setting `layerscope.rules` takes, as the manifest of the extension tells the settings editor: every rule with its
// severities.

import { allRules } from './index.ts';

const severities = ['off', 'hint', 'information', 'warning', 'error'] as const;

/** The text of a manifest with the rules there are in it. */
export function withRuleSettings(manifest: string): string {
  const content = JSON.parse(manifest) as Manifest;
  const setting = content.contributes.configuration.properties['layerscope.rules'];
  const rules = [...allRules].sort((a, b) => (a.id < b.id ? -1 : 1));
  setting.properties = Object.fromEntries(
    rules.map(({ id, severity, optional, summary }) => [
      id,
      { type: 'string', enum: severities, default: optional === true ? 'off' : severity, description: summary },
    ]),
  );
  setting.additionalProperties = false;
  return `${JSON.stringify(content, null, 2)}\n`;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: { readonly 'layerscope.rules': RuleSetting } };
  };
}

interface RuleSetting {
  properties?: object;
  additionalProperties: false;
}
