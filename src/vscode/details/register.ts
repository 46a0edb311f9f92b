import * as vscode from 'vscode';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { DetailsActions, DetailsPanel } from './detailsPanel.ts';

/** The details panel as the rest of the extension sees it. */
export interface DetailsDoor extends vscode.Disposable {
  show(enhancement: Enhancement): Promise<void>;
}

/**
 * Keeps the details panel's code out of the start: it loads when a panel is first shown, or at once when VS Code brings one back
 * after a reload.
 */
export function registerDetails(extensionUri: vscode.Uri, actions: DetailsActions): DetailsDoor {
  let loading: Promise<DetailsPanel> | undefined;
  const load = (): Promise<DetailsPanel> =>
    (loading ??= import('./detailsPanel.ts').then(({ registerDetailsPanel }) =>
      registerDetailsPanel(extensionUri, actions),
    ));
  if (isRestored()) void load();
  return {
    show: async (enhancement) => (await load()).show(enhancement),
    dispose: () => void loading?.then((panel) => panel.dispose()),
  };
}

function isRestored(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('whetstone.details'),
    ),
  );
}
