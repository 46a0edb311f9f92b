import * as vscode from 'vscode';
import {
  accountingSettings,
  readAccountingSettings,
  type AccountingSettings,
} from '../core/usage/accountingSettings.ts';

/** The settings of cache, limits, budget, prices and audit; all are machine-scoped, so that no folder can change them. */
export function editorAccountingSettings(): AccountingSettings {
  const values = editorAccountingValues();
  return readAccountingSettings((name) => values[name]);
}

/** The same as they are written, as plain data that can be posted to another thread and read there with `readAccountingSettings`. */
export function editorAccountingValues(): Readonly<Record<string, unknown>> {
  const settings = vscode.workspace.getConfiguration('whetstone');
  const values = accountingSettings.map((name) => [name, settings.get<unknown>(name)] as const);
  return JSON.parse(JSON.stringify(Object.fromEntries(values))) as Record<string, unknown>;
}
