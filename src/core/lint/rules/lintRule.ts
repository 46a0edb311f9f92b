import type { LintRule } from '../rule.ts';
import { lintRules } from './index.ts';

/** The rule of the linter with an id; undefined for ids of the score, of a team, and of whole files. */
export function lintRule(id: string): LintRule | undefined {
  return lintRules.find((rule) => rule.id === id);
}
