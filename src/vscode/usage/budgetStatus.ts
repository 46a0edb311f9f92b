import * as vscode from 'vscode';
import type { UsageReport } from '../../core/usage/usageReport.ts';
import { budgetText, tightest } from './usageTexts.ts';

/** The budget in the status bar, only while more of it is used than the user wants to be told about. */
export class BudgetStatus implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;

  show(report: UsageReport): void {
    const most = tightest(report);
    if (most === null || report.budget === null || most.use.percent < report.budget.alertPercent) {
      this.dispose();
      return;
    }
    this.#item ??= this.#make();
    const { name, use } = most;
    this.#item.text = `$(credit-card) ${use.percent}%`;
    this.#item.tooltip = budgetText(name, use);
    this.#item.backgroundColor =
      use.percent >= 100 ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    const label = vscode.l10n.t('{0} percent of the budget is used', use.percent);
    this.#item.accessibilityInformation = { label };
    this.#item.show();
  }

  dispose(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }

  #make(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem('whetstone.budget', vscode.StatusBarAlignment.Right, 89);
    item.name = vscode.l10n.t('Budget');
    item.command = 'whetstone.showUsage';
    return item;
  }
}
