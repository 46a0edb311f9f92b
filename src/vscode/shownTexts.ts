import * as vscode from 'vscode';
import type { Span } from '../core/span.ts';

const scheme = 'whetstone-shown';

/** A stretch that stands out, and what a hover says about it. */
export interface Mark extends Span {
  readonly says: string;
}

/**
 * Texts that are shown and nothing else: read-only documents that live in memory only, so that a secret in one is never written to a
 * disk, not even as a backup. Forgotten when they are closed.
 */
export class ShownTexts {
  readonly #texts = new Map<string, { readonly text: string; readonly marks: readonly Mark[] }>();
  readonly #disposable: vscode.Disposable;
  #decoration: vscode.TextEditorDecorationType | undefined;
  #count = 0;

  constructor() {
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString())?.text ?? '',
      }),
      vscode.window.onDidChangeVisibleTextEditors((editors) =>
        editors.forEach((editor) => this.#mark(editor)),
      ),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#texts.delete(uri.toString())),
    );
  }

  /** Opens a text under a title, with stretches of it marked. */
  async show(title: string, text: string, marks: readonly Mark[]): Promise<vscode.TextEditor> {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.md`, query: String(++this.#count) });
    this.#texts.set(uri.toString(), { text, marks });
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    this.#mark(editor);
    return editor;
  }

  #mark(editor: vscode.TextEditor): void {
    const marks = this.#texts.get(editor.document.uri.toString())?.marks;
    if (marks === undefined) return;
    this.#decoration ??= vscode.window.createTextEditorDecorationType({
      backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
      border: '1px solid',
      borderColor: new vscode.ThemeColor('editorWarning.foreground'),
      overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
      overviewRulerLane: vscode.OverviewRulerLane.Right,
    });
    const { document } = editor;
    editor.setDecorations(
      this.#decoration,
      marks.map(({ start, end, says }) => ({
        range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
        hoverMessage: says,
      })),
    );
  }

  dispose(): void {
    this.#decoration?.dispose();
    this.#disposable.dispose();
    this.#texts.clear();
  }
}
