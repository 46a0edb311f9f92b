import * as vscode from 'vscode';
import type { Alarm } from '../../core/usage/alarms.ts';
import type { BudgetAlert } from '../../core/usage/ledger.ts';
import { formatUsd, grouped } from '../../core/usage/money.ts';
import type { Store } from '../../node/store/openStore.ts';

/** Says, once each, what the account and the history have found. Returns what was said. */
export async function tellAlarms(store: Pick<Store, 'ledger' | 'takeAlarms'>): Promise<string[]> {
  const [alerts, alarms] = [await store.ledger.takeAlerts(), await store.takeAlarms()];
  for (const alert of alerts) void tellBudget(alert);
  for (const alarm of alarms) void tellAlarm(alarm);
  return [...alerts.map(budgetMessage), ...alarms.map(alarmMessage)];
}

async function tellBudget(alert: BudgetAlert): Promise<void> {
  const [set, show] = [vscode.l10n.t('Set Budget…'), vscode.l10n.t('Show Usage')];
  const picked = await vscode.window.showInformationMessage(budgetMessage(alert), set, show);
  if (picked === set) await vscode.commands.executeCommand('whetstone.setBudget');
  if (picked === show) await vscode.commands.executeCommand('whetstone.showUsage');
}

async function tellAlarm(alarm: Alarm): Promise<void> {
  const [other, log] = [vscode.l10n.t('Use Another Provider'), vscode.l10n.t('Open Log')];
  const picked = await vscode.window.showInformationMessage(alarmMessage(alarm), other, log);
  if (picked === other) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'whetstone.enhancement.provider');
  }
  if (picked === log) await vscode.commands.executeCommand('whetstone.openLog');
}

function budgetMessage({ kind, limit, resetAt, spent }: BudgetAlert): string {
  const show = kind === 'monthly-tokens' ? grouped : formatUsd;
  const percent = limit === 0n ? 100 : Math.floor((Number(spent) / Number(limit)) * 100);
  const until = new Date(resetAt).toLocaleString();
  switch (kind) {
    case 'daily-usd':
      return vscode.l10n.t(
        '{0}% of your budget for today is used: {1} of {2}.',
        percent,
        show(spent),
        show(limit),
      );
    case 'monthly-usd':
      return vscode.l10n.t(
        '{0}% of your budget for this month is used: {1} of {2}. It starts anew {3}.',
        percent,
        show(spent),
        show(limit),
        until,
      );
    case 'monthly-tokens':
      return vscode.l10n.t(
        '{0}% of your tokens for this month are used: {1} of {2}. They start anew {3}.',
        percent,
        show(spent),
        show(limit),
        until,
      );
  }
}

function alarmMessage(alarm: Alarm): string {
  if (alarm.kind === 'errors') {
    return vscode.l10n.t(
      '{0} failed {1} times in the last {2} calls.',
      alarm.provider,
      alarm.failures,
      alarm.of,
    );
  }
  return vscode.l10n.t(
    'Of the last enhancements you accepted {0}%; usually it is {1}%. Another model may do better.',
    Math.round(alarm.recent * 100),
    Math.round(alarm.usual * 100),
  );
}
