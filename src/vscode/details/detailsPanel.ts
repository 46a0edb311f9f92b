import * as vscode from 'vscode';
import {
  detailsStateSchema,
  detailsView,
  fromDetailsPanel,
  type DetailsEntries,
  type DetailsState,
  type ToDetailsPanel,
} from '../../core/enhance/detailsView.ts';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { ScoreExplanation } from '../../core/score/explanation.ts';
import { webviewPage } from '../webviewPage.ts';
import { detailsTexts } from './detailsTexts.ts';
import { localized } from '../localized.ts';

export const detailsViewType = 'whetstone.details';

/** What the panel asks of the rest; ids are enhancement ids. Each resolves when the thing is done or was cancelled. */
export interface DetailsActions {
  /** A new attempt with the answers given and without the files that were unchecked. */
  regenerate(enhancementId: string, entries: DetailsEntries): Promise<void>;
  /** Shows in the diff what a warning is about. */
  showWarning(enhancementId: string, index: number): Promise<void>;
  /** Opens a file of the repository. */
  openFile(path: string): Promise<void>;
  /** What the score of the result rests on; undefined when that cannot be told. */
  explain(enhancement: Enhancement): Promise<ScoreExplanation | undefined>;
}

/** The one details panel. */
export interface DetailsPanel extends vscode.Disposable {
  /** Shows an enhancement, in the panel that is open already if there is one. */
  show(enhancement: Enhancement): void;
}

/** Makes the details panel known to VS Code, so that it comes back after a reload of the window. */
export function registerDetailsPanel(extensionUri: vscode.Uri, actions: DetailsActions): DetailsPanel {
  let panel: vscode.WebviewPanel | null = null;
  let state: DetailsState | null = null;

  const send = (message: ToDetailsPanel): void => {
    void panel?.webview.postMessage(message);
  };
  const showState = (): void => {
    if (state) send({ type: 'show', ...state, view: inUsersLanguage(state.view), texts: detailsTexts() });
  };
  /** Says what the score rests on as soon as that is known, unless another enhancement is shown by then. */
  const addReasons = async (enhancement: Enhancement): Promise<void> => {
    const explanation = await actions.explain(enhancement);
    if (explanation === undefined || state?.view.enhancementId !== enhancement.enhancementId) return;
    state = { ...state, view: detailsView(enhancement, explanation) };
    showState();
  };
  const receive = async (raw: unknown): Promise<void> => {
    const message = fromDetailsPanel.safeParse(raw);
    if (!message.success) return;
    switch (message.data.type) {
      case 'ready':
        showState();
        break;
      case 'regenerate': {
        if (state) state = { ...state, entries: message.data.entries };
        send({ type: 'busy', busy: true });
        try {
          await actions.regenerate(message.data.enhancementId, message.data.entries);
        } finally {
          send({ type: 'busy', busy: false });
        }
        break;
      }
      case 'showWarning':
        await actions.showWarning(message.data.enhancementId, message.data.index);
        break;
      case 'openFile':
        await actions.openFile(message.data.path);
        break;
    }
  };
  const adopt = (made: vscode.WebviewPanel): void => {
    panel = made;
    made.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, 'dist', 'extension', 'webview'),
        vscode.Uri.joinPath(extensionUri, 'media'),
      ],
    };
    made.onDidDispose(() => {
      if (panel === made) panel = null;
    });
    made.webview.onDidReceiveMessage((raw: unknown) => void receive(raw));
    made.webview.html = webviewPage(made.webview, {
      script: vscode.Uri.joinPath(extensionUri, 'dist', 'extension', 'webview', 'details.js'),
      style: vscode.Uri.joinPath(extensionUri, 'media', 'details.css'),
      title: vscode.l10n.t('Enhancement Details'),
    });
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(detailsViewType, {
    async deserializeWebviewPanel(restored, raw: unknown) {
      const kept = detailsStateSchema.safeParse(raw);
      if (!kept.success) {
        restored.dispose();
        return;
      }
      state = kept.data;
      adopt(restored);
    },
  });

  return {
    show(enhancement) {
      state = { view: detailsView(enhancement), entries: { answers: {}, withoutFiles: [] } };
      void addReasons(enhancement);
      if (panel) {
        panel.reveal(undefined, true);
        showState();
        return;
      }
      adopt(
        vscode.window.createWebviewPanel(
          detailsViewType,
          vscode.l10n.t('Enhancement Details'),
          { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
          {},
        ),
      );
    },
    dispose() {
      serializer.dispose();
      panel?.dispose();
    },
  };
}

/** The prompt's own words stay as they are; what Whetstone says about it is translated. */
function inUsersLanguage(view: DetailsState['view']): DetailsState['view'] {
  return {
    ...view,
    warnings: view.warnings.map(({ code, message }) => ({ code, message: localized(message) })),
    earned: view.earned.map(({ label, points }) => ({ points, label: localized(label) })),
    cost: view.cost.map(({ label, points }) => ({ points, label: localized(label) })),
    suggestions: view.suggestions.map(({ label, points }) => ({ points, label: localized(label) })),
  };
}
