import * as vscode from 'vscode';
import { grouped } from '../../core/usage/money.ts';
import type { BudgetReport, ModelReport, UsageReport } from '../../core/usage/usageReport.ts';
import {
  budgetNames,
  budgetText,
  modelCost,
  modelRemarks,
  totalCost,
  type BudgetName,
} from './usageTexts.ts';

/** A budget, a model of this month, or the sum of the month. */
export type UsageNode =
  | { readonly type: 'sum'; readonly report: UsageReport }
  | {
      readonly type: 'budget';
      readonly name: BudgetName;
      readonly use: BudgetReport;
      readonly alertPercent: number;
    }
  | { readonly type: 'model'; readonly id: string; readonly model: ModelReport };

/** The Usage view: this month by model, against the budget. */
export class UsageTree implements vscode.TreeDataProvider<UsageNode>, vscode.Disposable {
  readonly #read: () => Promise<UsageReport>;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(read: () => Promise<UsageReport>) {
    this.#read = read;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(node?: UsageNode): Promise<UsageNode[]> {
    if (node !== undefined) return [];
    const report = await this.#read();
    const { budget, byModel } = report;
    const models = Object.entries(byModel);
    // Nothing at all: the view's welcome says what will stand here.
    if (models.length === 0 && budget === null && report.totalEnhancements === 0) return [];
    return [
      ...budgetNames.flatMap((name): UsageNode[] => {
        const use = budget?.[name] ?? null;
        return use === null || budget === null
          ? []
          : [{ type: 'budget', name, use, alertPercent: budget.alertPercent }];
      }),
      { type: 'sum', report },
      ...models.map(([id, model]): UsageNode => ({ type: 'model', id, model })),
    ];
  }

  getTreeItem(node: UsageNode): vscode.TreeItem {
    switch (node.type) {
      case 'sum':
        return sumItem(node.report);
      case 'budget':
        return budgetItem(node);
      case 'model':
        return modelItem(node.id, node.model);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function sumItem(report: UsageReport): vscode.TreeItem {
  const { totalEnhancements, totalRequests, totalTokens } = report;
  const item = new vscode.TreeItem(vscode.l10n.t('This month'));
  item.id = 'sum';
  item.description = `${totalCost(report)} · ${vscode.l10n.t('{0} requests', grouped(totalRequests))}`;
  item.iconPath = new vscode.ThemeIcon('graph');
  item.tooltip = [
    vscode.l10n.t('{0} requests to providers', grouped(totalRequests)),
    vscode.l10n.t('{0} tokens', grouped(totalTokens)),
    vscode.l10n.t('{0} enhancements', grouped(totalEnhancements)),
  ].join('\n');
  return item;
}

function budgetItem({ alertPercent, name, use }: Extract<UsageNode, { type: 'budget' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Budget'));
  item.id = name;
  item.description = `${budgetText(name, use)} (${use.percent}%)`;
  const [icon, colour] =
    use.percent >= 100
      ? ['error', 'list.errorForeground']
      : use.percent >= alertPercent
        ? ['warning', 'list.warningForeground']
        : ['credit-card', undefined];
  item.iconPath = new vscode.ThemeIcon(
    icon ?? '',
    colour === undefined ? undefined : new vscode.ThemeColor(colour),
  );
  item.tooltip = vscode.l10n.t('Starts anew {0}', new Date(use.resetAt).toLocaleString());
  item.command = { command: 'whetstone.setBudget', title: vscode.l10n.t('Set Budget…') };
  item.contextValue = 'budget';
  return item;
}

function modelItem(id: string, model: ModelReport): vscode.TreeItem {
  const item = new vscode.TreeItem(id);
  item.id = `model ${id}`;
  item.description = `${modelCost(model)} · ${vscode.l10n.t('{0} requests', grouped(model.requests))}`;
  item.iconPath = new vscode.ThemeIcon('hubot');
  item.tooltip = [
    vscode.l10n.t(
      "{0} tokens in, {1} of them from the provider's cache",
      grouped(model.inputTokens),
      grouped(model.cachedInputTokens),
    ),
    vscode.l10n.t('{0} tokens out', grouped(model.outputTokens)),
    ...modelRemarks(model),
  ].join('\n');
  return item;
}
