import * as vscode from 'vscode';
import { isAbort } from '../../core/errors.ts';
import type { TemplateFinding } from '../../core/library/editing/checkDraft.ts';
import { localized } from '../localized.ts';
import { describeError } from '../showError.ts';
import type { TemplateLanguageDependencies } from './dependencies.ts';
import type { PartFiles } from './partFiles.ts';
import { rangeOf } from './templateDocument.ts';

/** A template is checked after so many milliseconds, counted from the first change since the last check. */
const delay = 150;

/** Texts of the past, of a diff or of an output are not to be mended. */
const readOnlySchemes = new Set(['git', 'output', 'vscode-scm']);

const severities: Readonly<Record<TemplateFinding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/**
 * Keeps what there is to say about every open template. A document is checked again when its last check is over, so that the engine never has a
 * queue of outdated texts to work off; what was found in a text that changed meanwhile is dropped.
 */
export class TemplateDiagnostics implements vscode.Disposable {
  readonly #dependencies: TemplateLanguageDependencies;
  readonly #parts: PartFiles;
  readonly #collection = vscode.languages.createDiagnosticCollection('whetstone-templates');
  readonly #found = new Map<string, readonly TemplateFinding[]>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #running = new Map<string, AbortController>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(dependencies: TemplateLanguageDependencies, parts: PartFiles) {
    this.#dependencies = dependencies;
    this.#parts = parts;
    this.#subscriptions = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument(({ contentChanges, document }) => {
        if (contentChanges.length > 0) this.#schedule(document, delay);
      }),
      // A partial may have come or gone.
      parts.onDidChange(() => this.#scheduleAll()),
    ];
    this.#scheduleAll();
  }

  /** The finding that a diagnostic shows; undefined when the text changed since. */
  findingOf(document: vscode.TextDocument, { code, range }: vscode.Diagnostic): TemplateFinding | undefined {
    return this.#found
      .get(document.uri.toString())
      ?.find((finding) => finding.code === code && rangeOf(document, finding.span).isEqual(range));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const running of this.#running.values()) running.abort();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  #schedule(document: vscode.TextDocument, after: number): void {
    const key = document.uri.toString();
    const { scheme } = document.uri;
    if (document.languageId !== 'dotprompt') return;
    if (readOnlySchemes.has(scheme) || scheme.startsWith('whetstone')) return;
    if (this.#waiting.has(key)) return;
    this.#waiting.set(
      key,
      setTimeout(() => void this.#check(document, key), after),
    );
  }

  async #check(document: vscode.TextDocument, key: string): Promise<void> {
    this.#waiting.delete(key);
    if (document.isClosed) return;
    if (this.#running.has(key)) {
      this.#schedule(document, delay);
      return;
    }
    const controller = new AbortController();
    this.#running.set(key, controller);
    const { version } = document;
    try {
      const draft = await this.#parts.draftOf(document, controller.signal);
      const findings =
        draft === null ? [] : await this.#dependencies.engine.checkDraft(draft, controller.signal);
      if (document.isClosed || document.version !== version) return;
      this.#found.set(key, findings);
      this.#collection.set(
        document.uri,
        findings.map((finding) => diagnosticOf(document, finding)),
      );
    } catch (error) {
      if (!isAbort(error)) this.#dependencies.log.warn(`template: ${describeError(error)}`);
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#running.get(key)?.abort();
    this.#found.delete(key);
    this.#collection.delete(document.uri);
  }
}

function diagnosticOf(
  document: vscode.TextDocument,
  { code, message, severity, span }: TemplateFinding,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, span), localized(message), severities[severity]);
  diagnostic.source = 'whetstone';
  diagnostic.code = code;
  if (code === 'template-unused') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
