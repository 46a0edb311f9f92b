import type { RuleSetting } from '../config.ts';
import type { Detection } from '../guard/finding.ts';
import { findInjections } from '../guard/injection/findInjections.ts';
import { nearest } from '../nearest.ts';
import type { PromptDocument } from '../prompt/document.ts';
import { judge } from '../score/judgement.ts';
import type { Score } from '../score/score.ts';
import { emptyScore, scoreOf } from '../score/scorePrompt.ts';
import { checkCustomRule } from './customRules.ts';
import { estimateTokens } from './estimateTokens.ts';
import type { LintFinding, LintSeverity } from './finding.ts';
import { knownRules, unknownRule } from './knownRules.ts';
import { indexLines, type Lines } from './lines.ts';
import type { LintOptions } from './options.ts';
import { firstLine, firstOffset, replace } from './places.ts';
import type { LintTarget, Problem } from './rule.ts';
import { lintRules } from './rules/index.ts';
import { defaultLintSettings, defaultTokenLimits } from './settings.ts';
import { readStatements } from './statements.ts';
import { readSuppressions } from './suppressions.ts';

/** Everything that the rules find in a document, with every fix that they propose, safe or not. Sorted by place, then by rule. */
export function inspect(
  document: PromptDocument,
  options: LintOptions,
): { score: Score; findings: readonly LintFinding[] } {
  const settings = options.settings ?? defaultLintSettings;
  const judgement = judge(document, null, settings.weights);
  const score = judgement === null ? emptyScore(document) : scoreOf(document, judgement);
  const lines = indexLines(document.text);
  const suppressions = readSuppressions(document, lines);
  let injections: readonly Detection[] | undefined;
  const target: LintTarget = {
    document,
    statements: readStatements(document),
    scored: (rule) => {
      const index = judgement?.rules.findIndex(({ id }) => id === rule) ?? -1;
      return judgement?.signals[index] ?? null;
    },
    injections: () => (injections ??= findInjections(document.text, 'context')),
    workspace: options.workspace ?? null,
    tokenLimit: settings.tokenLimits[document.kind] ?? defaultTokenLimits[document.kind],
    countTokens: options.countTokens ?? estimateTokens,
  };
  const findings: LintFinding[] = [];
  const add = (rule: string, severity: LintSeverity, problem: Problem, more: Partial<LintFinding>): void => {
    const set = settings.rules[rule];
    if (set === 'off' || suppressions.hides(rule, lines.lineOf(problem.start))) return;
    findings.push(findingOf(rule, chosen(set, severity, problem), problem, lines, more));
  };
  const covered = new Set<string>();
  for (const rule of lintRules) {
    if (!rule.kinds.includes(document.kind) || settings.rules[rule.id] === 'off') continue;
    if (rule.checkedByEditor === true && options.inEditor === true) continue;
    const more = rule.component === undefined ? {} : { component: rule.component };
    for (const id of rule.replaces ?? []) covered.add(id);
    for (const problem of rule.check(target)) {
      add(rule.id, rule.severity, problem, more);
      for (const id of rule.covers ?? []) covered.add(id);
    }
  }
  for (const rule of settings.custom) {
    for (const problem of checkCustomRule(rule, document, firstLine(document)))
      add(rule.id, rule.severity ?? 'warning', problem, {});
  }
  // The score points at the first line when it means the whole text.
  const whole = firstOffset(document);
  for (const { rule, component, priority, gain, suggestion, start, end } of score.suggestions) {
    if (covered.has(rule)) continue;
    const severity = priority === 'low' ? 'hint' : 'info';
    add(
      rule,
      severity,
      {
        ...(start === whole ? firstLine(document) : firstLineOf(document, start, end)),
        message: `${suggestion}.`,
      },
      { component, gain },
    );
  }
  const known = new Set(knownRules(settings));
  for (const { rule, span } of suppressions.named) {
    if (known.has(rule)) continue;
    const near = nearest(rule, known);
    const problem: Problem = {
      ...span,
      message: `There is no rule "${rule}".${near === null ? '' : ` Did you mean "${near}"?`} Correct the comment, or take it out.`,
      ...(near !== null && { fix: replace(span, near, `Change to ${near}`) }),
    };
    add(unknownRule, 'warning', problem, {});
  }
  findings.sort(
    (a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  return { score, findings };
}

function chosen(set: RuleSetting | undefined, usual: LintSeverity, problem: Problem): LintSeverity {
  if (set !== undefined && set !== 'off') return set;
  return problem.severity ?? usual;
}

function findingOf(
  rule: string,
  severity: LintSeverity,
  { start, end, message, fix }: Problem,
  lines: Lines,
  more: Partial<LintFinding>,
): LintFinding {
  const line = lines.lineOf(start);
  return {
    rule,
    ...more,
    severity,
    message,
    start,
    end,
    line: line + 1,
    column: start - lines.startOf(line) + 1,
    ...(fix !== undefined && { fix }),
  };
}

/** A remark about a long stretch points at its first line only: a page of squiggles helps nobody. */
function firstLineOf({ text }: PromptDocument, start: number, end: number): { start: number; end: number } {
  const newline = text.indexOf('\n', start);
  if (newline < 0 || newline >= end) return { start, end };
  return { start, end: text[newline - 1] === '\r' ? newline - 1 : newline };
}
