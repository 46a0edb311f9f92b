import type { PromptDocument, Reference } from '../../prompt/document.ts';

/** A number as it stands in a text, with the unit behind it. */
export interface NumberAnchor {
  readonly number: string;
  /** Lower case, '' when a plain number. */
  readonly unit: string;
  readonly text: string;
}

const units =
  '%|°[cf]?|ms|s|secs?|seconds?|mins?|minutes?|h|hours?|days?|weeks?|months?|years?|px|r?em|pt|vh|vw|k|kb|mb|gb|tb|kib|mib|gib|bytes?|bits?';
const numberPattern = new RegExp(
  `(?<![\\p{L}\\d_.])[$€£]?(\\d+(?:[.,:/]\\d+)*)(?:[ \\u00a0-]?(${units})(?![\\p{L}\\d_]))?`,
  'giu',
);

/**
 * The numbers of a text in order: amounts, versions, sizes, times, status codes. Digits inside a word (`v2`, `utf8`, `0042_init`)
 * belong to that word and are no numbers; nor is the number of an ordered list item. Linear in the text.
 */
export function numbersOf(text: string): NumberAnchor[] {
  const withoutMarkers = text.replace(/^([ \t]*)\d{1,3}([.)][ \t])/gm, '$1 $2');
  return [...withoutMarkers.matchAll(numberPattern)].map((match) => ({
    number: match[1]!.replace(/[.,:/]+$/, ''),
    unit: (match[2] ?? '').toLowerCase(),
    text: match[0].trim(),
  }));
}

/** How often each number occurs. */
export function countNumbers(anchors: readonly NumberAnchor[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { number } of anchors) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** True when `name` stands in `text` on its own: not as a part of a longer word or path. Linear in the text. */
export function holdsName(text: string, name: string): boolean {
  if (name === '') return true;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    const further = text[at + name.length + 1] ?? ' ';
    const startsInside = isWord(before) && isWord(name[0]!);
    const endsInside =
      (isWord(after) && isWord(name.at(-1)!)) ||
      (after === '.' && isWord(further) && !/[.!?]$/.test(name)) ||
      after === '/';
    if (!startsInside && !endsInside) return true;
  }
  return false;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(character);
}

/** References that name a file or folder. */
export function isPathReference({ type }: Reference): boolean {
  return type === 'path' || type === 'file' || type === 'link';
}

/** A path without `./`, `@`, a trailing slash, an anchor or a line. */
export function plainPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/|@)+/, '')
    .replace(/(?::\d+(?:[:-]\d+)*|#L?\d[\w-]*)$/, '')
    .replace(/\/+$/, '');
}

/** The whole stretches of fenced code with their fences, as they stand. */
export function fencesOf(document: PromptDocument): string[] {
  return document.blocks
    .filter(({ type }) => type === 'fence' || type === 'indentedCode')
    .map(({ content }) => document.text.slice(content.start, content.end));
}
