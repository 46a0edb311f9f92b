import * as vscode from 'vscode';
import { fromReport, type ReportRow, type ReportState } from '../../core/lint/reportView.ts';
import { webviewPage } from '../webviewPage.ts';

let panel: vscode.WebviewPanel | null = null;
let state: ReportState | null = null;

/** Shows the report of all prompt files as a table that can be sorted, in the panel that is open already if there is one. */
export function showReport(extensionUri: vscode.Uri, rows: readonly ReportRow[]): void {
  state = { rows: [...rows], texts: reportTexts() };
  if (panel !== null) {
    panel.reveal(undefined, true);
    send();
    return;
  }
  const made = vscode.window.createWebviewPanel(
    'whetstone.report',
    vscode.l10n.t('Prompt Files'),
    { viewColumn: vscode.ViewColumn.Active, preserveFocus: false },
    {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, 'dist', 'extension', 'webview'),
        vscode.Uri.joinPath(extensionUri, 'media'),
      ],
    },
  );
  panel = made;
  made.onDidDispose(() => {
    if (panel === made) panel = null;
  });
  made.webview.onDidReceiveMessage((raw: unknown) => {
    const message = fromReport.safeParse(raw);
    if (!message.success) return;
    if (message.data.type === 'ready') send();
    else void vscode.window.showTextDocument(vscode.Uri.parse(message.data.uri, true), { preview: true });
  });
  made.webview.html = webviewPage(made.webview, {
    script: vscode.Uri.joinPath(extensionUri, 'dist', 'extension', 'webview', 'report.js'),
    style: vscode.Uri.joinPath(extensionUri, 'media', 'details.css'),
    title: vscode.l10n.t('Prompt Files'),
  });
}

function send(): void {
  if (state !== null) void panel?.webview.postMessage({ type: 'show', state });
}

function reportTexts(): Record<string, string> {
  return {
    title: vscode.l10n.t('Prompt Files'),
    path: vscode.l10n.t('File'),
    kind: vscode.l10n.t('Kind'),
    score: vscode.l10n.t('Score'),
    errors: vscode.l10n.t('Errors'),
    warnings: vscode.l10n.t('Warnings'),
    suggestions: vscode.l10n.t('Suggestions'),
    none: vscode.l10n.t('There are no prompt files in this workspace.'),
  };
}
