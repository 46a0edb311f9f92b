import * as vscode from 'vscode';
import * as z from 'zod/mini';
import {
  filterChoices,
  libraryGroupings,
  librarySorts,
  type LibraryFilter,
  type LibraryGrouping,
  type LibrarySort,
} from '../../core/library/libraryView.ts';
import { isPlainObject } from '../commands.ts';
import { parseArgument } from '../commandArgument.ts';
import type { LibraryTree } from './libraryTree.ts';
import type { TemplateLibrary } from './templateLibrary.ts';

const filterArgument = z.object({
  text: z.optional(z.string()),
  category: z.optional(z.string()),
  tag: z.optional(z.string()),
  active: z.optional(z.boolean()),
  provider: z.optional(z.string()),
});

/** `whetstone.filterLibrary({text?, category?, tag?, active?, provider?})`: shows only these; `{}` shows all. From the interface it filters while one types. */
export async function filterLibrary(
  library: TemplateLibrary,
  tree: LibraryTree,
  show: (filter: LibraryFilter) => void,
  argument: unknown,
): Promise<LibraryFilter> {
  if (isPlainObject(argument)) show(withoutGaps(parseArgument(filterArgument, argument)));
  else await askForFilter(library, tree.look.filter, show);
  return tree.look.filter;
}

const sortArgument = z.object({
  sort: z.optional(z.enum(librarySorts)),
  groupBy: z.optional(z.enum(libraryGroupings)),
});

/** `whetstone.sortLibrary({sort?: "name" | "lastUsed" | "score", groupBy?: "category" | "tag"})`: how the view is ordered. */
export async function sortLibrary(
  tree: LibraryTree,
  show: (look: { sort?: LibrarySort; groupBy?: LibraryGrouping }) => void,
  argument: unknown,
): Promise<{ readonly sort: LibrarySort; readonly groupBy: LibraryGrouping }> {
  const { sort, groupBy } = isPlainObject(argument)
    ? parseArgument(sortArgument, argument)
    : await askForSort(tree);
  show({ ...(sort !== undefined && { sort }), ...(groupBy !== undefined && { groupBy }) });
  return { sort: tree.look.sort, groupBy: tree.look.groupBy };
}

/** What a filter lets through, in a few words; '' = everything. */
export function filterWords({ active, category, provider, tag, text = '' }: LibraryFilter): string {
  return [
    text,
    category ?? '',
    tag === undefined ? '' : `#${tag}`,
    active === undefined ? '' : active ? vscode.l10n.t('active') : vscode.l10n.t('inactive'),
    provider ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

interface FilterItem extends vscode.QuickPickItem {
  readonly filter?: LibraryFilter;
}

/** The view follows every letter; Enter on a row adds what it says. Escape puts back what was. */
async function askForFilter(
  library: TemplateLibrary,
  before: LibraryFilter,
  show: (filter: LibraryFilter) => void,
): Promise<void> {
  const { categories, tags, providers } = filterChoices(await library.known());
  const heading = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const row = (icon: string, label: string, filter: LibraryFilter): FilterItem => ({
    label: `$(${icon}) ${label}`,
    filter,
    alwaysShow: true,
  });
  const list = vscode.window.createQuickPick<FilterItem>();
  list.title = vscode.l10n.t('Filter Templates');
  list.placeholder = vscode.l10n.t('Words in name, description, category or tags');
  list.value = before.text ?? '';
  list.items = [
    row('clear-all', vscode.l10n.t('Show all'), {}),
    row('pass', vscode.l10n.t('Active ones'), { active: true }),
    row('circle-slash', vscode.l10n.t('Inactive ones'), { active: false }),
    ...(categories.length === 0 ? [] : [heading(vscode.l10n.t('Category'))]),
    ...categories.map((category) => row('folder', category, { category })),
    ...(tags.length === 0 ? [] : [heading(vscode.l10n.t('Tag'))]),
    ...tags.map((tag) => row('tag', tag, { tag })),
    ...(providers.length === 0 ? [] : [heading(vscode.l10n.t('Provider'))]),
    ...providers.map((provider) => row('server', provider, { provider })),
  ];
  const { text: _, ...rest } = before;
  let isChosen = false;
  let isTyped = false;
  await new Promise<void>((resolve) => {
    list.onDidChangeValue((text) => {
      isTyped = true;
      show(withoutGaps({ ...rest, text }));
    });
    list.onDidAccept(() => {
      isChosen = true;
      const filter = list.activeItems[0]?.filter;
      const wasMoved = list.activeItems[0] !== list.items[0];
      if (filter !== undefined && (!isTyped || wasMoved))
        show(Object.keys(filter).length === 0 ? {} : withoutGaps({ ...rest, ...filter, text: list.value }));
      resolve();
    });
    list.onDidHide(() => resolve());
    list.show();
  });
  list.dispose();
  if (!isChosen) show(before);
}

async function askForSort(tree: LibraryTree): Promise<{ sort?: LibrarySort; groupBy?: LibraryGrouping }> {
  const { groupBy: grouping, sort: sorting } = tree.look;
  const mark = (isOn: boolean): string => (isOn ? '$(check) ' : '');
  const items: (vscode.QuickPickItem & {
    readonly look: { sort?: LibrarySort; groupBy?: LibraryGrouping };
  })[] = [
    { label: mark(sorting === 'name') + vscode.l10n.t('Sort by name'), look: { sort: 'name' } },
    { label: mark(sorting === 'lastUsed') + vscode.l10n.t('Sort by last use'), look: { sort: 'lastUsed' } },
    { label: mark(sorting === 'score') + vscode.l10n.t('Sort by score'), look: { sort: 'score' } },
    {
      label: mark(grouping === 'category') + vscode.l10n.t('Group by category'),
      look: { groupBy: 'category' },
    },
    { label: mark(grouping === 'tag') + vscode.l10n.t('Group by tag'), look: { groupBy: 'tag' } },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sort Templates') });
  return picked?.look ?? {};
}

function withoutGaps(filter: {
  readonly [Key in keyof LibraryFilter]: LibraryFilter[Key] | undefined;
}): LibraryFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''),
  );
}
