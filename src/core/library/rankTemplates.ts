import type { FoundTemplate } from './foundTemplate.ts';

/** How much more a letter counts at the beginning of a word, and right after the letter before it. */
const atWordStart = 8;
const inSequence = 5;

/** Texts of a template in lower case with what a match in each is worth; in the name most. */
type Places = readonly { readonly weight: number; readonly text: string }[];

/** By the template: rows are made anew whenever they change. */
const known = new WeakMap<FoundTemplate, Places>();

function placesOf(template: FoundTemplate): Places {
  const found = known.get(template);
  if (found !== undefined) return found;
  const { category, id, name, tags } = template;
  const places = [
    { weight: 3, text: name.toLowerCase() },
    ...tags.map((tag) => ({ weight: 2, text: tag.toLowerCase() })),
    { weight: 1.5, text: category.toLowerCase() },
    { weight: 1, text: id.toLowerCase() },
  ];
  known.set(template, places);
  return places;
}

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
  for (const { weight, text } of placesOf(template)) best = Math.max(best, weight * fuzzyPoints(text, word));
  return best;
}

/**
 * How well the letters of `word` are found in this order in a text, both in lower case; 0 = not at all. Each letter is taken at the next beginning of a word
 * where there is one, else at the next place.
 */
export function fuzzyPoints(lower: string, word: string): number {
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
  if (index === 0) return true;
  const before = text.charCodeAt(index - 1);
  // Most names are ASCII, and a pattern for each letter is dear.
  if (before < 128) return !((before >= 97 && before <= 122) || (before >= 48 && before <= 57));
  return !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '');
}
