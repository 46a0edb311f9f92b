import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';
import type { PlaygroundPanel } from './playgroundPanel.ts';
import type { PlaygroundDependencies } from './ports.ts';

/** The playground, running templates, and what came of their runs. All of it loads on first use. */
export function registerPlayground(dependencies: PlaygroundDependencies): vscode.Disposable {
  const { log } = dependencies;
  let loading: Promise<PlaygroundPanel> | undefined;
  const load = (): Promise<PlaygroundPanel> =>
    (loading ??= import('./playgroundPanel.ts').then(({ registerPlaygroundPanel }) =>
      registerPlaygroundPanel(dependencies),
    ));
  if (isRestored()) void load();
  return vscode.Disposable.from(
    new vscode.Disposable(() => void loading?.then((panel) => panel.dispose())),
    vscode.workspace.registerTextDocumentContentProvider('whetstone-run', {
      provideTextDocumentContent: async (uri) =>
        (await import('./runDocument.ts')).runText(uri, dependencies.store.executions),
    }),
    registerCommand('openPlayground', log, async (argument) =>
      (await import('./openPlayground.ts')).openPlayground(dependencies, await load(), argument),
    ),
    registerCommand('runTemplate', log, async (argument) =>
      (await import('./runTemplate.ts')).runTemplate(dependencies, argument),
    ),
    registerCommand('showRuns', log, async (argument) =>
      (await import('./showRuns.ts')).showRuns(dependencies, argument),
    ),
    registerCommand('openRun', log, async (argument) =>
      (await import('./runCommands.ts')).openRun(dependencies, argument),
    ),
    registerCommand('runAgain', log, async (argument) =>
      (await import('./runCommands.ts')).runAgain(dependencies, argument),
    ),
    registerCommand('deleteRun', log, async (argument) =>
      (await import('./runCommands.ts')).deleteRun(dependencies, argument),
    ),
  );
}

/** True when VS Code is about to bring back a playground from before a reload. */
function isRestored(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('whetstone.playground'),
    ),
  );
}
