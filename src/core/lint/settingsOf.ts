import type { TeamConfig } from '../config.ts';
import { defaultLintSettings, type LintSettings } from './settings.ts';

/** What a team's configuration says about the linter; `over` are the user's own settings, which go first. */
export function lintSettingsOf(
  config: Pick<TeamConfig, 'rules' | 'customRules' | 'tokenLimits' | 'weights'>,
  over: Pick<LintSettings, 'rules'> = defaultLintSettings,
): LintSettings {
  return {
    rules: { ...config.rules, ...over.rules },
    custom: config.customRules ?? [],
    tokenLimits: config.tokenLimits ?? {},
    weights: config.weights,
  };
}
