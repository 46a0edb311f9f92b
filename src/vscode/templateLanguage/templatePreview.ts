import * as vscode from 'vscode';
import { isAbort } from '../../core/errors.ts';
import {
  draftStateSchema,
  fromDraftPreview,
  type DraftPreview,
  type DraftTexts,
  type ToDraftPreview,
} from '../../core/library/editing/draftView.ts';
import { localized } from '../localized.ts';
import { describeError } from '../showError.ts';
import { webviewPage } from '../webviewPage.ts';
import type { TemplateLanguageDependencies } from './dependencies.ts';
import type { PartFiles } from './partFiles.ts';
import { previewWords } from './previewWords.ts';

export const previewViewType = 'whetstone.templatePreview';

/** Changes are gathered for so many milliseconds from the first on; while somebody types the preview follows at this pace. */
const pace = 60;

/** The one panel that shows a template filled in, beside its editor. It follows the template that is edited. */
export class TemplatePreview implements vscode.Disposable {
  readonly #dependencies: TemplateLanguageDependencies;
  readonly #parts: PartFiles;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** What was written into the fields, by the template's address, for as long as the window is open. */
  readonly #texts = new Map<string, DraftTexts>();
  #panel: vscode.WebviewPanel | null = null;
  #uri: vscode.Uri | null = null;
  #shown: { readonly uri: string; readonly preview: DraftPreview } | null = null;
  #waiting: NodeJS.Timeout | undefined;
  #running: AbortController | null = null;
  /** Something changed since the run that is under way began. */
  #isBehind = false;

  constructor(dependencies: TemplateLanguageDependencies, parts: PartFiles) {
    this.#dependencies = dependencies;
    this.#parts = parts;
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer(previewViewType, {
        deserializeWebviewPanel: async (panel, raw: unknown) => {
          const kept = draftStateSchema.safeParse(raw);
          if (!kept.success || this.#panel !== null) {
            panel.dispose();
            return;
          }
          this.#texts.set(kept.data.uri, kept.data.texts);
          this.#adopt(panel, vscode.Uri.parse(kept.data.uri, true));
        },
      }),
      vscode.workspace.onDidChangeTextDocument(({ contentChanges, document }) => {
        // A partial may be open, too.
        if (contentChanges.length > 0 && document.languageId === 'dotprompt') this.#schedule();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.#panel === null || editor?.document.languageId !== 'dotprompt') return;
        if (editor.document.uri.toString() !== this.#uri?.toString()) this.#follow(editor.document.uri);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        const moved = files.find(({ oldUri }) => oldUri.toString() === this.#uri?.toString());
        if (moved === undefined) return;
        this.#texts.set(moved.newUri.toString(), this.#texts.get(moved.oldUri.toString()) ?? {});
        this.#follow(moved.newUri);
      }),
      parts.onDidChange(() => this.#schedule()),
    ];
  }

  /** Shows a template, in the panel that is open already if there is one. */
  show(uri: vscode.Uri): void {
    if (this.#panel !== null) {
      this.#panel.reveal(undefined, true);
      this.#follow(uri);
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#adopt(vscode.window.createWebviewPanel(previewViewType, '', column, {}), uri);
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#running?.abort();
    vscode.Disposable.from(...this.#subscriptions).dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const { extensionUri } = this.#dependencies;
    const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'extension', 'webview');
    const media = vscode.Uri.joinPath(extensionUri, 'media');
    this.#panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [scripts, media] };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => this.#receive(raw));
    this.#follow(uri);
    panel.webview.html = webviewPage(panel.webview, {
      script: vscode.Uri.joinPath(scripts, 'preview.js'),
      style: vscode.Uri.joinPath(media, 'details.css'),
      title: panel.title,
    });
  }

  #follow(uri: vscode.Uri): void {
    if (this.#uri?.toString() !== uri.toString()) this.#running?.abort();
    this.#uri = uri;
    this.#shown = null;
    if (this.#panel !== null) this.#panel.title = vscode.l10n.t('Preview of {0}', nameOf(uri));
    this.#schedule(0);
  }

  #receive(raw: unknown): void {
    const message = fromDraftPreview.safeParse(raw);
    if (!message.success) return;
    switch (message.data.type) {
      case 'ready':
        if (this.#shown === null) this.#schedule(0);
        else this.#send(this.#shown.preview);
        break;
      case 'texts':
        this.#texts.set(message.data.uri, message.data.texts);
        this.#schedule();
        break;
      case 'open':
        this.#open(message.data.line, message.data.column).catch((error: unknown) =>
          this.#dependencies.log.warn(`preview: ${describeError(error)}`),
        );
        break;
    }
  }

  /** Puts the cursor where a problem is, in the editor of the template where there is one. */
  async #open(line: number, column: number): Promise<void> {
    const uri = this.#uri;
    if (uri === null) return;
    const position = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === uri.toString(),
    );
    await vscode.window.showTextDocument(uri, {
      viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(position, position),
    });
  }

  #schedule(after: number = pace): void {
    if (this.#panel === null || this.#waiting !== undefined) return;
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      void this.#update();
    }, after);
  }

  /**
   * Fills the template in as it stands now. One after the other, so that the engine never has a queue of outdated texts to work off and an older
   * result never follows a newer one; what comes back for another template is dropped.
   */
  async #update(): Promise<void> {
    const uri = this.#uri;
    if (uri === null || this.#panel === null) return;
    this.#isBehind = this.#running !== null;
    if (this.#isBehind) return;
    const controller = new AbortController();
    this.#running = controller;
    try {
      const document = await openIfThere(uri);
      // Of a template that was deleted the last preview stays.
      if (document === null) return;
      const draft = await this.#parts.draftOf(document, controller.signal);
      if (draft === null) return;
      const texts = this.#texts.get(uri.toString()) ?? {};
      const preview = await this.#dependencies.engine.previewDraft({ draft, texts }, controller.signal);
      if (uri !== this.#uri) return;
      this.#shown = { uri: uri.toString(), preview };
      this.#send(preview);
    } catch (error) {
      if (!isAbort(error)) this.#dependencies.log.warn(`preview: ${describeError(error)}`);
    } finally {
      this.#running = null;
      if (this.#isBehind) this.#schedule();
    }
  }

  #send(preview: DraftPreview): void {
    const uri = this.#uri;
    if (uri === null) return;
    const message: ToDraftPreview = {
      type: 'show',
      title: nameOf(uri),
      state: { uri: uri.toString(), texts: { ...this.#texts.get(uri.toString()) } },
      preview: {
        ...preview,
        problems: preview.problems.map((problem) => ({ ...problem, message: localized(problem.message) })),
      },
      words: previewWords(),
    };
    void this.#panel?.webview.postMessage(message);
  }
}

/** A document, opened where it is not; null where there is none any more. */
async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  return vscode.workspace.openTextDocument(uri).then(
    (document) => document,
    () => null,
  );
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
