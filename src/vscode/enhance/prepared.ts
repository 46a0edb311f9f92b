import * as vscode from 'vscode';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { isAbort } from '../../core/errors.ts';
import { promptKindOf } from '../promptDocument.ts';
import { describeError } from '../showError.ts';
import type { EnhanceDependencies } from './register.ts';
import { enhancementScheme } from './session.ts';
import { documentOrigin, type Origin } from './source.ts';

/** Prompts below this are worth an offer when the user has set no minimum: the bands "poor" and "fair". */
const goodFrom = 51;

interface Prepared {
  readonly origin: Origin;
  readonly enhancement: Enhancement;
}

/**
 * `whetstone.enhancement.auto`: when a prompt file is saved that scores too low, an enhancement is made in the background and offered in a line
 * above the text. Nothing is applied, and nothing is shown when it cannot be made; the log says why. Off unless the user turns it on.
 */
export class PreparedEnhancements implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #dependencies: EnhanceDependencies;
  readonly #prepared = new Map<string, Prepared>();
  readonly #running = new Map<string, AbortController>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(dependencies: EnhanceDependencies) {
    this.#dependencies = dependencies;
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument((document) => void this.#prepare(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#forget(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const ready = this.#prepared.get(document.uri.toString());
    if (ready?.origin.text !== document.getText()) return [];
    const { originalScore, enhancedScore } = ready.enhancement;
    const lens = new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
      title: vscode.l10n.t(
        'A better version is ready ({0} -> {1}) - Show',
        originalScore.total,
        enhancedScore.total,
      ),
      command: 'whetstone.showPreparedEnhancement',
      arguments: [document.uri],
    });
    return [lens];
  }

  /** Opens the diff of what was made for a document; undefined when there is nothing (any more). */
  async show(uri: vscode.Uri): Promise<Enhancement | undefined> {
    const ready = this.#prepared.get(uri.toString());
    if (ready === undefined) return undefined;
    this.#forget(uri);
    const { showPrepared } = await import('./enhanceOrigin.ts');
    await showPrepared(this.#dependencies, ready.origin, ready.enhancement);
    return ready.enhancement;
  }

  dispose(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #prepare(document: vscode.TextDocument): Promise<void> {
    if (document.uri.scheme === enhancementScheme || promptKindOf(document) === null) return;
    const settings = vscode.workspace.getConfiguration('whetstone', document.uri);
    if (!settings.get('enhancement.auto', false) || !settings.get('enhancement.enabled', true)) return;
    this.#forget(document.uri);
    const origin = documentOrigin(document, undefined);
    if (origin.text.trim() === '') return;
    const key = document.uri.toString();
    const controller = new AbortController();
    this.#running.set(key, controller);
    try {
      const least = settings.get('score.minimum', 0);
      const { prepareOrigin } = await import('./enhanceOrigin.ts');
      const enhancement = await prepareOrigin(
        this.#dependencies,
        origin,
        least > 0 ? least : goodFrom,
        controller.signal,
      );
      if (enhancement === undefined || document.getText() !== origin.text) return;
      this.#prepared.set(key, { origin, enhancement });
      this.#changed.fire();
    } catch (error) {
      if (!isAbort(error))
        this.#dependencies.log.info(`enhancement in the background: ${describeError(error)}`);
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#running.get(key)?.abort();
    this.#running.delete(key);
    if (this.#prepared.delete(key)) this.#changed.fire();
  }
}
