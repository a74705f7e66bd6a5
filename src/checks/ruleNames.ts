// The ids of rules as users write them, in settings and comments.

import { closest } from '../layers/suggest.ts';
import { allRules } from './index.ts';

/** True for the id of a rule. */
export function isRule(id: string): boolean {
  return allRules.some(rule => rule.id === id);
}

/** The rule that a misspelled id is likely to mean. */
export function closestRule(id: string): string | undefined {
  return closest(
    id,
    allRules.map(rule => rule.id),
  );
}
