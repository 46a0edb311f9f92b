import type { FoundTemplate } from './foundTemplate.ts';

/** How much more a letter counts at the beginning of a word, and right after the letter before it. */
const atWordStart = 8;
const inSequence = 5;

/** What a match in each place is worth; in the name most. */
const places = [
  { weight: 3, of: ({ name }: FoundTemplate): readonly string[] => [name] },
  { weight: 2, of: ({ tags }: FoundTemplate): readonly string[] => tags },
  { weight: 1.5, of: ({ category }: FoundTemplate): readonly string[] => [category] },
  { weight: 1, of: ({ id }: FoundTemplate): readonly string[] => [id] },
];

/**
 * The templates that a search means, best first: every word of `query` has to be found, its letters in this order, in name, tags, category or id
 * (`bgfx` finds "Bug Fix"). Without a query, and among equals, favourites come first, then the last used, then the order given.
 *
 * @param favourites ids
 */
export function rankTemplates(
  templates: readonly FoundTemplate[],
  query: string,
  favourites: ReadonlySet<string>,
): readonly FoundTemplate[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return templates
    .flatMap((template, index) => {
      const points = words.map((word) => pointsOf(template, word));
      if (points.includes(0)) return [];
      return [{ template, index, points: points.reduce((sum, one) => sum + one, 0) }];
    })
    .toSorted(
      (left, right) =>
        right.points - left.points ||
        Number(favourites.has(right.template.id)) - Number(favourites.has(left.template.id)) ||
        usedAt(right.template) - usedAt(left.template) ||
        left.index - right.index,
    )
    .map(({ template }) => template);
}

function usedAt({ lastUsedAt }: FoundTemplate): number {
  return lastUsedAt === null ? 0 : Date.parse(lastUsedAt);
}

function pointsOf(template: FoundTemplate, word: string): number {
  let best = 0;
  for (const { weight, of } of places)
    for (const text of of(template)) best = Math.max(best, weight * fuzzyPoints(text, word));
  return best;
}

/**
 * How well the letters of `word` (lower case) are found in this order in a text; 0 = not at all. Each letter is taken at the next beginning of a word
 * where there is one, else at the next place.
 */
export function fuzzyPoints(text: string, word: string): number {
  const lower = text.toLowerCase();
  const whole = lower.indexOf(word);
  if (whole >= 0)
    return word.length * (1 + inSequence) + (isWordStart(lower, whole) ? 2 * atWordStart : 0) + 1;
  let points = 0;
  let position = -1;
  for (const letter of word) {
    const next = lower.indexOf(letter, position + 1);
    if (next < 0) return 0;
    points += 1 + (next === position + 1 ? inSequence : 0) + (isWordStart(lower, next) ? atWordStart : 0);
    position = next;
  }
  // Letters scattered over a long text are chance.
  return points >= word.length * 3 ? points / 4 : 0;
}

function isWordStart(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '');
}
