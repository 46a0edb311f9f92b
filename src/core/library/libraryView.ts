import { compareTexts } from '../text/compareTexts.ts';
import { providerOf, type FoundTemplate } from './foundTemplate.ts';

/** Which templates a view shows; what is left out lets everything through. */
export interface LibraryFilter {
  /** Words that name, id, category, tags or description must hold, each somewhere, upper and lower case alike. */
  readonly text?: string;
  readonly category?: string;
  readonly tag?: string;
  readonly active?: boolean;
  /** As `providerOf` gives it. */
  readonly provider?: string;
}

export const librarySorts = ['name', 'lastUsed', 'score'] as const;
export type LibrarySort = (typeof librarySorts)[number];

export const libraryGroupings = ['category', 'tag'] as const;
export type LibraryGrouping = (typeof libraryGroupings)[number];

/** Templates under one heading; '' = those without one. */
export interface LibraryGroup {
  readonly name: string;
  readonly templates: readonly FoundTemplate[];
}

/** What is looked through for words, by the template: rows are made anew whenever they change. */
const haystacks = new WeakMap<FoundTemplate, string>();

/** The templates that a filter lets through, in the same order. */
export function filterTemplates(
  templates: readonly FoundTemplate[],
  { text = '', category, tag, active, provider }: LibraryFilter,
): readonly FoundTemplate[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return templates.filter(
    (template) =>
      (category === undefined || template.category === category) &&
      (tag === undefined || template.tags.includes(tag)) &&
      (active === undefined || template.active === active) &&
      (provider === undefined || providerOf(template) === provider) &&
      words.every((word) => haystackOf(template).includes(word)),
  );
}

/** By name; by the last use, never used ones at the end; or by score, unscored ones at the end. Equal ones go by name. */
export function sortTemplates(
  templates: readonly FoundTemplate[],
  by: LibrarySort,
): readonly FoundTemplate[] {
  return templates.toSorted((left, right) => {
    const first =
      by === 'score'
        ? (right.score ?? -1) - (left.score ?? -1)
        : by === 'lastUsed'
          ? compareCodes(right.lastUsedAt ?? '', left.lastUsedAt ?? '')
          : 0;
    return first === 0 ? compareTexts(left.name, right.name) : first;
  });
}

/** Groups by name, in the order of their names, those without at the end. A template with several tags is in several groups. */
export function groupTemplates(
  templates: readonly FoundTemplate[],
  by: LibraryGrouping,
): readonly LibraryGroup[] {
  const groups = new Map<string, FoundTemplate[]>();
  for (const template of templates) {
    const names = by === 'category' ? [template.category] : template.tags.length > 0 ? template.tags : [''];
    for (const name of new Set(names)) {
      const members = groups.get(name);
      if (members === undefined) groups.set(name, [template]);
      else members.push(template);
    }
  }
  return [...groups]
    .map(([name, members]) => ({ name, templates: members }))
    .toSorted((left, right) =>
      left.name === '' || right.name === ''
        ? Number(left.name === '') - Number(right.name === '')
        : compareTexts(left.name, right.name),
    );
}

/** The values there are to filter by, in order. */
export function filterChoices(templates: readonly FoundTemplate[]): {
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly providers: readonly string[];
} {
  const ordered = (values: Iterable<string>): readonly string[] =>
    [...new Set(values)].filter((value) => value !== '').toSorted(compareTexts);
  return {
    categories: ordered(templates.map(({ category }) => category)),
    tags: ordered(templates.flatMap(({ tags }) => tags)),
    providers: ordered(templates.map(providerOf)),
  };
}

function haystackOf(template: FoundTemplate): string {
  const known = haystacks.get(template);
  if (known !== undefined) return known;
  const { id, name, category, tags, description } = template;
  const haystack = [name, id, category, ...tags, description].join('\n').toLowerCase();
  haystacks.set(template, haystack);
  return haystack;
}

/** The order of ISO times. */
function compareCodes(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
