import * as vscode from 'vscode';
import type { TemplateKey, TemplateRecord } from '../../core/library/templateVersions.ts';
import type { NextVersion } from './templateHistory.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { writeTemplate } from './writeTemplate.ts';

/** How long an open editor may take to read a file again. Milliseconds. */
const patience = 3000;

/** Writes a template's file and makes the version of it. Throws `storage` when the file cannot be written; null when only the version was not kept. */
export async function writeVersion(
  library: TemplateLibrary,
  target: TemplateKey & { readonly path: string },
  text: string,
  next: NextVersion,
): Promise<TemplateRecord | null> {
  library.history.announce(target.path, next);
  try {
    await writeTemplate(target.path, text, false);
  } catch (error) {
    library.history.withdraw(target.path);
    throw error;
  }
  const record = await library.history.keep(target, text, target.path);
  await shownInEditor(target.path, text);
  return record;
}

/** Waits until an editor in which the file is open has read it again: what is typed before that could not be saved. */
async function shownInEditor(path: string, text: string): Promise<void> {
  const document = vscode.workspace.textDocuments.find(
    ({ isClosed, uri }) => !isClosed && uri.scheme === 'file' && uri.fsPath === path,
  );
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const isShown = (): boolean =>
    document === undefined || document.isClosed || document.getText().replaceAll('\r\n', '\n') === plain;
  const end = Date.now() + patience;
  while (!isShown() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}
