import type { PromptKind } from '../prompt/document.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import { judge } from '../score/judgement.ts';
import type { Score } from '../score/score.ts';
import type { LintFinding } from './finding.ts';
import { inspect } from './inspect.ts';
import type { LintOptions } from './options.ts';
import { type Outlook, withSafeFixes } from './safeFixes.ts';

/** What is to say about one file. */
export interface LintResult {
  readonly kind: PromptKind;
  readonly score: Score;
  /** Sorted by place, then by rule. */
  readonly findings: readonly LintFinding[];
}

/**
 * Checks one file by every rule that reads its kind: the linter's own, the team's, and what the score suggests. Deterministic, pure, and
 * linear in the text. Applying every offered fix never lowers the score (docs/decisions/0093).
 */
export function lintText(text: string, options: LintOptions = {}): LintResult {
  return lintRound(text, options, 0).result;
}

/** Looking ahead ends here: no text that people write needs more rounds of fixes. */
const mostRounds = 3;

function lintRound(
  text: string,
  options: LintOptions,
  round: number,
): { readonly result: LintResult; readonly length: number } {
  const document = parsePrompt(text, { kind: options.kind, path: options.path });
  const { score, findings } = inspect(document, options);
  const total = (changed: string): number =>
    judge(parsePrompt(changed, { kind: options.kind, path: options.path }), null, options.settings?.weights)
      ?.total ?? 0;
  const outlook = (changed: string): Outlook => {
    if (round === mostRounds) return { total: total(changed), length: changed.length };
    const next = lintRound(changed, options, round + 1);
    return { total: next.result.score.total, length: next.length };
  };
  const safe = withSafeFixes(text, score.total, findings, { total, outlook });
  return { result: { kind: document.kind, score, findings: safe.findings }, length: safe.length };
}
