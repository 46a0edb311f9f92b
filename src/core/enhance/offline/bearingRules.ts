import type { RepositoryContext } from '../../context/context.ts';
import type { TaskKind } from '../task.ts';
import { topicWords } from '../words.ts';

/** A sentence of a rules file, word for word, and where it stands. */
export interface BearingRule {
  readonly path: string;
  readonly heading: string;
  readonly text: string;
  /** Stemmed words that it shares with the task. */
  readonly shared: readonly string[];
}

/** Words of a rule that tie it to a kind of task, whatever the task is about. */
const kindWords: Readonly<Record<TaskKind, RegExp | null>> = {
  bugfix: /\bbug(?:s|fix(?:es)?)?\b|\bregressions?\b/i,
  feature: null,
  refactoring: /\brefactor\w*|\bbehaviou?r\b/i,
  documentation: /\bdocs?\b|\bdocumentation\b|\breadme\b|\bcomments?\b|\bdocument(?:ed|ation)\b/i,
  tests: /\btests?\b|\bcoverage\b|\bfixtures?\b/i,
  other: null,
};
/** What makes a paragraph outside of a list a rule. */
const directive =
  /\b(?:must|never|always|do not|don['’]t|should|only|avoid|prefer|use|keep|run|write|put|make sure|ensure|need(?:s|ed)?|required?)\b/i;
/** Strength of a tie; one that is clear is enough. */
const clear = 1.6;
const faint = 0.7;
/** What is said of this kind of task counts more than what shares a word with it. */
const ofTheKind = 2;
const longestRule = 240;

/**
 * The sentences of the rules files (AGENTS.md and its like) that bear on a task, best first, at most `limit`: those that share words
 * with the prompt, that name a likely file, or that are about this kind of task. Sentences that only repeat the
 * project's commands are left out.
 */
export function bearingRules(
  context: RepositoryContext,
  prompt: string,
  paths: readonly string[],
  kind: TaskKind,
  limit: number,
): BearingRule[] {
  const topic = new Set(topicWords(prompt));
  const commands = Object.values(context.commands);
  const rules = context.rules.flatMap(({ path, text }) => rulesOf(path, text));
  const uses = new Map<string, number>();
  for (const rule of rules)
    for (const word of new Set(topicWords(rule.text))) uses.set(word, (uses.get(word) ?? 0) + 1);
  const scored = rules.map((rule) => {
    if (commands.some((command) => command.length > 3 && rule.text.includes(command)))
      return { rule, score: 0 };
    const own = topicWords(rule.text).filter((word) => topic.has(word));
    const above = topicWords(rule.heading).filter((word) => topic.has(word) && !own.includes(word));
    const ties = own.reduce((sum, word) => sum + ((uses.get(word) ?? 1) <= 2 ? clear : faint), 0);
    const named = paths.some((path) => rule.text.includes(path)) ? clear : 0;
    const ofKind = kindWords[kind]?.test(rule.text) === true ? ofTheKind : 0;
    const score = ties + (above.length > 0 ? clear : 0) + named + ofKind;
    return { rule: { ...rule, shared: [...own, ...above] }, score };
  });
  return scored
    .filter(({ score }) => score >= clear)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ rule }) => rule);
}

/** Bullets and short paragraphs of a rules file, each one rule; headings, tables and code are not rules. */
export function rulesOf(path: string, text: string): BearingRule[] {
  const rules: BearingRule[] = [];
  let heading = '';
  let current = '';
  let fenced = false;
  let listed = false;
  const close = (): void => {
    const rule = current.replace(/\s+/g, ' ').trim();
    current = '';
    if (rule.length >= 12 && rule.length <= longestRule && (listed || directive.test(rule)))
      rules.push({ path, heading, text: rule, shared: [] });
  };
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (/^(?:```|~~~)/.test(trimmed)) {
      close();
      fenced = !fenced;
    } else if (fenced) continue;
    else if (/^#{1,6}\s/.test(trimmed)) {
      close();
      heading = trimmed.replace(/^#+\s+/, '');
    } else if (trimmed === '' || /^[|<>]/.test(trimmed) || /^(?:---|\*\*\*|===)/.test(trimmed)) close();
    else if (/^(?:[-*+]|\d{1,3}[.)])\s+/.test(trimmed)) {
      close();
      listed = true;
      current = trimmed.replace(/^(?:[-*+]|\d{1,3}[.)])\s+/, '');
    } else {
      if (current === '') listed = false;
      current += ` ${trimmed}`;
    }
  }
  close();
  return rules;
}
