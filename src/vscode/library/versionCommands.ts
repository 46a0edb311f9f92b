import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import { knownLabels } from '../../core/library/templateVersions.ts';
import { isPlainObject } from '../commands.ts';
import { parseArgument } from '../commandArgument.ts';
import { pickFromHistory } from './historyPick.ts';
import { promoteByDialog } from './promoteDialog.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { targetOf, targetsOf } from './templateTargets.ts';
import { pickTwo, versionItems } from './versionItems.ts';
import {
  branchFrom,
  deletedTemplates,
  promote,
  refuseBuiltIn,
  restoreVersion,
  showDiff,
  versionsOf,
  type LabelledVersion,
  type Promotion,
  type VersionedTemplate,
} from './versions.ts';

const versionArgument = z.looseObject({
  id: z.optional(z.string()),
  version: z.optional(z.union([z.number(), z.string()])),
  from: z.optional(z.union([z.number(), z.string()])),
  to: z.optional(z.union([z.number(), z.string()])),
  label: z.optional(z.string()),
  note: z.optional(z.string()),
  text: z.optional(z.string()),
});

type VersionArgument = z.infer<typeof versionArgument>;

/** What a program gave; {} from a menu. */
function givenBy(argument: unknown): VersionArgument {
  return isPlainObject(argument) ? parseArgument(versionArgument, argument) : {};
}

/** The template that a version command is about, also a deleted one when a program names it. Its file as it is now is a version after this. */
export async function versionedTarget(
  library: TemplateLibrary,
  argument: unknown,
  title: string,
): Promise<VersionedTemplate | undefined> {
  const { id } = givenBy(argument);
  if (id !== undefined && (await library.find(id)) === undefined) {
    const deleted = (await deletedTemplates(library)).find((each) => each.id === id);
    if (deleted !== undefined) return deleted;
  }
  const target = await targetOf(library, argument, title);
  if (target === undefined) return undefined;
  if (target.scope === 'builtin')
    await library.history.record(target, await readFile(target.path, 'utf8'), target.path);
  return { ...target, isDeleted: false };
}

/** `whetstone.templateHistory({id})`: its versions, newest first. From the interface, a list to compare, restore, label and branch from. */
export async function templateHistory(
  library: TemplateLibrary,
  argument: unknown,
): Promise<{ readonly id: string; readonly versions: readonly LabelledVersion[] } | undefined> {
  const target = await versionedTarget(library, argument, vscode.l10n.t('Template History'));
  if (target === undefined) return undefined;
  const versions = await versionsOf(library, target);
  if (!isPlainObject(argument)) {
    await pickFromHistory(library, target, versions);
  }
  return { id: target.id, versions };
}

/** `whetstone.compareTemplateVersions({id, from, to?})`: two versions, by number or label, in the diff editor; without `to`, the file as it is. */
export async function compareVersions(
  library: TemplateLibrary,
  argument: unknown,
): Promise<{ readonly id: string; readonly diff: string } | undefined> {
  const title = vscode.l10n.t('Compare Versions');
  const target = await versionedTarget(library, argument, title);
  if (target === undefined) return undefined;
  const { from, to } = givenBy(argument);
  if (from === undefined) {
    const picked = await pickTwo(await versionsOf(library, target), title);
    return picked === undefined ? undefined : showDiff(library, target, picked[0], picked[1]);
  }
  return showDiff(library, target, from, to);
}

/** `whetstone.restoreTemplate({id, version?})`: writes a version into the file again, as a new version; also of a deleted template (default: its latest). */
export async function restoreTemplate(
  library: TemplateLibrary,
  argument: unknown,
): Promise<{ readonly id: string; readonly version: number; readonly restored: number } | undefined> {
  const title = vscode.l10n.t('Restore Template');
  const target = isPlainObject(argument)
    ? await versionedTarget(library, argument, title)
    : await pickDeleted(library, title);
  if (target === undefined) return undefined;
  const { version } = givenBy(argument);
  const latest = (await library.history.versions(target))[0]?.number;
  return restoreVersion(library, target, version ?? latest ?? 1);
}

/**
 * `whetstone.branchTemplate({id, version, text?})`: goes on from an earlier version: its text stands in the editor, and what is saved next has that version as its
 * parent. With `text`, that is saved at once.
 */
