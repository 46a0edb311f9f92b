import * as vscode from 'vscode';
import type { ScoreExplanation } from '../../core/score/explanation.ts';
import type { Score } from '../../core/score/score.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { contextFolderFor } from '../contextFolder.ts';
import { promptKindOf } from '../promptDocument.ts';
import { describeError } from '../showError.ts';
import { isAbort } from '../../core/errors.ts';

/** Waits for a pause in typing of this length before a document is scored again. */
const debounceMs = 400;

/** Above this length (code units) a document is scored when it is opened and saved, but not while it is typed in. */
const typingLimit = 200_000;

/** A score and the text version it was made from. */
export interface DocumentScore {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly score: Score;
  /** What the score rests on. */
  readonly explanation: ScoreExplanation;
}

/**
 * Keeps a current score for every open prompt file. A newer version of the text cancels the scoring of an older one, and a
 * result for a version that is no longer current is dropped.
 */
export class DocumentScores implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #log: vscode.LogOutputChannel;
  readonly #scores = new Map<string, DocumentScore>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #running = new Map<string, AbortController>();
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #subscriptions: vscode.Disposable[];

  /** Fires when a document's score is new or gone. */
  readonly onDidChange = this.#changed.event;

  constructor(engine: Engine, log: vscode.LogOutputChannel) {
    this.#engine = engine;
    this.#log = log;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && documentLength(document) <= typingLimit) this.#schedule(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('whetstone.score')) this.#scheduleAll();
      }),
    ];
    this.#scheduleAll();
  }

  /** The newest score of a document, possibly of a slightly older text; undefined when there is none. */
  get(document: vscode.TextDocument): DocumentScore | undefined {
    return this.#scores.get(document.uri.toString());
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const running of this.#running.values()) running.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document);
  }

  #schedule(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    if (!isScored(document)) {
      this.#forget(document);
      return;
    }
    this.#waiting.set(
      key,
      setTimeout(() => void this.#score(document, key), debounceMs),
    );
  }

  async #score(document: vscode.TextDocument, key: string): Promise<void> {
    this.#waiting.delete(key);
    this.#running.get(key)?.abort();
    if (document.isClosed) return;
    const controller = new AbortController();
    this.#running.set(key, controller);
    const { version } = document;
    const kind = promptKindOf(document);
    try {
      const explanation = await this.#engine.explain(
        {
          text: document.getText(),
          path: document.uri.path,
          ...(kind !== null && { kind }),
          root: contextFolderFor(document.uri).root,
        },
        controller.signal,
      );
      if (document.isClosed || document.version !== version) return;
      this.#scores.set(key, { document, version, score: explanation.score, explanation });
      this.#changed.fire(document);
    } catch (error) {
      if (!isAbort(error)) this.#log.warn(`score: ${describeError(error)}`);
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#running.get(key)?.abort();
    if (this.#scores.delete(key)) this.#changed.fire(document);
  }
}

function isScored(document: vscode.TextDocument): boolean {
  return (
    promptKindOf(document) !== null &&
    vscode.workspace.getConfiguration('whetstone', document.uri).get('score.enabled', true)
  );
}

/** Length in code units without copying the text. */
function documentLength(document: vscode.TextDocument): number {
  return document.offsetAt(new vscode.Position(document.lineCount, 0));
}
