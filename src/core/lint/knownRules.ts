import { nearest } from '../nearest.ts';
import { unknownWeights } from '../score/model/teamWeights.ts';
import { rules as scoreRules } from '../score/rules/index.ts';
import { lintRules } from './rules/index.ts';
import { defaultLintSettings, type LintSettings } from './settings.ts';

/** The rule of findings about comments that name no rule. */
export const unknownRule = 'unknown-rule';

/** The ids of all rules that can be set: the linter's, the score's, the team's own, and those about whole files. */
export function knownRules(settings: LintSettings = defaultLintSettings): readonly string[] {
  return [
    ...lintRules.map(({ id }) => id),
    ...scoreRules.filter(({ remedy }) => remedy !== null).map(({ id }) => id),
    ...settings.custom.map(({ id }) => id),
    unknownRule,
    'skipped-file',
    'empty',
    'below-minimum',
  ];
}

/** One sentence for each setting that names no rule, with the nearest that does. */
export function unknownSettings(settings: LintSettings): readonly string[] {
  const known = knownRules(settings);
  const rules = Object.keys(settings.rules)
    .filter((rule) => !known.includes(rule))
    .map((rule) => {
      const near = nearest(rule.slice(0, 80), known);
      return `There is no rule "${rule.slice(0, 80)}"; it is ignored.${near === null ? '' : ` Did you mean "${near}"?`}`;
    });
  return [...rules, ...unknownWeights(settings.weights)];
}
