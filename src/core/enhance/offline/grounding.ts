import type { Commit, RelevantFile, RepositoryContext } from '../../context/context.ts';
import type { PromptDocument } from '../../prompt/document.ts';
import type { Style } from '../enhancement.ts';
import type { TaskKind } from '../task.ts';
import { topicWords } from '../words.ts';
import { bearingRules, type BearingRule } from './bearingRules.ts';

/** What the repository really says about one task. Every entry can be looked up there. */
export interface Grounding {
  /** Likely files that the prompt does not name itself, best first. */
  readonly files: readonly RelevantFile[];
  /** The likely file that is a test, when there is one. */
  readonly testFile: string | null;
  readonly commits: readonly Commit[];
  readonly rules: readonly BearingRule[];
  /** Commands that check a change, in the order to run them. */
  readonly checks: readonly string[];
  readonly testCommand: string | null;
  /** Languages and frameworks in one line; '' when unknown. */
  readonly stack: string;
}

const limits: Readonly<Record<Style, { files: number; commits: number; rules: number; frameworks: number }>> =
  {
    minimal: { files: 2, commits: 0, rules: 1, frameworks: 0 },
    balanced: { files: 4, commits: 1, rules: 3, frameworks: 3 },
    comprehensive: { files: 8, commits: 3, rules: 6, frameworks: 6 },
  };
/** A file this far behind the best one is no longer likely. */
const leastShare = 0.3;
const testPath =
  /(?:^|\/)(?:tests?|spec|__tests__)\/|[._-](?:test|spec)\.\w+$|(?:^|\/)test_[^/]+\.py$|_test\.\w+$/;
const checkPurposes = ['test', 'lint', 'typecheck', 'build'] as const;

/** Selects from the context what bears on this prompt; empty without a context. */
export function groundingOf(
  document: PromptDocument,
  context: RepositoryContext | null,
  kind: TaskKind,
  style: Style,
): Grounding {
  if (context === null)
    return { files: [], testFile: null, commits: [], rules: [], checks: [], testCommand: null, stack: '' };
  const limit = limits[style];
  const best = context.relevantFiles[0]?.score ?? 0;
  const likely = context.relevantFiles.filter(({ score }) => score > 0 && score >= best * leastShare);
  const files = likely.filter(({ path }) => !document.text.includes(path)).slice(0, limit.files);
  const prompt = document.text.slice(0, 20_000);
  const paths = likely.slice(0, 8).map(({ path }) => path);
  const checks = checkPurposes
    .filter((purpose) => purpose !== 'build' || context.commands.test === undefined)
    .flatMap((purpose) => context.commands[purpose] ?? [])
    .filter((command, index, all) => all.indexOf(command) === index && !document.text.includes(command));
  return {
    files,
    testFile: likely.find(({ path }) => testPath.test(path) && !path.includes('support'))?.path ?? null,
    commits: relatedCommits(prompt, files, context, limit.commits),
    rules: bearingRules(context, prompt, paths, kind, limit.rules),
    checks: kind === 'documentation' ? checks.filter((check) => check === context.commands.lint) : checks,
    testCommand: context.commands.test ?? null,
    stack: stackOf(context, limit.frameworks),
  };
}

/** Commits whose message shares a word with the prompt or, short of that, with the name of the likeliest file. Newest first. */
function relatedCommits(
  prompt: string,
  files: readonly RelevantFile[],
  context: RepositoryContext,
  limit: number,
): Commit[] {
  const topic = new Set(topicWords(prompt));
  const scored = (context.git?.commits ?? []).map((commit) => ({
    commit,
    shared: topicWords(commit.message).filter((word) => topic.has(word)).length,
  }));
  const related = scored.filter(({ shared }) => shared > 0).sort((a, b) => b.shared - a.shared);
  if (related.length > 0 || files[0] === undefined)
    return related.slice(0, limit).map(({ commit }) => commit);
  const names = new Set(topicWords(files[0].path.slice(files[0].path.lastIndexOf('/') + 1)));
  return scored
    .filter(({ commit }) => topicWords(commit.message).some((word) => names.has(word)))
    .slice(0, limit)
    .map(({ commit }) => commit);
}

function stackOf(context: RepositoryContext, limit: number): string {
  if (limit === 0) return '';
  const languages = context.languages
    .filter(({ share }) => share >= 0.2)
    .slice(0, 2)
    .map(({ name }) => name);
  const frameworks = context.frameworks
    .slice(0, limit)
    .map(({ name, version }) => (version === null ? name : `${name} ${version}`));
  return [...languages, ...frameworks].join(', ');
}

/** True for a path that holds tests by the usual conventions. */
export function isTestPath(path: string): boolean {
  return testPath.test(path);
}
