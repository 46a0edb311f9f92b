import type { Commit, RelevantFile, RepositoryContext } from '../../context/context.ts';
import type { PromptDocument } from '../../prompt/document.ts';
import type { Style } from '../enhancement.ts';
import type { TaskKind } from '../task.ts';
import { topicTerms, topicWords } from '../words.ts';
import { ownWords } from './ownWords.ts';
import { bearingRules, type BearingRule } from './bearingRules.ts';

/** What the repository really says about one task. Every entry can be looked up there. */
export interface Grounding {
  /** False without a repository. */
  readonly known: boolean;
  /** Likely files that the prompt does not name itself, best first. */
  readonly files: readonly RelevantFile[];
  /** The test that goes with one of the likely files, when there is one. */
  readonly testFile: string | null;
  /** That test, else the folder of tests for the likeliest file. */
  readonly testPlace: string | null;
  /** Words of the prompt, as written there, that the likely files go by. */
  readonly terms: readonly string[];
  readonly commits: readonly Commit[];
  readonly rules: readonly BearingRule[];
  /** Words of the prompt, as written there, that the rules share. */
  readonly ruleTerms: readonly string[];
  /** Pages where documentation could go: likely ones first, then the read-me and the folder of documents. */
  readonly pages: readonly string[];
  /** Commands that check a change, in the order to run them. */
  readonly checks: readonly string[];
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
const documentPath = /\.(?:mdx?|rst|adoc)$/i;
const checkPurposes = ['test', 'lint', 'typecheck', 'build'] as const;

/** Selects from the context what bears on this prompt; empty without a context. */
export function groundingOf(
  document: PromptDocument,
  context: RepositoryContext | null,
  kind: TaskKind,
  style: Style,
): Grounding {
  if (context === null)
    return {
      known: false,
      files: [],
      testFile: null,
      testPlace: null,
      terms: [],
      pages: [],
      commits: [],
      rules: [],
      ruleTerms: [],
      checks: [],
      stack: '',
    };
  const limit = limits[style];
  const best = context.relevantFiles[0]?.score ?? 0;
  const ruleFiles = new Set(context.rules.map(({ path }) => path));
  const likely = context.relevantFiles.filter(
    ({ path, score }) => score > 0 && score >= best * leastShare && !ruleFiles.has(path),
  );
  const files = likely.filter(({ path }) => !document.text.includes(path)).slice(0, limit.files);
  const prompt = ownWords(document);
  const paths = likely.slice(0, 8).map(({ path }) => path);
  const checks = checkPurposes
    .filter((purpose) => purpose !== 'build' || context.commands.test === undefined)
    .flatMap((purpose) => context.commands[purpose] ?? [])
    .filter((command, index, all) => all.indexOf(command) === index && !document.text.includes(command));
  const tested = testOf(prompt, likely, context);
  const rules = bearingRules(context, prompt, paths, kind, limit.rules);
  const shared = new Set(rules.flatMap((rule) => rule.shared));
  return {
    known: true,
    files,
    testFile: tested.file,
    testPlace: tested.file ?? tested.folder,
    terms: termsOf(prompt, files),
    commits: relatedCommits(prompt, context, limit.commits),
    rules,
    ruleTerms: [...topicTerms(prompt)]
      .filter(([base]) => shared.has(base))
      .slice(0, 3)
      .map(([, word]) => word),
    pages: pagesOf(context),
    checks: kind === 'documentation' ? [] : checks,
    stack: stackOf(context, limit.frameworks),
  };
}

/** The test of the likeliest file whose path shares a word with the prompt: named like it, else where its tests lie. */
function testOf(
  prompt: string,
  likely: readonly RelevantFile[],
  context: RepositoryContext,
): { file: string | null; folder: string | null } {
  const topic = new Set(topicWords(prompt));
  const source = likely
    .filter(({ path }) => !testPath.test(path) && !documentPath.test(path))
    .slice(0, 3)
    .find(({ path }) => topicWords(path.replace(/[/._-]/g, ' ')).some((word) => topic.has(word)));
  if (source === undefined) return { file: null, folder: null };
  const tests = context.relevantFiles.filter(
    ({ path }) => testPath.test(path) && /test|spec/i.test(baseOf(path)),
  );
  const named = tests.find(({ path }) => topicOf(source.path) === topicOf(path));
  const folder = context.fileTree.directories.find(
    (path) => /^(?:tests?|spec)\//.test(path) && path.split('/').at(-1) === folderOf(source.path),
  );
  return { file: named?.path ?? null, folder: folder ?? null };
}

function pagesOf(context: RepositoryContext): string[] {
  const likely = context.relevantFiles
    .filter(({ path }) => /\.(?:mdx?|rst|adoc)$/i.test(path))
    .map(({ path }) => path);
  const readme = context.keyFiles
    .filter(({ type, path }) => type === 'Readme' && !path.includes('/'))
    .map(({ path }) => path);
  const folder = context.fileTree.directories.filter((path) => /^(?:docs?|documentation)$/i.test(path));
  const rules = new Set(context.rules.map(({ path }) => path));
  return [...new Set([...likely, ...folder, ...readme])].filter((path) => !rules.has(path));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `login` of `login.test.ts`, `test_login.py`, `login_test.go` and `login.ts`. */
function topicOf(path: string): string {
  return baseOf(path)
    .replace(/\.[^/]*$/, '')
    .replace(/^test_|[._-](?:test|spec)$|_test$/g, '')
    .replace(/s$/, '')
    .toLowerCase();
}

function folderOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

/** The prompt's own words that stand in the paths of the files; short of that, in the reasons for them. At most three. */
function termsOf(prompt: string, files: readonly RelevantFile[]): string[] {
  const terms = topicTerms(prompt);
  const inPaths = new Set(files.flatMap(({ path }) => topicWords(path.replace(/[/._-]/g, ' '))));
  const inReasons = new Set(files.flatMap(({ why }) => topicWords(why)));
  const found = [...terms].filter(([base]) => inPaths.has(base));
  const known = found.length > 0 ? found : [...terms].filter(([base]) => inReasons.has(base));
  return known.slice(0, 3).map(([, word]) => word);
}

/** Commits whose message shares words with the prompt, the most alike first, then the newest. */
function relatedCommits(prompt: string, context: RepositoryContext, limit: number): Commit[] {
  const topic = new Set(topicWords(prompt));
  return (context.git?.commits ?? [])
    .map((commit) => ({
      commit,
      shared: topicWords(commit.message).filter((word) => topic.has(word)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
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

/** A reason as it goes into a prompt: that a file changed once lately is no news beside another reason. */
export function reasonInPrompt(why: string): string {
  return why.replace(/; changed in 1 of the last \d+ commits$/, '');
}

/** True for a path that holds tests by the usual conventions. */
export function isTestPath(path: string): boolean {
  return testPath.test(path);
}
