import type { GitContext, RelevantFile } from '../context.ts';
import { isTestFile } from '../conventions.ts';
import { baseName, depthOf, folderOf } from '../facts.ts';
import { languageOf } from '../languages.ts';
import { neverRead } from '../neverRead.ts';
import { inTurns } from '../inTurns.ts';
import type { Clock, ListedFile } from '../ports.ts';
import { isGenerated, isVendored } from '../vendored.ts';
import { isWeak } from './commonWords.ts';
import { contentReasons } from './contentReasons.ts';
import { fileWeight, greatestWeight } from './fileWeight.ts';
import { indexPaths, type PathIndex } from './pathIndex.ts';
import { matchPaths, pathReasons, type WeighedReason } from './pathReasons.ts';
import type { PromptTerms } from './promptTerms.ts';
import { describeReasons } from './reasons.ts';
import { synonymsOf } from './synonyms.ts';

/** No more files than this are named: a list that has to be searched again helps nobody. */
const most = 10;

/** Files whose text is looked into, and how much of each. */
const filesRead = 240;
/** Where paths already speak for files and only plain words are left to look for. */
const filesReadForWords = 100;
const bytesRead = 48_000;

/** A file needs at least this many points, and this share of the best one's. */
const leastPoints = 2.2;
const leastShare = 0.28;

/** Of what the tests of a file get from it. */
const testShare = 0.5;

export interface RankingFacts {
  readonly files: readonly ListedFile[];
  /** Those of them that hold tests. */
  readonly tests: readonly ListedFile[];
  /** How many of the last commits touched a file; null when git was not asked. */
  readonly changes: ReadonlyMap<string, number> | null;
  readonly git: GitContext | null;
}

