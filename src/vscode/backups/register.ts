import type * as vscode from 'vscode';
import type { Store } from '../../node/store/openStore.ts';
import { registerCommand } from '../commands.ts';

export interface BackupDependencies {
  readonly store: Pick<Store, 'backups'>;
  readonly log: vscode.LogOutputChannel;
}

/** The command that puts a backup back. The backups themselves are made by the store. */
export function registerBackups({ log, store }: BackupDependencies): vscode.Disposable {
  return registerCommand('restoreBackup', log, async (argument) =>
    (await import('./restoreBackup.ts')).restoreBackup(store.backups, argument),
  );
}
