import * as vscode from 'vscode';
import type { FoundTemplate as LibraryEntry } from '../../core/library/foundTemplate.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { localized } from '../localized.ts';

export type LibraryNode =
  | { readonly type: 'category'; readonly name: string; readonly entries: readonly LibraryEntry[] }
  | { readonly type: 'template'; readonly entry: LibraryEntry };

/** The library in the side bar: categories, and the templates in them. */
export class LibraryTree implements vscode.TreeDataProvider<LibraryNode> {
  readonly #library: TemplateLibrary;
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(library: TemplateLibrary) {
    this.#library = library;
    this.onDidChangeTreeData = library.onDidChange;
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    if (node?.type === 'category') return node.entries.map((entry) => ({ type: 'template', entry }));
    if (node !== undefined) return [];
    const entries = await this.#library.known();
    const categories = Map.groupBy(entries, (entry) => entry.category);
    return [...categories].map(([name, members]) => {
      const [only] = members;
      // A folder with a single template in it would only be in the way.
      if (only !== undefined && members.length === 1) return { type: 'template', entry: only };
      return { type: 'category', name, entries: members };
    });
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem {
    return node.type === 'category' ? categoryItem(node.name) : templateItem(node.entry);
  }
}

function categoryItem(name: string): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `category:${name}`;
  item.contextValue = 'category';
  item.iconPath = vscode.ThemeIcon.Folder;
  return item;
}

function templateItem(entry: LibraryEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(entry.name);
  const problem = entry.problems[0];
  item.id = `template:${entry.id}`;
  item.contextValue = 'template';
  item.description = describe(entry);
  item.iconPath = new vscode.ThemeIcon(problem === undefined ? 'note' : 'warning');
  item.tooltip = problem === undefined ? tooltipOf(entry) : localized(problem.message);
  item.accessibilityInformation = {
    label: [entry.name, describe(entry), entry.description].filter(Boolean).join(', '),
  };
  item.command = {
    command: 'whetstone.useTemplate',
    title: vscode.l10n.t('Use Template'),
    arguments: [{ type: 'template', entry } satisfies LibraryNode],
  };
  return item;
}

function tooltipOf({ description, score }: LibraryEntry): string {
  const about =
    score === null ? '' : vscode.l10n.t('Scores {0} of 100 when its sample values are filled in.', score);
  return [description, about].filter(Boolean).join('\n');
}

/** Beside the name: what tells two templates apart at a glance. */
function describe({ score, scope }: LibraryEntry): string {
  const parts = [
    score === null ? '' : vscode.l10n.t('score {0}', score),
    scope === 'user' ? vscode.l10n.t('mine') : scope === 'workspace' ? vscode.l10n.t('workspace') : '',
  ];
  return parts.filter(Boolean).join(', ');
}
