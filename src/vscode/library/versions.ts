import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import type { TemplateKey, TemplateVersion } from '../../core/library/templateVersions.ts';
import { unifiedDiff } from '../../core/text/unifiedDiff.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { versionUri } from './versionDocuments.ts';
import { refuseUnsaved } from './writeTemplate.ts';
import { writeVersion } from './writeVersion.ts';

/** A version with the labels on it. */
export interface LabelledVersion extends TemplateVersion {
  readonly labels: readonly string[];
}

/** A template whose versions are asked for; its file may be gone. */
export interface VersionedTemplate extends TemplateKey {
  readonly name: string;
  readonly scope: 'builtin' | 'user' | 'workspace';
  /** Where its file is, or belongs. */
  readonly path: string;
  readonly isDeleted: boolean;
}

/** Templates whose files are gone and whose versions are kept, the last deleted first. */
export async function deletedTemplates(library: TemplateLibrary): Promise<readonly VersionedTemplate[]> {
  const places = await library.places();
  const records = await library.history.records([...places.keys()], new AbortController().signal);
  const there = new Set((await library.list(new AbortController().signal)).map(({ path }) => path));
  return [...records.values()]
    .filter(({ deletedAt, latest }) => deletedAt !== null && latest > 0)
    .toSorted((left, right) => Date.parse(right.deletedAt ?? '') - Date.parse(left.deletedAt ?? ''))
    .flatMap(({ place, id }): VersionedTemplate[] => {
      const folder = places.get(place);
      if (folder === undefined || place === 'builtin') return [];
      const path = join(folder, `${id}.prompt`);
      const scope = place === 'user' ? 'user' : 'workspace';
      return there.has(path) ? [] : [{ place, id, name: id, scope, path, isDeleted: true }];
    });
}

/** Versions, newest first, each with its labels. */
export async function versionsOf(
  library: TemplateLibrary,
  target: TemplateKey,
): Promise<readonly LabelledVersion[]> {
  const [versions, records] = await Promise.all([
    library.history.versions(target),
    library.history.records([target.place], new AbortController().signal),
  ]);
  const labels = Object.entries(
    [...records.values()].find(({ id, place }) => id === target.id && place === target.place)?.labels ?? {},
  );
  return versions.map((version) => ({
    ...version,
    labels: labels.flatMap(([label, number]) => (number === version.number ? [label] : [])),
  }));
}

/** Opens the diff of two versions; `to` undefined = the file as it is, which can be edited there. */
export async function showDiff(
  library: TemplateLibrary,
  target: VersionedTemplate,
  from: number | string,
  to: number | string | undefined,
): Promise<{ readonly id: string; readonly diff: string }> {
  const before = await library.history.read(target, from);
  const left = versionUri(target, before.version.number);
  if (to === undefined && !target.isDeleted) {
    const after = await readFile(target.path, 'utf8');
    const right = target.scope === 'builtin' ? versionUri(target, null) : vscode.Uri.file(target.path);
    const title = vscode.l10n.t('{0}: version {1} and now', target.name, before.version.number);
    await vscode.commands.executeCommand('vscode.diff', left, right, title);
    return { id: target.id, diff: unifiedDiff(before.text, after) };
  }
  const latest = (await library.history.versions(target))[0]?.number ?? 1;
  const after = await library.history.read(target, to ?? latest);
  const title = vscode.l10n.t(
    '{0}: versions {1} and {2}',
    target.name,
    before.version.number,
    after.version.number,
  );
  await vscode.commands.executeCommand('vscode.diff', left, versionUri(target, after.version.number), title);
  return { id: target.id, diff: unifiedDiff(before.text, after.text) };
}

/** Throws `usage` for a built-in template and `conflict` when its file has unsaved changes. */
export async function restoreVersion(
  library: TemplateLibrary,
  target: VersionedTemplate,
  wanted: number | string,
): Promise<{ readonly id: string; readonly version: number; readonly restored: number }> {
  refuseBuiltIn(target);
  await refuseUnsaved(target.path);
  const { version, text } = await library.history.read(target, wanted);
  const record = await writeVersion(library, target, text, {
    note: vscode.l10n.t('Restored from version {0}', version.number),
    parent: version.number,
  });
  await library.history.amend(target, { deletedAt: null });
  library.refresh();
  return { id: target.id, version: record?.latest ?? version.number, restored: version.number };
}

/** Goes on from an earlier version: with `text`, that is saved at once as its child; else the version's text is put into the editor and the next save is. */
export async function branchFrom(
  library: TemplateLibrary,
  target: VersionedTemplate,
  wanted: number | string,
  { note }: { readonly note?: string },
  text?: string,
): Promise<{ readonly id: string; readonly parent: number; readonly version: number | null }> {
  refuseBuiltIn(target);
  await refuseUnsaved(target.path);
  const before = await library.history.read(target, wanted);
  const parent = before.version.number;
  const next = { parent, note: note ?? vscode.l10n.t('Branched from version {0}', parent) };
  if (text !== undefined || target.isDeleted) {
    const record = await writeVersion(library, target, text ?? before.text, next);
    library.refresh();
    return { id: target.id, parent, version: record?.latest ?? null };
  }
  library.history.announce(target.path, next);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(target.path));
  await vscode.window.showTextDocument(document);
  // An open editor may not have noticed yet what was just written, and VS Code would refuse to save over it.
  if (document.getText() !== (await readFile(target.path, 'utf8')))
    await vscode.commands.executeCommand('workbench.action.files.revert');
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), before.text);
  await vscode.workspace.applyEdit(edit);
  return { id: target.id, parent, version: null };
}

/** What a promotion replaced. */
export interface Promotion {
  readonly id: string;
  readonly label: string;
  /** The version that had the label; null = none. */
  readonly from: number | null;
  /** The version that has it now; null = none. */
  readonly to: number | null;
  /** What changes for those who use the label. */
  readonly diff: string;
}

/** What a promotion would replace; nothing changes. */
export async function plannedPromotion(
  library: TemplateLibrary,
  target: VersionedTemplate,
  wanted: number | string,
  label: string,
): Promise<Promotion> {
  const after = await library.history.read(target, wanted);
  const holder = (await versionsOf(library, target)).find((version) => version.labels.includes(label));
  const before = holder === undefined ? null : await library.history.read(target, holder.number);
  const diff = before === null ? '' : unifiedDiff(before.text, after.text);
  return { id: target.id, label, from: holder?.number ?? null, to: after.version.number, diff };
}

/** Moves the label. Throws `usage` for a version that does not exist or a label that is no name. */
export async function promote(
  library: TemplateLibrary,
  target: VersionedTemplate,
  wanted: number | string,
  label: string,
): Promise<Promotion> {
  const plan = await plannedPromotion(library, target, wanted, label);
  await library.history.amend(target, { label, version: plan.to });
  library.refresh();
  return plan;
}

/** Throws `usage` for a built-in template: it cannot be changed. */
export function refuseBuiltIn({ name, scope }: Pick<VersionedTemplate, 'name' | 'scope'>): void {
  if (scope !== 'builtin') return;
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('"{0}" is built in and cannot be changed.', name),
    vscode.l10n.t('Duplicate it and change the copy.'),
  );
}
