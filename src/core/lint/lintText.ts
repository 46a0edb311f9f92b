import type { RuleSetting } from '../config.ts';
import type { Detection } from '../guard/finding.ts';
import { findInjections } from '../guard/injection/findInjections.ts';
import { nearest } from '../nearest.ts';
import type { PromptDocument, PromptKind } from '../prompt/document.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import { judge } from '../score/judgement.ts';
import { rules as scoreRules } from '../score/rules/index.ts';
import type { Score } from '../score/score.ts';
import { emptyScore, scoreOf } from '../score/scorePrompt.ts';
import { checkCustomRule } from './customRules.ts';
import type { LintFinding, LintSeverity } from './finding.ts';
import { indexLines, type Lines } from './lines.ts';
import { estimateTokens } from './estimateTokens.ts';
import { firstLine, replace } from './places.ts';
import type { LintRule, LintTarget, Problem } from './rule.ts';
import { lintRules } from './rules/index.ts';
import { defaultLintSettings, defaultTokenLimits, type LintSettings } from './settings.ts';
import { readStatements } from './statements.ts';
import { readSuppressions } from './suppressions.ts';
import { withSafeFixes } from './safeFixes.ts';
import type { LintWorkspace } from './workspace.ts';

export interface LintOptions {
  readonly kind?: PromptKind | undefined;
  /** Path from the workspace's root, forward slashes. */
  readonly path?: string | undefined;
  readonly settings?: LintSettings;
  readonly workspace?: LintWorkspace | null;
  /** Leaves out what VS Code reports itself. */
  readonly inEditor?: boolean;
  /** Tokens of a text; without it they are estimated from its length. */
  readonly countTokens?: (text: string) => number;
}

/** What is to say about one file. */
export interface LintResult {
  readonly kind: PromptKind;
  readonly score: Score;
  /** Sorted by place, then by rule. */
  readonly findings: readonly LintFinding[];
}

/** The rule id of findings about suppressions and settings that name no rule. */
const unknownRule = 'unknown-rule';

/**
 * Checks one file by every rule that reads its kind: the linter's own, the team's, and what the score suggests. Deterministic, pure, and
 * linear in the text. Applying every offered fix never lowers the score (docs/decisions/0093).
 */
export function lintText(text: string, options: LintOptions = {}): LintResult {
  const document = parsePrompt(text, { kind: options.kind, path: options.path });
  const { score, findings } = inspect(document, options);
  return {
    kind: document.kind,
    score,
    findings: withSafeFixes(text, score.total, findings, (changed) => scoreOnly(changed, options)),
  };
}

function scoreOnly(text: string, options: LintOptions): number {
  const judgement = judge(parsePrompt(text, { kind: options.kind, path: options.path }), null);
  return judgement?.total ?? 0;
}

function inspect(
  document: PromptDocument,
  options: LintOptions,
): { score: Score; findings: readonly LintFinding[] } {
  const settings = options.settings ?? defaultLintSettings;
  const judgement = judge(document, null);
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
    for (const problem of rule.check(target)) {
      add(rule.id, rule.severity, problem, more);
      for (const id of rule.covers ?? []) covered.add(id);
    }
  }
  for (const rule of settings.custom) {
    for (const problem of checkCustomRule(rule, document, firstLine(document)))
      add(rule.id, rule.severity ?? 'warning', problem, {});
  }
  for (const { rule, component, priority, gain, suggestion, start, end } of score.suggestions) {
    if (covered.has(rule)) continue;
    const severity = priority === 'low' ? 'hint' : 'info';
    add(
      rule,
      severity,
      { ...firstLineOf(document, start, end), message: `${suggestion}.` },
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
  return Object.keys(settings.rules)
    .filter((rule) => !known.includes(rule))
    .map((rule) => {
      const near = nearest(rule.slice(0, 80), known);
      return `There is no rule "${rule.slice(0, 80)}"; it is ignored.${near === null ? '' : ` Did you mean "${near}"?`}`;
    });
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

/** For tests and tables: the rule with an id. */
export function lintRule(id: string): LintRule | undefined {
  return lintRules.find((rule) => rule.id === id);
}
