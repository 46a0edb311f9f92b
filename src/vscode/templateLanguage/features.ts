import type * as vscode from 'vscode';
import { actionsFor } from './codeActions.ts';
import { completions } from './completion.ts';
import type { TemplateLanguageDependencies } from './dependencies.ts';
import { TemplateDiagnostics } from './diagnostics.ts';
import { hoverAt } from './hover.ts';
import { definitionAt, highlightsAt, referencesAt } from './navigation.ts';
import { foldingRangesOf, symbolsOf } from './outline.ts';
import { PartFiles } from './partFiles.ts';
import { prepareRename, renameEdit } from './rename.ts';
import { scoreLenses } from './scoreLens.ts';
import { TemplatePreview } from './templatePreview.ts';

/** Everything that an editor does with templates, in one chunk that loads with the first of them. */
export class TemplateFeatures implements vscode.Disposable {
  readonly parts: PartFiles;
  readonly preview: TemplatePreview;
  readonly #dependencies: TemplateLanguageDependencies;
  readonly #diagnostics: TemplateDiagnostics;
  readonly prepareRename = prepareRename;
  readonly references = referencesAt;
  readonly highlights = highlightsAt;
  readonly symbols = symbolsOf;
  readonly foldingRanges = foldingRangesOf;

  constructor(dependencies: TemplateLanguageDependencies) {
    this.#dependencies = dependencies;
    this.parts = new PartFiles(dependencies);
    this.#diagnostics = new TemplateDiagnostics(dependencies, this.parts);
    this.preview = new TemplatePreview(dependencies, this.parts);
  }

  completions(
    document: vscode.TextDocument,
    position: vscode.Position,
    signal: AbortSignal,
  ): Promise<vscode.CompletionItem[]> {
    return completions(document, position, this.parts, this.#dependencies, signal);
  }

  hover(
    document: vscode.TextDocument,
    position: vscode.Position,
    signal: AbortSignal,
  ): Promise<vscode.Hover | undefined> {
    return hoverAt(document, position, this.parts, signal);
  }

  definition(
    document: vscode.TextDocument,
    position: vscode.Position,
    signal: AbortSignal,
  ): Promise<vscode.Location | undefined> {
    return definitionAt(document, position, this.parts, signal);
  }

  rename(
    document: vscode.TextDocument,
    position: vscode.Position,
    name: string,
    signal: AbortSignal,
  ): Promise<vscode.WorkspaceEdit> {
    return renameEdit(document, position, name, this.parts, signal);
  }

  lenses(document: vscode.TextDocument, signal: AbortSignal): Promise<vscode.CodeLens[]> {
    return scoreLenses(document, this.parts, this.#dependencies, signal);
  }

  actions(document: vscode.TextDocument, context: vscode.CodeActionContext): vscode.CodeAction[] {
    return actionsFor(document, this.#diagnostics, context);
  }

  dispose(): void {
    this.preview.dispose();
    this.#diagnostics.dispose();
    this.parts.dispose();
  }
}
