import * as vscode from 'vscode';
import type { TemplateLibrary } from './templateLibrary.ts';
import { promoteByDialog } from './promoteDialog.ts';
import { versionUri } from './versionDocuments.ts';
import { pickTwo, versionItems, type VersionItem } from './versionItems.ts';
import {
  branchFrom,
  restoreVersion,
  showDiff,
  type LabelledVersion,
  type VersionedTemplate,
} from './versions.ts';

/** A template's versions to look at: Enter compares with the file as it is, the buttons show, restore, promote and branch. */
export async function pickFromHistory(
  library: TemplateLibrary,
  target: VersionedTemplate,
  versions: readonly LabelledVersion[],
): Promise<void> {
  const button = (icon: string, tooltip: string): vscode.QuickInputButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
  });
  const look = button('go-to-file', vscode.l10n.t('Show this version'));
  const restore = button('discard', vscode.l10n.t('Restore this version'));
  const label = button('tag', vscode.l10n.t('Put a label on this version'));
  const branch = button('git-branch', vscode.l10n.t('Go on from this version'));
  const two = button('git-compare', vscode.l10n.t('Compare two versions'));
  const buttons = target.scope === 'builtin' ? [look, label] : [look, restore, label, branch];
  const list = vscode.window.createQuickPick<VersionItem>();
  list.title = vscode.l10n.t('{0}: versions', target.name);
  list.placeholder = vscode.l10n.t('Choose a version to compare it with the template as it is');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.buttons = versions.length > 1 ? [two] : [];
  list.items = versionItems(versions).map((item) => ({ ...item, buttons }));
  const work = await new Promise<(() => Promise<unknown>) | undefined>((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item !== undefined) resolve(() => showDiff(library, target, item.version.number, undefined));
    });
    list.onDidTriggerButton(() =>
      resolve(async () => {
        const picked = await pickTwo(versions, vscode.l10n.t('Compare Versions'));
        if (picked !== undefined) await showDiff(library, target, picked[0], picked[1]);
      }),
    );
    list.onDidTriggerItemButton(({ button: pressed, item: { version } }) => {
      const { number } = version;
      if (pressed === look)
        resolve(async () => vscode.window.showTextDocument(versionUri(target, number), { preview: true }));
      else if (pressed === restore) resolve(() => restoreVersion(library, target, number));
      else if (pressed === label) resolve(() => promoteByDialog(library, target, versions, number));
      else resolve(() => branchFrom(library, target, number, {}));
    });
    list.onDidHide(() => resolve(undefined));
    list.show();
  });
  list.dispose();
  await work?.();
}
