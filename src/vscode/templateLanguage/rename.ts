import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import { renamable, renameVariable } from '../../core/library/editing/renameVariable.ts';
import { wantedNames } from '../../core/library/editing/wantedNames.ts';
import { localized } from '../localized.ts';
import type { PartFiles } from './partFiles.ts';
import { rangeOf, readDocument } from './templateDocument.ts';

/** The variable at a position; rejects, as VS Code wants it, where nothing can be renamed. */
export function prepareRename(
  document: vscode.TextDocument,
  position: vscode.Position,
): { readonly range: vscode.Range; readonly placeholder: string } {
  const read = readDocument(document);
  const found = read === null ? null : renamable(read.index, document.offsetAt(position));
  if (found === null) throw new Error(vscode.l10n.t('Only variables can be renamed.'));
  return { range: rangeOf(document, found.span), placeholder: found.name };
}

/** The whole renaming as one edit; rejects with the reason where the name cannot be taken. */
export async function renameEdit(
  document: vscode.TextDocument,
  position: vscode.Position,
  name: string,
  parts: PartFiles,
  signal: AbortSignal,
): Promise<vscode.WorkspaceEdit> {
  const draft = await parts.draftOf(document, signal);
  const wanted = wantedNames(draft?.parts ?? {});
  const read = readDocument(document);
  const edit = new vscode.WorkspaceEdit();
  if (read === null) return edit;
  try {
    const offset = document.offsetAt(position);
    for (const { span, text } of renameVariable(read.index, offset, name.trim(), wanted))
      edit.replace(document.uri, rangeOf(document, span), text);
  } catch (error) {
    if (error instanceof WhetstoneError) throw new Error(localized(error.message), { cause: error });
    throw error;
  }
  return edit;
}
