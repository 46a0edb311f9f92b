import * as vscode from 'vscode';
import { accountingSettings } from '../core/usage/accountingNames.ts';

/** The settings of cache, limits, budget, prices and audit as they are written: plain data that can be posted to another thread and read there with `readAccountingSettings`. */
export function editorAccountingValues(): Readonly<Record<string, unknown>> {
  const settings = vscode.workspace.getConfiguration('whetstone');
  const values = accountingSettings.map((name) => [name, settings.get<unknown>(name)] as const);
  return JSON.parse(JSON.stringify(Object.fromEntries(values))) as Record<string, unknown>;
}
