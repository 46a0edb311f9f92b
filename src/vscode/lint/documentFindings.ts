import * as vscode from 'vscode';
import { isAbort } from '../../core/errors.ts';
import type { LintFinding } from '../../core/lint/finding.ts';
import { shiftFindings } from '../../core/lint/shiftFindings.ts';
import type { Score } from '../../core/score/score.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { describeError } from '../showError.ts';
import { isLinted, lintInputOf } from './lintInput.ts';

/** Waits for a pause in typing of this length before a document is checked again. */
const debounceMs = 350;

/** Above this length (code units) a document is checked when it is opened and saved, but not while it is typed in. */
const typingLimit = 200_000;

/** What is known of a document. */
export interface DocumentFindings {
  readonly document: vscode.TextDocument;
  /** The text that was checked; findings have been moved along with what was written since. */
  readonly version: number;
  readonly findings: readonly LintFinding[];
  readonly score: Score;
  /** The least score that the team asks for; null when it asks for none. */
  readonly minimum: number | null;
}

/** Keeps the findings of every open prompt file, from the moment it opens; between two checks they move with the text. */
export class FindingsStore implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #log: vscode.LogOutputChannel;
  readonly #found = new Map<string, DocumentFindings>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #running = new Map<string, AbortController>();
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #told = new Set<string>();

  /** Fires when the findings of a document are new, moved or gone. */
  readonly onDidChange = this.#changed.event;

  constructor(engine: Engine, log: vscode.LogOutputChannel) {
    this.#engine = engine;
    this.#log = log;
    const configurations = vscode.workspace.createFileSystemWatcher('**/whetstone.config.json');
    const all = (): void => this.#scheduleAll();
    this.#subscriptions = [
      this.#changed,
      configurations,
      configurations.onDidChange(all),
      configurations.onDidCreate(all),
      configurations.onDidDelete(all),
      vscode.workspace.onDidGrantWorkspaceTrust(all),
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#move(event)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('whetstone.lint') || event.affectsConfiguration('whetstone.score'))
          this.#scheduleAll();
      }),
    ];
    this.#scheduleAll();
  }

  /** What is known of a document; undefined when it is none that is checked, or not yet. */
  get(document: vscode.TextDocument): DocumentFindings | undefined {
    return this.#found.get(document.uri.toString());
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const running of this.#running.values()) running.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  #move({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const known = this.get(document);
    if (known !== undefined) {
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        start: rangeOffset,
        length: rangeLength,
        text,
      }));
      const findings = shiftFindings(known.findings, changes);
      this.#found.set(document.uri.toString(), { ...known, findings });
      this.#changed.fire(document);
    }
    const length = document.offsetAt(new vscode.Position(document.lineCount, 0));
    if (length <= typingLimit) this.#schedule(document, debounceMs);
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    if (!isLinted(document)) {
      this.#forget(document);
      return;
    }
    this.#waiting.set(
      key,
      setTimeout(() => void this.#check(document, key), delay),
    );
  }

  async #check(document: vscode.TextDocument, key: string): Promise<void> {
    this.#waiting.delete(key);
    this.#running.get(key)?.abort();
    const input = lintInputOf(document);
    if (document.isClosed || input === null) return;
    const controller = new AbortController();
    this.#running.set(key, controller);
    const { version } = document;
    try {
      const { findings, minimum, score, warnings } = await this.#engine.lint(input, controller.signal);
      this.#tell(warnings);
      if (document.isClosed || document.version !== version || !isLinted(document)) return;
      this.#found.set(key, { document, version, findings, score, minimum });
      this.#changed.fire(document);
    } catch (error) {
      if (!isAbort(error)) this.#log.warn(`lint: ${describeError(error)}`);
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }

  /** Says once what is wrong with the settings. */
  #tell(warnings: readonly string[]): void {
    for (const warning of warnings) {
      if (this.#told.has(warning)) continue;
      this.#told.add(warning);
      this.#log.warn(warning);
      void vscode.window.showWarningMessage(warning);
    }
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#running.get(key)?.abort();
    if (this.#found.delete(key)) this.#changed.fire(document);
  }
}
