import { baseName, folderOf } from '../facts.ts';
import type { ListedFile } from '../ports.ts';
import { isWeak } from './commonWords.ts';
import { type NameWord, type PathIndex, rarity } from './pathIndex.ts';
import type { PromptTerms } from './promptTerms.ts';
import type { Reason } from './reasons.ts';
import { synonymsOf } from './synonyms.ts';

/** A reason and what it adds to the score. */
export interface WeighedReason {
  readonly reason: Reason;
  readonly points: number;
}

/**
 * Points by kind. Named paths outweigh everything that words can add up to; a name outweighs a folder, a word of the prompt outweighs a
 * synonym. Chosen on the prompt cases of test/unit/context/relevance (figures: docs/decisions/0031-relevance.md).
 */
const points = {
  named: 100,
  namedAmong: 60,
  inNamedFolder: 14,
  nameIs: 50,
  name: 12,
  folder: 5,
  /** The folder that the file lies in directly is named by the word and nothing else. */
  ownFolder: 9,
  synonymName: 8,
  synonymFolder: 2.5,
  /** What is left of a synonym where some path holds the word of the prompt itself. */
  besideOwnWord: 0.5,
  weak: 0.35,
};

/** A word in more than this share of all paths (and in more than a handful) tells nothing. */
const commonShare = 0.3;
const handful = 4;

/** A name that more files bear than this (`index.ts`) leads to none of them. */
const mostMeant = 12;

/** Which files the prompt's paths mean. */
export interface NamedPaths {
  /** Targets of the prompt that mean a file. */
  readonly targets: ReadonlySet<string>;
  /** By path of a file: the target that means it, and how many files that target can mean. */
  readonly files: ReadonlyMap<string, { readonly target: string; readonly count: number }>;
}

/** Finds the files that the paths of a prompt mean: an end of their path, whole segments only, any case. */
export function matchPaths(terms: PromptTerms, files: readonly ListedFile[]): NamedPaths {
  const byBase = new Map<string, string[]>();
  for (const target of terms.paths) {
    const base = baseName(target).toLowerCase();
    byBase.set(base, [...(byBase.get(base) ?? []), target]);
  }
  const matched = new Map<string, string[]>();
  if (byBase.size > 0) {
    for (const { path } of files) {
      for (const target of byBase.get(baseName(path).toLowerCase()) ?? []) {
        // A trace names files of another machine in full: there the target ends with the path.
        if (!endsWithPath(path, target) && !(path.includes('/') && endsWithPath(target, path))) continue;
        const known = matched.get(target);
        if (known === undefined) matched.set(target, [path]);
        else known.push(path);
      }
    }
  }
  const found = new Map<string, { target: string; count: number }>();
  for (const [target, paths] of matched) {
    const exact = paths.includes(target) ? [target] : paths;
    for (const path of exact) {
      if ((found.get(path)?.count ?? Number.POSITIVE_INFINITY) > exact.length) {
        found.set(path, { target, count: exact.length });
      }
    }
  }
  return { targets: new Set(matched.keys()), files: found };
}

function endsWithPath(path: string, target: string): boolean {
  const whole = path.toLowerCase();
  const end = target.toLowerCase();
  return whole === end || whole.endsWith(`/${end}`);
}

/** The reasons that a path alone gives. */
export function pathReasons(
  path: string,
  terms: PromptTerms,
  index: PathIndex,
  named: NamedPaths,
): readonly WeighedReason[] {
  const reasons: WeighedReason[] = [...namedReasons(path, terms, named), ...nameReasons(path, terms)];
  const folder = folderOf(path);
  const inName = matchingWords(index.nameWords(path), terms, index);
  const inFolder = matchingWords(index.folderWords(folder), terms, index).filter(
    (match) => !inName.some((other) => other.stem === match.stem),
  );
  const namePoints = total(inName, index) * points.name * coverage(inName, index.nameWords(path));
  const own = folder.slice(folder.lastIndexOf('/') + 1).toLowerCase();
  const isOwn = inFolder.some((match) => match.word === own);
  const folderPoints = total(inFolder, index) * (isOwn ? points.ownFolder : points.folder);
  if (inName.length > 0) {
    reasons.push({
      reason: { kind: 'nameHolds', words: inName.map((match) => match.word) },
      points: namePoints,
    });
  }
  if (inFolder.length > 0) {
    reasons.push({
      reason: { kind: 'folderHolds', words: inFolder.map((match) => match.word) },
      points: folderPoints,
    });
  }
  const matched = new Set([...inName, ...inFolder].map((match) => match.stem));
  reasons.push(...synonymReasons(index.nameWords(path), terms, index, matched, points.synonymName));
  reasons.push(...synonymReasons(index.folderWords(folder), terms, index, matched, points.synonymFolder));
  return isTelling(reasons, inName, inFolder, index.nameWords(path), terms) ? reasons : [];
}