export interface RankingPorts {
  /** Texts of the files that can be read, by path. */
  readTexts(paths: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, string>>;
  readonly clock: Clock;
}

interface Candidate {
  readonly path: string;
  readonly reasons: WeighedReason[];
}

/**
 * The files most likely meant by a prompt, best first, each with its reasons.
 * @returns Nothing when the prompt names nothing that can be found.
 */
export async function rankFiles(
  terms: PromptTerms,
  facts: RankingFacts,
  ports: RankingPorts,
): Promise<readonly RelevantFile[]> {
  if (terms.words.size === 0 && terms.paths.length === 0 && terms.quotations.length === 0) return [];
  const wanted = new Set(terms.words.keys());
  for (const word of terms.words.keys()) for (const synonym of synonymsOf(word)) wanted.add(synonym);
  const index = await indexPaths(facts.files, wanted, ports.clock);
  const named = matchPaths(terms, facts.files);
  const candidates = new Map<string, Candidate>();
  await inTurns(facts.files, ports.clock, ({ path }) => {
    const reasons = pathReasons(path, terms, index, named);
    if (reasons.length > 0) candidates.set(path, { path, reasons: [...reasons] });
  });
  const unmatched = terms.paths.filter(
    (path) => !named.targets.has(path) && path.includes('.') && path.length >= 5,
  );
  const sought = { ...terms, quotations: [...terms.quotations, ...unmatched.slice(0, 8)] };
  await addContentReasons(sought, facts, index, candidates, ports);
  return choose(terms, facts, candidates);
}

async function addContentReasons(
  terms: PromptTerms,
  facts: RankingFacts,
  index: PathIndex,
  candidates: Map<string, Candidate>,
  ports: RankingPorts,
): Promise<void> {
  // A word that some path holds is answered by that path; the others can only be found inside.
  const words = [...terms.words]
    .filter(([stem]) => stem.length >= 4 && !isWeak(stem) && (index.frequency.get(stem) ?? 0) === 0)
    .map(([stem]) => stem)
    .slice(0, 12);
  if (words.length === 0 && terms.identifiers.length === 0 && terms.quotations.length === 0) return;
  const onlyWords = terms.identifiers.length === 0 && terms.quotations.length === 0;
  const enough = onlyWords && candidates.size >= filesReadForWords ? filesReadForWords : filesRead;
  const texts = await ports.readTexts(
    (await worthReading(facts.files, candidates, terms, ports.clock)).slice(0, enough),
    bytesRead,
  );
  const found = new Map<string, readonly WeighedReason[]>();
  const holders = new Map<string, number>();
  for (const [path, text] of texts) {
    // One text can take as long as hundreds of paths.
    await ports.clock.pause();
    const reasons = contentReasons(text, terms, words);
    if (reasons.length === 0) continue;
    found.set(path, reasons);
    for (const { reason } of reasons) {
      if (reason.kind === 'mentions') holders.set(reason.stem, (holders.get(reason.stem) ?? 0) + 1);
    }
  }
  for (const [path, reasons] of found) {
    // A word that a third of the files hold leads to none of them.
    const telling = reasons.filter(
      ({ reason }) =>
        reason.kind !== 'mentions' || (holders.get(reason.stem) ?? 0) <= Math.max(3, texts.size / 3),
    );
    if (telling.length === 0) continue;
    const candidate = candidates.get(path) ?? { path, reasons: [] };
    candidate.reasons.push(...telling);
    candidates.set(path, candidate);
  }
}

const prose = /\.(?:md|mdx|json|ya?ml|toml|sql|graphql|proto|html|txt)$/i;

/** The files to look into: those that a path speaks for, best first, then code before the rest, outer folders before inner ones. */
async function worthReading(
  files: readonly ListedFile[],
  candidates: ReadonlyMap<string, Candidate>,
  terms: PromptTerms,
  clock: Clock,
): Promise<readonly string[]> {
  const spokenFor: { path: string; order: number }[] = [];
  const others: string[][] = [];
  await inTurns(files, clock, ({ path, size }) => {
    if (size === 0 || size > 1_000_000) return;
    const isCode = languageOf(path) !== null;
    if (!isCode && !prose.test(path)) return;
    const later = (isCode ? 0 : 20) + (isTestFile(path) && !terms.about.tests ? 8 : 0) + depthOf(path);
    const known = candidates.get(path);
    if (known !== undefined) spokenFor.push({ path, order: pointsOf(known.reasons) * 10 - later });
    else (others[later] ??= []).push(path);
  });
  spokenFor.sort((a, b) => b.order - a.order || (a.path < b.path ? -1 : 1));
  const chosen: string[] = [];
  for (const path of [...spokenFor.map((one) => one.path), ...others.flat()]) {
    if (chosen.length >= filesRead) break;
    if (!isVendored(path) && !isGenerated(path) && neverRead(path) === null) chosen.push(path);
  }
  return chosen;
}

function choose(
  terms: PromptTerms,
  facts: RankingFacts,
  candidates: ReadonlyMap<string, Candidate>,
): readonly RelevantFile[] {
  const scored = new Map<string, { reasons: WeighedReason[]; score: number }>();
  const weighed = [...candidates.values()].map(({ path, reasons }) => ({
    path,
    reasons,
    points: pointsOf(reasons),
  }));
  const raw = weighed.filter(({ points }) => points >= leastPoints / 2).sort((a, b) => b.points - a.points);
  let best = 0;
  for (const { path, reasons, points } of raw) {
    // Weighing takes longer than adding up, and nothing below can come near the best any more.
    if (points * greatestWeight < best * leastShare) break;
    const isNamed = reasons.some(({ reason }) => reason.kind === 'named');
    if (!isNamed && neverRead(path) !== null) continue;
    const score = points * (isNamed ? 1 : fileWeight(path, terms));
    scored.set(path, { reasons, score });
    best = Math.max(best, score);
  }
  addTests(scored, facts.tests);
  const list = [...scored].map(([path, { reasons, score }]) => {
    const recent = recentReasons(path, facts);
    const boost = recent.length === 0 ? 1 : 1.1;
    return { path, score: score * boost, reasons: [...reasons, ...recent] };
  });
  list.sort((a, b) => b.score - a.score || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  const top = list[0]?.score ?? 0;
  return list
    .filter(({ score }) => score >= leastPoints && score >= top * leastShare)
    .slice(0, most)
    .map(({ path, score, reasons }) => ({
      path,
      score: Math.round(score * 10) / 10,
      why: describeReasons(
        [...reasons]
          .sort((a, b) => b.points - a.points)
          .slice(0, 4)
          .map(({ reason }) => reason),
      ),
    }));
}

/** Each kind of mention counts, but ten weak ones do not outweigh one strong one. */
function pointsOf(reasons: readonly WeighedReason[]): number {
  const sorted = reasons.map(({ points }) => points).sort((a, b) => b - a);
  let sum = 0;
  for (const [rank, points] of sorted.entries()) sum += points / (1 + rank * 0.25);
  return sum;
}

/** The tests beside the files that were found belong to them, whatever their own name holds. */
function addTests(
  scored: Map<string, { reasons: WeighedReason[]; score: number }>,
  tests: readonly ListedFile[],
): void {
  const best = [...scored]
    .filter(([path]) => !isTestFile(path) && languageOf(path) !== null)
    .sort(([, a], [, b]) => b.score - a.score)
    .slice(0, 3);
  if (best.length === 0) return;
  const subjects = new Map<string, { path: string; score: number }[]>();
  for (const [path, { score }] of best) {
    const name = plainName(path);
    subjects.set(name, [...(subjects.get(name) ?? []), { path, score }]);
  }
  for (const { path } of tests) {
    const subject = nearest(path, subjects.get(plainName(path)) ?? []);
    if (subject === null) continue;
    const known = scored.get(path) ?? { reasons: [], score: 0 };
    const points = subject.score * testShare;
    known.reasons.push({ reason: { kind: 'tests', path: subject.path }, points });
    known.score = Math.max(known.score, points);
    scored.set(path, known);
  }
}

/** The file that a test is for: of several with the same name, the one whose folders it shares. */
function nearest<Subject extends { readonly path: string }>(
  test: string,
  subjects: readonly Subject[],
): Subject | null {
  const folders = new Set(folderOf(test).split('/'));
  let best: Subject | null = null;
  let most = -1;
  for (const subject of subjects) {
    const shared = folderOf(subject.path)
      .split('/')
      .filter((part) => folders.has(part)).length;
    if (shared > most) [best, most] = [subject, shared];
  }
  return best;
}

/** The name of what is tested: `login.test.ts`, `test_login.py`, `login_test.go`, `LoginTest.java` all give `login`. */
export function plainName(path: string): string {
  return baseName(path)
    .replace(/\.\w+$/, '')
    .replace(/^test_|[._-](?:test|tests|spec|e2e|cy)$|(?<=[a-z])(?:Test|Tests|Spec|IT)$|_(?:test|spec)$/, '')
    .toLowerCase();
}

function recentReasons(path: string, facts: RankingFacts): readonly WeighedReason[] {
  const reasons: WeighedReason[] = [];
  const commits = facts.changes?.get(path) ?? 0;
  if (commits > 0) {
    reasons.push({
      reason: { kind: 'changed', commits, of: facts.git?.commits.length ?? commits },
      points: 0.2,
    });
  }
  if (facts.git?.uncommitted.includes(path) === true)
    reasons.push({ reason: { kind: 'uncommitted' }, points: 0.3 });
  return reasons;
}
