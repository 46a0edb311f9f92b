import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import { LibraryTree } from './libraryTree.ts';
import type { LibraryNode } from './libraryTree.ts';
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
    registerCommand('useTemplate', log, async (argument) =>
      (await import('./useTemplate.ts')).useTemplate(dependencies, argument),
    ),
    registerCommand('renderTemplate', log, async (argument) =>
      (await import('./useTemplate.ts')).renderTemplate(library, argument),
    ),
    registerCommand('showTemplate', log, async (argument) => {
      const node = argument as LibraryNode | undefined;
      const file = node?.type === 'template' ? await library.fileOf(node.entry) : undefined;
      if (file !== undefined) await vscode.window.showTextDocument(file, { preview: true });
    }),
  );
}
