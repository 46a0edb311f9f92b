import * as vscode from 'vscode';

/** The folder whose repository grounds a prompt, or why there is none, in a sentence for the user. */
export type ContextFolder =
  | { readonly root: string; readonly missing: null }
  | { readonly root: null; readonly missing: string };

/**
 * Finds the folder to read for a prompt that stands in `uri` (undefined: typed text): the workspace folder that holds it, else the
 * folder of the active editor, else the first one. Nothing is read from an untrusted folder, nor from one that is not on a disk.
 */
export function contextFolderFor(uri: vscode.Uri | undefined): ContextFolder {
  const folder = folderOf(uri) ?? folderOf(vscode.window.activeTextEditor?.document.uri) ?? firstFolder();
  if (folder === undefined) {
    return {
      root: null,
      missing: vscode.l10n.t('No folder is open, so nothing but the prompt itself was read.'),
    };
  }
  if (!vscode.workspace.isTrusted) {
    return {
      root: null,
      missing: vscode.l10n.t('This folder is not trusted, so nothing but the prompt itself was read.'),
    };
  }
  if (folder.uri.scheme !== 'file') {
    return {
      root: null,
      missing: vscode.l10n.t(
        'The folder {0} is not on a disk that Whetstone can read, so only the prompt itself was read.',
        folder.name,
      ),
    };
  }
  return { root: folder.uri.fsPath, missing: null };
}

function folderOf(uri: vscode.Uri | undefined): vscode.WorkspaceFolder | undefined {
  return uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
}

/** Undefined when no folder is open. */
export function firstFolder(): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.workspaceFolders?.[0];
}
