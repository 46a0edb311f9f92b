import * as vscode from 'vscode';
import type { Period } from '../../core/usage/periods.ts';
import type { UsageReport } from '../../core/usage/usageReport.ts';
import type { Store } from '../../node/store/openStore.ts';
import { isPlainObject, registerCommand } from '../commands.ts';
import { describeError } from '../showError.ts';
import { BudgetStatus } from './budgetStatus.ts';
import { UsageTree } from './usageTree.ts';

export interface UsageDependencies {
  readonly store: Pick<Store, 'ledger' | 'audit' | 'answers' | 'takeAlarms'>;
  /** The data folder that the terminal shares. */
  readonly home: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Something was asked: figures may have changed. */
  readonly onDidAsk: vscode.Event<unknown>;
}

/** The start of the editor comes first; the budget can wait this long. Milliseconds. */
const startDelay = 20_000;
/** Several requests in a row are looked at once. Milliseconds. */
const settleDelay = 1000;

/** The Usage view, the budget in the status bar, and the commands on spending, audit and cache. */
export function registerUsage({ home, log, onDidAsk, store }: UsageDependencies): vscode.Disposable {
  const read = async (period: Period = 'month'): Promise<UsageReport> =>
    (await import('./usageReports.ts')).readUsage(store, period);
  const tree = new UsageTree(() => read());
  const view = vscode.window.createTreeView('whetstone.usage', { treeDataProvider: tree });
  const status = new BudgetStatus();
  const look = async (): Promise<void> => {
    try {
      status.show(await read());
      tree.refresh();
      await (await import('./alarms.ts')).tellAlarms(store);
    } catch (error) {
      log.warn(`usage: ${describeError(error)}`);
    }
  };
  const share = async (): Promise<void> => (await import('./shareSettings.ts')).shareSettings(home, log);
  let timer = setTimeout(() => void look(), startDelay);
  timer.unref();
  // A timer of its own: who asks something before it ends looks at the account sooner, and must not keep the terminal from its settings.
  const sharing = setTimeout(() => void share(), startDelay);
  sharing.unref();
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), settleDelay);
    timer.unref();
  };
  return vscode.Disposable.from(
    tree,
    view,
    status,
    new vscode.Disposable(() => {
      clearTimeout(timer);
      clearTimeout(sharing);
    }),
    onDidAsk(lookSoon),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) tree.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      const groups = ['cache', 'rateLimit', 'budget', 'audit'];
      if (!groups.some((group) => event.affectsConfiguration(`whetstone.${group}`))) return;
      await share();
      lookSoon();
    }),
    registerCommand('showUsage', log, async (argument) => {
      const period = isPlainObject(argument) ? argument['period'] : undefined;
      const report = await read(period === 'day' || period === 'week' ? period : 'month');
      if (!isPlainObject(argument)) await vscode.commands.executeCommand('whetstone.usage.focus');
      return report;
    }),
    registerCommand('refreshUsage', log, look),
    registerCommand('setBudget', log, async (argument) =>
      (await import('./setBudget.ts')).setBudget(argument),
    ),
    registerCommand('exportAudit', log, async (argument) =>
      (await import('./exportAudit.ts')).exportAudit(store.audit, argument),
    ),
    registerCommand('clearCache', log, async (argument) => {
      const cleared = await store.answers.clear();
      if (!isPlainObject(argument)) {
        void vscode.window.setStatusBarMessage(vscode.l10n.t('{0} kept answers forgotten', cleared), 5000);
      }
      return { cleared };
    }),
  );
}
