import * as vscode from 'vscode';
import { knownLabels } from '../../core/library/templateVersions.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import {
  plannedPromotion,
  promote,
  showDiff,
  type LabelledVersion,
  type Promotion,
  type VersionedTemplate,
} from './versions.ts';
import { versionUri } from './versionDocuments.ts';
import { versionItems } from './versionItems.ts';

/**
 * Asks for version and label, shows the diff of what would be replaced, and changes nothing before that is confirmed. Undefined when the user left.
 *
 * @param number the version, when it was chosen already
 */
export async function promoteByDialog(
  library: TemplateLibrary,
  target: VersionedTemplate,
  versions: readonly LabelledVersion[],
  number?: number,
): Promise<Promotion | undefined> {
  const title = vscode.l10n.t('Promote Template');
  const version = number ?? (await pickVersion(versions, title));
  if (version === undefined) return undefined;
  const label = await pickLabel(versions, version, title);
  if (label === undefined) return undefined;
  const plan = await plannedPromotion(library, target, version, label);
  if (plan.from === version) return plan;
  if (plan.from === null)
    await vscode.window.showTextDocument(versionUri(target, version), { preview: true, preserveFocus: true });
  else await showDiff(library, target, plan.from, version);
  return (await confirm(plan)) ? promote(library, target, version, label) : undefined;
}

async function pickVersion(versions: readonly LabelledVersion[], title: string): Promise<number | undefined> {
  if (versions.length === 1) return versions[0]?.number;
  const picked = await vscode.window.showQuickPick(versionItems(versions), {
    title,
    placeHolder: vscode.l10n.t('Promote which version?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.version.number;
}

async function pickLabel(
  versions: readonly LabelledVersion[],
  version: number,
  title: string,
): Promise<string | undefined> {
  const holders = new Map(
    versions.flatMap((each) => each.labels.map((label) => [label, each.number] as const)),
  );
  const own = vscode.l10n.t('Another label…');
  const items = [...new Set([...knownLabels, ...holders.keys()])].map((label) => {
    const holder = holders.get(label);
    return {
      label,
      description:
        holder === undefined
          ? vscode.l10n.t('not given yet')
          : holder === version
            ? vscode.l10n.t('on this version')
            : vscode.l10n.t('on version {0} now', holder),
    };
  });
  const picked = await vscode.window.showQuickPick([...items, { label: own }], {
    title,
    placeHolder: vscode.l10n.t('Which label gets version {0}?', version),
  });
  if (picked?.label !== own) return picked?.label;
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Up to 40 letters, digits, dots and hyphens, such as "beta"'),
    validateInput: (text) =>
      /^\p{L}[\p{L}\p{N}._-]{0,39}$/u.test(text.trim())
        ? undefined
        : vscode.l10n.t('That is no name for a label.'),
  });
}

/** Asks below the title bar, so that the diff stays in sight and can be scrolled. */
async function confirm({ diff, from, label, to }: Promotion): Promise<boolean> {
  const lines = diff.split('\n');
  const added = lines.filter((line) => line.startsWith('+')).length;
  const removed = lines.filter((line) => line.startsWith('-')).length;
  const yes = {
    label: `$(check) ${vscode.l10n.t('Make version {0} "{1}"', to ?? '', label)}`,
    detail:
      from === null
        ? vscode.l10n.t('Nothing is replaced: no version has this label yet.')
        : vscode.l10n.t('Replaces version {0}: {1} lines added, {2} removed.', from, added, removed),
  };
  const no = { label: `$(close) ${vscode.l10n.t('Leave it as it is')}` };
  const picked = await vscode.window.showQuickPick([yes, no], {
    title: vscode.l10n.t('Promote Template'),
    placeHolder: vscode.l10n.t('The editor below shows what is replaced'),
    ignoreFocusOut: true,
  });
  return picked === yes;
}
