import * as vscode from 'vscode';
import type { FoundTemplate } from '../../core/library/foundTemplate.ts';
import { rankTemplates } from '../../core/library/rankTemplates.ts';
import type { LibraryMemory } from './libraryMemory.ts';

interface TemplateItem extends vscode.QuickPickItem {
  readonly template: FoundTemplate;
}

/** A list longer than this is not read; typing finds the rest. */
const mostShown = 200;

/** Lets the user find a template by letters of its name, tags or category; favourites first, then what was used last. Undefined when the user left. */
export function pickTemplate(
  templates: readonly FoundTemplate[],
  memory: LibraryMemory,
): Promise<FoundTemplate | undefined> {
  const usable = templates.filter(({ active, problems }) => active && problems.length === 0);
  const list = vscode.window.createQuickPick<TemplateItem>();
  list.title = vscode.l10n.t('Use Template');
  list.placeholder = vscode.l10n.t('What kind of task is it?');
  const show = (): void => {
    const { favourites } = memory;
    list.items = rankTemplates(usable, list.value, favourites)
      .slice(0, mostShown)
      .map((template) => itemOf(template, favourites.has(template.id)));
  };
  show();
  return new Promise((resolve) => {
    list.onDidChangeValue(show);
    list.onDidTriggerItemButton(async ({ item }) => {
      await memory.toggleFavourite(item.template.id);
      show();
    });
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item !== undefined) resolve(item.template);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function itemOf(template: FoundTemplate, isFavourite: boolean): TemplateItem {
  return {
    label: isFavourite ? `$(star-full) ${template.name}` : template.name,
    description: [template.category, ...template.tags].join(' · '),
    detail: template.description,
    // The order is ours: the best match first.
    alwaysShow: true,
    buttons: [
      {
        iconPath: new vscode.ThemeIcon(isFavourite ? 'star-full' : 'star-empty'),
        tooltip: isFavourite ? vscode.l10n.t('No longer a favourite') : vscode.l10n.t('Make it a favourite'),
      },
    ],
    template,
  };
}
