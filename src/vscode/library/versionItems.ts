import * as vscode from 'vscode';
import type { LabelledVersion } from './versions.ts';

/** A row for a version. */
export interface VersionItem extends vscode.QuickPickItem {
  readonly version: LabelledVersion;
}

/** Rows for versions: number, labels, when, by whom, from which, and the note. */
export function versionItems(versions: readonly LabelledVersion[]): VersionItem[] {
  return versions.map((version) => ({
    label: vscode.l10n.t('Version {0}', version.number),
    description: [
      ...version.labels.map((label) => `$(tag) ${label}`),
      new Date(version.createdAt).toLocaleString(vscode.env.language),
      version.author,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    detail: [
      version.parent !== null && version.parent !== version.number - 1
        ? vscode.l10n.t('from version {0}', version.parent)
        : '',
      version.note,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    version,
  }));
}

/** Two versions that the user picks, the older first; undefined when the user left. */
export async function pickTwo(
  versions: readonly LabelledVersion[],
  title: string,
): Promise<readonly [number, number] | undefined> {
  const first = await vscode.window.showQuickPick(versionItems(versions), {
    title,
    placeHolder: vscode.l10n.t('Compare which version?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (first === undefined) return undefined;
  const second = await vscode.window.showQuickPick(
    versionItems(versions.filter(({ number }) => number !== first.version.number)),
    {
      title,
      placeHolder: vscode.l10n.t('Compare version {0} with which one?', first.version.number),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  if (second === undefined) return undefined;
  const [from, to] = [first.version.number, second.version.number].toSorted((left, right) => left - right);
  return from === undefined || to === undefined ? undefined : [from, to];
}
