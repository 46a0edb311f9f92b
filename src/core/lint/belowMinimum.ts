import type { LintFinding } from './finding.ts';
import type { LintResult } from './lintText.ts';

/** The same result with a finding when the score is under the least that is asked for. */
export function withMinimum<Result extends LintResult>(result: Result, minimum: number | undefined): Result {
  if (minimum === undefined || result.score.total >= minimum) return result;
  const best = result.score.suggestions.slice(0, 2).map(({ suggestion }) => suggestion);
  const finding: LintFinding = {
    rule: 'below-minimum',
    severity: 'warning',
    message: `The score is ${result.score.total}, under the ${minimum} that is asked for.${best.length === 0 ? '' : ` ${best.join('. ')}.`}`,
    start: 0,
    end: 0,
    line: 1,
    column: 1,
  };
  return { ...result, findings: [finding, ...result.findings] };
}
