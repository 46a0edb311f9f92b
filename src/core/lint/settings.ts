import type { RuleSetting } from '../config.ts';
import type { PromptKind } from '../prompt/document.ts';
import type { TeamWeights } from '../score/model/teamWeights.ts';
import type { CustomRule } from './customRules.ts';

/** What users and teams may choose about the linter. */
export interface LintSettings {
  /** Severity or `off` by rule id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly custom: readonly CustomRule[];
  /** Most tokens by kind of file, over the defaults. */
  readonly tokenLimits: Readonly<Partial<Record<PromptKind, number>>>;
  /** What the rules of the score count. */
  readonly weights: TeamWeights;
}

export const defaultLintSettings: LintSettings = { rules: {}, custom: [], tokenLimits: {}, weights: {} };

/**
 * Most tokens of a file before it is called long. Skills: the Agent Skills specification asks for under 5,000. Agents: GitHub cuts them at
 * 30,000 characters. Rules: Codex reads 32 KiB of AGENTS.md. The others are loaded beside those and get what is left of a modest budget.
 */
export const defaultTokenLimits: Readonly<Record<PromptKind, number>> = {
  typed: 100_000,
  issue: 100_000,
  prompt: 7500,
  command: 7500,
  instructions: 7500,
  agent: 7500,
  rules: 8000,
  skill: 5000,
};
