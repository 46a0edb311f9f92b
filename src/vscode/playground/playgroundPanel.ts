import * as vscode from 'vscode';
import {
  fromPlayground,
  type PlaygroundState,
  playgroundStateSchema,
} from '../../core/library/playgroundView.ts';
import { webviewPage } from '../webviewPage.ts';
import { emptyState, Playground } from './playground.ts';
import type { PlaygroundDependencies } from './ports.ts';

export const playgroundViewType = 'whetstone.playground';

/** The one playground panel. */
export interface PlaygroundPanel extends vscode.Disposable {
  /** Shows a template (null = what was shown last), in the panel that is open already if there is one. */
  open(id: string | null): Promise<void>;
}

/** Makes the playground known to VS Code, so that it comes back after a reload of the window. */
export function registerPlaygroundPanel(dependencies: PlaygroundDependencies): PlaygroundPanel {
  const { extensionUri } = dependencies;
  const title = vscode.l10n.t('Template Playground');
  let shown: { readonly panel: vscode.WebviewPanel; readonly playground: Playground } | null = null;

  const adopt = (panel: vscode.WebviewPanel, state: PlaygroundState): Playground => {
    const playground = new Playground(dependencies, state, (message) => {
      void panel.webview.postMessage(message);
    });
    const made = { panel, playground };
    shown = made;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, 'dist', 'extension', 'webview'),
        vscode.Uri.joinPath(extensionUri, 'media'),
      ],
    };
    panel.onDidDispose(() => {
      playground.dispose();
      if (shown === made) shown = null;
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = fromPlayground.safeParse(raw);
      if (message.success) void playground.receive(message.data);
    });
    panel.webview.html = webviewPage(panel.webview, {
      script: vscode.Uri.joinPath(extensionUri, 'dist', 'extension', 'webview', 'playground.js'),
      style: vscode.Uri.joinPath(extensionUri, 'media', 'details.css'),
      title,
    });
    return playground;
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(playgroundViewType, {
    async deserializeWebviewPanel(restored, raw: unknown) {
      const kept = playgroundStateSchema.safeParse(raw);
      adopt(restored, kept.success ? kept.data : emptyState);
    },
  });

  return {
    async open(id) {
      if (shown !== null) {
        shown.panel.reveal(undefined, false);
        await shown.playground.choose(id);
        return;
      }
      const panel = vscode.window.createWebviewPanel(
        playgroundViewType,
        title,
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
        {},
      );
      // The page says when it is there, and is shown everything then.
      adopt(panel, { ...emptyState, id });
    },
    dispose() {
      serializer.dispose();
      shown?.panel.dispose();
    },
  };
}
