import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { FoundFile } from '../../core/library/foundTemplate.ts';
import { describeError } from '../showError.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { shownUri } from './versionDocuments.ts';
import { writeVersion } from './writeVersion.ts';

/** How a conflict was settled. */
export type Settled = 'theirs' | 'mine' | 'compare' | 'later';

/**
 * A template that is being changed here was saved elsewhere: asks whose text counts. Whatever is chosen, both texts are versions afterwards, mine as a child of the version it
 * was made from.
 *
 * @param base the version that was being changed here
 */
export async function settleConflict(
  library: TemplateLibrary,
  document: vscode.TextDocument,
  file: FoundFile,
  base: number,
  log: vscode.LogOutputChannel,
): Promise<Settled> {
  const theirs = vscode.l10n.t('Take Theirs');
  const mine = vscode.l10n.t('Keep Mine as a New Version');
  const compare = vscode.l10n.t('Compare');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} was saved by another window or program while you change it. Both texts are kept as versions, whatever you choose.',
      basename(file.path),
    ),
    theirs,
    mine,
    compare,
  );
  if (document.isClosed) return 'later';
  const text = document.getText();
  try {
    if (picked === theirs) {
      await library.history.record(file, text, file.path, {
        parent: base,
        note: vscode.l10n.t('Put aside for another one'),
      });
      const onDisk = await readFile(file.path, 'utf8');
      await library.history.record(file, onDisk, file.path, {});
      await revert(document);
      library.refresh();
      return 'theirs';
    }
    if (picked === mine) {
      await library.history.record(file, await readFile(file.path, 'utf8'), file.path, {});
      await writeVersion(library, file, text, { parent: base });
      await revert(document);
      library.refresh();
      return 'mine';
    }
  } catch (error) {
    log.warn(`templates: ${describeError(error)}`);
    throw error;
  }
  if (picked !== compare) return 'later';
  const left = shownUri(basename(file.path), await readFile(file.path, 'utf8'));
  const title = vscode.l10n.t('{0}: theirs and mine', basename(file.path));
  await vscode.commands.executeCommand('vscode.diff', left, document.uri, title);
  return 'compare';
}

/** Lets the editor read the file again; what it held is a version by now. */
async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
