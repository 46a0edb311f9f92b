import type { RepositoryContext } from './context.ts';
import { detectCommands } from './commands/detectCommands.ts';
import { detectConventions } from './conventions.ts';
import type { Dependency } from './dependencies/dependency.ts';
import { isManifest, readDependencies } from './dependencies/readDependencies.ts';
import { depthOf, isSample, type RepositoryFacts } from './facts.ts';
import { fileTreeOf } from './fileTree.ts';
import { filterByGlobs } from './filterByGlobs.ts';
import { detectFrameworks } from './frameworks/detectFrameworks.ts';
import { keyFilesOf, selectKeyFiles } from './keyFiles.ts';
import { detectLanguages } from './languages.ts';
import { isEnvironmentExample, neverRead } from './neverRead.ts';
import { detectPackageManagers } from './packageManagers.ts';
import type { Clock, ContextPorts, ContextRequest, GitHistoryResult, ListedFile, Listing } from './ports.ts';
import { promptTerms } from './relevance/promptTerms.ts';
import { rankFiles } from './relevance/rankFiles.ts';
import { packContext } from './packContext.ts';
import { rulesLength, rulesOf, selectRulesFiles } from './rulesFiles.ts';
import { summarize } from './summarize.ts';
import { isSetting } from './settings.ts';
import { type Sieved, sieve } from './sieve.ts';
import { isVendored } from './vendored.ts';

/** More files than this are not looked at; the tree then says that it is truncated. */
const filesListed = 150_000;
/** Bytes of one manifest or settings file; the longest real ones are a tenth of it. */
const manifestBytes = 200_000;
const mostManifests = 80;
const commitsRead = 10;
/** Files read at the same time. */
const atOnce = 16;

/**
 * Sees what a repository says about itself and which of its files bear on a prompt.
 * @returns The JSON of `whetstone context --json`. `tokens` counts the pack that `packContext` makes within the budget.
 * @throws WhetstoneError `input-unreadable` when the root is missing, no folder, or unreadable; the signal's reason when aborted.
 */
export async function gatherContext(
  request: ContextRequest,
  ports: ContextPorts,
  signal: AbortSignal,
): Promise<RepositoryContext> {
  const started = ports.clock.now();
  signal.throwIfAborted();
  const [whole, history] = await Promise.all([
    ports.files.list(request.root, { limit: filesListed }, signal),
    request.git ? ports.git.describe(request.root, { commits: commitsRead }, signal) : null,
  ]);
  const listing: Listing = {
    ...whole,
    files: await filterByGlobs(whole.files, request.include, request.exclude),
  };
  const clock: Clock = {
    now: () => ports.clock.now(),
    pause: async () => {
      await ports.clock.pause();
      signal.throwIfAborted();
    },
  };
  const sieved = await sieve(listing.files, clock);
  const facts = await readFacts(request.root, sieved, ports, signal);
  const relevantFiles = await rank(request, listing.files, sieved, history, { ...ports, clock }, signal);
  const languages = await detectLanguages(listing.files, clock);
  await clock.pause();
  const managers = detectPackageManagers(facts, languages[0]?.name);
  const found = {
    root: request.root,
    languages,
    frameworks: detectFrameworks(facts.dependencies, facts.outer),
    packageManagers: managers,
    commands: detectCommands(facts, managers),
    conventions: detectConventions(facts),
    rules: rulesOf(facts),
    keyFiles: keyFilesOf(facts),
    fileTree: fileTreeOf(listing, request.depth),
    relevantFiles,
    git: history?.git ?? null,
    notes: [...listing.notes, ...(history?.notes ?? [])],
  };
  const context = { ...found, summary: summarize(found), tokens: 0, elapsedMs: 0 };
  const { tokens } = await packContext(context, request.tokenBudget, ports.countTokens);
  return { ...context, tokens, elapsedMs: Math.round(ports.clock.now() - started) };
}

async function rank(
  request: ContextRequest,
  files: readonly ListedFile[],
  { tests }: Sieved,
  history: GitHistoryResult | null,
  ports: ContextPorts,
  signal: AbortSignal,
): Promise<RepositoryContext['relevantFiles']> {
  if (request.prompt === null) return [];
  return rankFiles(
    promptTerms(request.prompt),
    { files, tests, changes: history?.changes ?? null, git: history?.git ?? null },
    {
      readTexts: (paths, maxBytes) => readTexts(request.root, paths, maxBytes, ports, signal),
      clock: ports.clock,
    },
  );
}

async function readFacts(
  root: string,
  sieved: Sieved,
  ports: ContextPorts,
  signal: AbortSignal,
): Promise<RepositoryFacts> {
  const { notable } = sieved;
  const manifests = selectManifests(notable);
  const rules = selectRulesFiles(notable);
  const paths = new Set([
    ...manifests,
    ...selectKeyFiles(notable).map((file) => file.path),
    ...notable.map((file) => file.path).filter(isSetting),
  ]);
  for (const path of rules) paths.delete(path);
  const texts = new Map([
    ...(await readTexts(root, [...paths], manifestBytes, ports, signal)),
    ...(await readTexts(root, rules, rulesLength * 3, ports, signal)),
  ]);
  const dependencies: Dependency[] = [];
  for (const path of manifests) {
    const text = texts.get(path);
    if (text === undefined) continue;
    dependencies.push(...(await readDependencies(path, text)));
    if (text.length > 20_000) await ports.clock.pause();
  }
  return { ...sieved, paths: new Set(sieved.outer.map((file) => file.path)), texts, dependencies };
}

/** Manifests, outermost first; those of samples and copied code only speak where there are no others. */
function selectManifests(files: readonly ListedFile[]): readonly string[] {
  const all = files.map((file) => file.path).filter((path) => isManifest(path) && !isVendored(path));
  const own = all.filter((path) => !isSample(path));
  return (own.length > 0 ? own : all)
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .slice(0, mostManifests);
}

async function readTexts(
  root: string,
  paths: readonly string[],
  maxBytes: number,
  ports: ContextPorts,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const allowed = paths.filter((path) => neverRead(path) === null || isEnvironmentExample(path));
  for (let start = 0; start < allowed.length; start += atOnce) {
    const batch = allowed.slice(start, start + atOnce);
    const read = await Promise.all(batch.map((path) => ports.files.read(root, path, maxBytes, signal)));
    for (const [index, text] of read.entries()) {
      if (text !== null) texts.set(batch[index] as string, text);
    }
  }
  return texts;
}
