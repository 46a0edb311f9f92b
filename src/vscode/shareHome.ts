import * as vscode from 'vscode';

/**
 * Lets `whetstone` in the integrated terminal use the extension's own folder, so that both share history, limits and spending.
 * `storage`: the extension's globalStorageUri; on a machine without a disk path nothing is set.
 */
export function shareHome(
  variables: Pick<vscode.EnvironmentVariableCollection, 'replace' | 'description'>,
  storage: vscode.Uri,
): void {
  if (storage.scheme !== 'file') return;
  variables.description = vscode.l10n.t('`whetstone` in this terminal shares the history of this editor.');
  variables.replace('WHETSTONE_HOME', storage.fsPath);
}
