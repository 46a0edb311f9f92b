import * as vscode from 'vscode';
import type { HistoryEntry } from '../../core/history/entry.ts';
import type { StoreState } from '../../core/history/storeState.ts';
import { isPlainObject, registerCommand } from '../commands.ts';
import type { EnhancementHistory } from '../enhancementHistory.ts';
import { HistoryTree } from './historyTree.ts';
import { registerRetention } from './retention.ts';
import { localized } from '../localized.ts';

export interface HistoryDependencies {
  readonly history: EnhancementHistory;
  readonly log: vscode.LogOutputChannel;
  /** Opens the diff of an entry again. */
  readonly reopen: (entry: HistoryEntry) => Promise<void>;
  /** Enhances an entry's original once more. */
  readonly rerun: (entry: HistoryEntry) => Promise<unknown>;
  /** How the database stands, now and whenever that changes. */
  readonly onState: (listener: (state: StoreState) => void) => () => void;
}

/** The History view and the commands on what it shows. */
export function registerHistory(dependencies: HistoryDependencies): vscode.Disposable {
  const { history, log, reopen, rerun } = dependencies;
  const tree = new HistoryTree(history);
  const view = vscode.window.createTreeView('whetstone.history', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  let notice: StoreState['notice'] = null;
  const sayState = (): void => {
    const unsaved =
      history.unsaved === 0
        ? ''
        : vscode.l10n.t('Not saved yet, kept while this window is open: {0}.', history.unsaved);
    const state =
      notice === null ? '' : `${localized(notice.message)} ${localized(notice.hint)} (${notice.path})`;
    view.message = [unsaved, state].filter((part) => part !== '').join(' ');
  };
  const stopListening = dependencies.onState((state) => {
    notice = state.notice;
    sayState();
  });
  const search = (text: string): void => {
    tree.search(text);
    view.description = text;
    void vscode.commands.executeCommand('setContext', 'whetstone.historySearch', text !== '');
  };
  const commands = (): Promise<typeof import('./historyCommands.ts')> => import('./historyCommands.ts');
  return vscode.Disposable.from(
    history,
    tree,
    view,
    new vscode.Disposable(stopListening),
    history.onDidChange(sayState),
    registerRetention(history, log),
    registerCommand('openHistoryEntry', log, async (argument) => {
      const entry = await (await commands()).entryFor(history, argument);
      await reopen(entry);
      (await commands()).sayWhatIsMasked(entry);
      return entry;
    }),
    registerCommand('rerunHistoryEntry', log, async (argument) =>
      rerun(await (await commands()).entryFor(history, argument)),
    ),
    registerCommand('copyHistoryOriginal', log, async (argument) =>
      (await commands()).copyText(history, argument, 'original'),
    ),
    registerCommand('copyHistoryResult', log, async (argument) =>
      (await commands()).copyText(history, argument, 'result'),
    ),
    registerCommand('restoreHistoryEntry', log, async (argument) =>
      (await commands()).restoreOriginal(history, argument),
    ),
    registerCommand('deleteHistoryEntry', log, async (argument) =>
      (await commands()).deleteEntry(history, argument),
    ),
    registerCommand('clearHistory', log, async (argument) =>
      (await commands()).clearHistory(history, argument),
    ),
    registerCommand('exportHistory', log, async (argument) =>
      (await commands()).exportHistory(history, argument),
    ),
    registerCommand('rateEnhancement', log, async (argument) =>
      (await commands()).rateEnhancement(history, argument),
    ),
    registerCommand('searchHistory', log, async (argument) =>
      (await commands()).searchHistory(history, argument, search),
    ),
    registerCommand('showAllHistory', log, () => search('')),
    registerCommand('showMoreHistory', log, (argument) => {
      const date = isPlainObject(argument) ? argument['date'] : undefined;
      if (typeof date === 'string') tree.showMore(date);
    }),
  );
}
