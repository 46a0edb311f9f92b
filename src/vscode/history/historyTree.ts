import * as vscode from 'vscode';
import type { HistorySummary } from '../../core/history/entry.ts';
import type { HistoryDay } from '../../core/history/historyStore.ts';
import type { EnhancementHistory } from '../enhancementHistory.ts';
import { outcomeIcon, outcomeName } from './outcomeText.ts';

/** A day, an entry of it, or the way to older entries of it. */
export type HistoryNode =
  | { readonly type: 'day'; readonly day: HistoryDay }
  | { readonly type: 'entry'; readonly entry: HistorySummary }
  | { readonly type: 'more'; readonly day: HistoryDay };

/** Entries that a day shows at first, and by which "Show More" grows it. */
const pageSize = 200;

/** The History view: days with their enhancements, newest first; only what matches while a search is on. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryNode>, vscode.Disposable {
  readonly #history: EnhancementHistory;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly #shown = new Map<string, number>();
  #text = '';
  #zone: string | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(history: EnhancementHistory) {
    this.#history = history;
    this.#subscription = history.onDidChange(() => this.#changed.fire());
  }

  /** Shows only entries with these words; '' shows all. */
  search(text: string): void {
    this.#text = text;
    this.#shown.clear();
    this.#changed.fire();
  }

  showMore(date: string): void {
    this.#shown.set(date, (this.#shown.get(date) ?? pageSize) + pageSize);
    this.#changed.fire();
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node === undefined) {
      const zone = (this.#zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
      const { days } = await this.#history.find({ ...this.#filter(), zone, limit: 0 });
      return days.map((day) => ({ type: 'day', day }));
    }
    return node.type === 'day' ? this.#entriesOf(node.day) : [];
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    switch (node.type) {
      case 'day':
        return dayItem(node.day);
      case 'entry':
        return entryItem(node.entry);
      case 'more':
        return moreItem(node.day);
    }
  }

  /** What VS Code asks for when the mouse rests on a row: writing a time as people do costs more than the row. */
  resolveTreeItem(item: vscode.TreeItem, node: HistoryNode): vscode.TreeItem {
    if (node.type === 'entry') item.tooltip = tooltipOf(node.entry);
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #entriesOf(day: HistoryDay): Promise<HistoryNode[]> {
    const wanted = this.#shown.get(day.date) ?? pageSize;
    const nodes: HistoryNode[] = [];
    let after: string | null = null;
    do {
      const page = await this.#history.find({
        ...this.#filter(),
        from: day.from,
        until: day.until,
        limit: pageSize,
        ...(after !== null && { after }),
      });
      for (const entry of page.entries) nodes.push({ type: 'entry', entry });
      after = page.next;
    } while (after !== null && nodes.length < wanted);
    if (after !== null) nodes.push({ type: 'more', day });
    return nodes;
  }

  #filter(): { text?: string } {
    return this.#text === '' ? {} : { text: this.#text };
  }
}

function dayItem(day: HistoryDay): vscode.TreeItem {
  const item = new vscode.TreeItem(dayName(day), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `day:${day.date}`;
  item.contextValue = 'day';
  item.description = String(day.count);
  return item;
}

function entryItem(entry: HistorySummary): vscode.TreeItem {
  const { id, title, scoreBefore, scoreAfter, outcome } = entry;
  const item = new vscode.TreeItem(title);
  const scores = vscode.l10n.t('{0} -> {1}', scoreBefore, scoreAfter);
  item.id = `entry:${id}`;
  item.contextValue = 'entry';
  item.description = `${scores} ${outcomeName(outcome)}`;
  item.iconPath = outcomeIcon(outcome);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, score {1} to {2}, {3}', title, scoreBefore, scoreAfter, outcomeName(outcome)),
  };
  item.command = {
    command: 'whetstone.openHistoryEntry',
    title: vscode.l10n.t('Open'),
    arguments: [{ id }],
  };
  return item;
}

function tooltipOf({ title, createdAt, model, rating }: HistorySummary): string {
  return [
    title,
    `${new Date(createdAt).toLocaleString(vscode.env.language)} · ${model}`,
    rating === null ? '' : vscode.l10n.t('Rated {0} of 5', rating),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function moreItem(day: HistoryDay): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show more'));
  item.id = `more:${day.date}`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = {
    command: 'whetstone.showMoreHistory',
    title: vscode.l10n.t('Show more'),
    arguments: [{ date: day.date }],
  };
  return item;
}

/** "Today", "Yesterday", or the date as the user writes it. */
function dayName(day: HistoryDay): string {
  const now = Date.now();
  const from = Date.parse(day.from);
  if (now >= from && now < Date.parse(day.until)) return vscode.l10n.t('Today');
  if (now - 24 * 3600 * 1000 >= from && now - 24 * 3600 * 1000 < Date.parse(day.until)) {
    return vscode.l10n.t('Yesterday');
  }
  return new Date(from + 12 * 3600 * 1000).toLocaleDateString(vscode.env.language, { dateStyle: 'full' });
}
