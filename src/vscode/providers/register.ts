import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import type { ProviderDependencies } from './providerTests.ts';
import { ProviderTree } from './providerTree.ts';

/** The connections to models in the side bar, and the commands that set them up. */
export function registerProviders(
  dependencies: ProviderDependencies & { readonly log: vscode.LogOutputChannel },
): vscode.Disposable {
  const { log } = dependencies;
  const tree = new ProviderTree(dependencies.connections);
  const view = vscode.window.createTreeView('whetstone.providers', { treeDataProvider: tree });
  const warn = async (): Promise<void> => {
    if (!view.visible) return;
    const { settingWarnings } = await import('./settingWarnings.ts');
    view.message = settingWarnings().join('\n');
  };
  const withTree = { ...dependencies, tree };
  const commands = (): Promise<typeof import('./providerCommands.ts')> => import('./providerCommands.ts');
  return vscode.Disposable.from(
    tree,
    view,
    view.onDidChangeVisibility(() => void warn()),
    dependencies.connections.onDidChange(() => void warn()),
    registerCommand('addProvider', log, async (argument) => {
      const { testConnection } = await commands();
      const { addProvider } = await import('./addProvider.ts');
      const { nodeOf } = await commands();
      return addProvider(
        {
          ...dependencies,
          // A program gets the outcome; a person is told it.
          test: (id) => testConnection(withTree, argument === undefined ? nodeOf(id) : { provider: id }),
        },
        argument,
      );
    }),
    registerCommand('editProvider', log, async (argument) =>
      (await commands()).editProvider(withTree, argument),
    ),
    registerCommand('setKey', log, async (argument) => (await commands()).setKey(withTree, argument)),
    registerCommand('testConnection', log, async (argument) =>
      (await commands()).testConnection(withTree, argument),
    ),
    registerCommand('chooseModel', log, async (argument) =>
      (await commands()).chooseModel(withTree, argument),
    ),
    registerCommand('setDefaultProvider', log, async (argument) =>
      (await commands()).setDefaultProvider(withTree, argument),
    ),
    registerCommand('removeProvider', log, async (argument) =>
      (await commands()).removeProvider(withTree, argument),
    ),
    registerCommand('pullModel', log, async (argument) =>
      (await import('./pullModel.ts')).pullModel(dependencies, argument),
    ),
  );
}
