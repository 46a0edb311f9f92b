import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Backup, Restored } from '../../node/store/backups/restoreBackup.ts';
import type { Backups } from '../../node/store/openStore.ts';
import { parseArgument } from '../commandArgument.ts';

const restoreArgument = z.object({ name: z.optional(z.string()) });

interface BackupItem extends vscode.QuickPickItem {
  readonly name: string;
}

/**
 * `whetstone.restoreBackup({name?})`: puts a backup of the database back. Without a name it asks which, and whether. Returns what was put back and where
 * what was there before is now; undefined when the user left. Throws `usage` and `storage`.
 */
export async function restoreBackup(backups: Backups, argument: unknown): Promise<Restored | undefined> {
  const { name } = parseArgument(restoreArgument, argument);
  if (name !== undefined) return backups.restore(name);
  const chosen = await pick(backups);
  if (chosen === undefined || !(await isSure(chosen))) return undefined;
  const restored = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Putting the backup back') },
    () => backups.restore(chosen.name),
  );
  void offerReload(restored);
  return restored;
}

async function pick(backups: Backups): Promise<BackupItem | undefined> {
  const all = await backups.list();
  if (all.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no backup yet. The first one is made on the day after the first use.'),
    );
    return undefined;
  }
  return vscode.window.showQuickPick(all.map(itemOf), {
    title: vscode.l10n.t('Restore a Backup'),
    placeHolder: vscode.l10n.t('History, template versions, runs and spending go back to that day'),
    matchOnDetail: true,
  });
}

function itemOf({ at, bytes, holds, kind, name }: Backup): BackupItem {
  const megabytes = (bytes / 1_000_000).toFixed(1);
  return {
    name,
    label: new Date(at).toLocaleString(),
    description: [
      vscode.l10n.t('{0} MB', megabytes),
      kind === 'replaced'
        ? vscode.l10n.t('replaced by a restore')
        : kind === 'damaged'
          ? vscode.l10n.t('set aside as damaged')
          : '',
    ]
      .filter(Boolean)
      .join(', '),
    detail:
      holds === null
        ? vscode.l10n.t('It cannot be read.')
        : vscode.l10n.t(
            '{0} enhancements, {1} versions of templates, {2} runs',
            holds.enhancements,
            holds.templateVersions,
            holds.runs,
          ),
  };
}

async function isSure({ label }: BackupItem): Promise<boolean> {
  const restore = vscode.l10n.t('Restore');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('Put back the backup of {0}?', label),
    {
      modal: true,
      detail: vscode.l10n.t(
        'What is there now is set aside in a file of its own and can be restored in the same way.',
      ),
    },
    restore,
  );
  return picked === restore;
}

async function offerReload({ setAside }: Restored): Promise<void> {
  const reload = vscode.l10n.t('Reload Window');
  const message =
    setAside === null
      ? vscode.l10n.t('The backup is in its place.')
      : vscode.l10n.t('The backup is in its place. What was there before is kept as {0}.', setAside);
  const picked = await vscode.window.showInformationMessage(message, reload);
  if (picked === reload) await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
