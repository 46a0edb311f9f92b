import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import { LibraryTree } from './libraryTree.ts';
import type { LibraryNode } from './libraryTree.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import type { UseTemplateDependencies } from './useTemplate.ts';

/** The prompt library in the side bar, and the commands that use its templates. */
export function registerLibrary(
  dependencies: UseTemplateDependencies & { readonly log: vscode.LogOutputChannel },
): vscode.Disposable {
  const { library, log } = dependencies;
  return vscode.Disposable.from(
    library,
    vscode.window.createTreeView('whetstone.library', {
      treeDataProvider: new LibraryTree(library),
      showCollapseAll: true,
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.fileName.endsWith('.prompt')) void keepSaved(library, document);
    }),
    registerCommand('useTemplate', log, async (argument) =>
      (await import('./useTemplate.ts')).useTemplate(dependencies, argument),
    ),
    registerCommand('renderTemplate', log, async (argument) =>
      (await import('./useTemplate.ts')).renderTemplate(library, argument),
    ),
    registerCommand('showTemplate', log, async (argument) => {
      const node = argument as LibraryNode | undefined;
      if (node?.type === 'template')
        await vscode.window.showTextDocument(vscode.Uri.file(node.entry.path), { preview: true });
    }),
  );
}

/** Makes a version of a template file that was just saved; other files are none of the library's business. */
async function keepSaved(library: TemplateLibrary, document: vscode.TextDocument): Promise<void> {
  const text = document.getText();
  if (library.fileAt(document.uri) === undefined) await library.list(new AbortController().signal);
  const file = library.fileAt(document.uri);
  if (file === undefined || file.scope === 'builtin') return;
  await library.history.keep(file, text, file.path);
  library.refresh();
}
