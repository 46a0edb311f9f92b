import * as vscode from 'vscode';
import type { EngineProgress, LocalRun } from '../../node/engine/engine.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { setDocumentsContext } from '../contextPaths.ts';
import type { Origin } from './source.ts';

/**
 * The enhancements under way. One at a time per document (or text): a second start cancels the first, whose promise then rejects with
 * its abort. The context key `whetstone.runningIn` lists the documents, so that their button can offer to cancel.
 */
export class EnhancementRuns {
  readonly #running = new Map<string, AbortController>();
  readonly #documents = new Set<string>();

  /** Runs `work` with progress in words that the user can cancel; `token` cancels it too. */
  async run<T>(
    { source, text }: Pick<Origin, 'source' | 'text'>,
    token: vscode.CancellationToken | undefined,
    work: (report: (progress: EngineProgress) => void, signal: AbortSignal, cancel: () => void) => Promise<T>,
  ): Promise<T> {
    const key = source.type === 'document' ? source.uri : `${source.type}:${text}`;
    this.#running.get(key)?.abort();
    const controller = new AbortController();
    this.#running.set(key, controller);
    if (source.type === 'document') this.#documents.add(key);
    this.#announce();
    const outer = token === undefined ? undefined : abortSignalOf(token);
    outer?.signal.addEventListener('abort', () => controller.abort(), { once: true });
    if (outer?.signal.aborted === true) controller.abort();
    try {
      return await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Enhancing the prompt'),
          cancellable: true,
        },
        (progress, button) => {
          button.onCancellationRequested(() => controller.abort());
          return work(
            (step) => progress.report({ message: describeProgress(step) }),
            controller.signal,
            () => controller.abort(),
          );
        },
      );
    } finally {
      outer?.dispose();
      if (this.#running.get(key) === controller) {
        this.#running.delete(key);
        this.#documents.delete(key);
      }
      this.#announce();
    }
  }

  /** Cancels what is under way for a document, or everything; returns whether there was anything. */
  cancel(uri: vscode.Uri | undefined): boolean {
    const chosen =
      uri === undefined ? [...this.#running.values()] : [this.#running.get(uri.toString())].filter(isDefined);
    for (const controller of chosen) controller.abort();
    return chosen.length > 0;
  }

  #announce(): void {
    void vscode.commands.executeCommand('setContext', 'whetstone.running', this.#running.size > 0);
    setDocumentsContext('runningIn', this.#documents.values());
  }
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function describeProgress(progress: EngineProgress): string {
  switch (progress.step) {
    case 'reading':
      return progress.files === null
        ? vscode.l10n.t('Reading the folder…')
        : vscode.l10n.t('Reading {0} files…', progress.files);
    case 'asking':
      return progress.takes === undefined
        ? vscode.l10n.t('Asking {0}…', progress.model)
        : askingHere(progress.model, progress.takes);
    case 'writing':
      return vscode.l10n.t('Writing, {0} words so far…', progress.text.match(/\S+/g)?.length ?? 0);
    case 'rejected':
      return vscode.l10n.t('That answer did not pass the checks. Looking for a better one…');
    case 'downloading':
      return vscode.l10n.t('Downloading the model…');
    case 'linting':
    case 'templates':
    case 'checking':
      return vscode.l10n.t('Checking…');
  }
}

function askingHere(name: string, { measured, memoryGb, model, seconds }: LocalRun): string {
  return measured
    ? vscode.l10n.t(
        'Asking {0}: {1} takes about {2} GB of memory and took about {3} s here.',
        name,
        model,
        memoryGb,
        seconds,
      )
    : vscode.l10n.t(
        'Asking {0}: {1} takes about {2} GB of memory and {3} s on usual hardware.',
        name,
        model,
        memoryGb,
        seconds,
      );
}
