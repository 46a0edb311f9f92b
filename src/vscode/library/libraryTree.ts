import * as vscode from 'vscode';
import type { FoundTemplate } from '../../core/library/foundTemplate.ts';
import {
  filterTemplates,
  groupTemplates,
  libraryGroupings,
  librarySorts,
  sortTemplates,
  type LibraryFilter,
  type LibraryGrouping,
  type LibrarySort,
} from '../../core/library/libraryView.ts';
import { localized } from '../localized.ts';
import { GroupNode, TemplateNode, type LibraryNode } from './libraryNodes.ts';
import { rowUri } from './scopeBadges.ts';
import type { TemplateLibrary } from './templateLibrary.ts';

/** How the Library view shows what there is. */
export interface LibraryLook {
  readonly filter: LibraryFilter;
  readonly sort: LibrarySort;
  readonly groupBy: LibraryGrouping;
}

/** What the view needs of the library. */
export type LibrarySource = Pick<TemplateLibrary, 'known' | 'onDidChange' | 'read'>;

/** The library in the side bar: categories or tags, and the templates under them. */
export class LibraryTree implements vscode.TreeDataProvider<LibraryNode>, vscode.Disposable {
  readonly #library: LibrarySource;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #wasRead = false;
  #look: LibraryLook = { filter: {}, sort: 'name', groupBy: 'category' };

  readonly onDidChangeTreeData = this.#changed.event;

  /** `kept` is what was kept of an earlier look; what does not fit counts as not there. */
  constructor(library: LibrarySource, kept?: unknown) {
    this.#library = library;
    this.#look = { ...this.#look, ...lookIn(kept) };
    this.#subscription = library.onDidChange(() => this.#changed.fire());
  }

  get look(): LibraryLook {
    return this.#look;
  }

  show(look: Partial<LibraryLook>): void {
    this.#look = { ...this.#look, ...look };
    this.#changed.fire();
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    if (node?.type === 'group') return node.templates.map((entry) => new TemplateNode(entry, node.name));
    if (node !== undefined) return [];
    const { filter, sort, groupBy } = this.#look;
    const templates = sortTemplates(filterTemplates(await this.#known(), filter), sort);
    return groupTemplates(templates, groupBy).map(({ name, templates: members }) => {
      const [only] = members;
      // A folder with a single template in it would only be in the way.
      if (groupBy === 'category' && only !== undefined && members.length === 1)
        return new TemplateNode(only, null);
      return new GroupNode(groupBy, name, members);
    });
  }

  /** What there is; from the first answer on, good or bad, an empty view says why it is empty. */
  async #known(): Promise<readonly FoundTemplate[]> {
    try {
      return await this.#library.known();
    } finally {
      if (!this.#wasRead) {
        this.#wasRead = true;
        void vscode.commands.executeCommand('setContext', 'whetstone.libraryRead', true);
      }
    }
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem {
    return node.type === 'group' ? groupItem(node, this.#look) : templateItem(node);
  }

  /** The tooltip, made when somebody asks for it: counting tokens takes a moment. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: LibraryNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.type === 'template') {
      const { tooltipOf } = await import('./templateTooltip.ts');
      item.tooltip = await tooltipOf(node.entry, this.#library, token);
    }
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function lookIn(kept: unknown): Partial<LibraryLook> {
  if (typeof kept !== 'object' || kept === null) return {};
  const { sort, groupBy } = kept as Readonly<Record<string, unknown>>;
  const knownSort = librarySorts.find((name) => name === sort);
  const knownGrouping = libraryGroupings.find((name) => name === groupBy);
  return {
    ...(knownSort !== undefined && { sort: knownSort }),
    ...(knownGrouping !== undefined && { groupBy: knownGrouping }),
  };
}

function groupItem({ by, name, templates }: GroupNode, { filter }: LibraryLook): vscode.TreeItem {
  const label = name === '' ? vscode.l10n.t('Without a tag') : name;
  // Of very many, opening every folder at once would only hide what there is.
  const isOpen = templates.length <= 100 || (filter.text ?? '') !== '';
  const item = new vscode.TreeItem(
    label,
    isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `${by}:${name}`;
  item.contextValue = by;
  item.iconPath = by === 'tag' ? new vscode.ThemeIcon('tag') : vscode.ThemeIcon.Folder;
  item.description = String(templates.length);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, {1} templates', label, templates.length),
  };
  return item;
}

function templateItem(node: TemplateNode): vscode.TreeItem {
  const { entry, group } = node;
  const item = new vscode.TreeItem(entry.name);
  item.id = `template:${group ?? ''}:${entry.id}`;
  item.contextValue = `template ${entry.scope} ${entry.active ? 'active' : 'inactive'}`;
  item.description = describe(entry);
  item.iconPath = iconOf(entry);
  item.resourceUri = rowUri(entry);
  item.accessibilityInformation = {
    label: [
      entry.name,
      scopeWord(entry.scope),
      describe(entry),
      entry.problems[0]?.message,
      entry.description,
    ]
      .filter(Boolean)
      .join(', '),
  };
  item.command = {
    command: 'whetstone.useTemplate',
    title: vscode.l10n.t('Use Template'),
    arguments: [node],
  };
  return item;
}

function iconOf({ active, problems, scope }: FoundTemplate): vscode.ThemeIcon {
  if (problems.length > 0)
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  if (!active) return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  switch (scope) {
    case 'builtin':
      return new vscode.ThemeIcon('note');
    case 'user':
      return new vscode.ThemeIcon('account', new vscode.ThemeColor('charts.blue'));
    case 'workspace':
      return new vscode.ThemeIcon('organization', new vscode.ThemeColor('charts.green'));
  }
}

/** Where a template lies, in a word or two. */
export function scopeWord(scope: FoundTemplate['scope']): string {
  switch (scope) {
    case 'builtin':
      return vscode.l10n.t('built in');
    case 'user':
      return vscode.l10n.t('mine');
    case 'workspace':
      return vscode.l10n.t('workspace');
  }
}

/** Beside the name: what tells two templates apart at a glance. */
function describe({ active, hides, labels, problems, scope, score }: FoundTemplate): string {
  const parts = [
    score === null ? '' : vscode.l10n.t('score {0}', score),
    scope === 'builtin' ? '' : scopeWord(scope),
    hides === null ? '' : vscode.l10n.t('instead of {0}', scopeWord(hides)),
    ...Object.entries(labels).map(([label, version]) => `${label} v${version}`),
    active ? '' : vscode.l10n.t('inactive'),
    problems[0] === undefined ? '' : localized(problems[0].message),
  ];
  return parts.filter(Boolean).join(', ');
}