export async function branchTemplate(
  library: TemplateLibrary,
  argument: unknown,
): Promise<{ readonly id: string; readonly parent: number; readonly version: number | null } | undefined> {
  const target = await versionedTarget(library, argument, vscode.l10n.t('Branch from Version'));
  if (target === undefined) return undefined;
  const { note, text, version } = givenBy(argument);
  const chosen = version ?? (await pickVersion(library, target, vscode.l10n.t('Branch from Version')));
  if (chosen === undefined) return undefined;
  return branchFrom(library, target, chosen, { ...(note !== undefined && { note }) }, text);
}

/** `whetstone.saveTemplateVersion({id?, note})`: saves the template in front with a note on its version. */
export async function saveWithNote(
  library: TemplateLibrary,
  argument: unknown,
): Promise<{ readonly id: string; readonly version: number } | undefined> {
  const target = await targetOf(library, argument, vscode.l10n.t('Save Version with a Note'));
  if (target === undefined) return undefined;
  refuseBuiltIn(target);
  const note =
    givenBy(argument).note ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Save Version with a Note'),
      prompt: vscode.l10n.t('What changed, and why'),
    }));
  if (note === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(target.path));
  if (!document.isDirty)
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('There is nothing to save: the file is as it was.'),
      vscode.l10n.t('Change the template first; a version never changes afterwards.'),
    );
  const text = document.getText();
  library.history.announce(target.path, { note });
  if (!(await document.save())) {
    library.history.withdraw(target.path);
    return undefined;
  }
  const record = await library.history.keep(target, text, target.path);
  library.refresh();
  return { id: target.id, version: record?.latest ?? target.version };
}

/**
 * `whetstone.promoteTemplate({id, version?, label})`: puts a label on a version (default: the latest). From the interface it asks for both and shows the diff
 * of what is replaced before anything changes.
 */
export async function promoteTemplate(
  library: TemplateLibrary,
  argument: unknown,
): Promise<Promotion | undefined> {
  const title = vscode.l10n.t('Promote Template');
  const target = await versionedTarget(library, argument, title);
  if (target === undefined) return undefined;
  const given = givenBy(argument);
  if (!isPlainObject(argument)) {
    return promoteByDialog(library, target, await versionsOf(library, target));
  }
  const latest = (await library.history.versions(target))[0]?.number ?? 1;
  return promote(library, target, given.version ?? latest, given.label ?? knownLabels[0]);
}

/** `whetstone.removeTemplateLabel({id, label})`: takes a label away. */
export async function removeLabel(
  library: TemplateLibrary,
  argument: unknown,
): Promise<Promotion | undefined> {
  const target = await versionedTarget(library, argument, vscode.l10n.t('Remove Label'));
  if (target === undefined) return undefined;
  const labels = (await versionsOf(library, target)).flatMap((version) => version.labels);
  const label =
    givenBy(argument).label ??
    (await vscode.window.showQuickPick(labels, { title: vscode.l10n.t('Remove Label') }));
  if (label === undefined) return undefined;
  const from = (await versionsOf(library, target)).find((each) => each.labels.includes(label))?.number;
  await library.history.amend(target, { label, version: null });
  library.refresh();
  return { id: target.id, label, from: from ?? null, to: null, diff: '' };
}

/** `whetstone.activateTemplate({id | ids})` and `deactivateTemplate`: whether templates are offered for use. */
export async function setActive(
  library: TemplateLibrary,
  argument: unknown,
  selected: unknown,
  active: boolean,
): Promise<{ readonly ids: readonly string[]; readonly active: boolean } | undefined> {
  const title = active ? vscode.l10n.t('Activate Template') : vscode.l10n.t('Deactivate Template');
  const targets = await targetsOf(library, argument, selected, title);
  if (targets === undefined) return undefined;
  for (const target of targets) await library.history.amend(target, { active });
  library.refresh();
  return { ids: targets.map(({ id }) => id), active };
}

async function pickDeleted(library: TemplateLibrary, title: string): Promise<VersionedTemplate | undefined> {
  const deleted = await deletedTemplates(library);
  if (deleted.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No template was deleted.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    deleted.map((target) => ({ label: target.name, description: target.path, target })),
    { title, matchOnDescription: true },
  );
  return picked?.target;
}

async function pickVersion(
  library: TemplateLibrary,
  target: VersionedTemplate,
  title: string,
): Promise<number | undefined> {
  const items = versionItems(await versionsOf(library, target));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true }))
    ?.version.number;
}
