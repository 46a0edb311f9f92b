import { baseName, folderOf } from '../facts.ts';
import { inTurns } from '../inTurns.ts';
import type { Clock, ListedFile } from '../ports.ts';
import { splitWords, stem } from './words.ts';

/** A word of a name: as the name has it, and its stem. */
export interface NameWord {
  readonly word: string;
  readonly stem: string;
}

/** What ranking needs to know of all paths together. */
export interface PathIndex {
  readonly count: number;
  /** How many paths hold a word, by stem; only of the words that were asked about. */
  readonly frequency: ReadonlyMap<string, number>;
  /** The words of a folder's names. */
  folderWords(folder: string): readonly NameWord[];
  /** The words of a file's name without its last ending. */
  nameWords(path: string): readonly NameWord[];
}

/**
 * Counts how common the words of a prompt are among the paths of a repository.
 * @param wanted Stems to count.
 */
export async function indexPaths(
  files: readonly ListedFile[],
  wanted: ReadonlySet<string>,
  clock: Clock,
): Promise<PathIndex> {
  const folders = new Map<string, readonly NameWord[]>();
  const names = new Map<string, readonly NameWord[]>();
  const frequency = new Map<string, number>();
  const folderWords = (folder: string): readonly NameWord[] => {
    let words = folders.get(folder);
    if (words === undefined) {
      words = toWords(folder);
      folders.set(folder, words);
    }
    return words;
  };
  const nameWords = (path: string): readonly NameWord[] => {
    const name = baseName(path);
    let words = names.get(name);
    if (words === undefined) {
      words = toWords(name.replace(/(?<=.)\.\w+$/, ''));
      names.set(name, words);
    }
    return words;
  };
  await inTurns(files, clock, ({ path }) => {
    const seen = new Set<string>();
    for (const { stem } of [...nameWords(path), ...folderWords(folderOf(path))]) {
      if (!wanted.has(stem) || seen.has(stem)) continue;
      seen.add(stem);
      frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
    }
  });
  return { count: files.length, frequency, folderWords, nameWords };
}

function toWords(text: string): readonly NameWord[] {
  const words = splitWords(text);
  const found = words.map((word) => ({ word, stem: stem(word) }));
  // `sign-up.ts` is about what a prompt calls "signup".
  for (let index = 0; index + 1 < words.length && words.length < 6; index += 1) {
    const joined = `${words[index]}${words[index + 1]}`;
    if (joined.length <= 14) found.push({ word: joined, stem: stem(joined) });
  }
  return found;
}

/** How telling a word is, 0-1: one that stands in one path of thousands nearly 1, one that stands in all of them nearly 0. */
export function rarity(frequency: number, count: number): number {
  return Math.log(1 + count / Math.max(1, frequency)) / Math.log(1 + Math.max(1, count));
}
