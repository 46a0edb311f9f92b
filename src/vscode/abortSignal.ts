import type { CancellationToken, Disposable } from 'vscode';

/**
 * The one bridge from VS Code's cancellation to the platform's. Returns a signal that aborts when the token is cancelled
 * (at once when it already is); dispose it when the work is over, so that a long-lived token keeps no listener.
 */
export function abortSignalOf(token: CancellationToken): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  return { signal: controller.signal, dispose: () => void subscription.dispose() };
}
