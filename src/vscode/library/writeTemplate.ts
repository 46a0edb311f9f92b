import { randomUUID } from 'node:crypto';
import { access, link, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';

/**
 * Writes a template file whole or not at all, so that nothing that ends the process in between leaves half of one. `isNew`: throws `conflict` when there is
 * a file already. Throws `storage` when it cannot be written.
 */
export async function writeTemplate(path: string, text: string, isNew: boolean): Promise<void> {
  // A file behind a link stays behind it.
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(target), { recursive: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (isNew) await claim(temporary, target);
    else await rename(temporary, target);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw taken(path);
    throw new WhetstoneError(
      'storage',
      vscode.l10n.t('{0} could not be written.', path),
      vscode.l10n.t('Check that the folder is writable.'),
      { cause },
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Gives a file its name unless there is one of that name; where the disk knows no hard links, as far as that can be told. */
async function claim(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    const isThere = await access(target).then(
      () => true,
      () => false,
    );
    if (isThere) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    await rename(temporary, target);
  }
}

/** Throws `conflict` when the file is open with changes that are not saved: they would stand against what is written. */
export async function refuseUnsaved(path: string): Promise<void> {
  const document = vscode.workspace.textDocuments.find(
    ({ uri, isDirty }) => isDirty && uri.scheme === 'file' && uri.fsPath === path,
  );
  if (document === undefined) return;
  throw new WhetstoneError(
    'conflict',
    vscode.l10n.t('{0} has changes that are not saved.', basename(path)),
    vscode.l10n.t('Save or revert them first.'),
  );
}

function taken(path: string): WhetstoneError {
  return new WhetstoneError(
    'conflict',
    vscode.l10n.t('There is a template "{0}" already.', basename(path, '.prompt')),
    vscode.l10n.t('Choose another name, or change that one.'),
  );
}