/**
 * Words that fit half of all files are a reason only beside another, two of them in one name, or where the prompt has no better ones and the
 * name is nothing else.
 */
function isTelling(
  reasons: readonly WeighedReason[],
  inName: readonly NameWord[],
  inFolder: readonly NameWord[],
  name: readonly NameWord[],
  terms: PromptTerms,
): boolean {
  if (reasons.some(({ reason }) => reason.kind !== 'nameHolds' && reason.kind !== 'folderHolds')) return true;
  if ([...inName, ...inFolder].some((match) => !isWeak(match.stem))) return true;
  if (inName.length > 1) return true;
  return inName.length === 1 && name.length === 1 && !terms.hasTellingWord;
}

function namedReasons(path: string, terms: PromptTerms, named: NamedPaths): readonly WeighedReason[] {
  const match = named.files.get(path);
  if (match?.count === 1) return [{ reason: { kind: 'named' }, points: points.named }];
  if (match !== undefined && match.count <= mostMeant) {
    const { target, count } = match;
    return [{ reason: { kind: 'namedAmong', target, count }, points: points.namedAmong / Math.sqrt(count) }];
  }
  const folder = folderOf(path).toLowerCase();
  for (const target of terms.paths) {
    const wanted = target.toLowerCase();
    if (!named.targets.has(target) && target.length > 2 && `/${folder}/`.includes(`/${wanted}/`)) {
      return [{ reason: { kind: 'inNamedFolder', folder: target }, points: points.inNamedFolder }];
    }
  }
  return [];
}

/** `FailedLogins`, `failed_logins` and `failedLogins()` are all what a file failed-logins.ts is named after. */
function nameReasons(path: string, terms: PromptTerms): readonly WeighedReason[] {
  if (terms.identifiers.length === 0) return [];
  const name = plainLetters(baseName(path).replace(/(?<=.)\.\w+$/, ''));
  const identifier = terms.identifiers.find((one) => plainLetters(one) === name);
  return identifier === undefined ? [] : [{ reason: { kind: 'nameIs', identifier }, points: points.nameIs }];
}

function plainLetters(name: string): string {
  return name.replace(/[_.-]/g, '').toLowerCase();
}

function matchingWords(
  words: readonly NameWord[],
  terms: PromptTerms,
  index: PathIndex,
): readonly NameWord[] {
  const matches: NameWord[] = [];
  for (const word of words) {
    if (!terms.words.has(word.stem) || matches.some((match) => match.stem === word.stem)) continue;
    if (isCommon(word.stem, index) || isTheWishForTests(word.stem, terms)) continue;
    matches.push(word);
  }
  return matches;
}

/** "write tests for checkout" is about checkout: that a path holds "tests" is weighed by its kind (fileWeight.ts), not as a word. */
function isTheWishForTests(stem: string, terms: PromptTerms): boolean {
  return terms.hasTellingWord && (stem === 'test' || stem === 'spec');
}

function isCommon(stem: string, index: PathIndex): boolean {
  const frequency = index.frequency.get(stem) ?? 0;
  return frequency > handful && frequency > index.count * commonShare;
}

function total(matches: readonly NameWord[], index: PathIndex): number {
  let sum = 0;
  for (const { stem } of matches) {
    sum += rarity(index.frequency.get(stem) ?? 1, index.count) * (isWeak(stem) ? points.weak : 1);
  }
  return sum;
}

/** A name that is nothing but the word says more than one in which it is one of five. */
function coverage(matches: readonly NameWord[], words: readonly NameWord[]): number {
  return 0.6 + 0.4 * Math.min(1, matches.length / Math.max(1, words.length));
}

function synonymReasons(
  words: readonly NameWord[],
  terms: PromptTerms,
  index: PathIndex,
  matched: Set<string>,
  worth: number,
): readonly WeighedReason[] {
  for (const { word, stem } of words) {
    if (matched.has(stem) || terms.words.has(stem) || isCommon(stem, index)) continue;
    for (const other of synonymsOf(stem)) {
      const written = terms.words.get(other);
      if (written === undefined || matched.has(other)) continue;
      matched.add(other);
      // Where paths hold the word itself, one that only goes with it is second best.
      const own = (index.frequency.get(other) ?? 0) > 0 ? points.besideOwnWord : 1;
      const weight = (isWeak(other) || isWeak(stem) ? 0.5 : 1) * own;
      return [
        {
          reason: { kind: 'synonym', word, written },
          points: worth * weight * rarity(index.frequency.get(stem) ?? 1, index.count),
        },
      ];
    }
  }
  return [];
}
