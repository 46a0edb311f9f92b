import * as vscode from 'vscode';
import { isAbort, WhetstoneError } from '../core/errors.ts';
import { AttemptError } from '../core/model/attemptError.ts';
import type { Completion, CompletionRequest } from '../core/model/completion.ts';
import type { Health, ModelInfo } from '../core/model/languageModel.ts';

/** Id of the connection. */
const provider = 'vscode-lm';

/**
 * One attempt at a model that another extension offers through VS Code. A model is named by its id or family; null takes the first on offer. The
 * interface has no system messages, no limits and no token counts: instructions go first as a message of the user's, and counts stay unknown.
 */
export async function completeInEditor(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
  const started = performance.now();
  const model = await modelNamed(request.model);
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = (): void => cancellation.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  let text = '';
  let first: number | null = null;
  try {
    signal.throwIfAborted();
    const response = await model.sendRequest(
      messagesOf(request),
      { justification: vscode.l10n.t('Whetstone asks this model to improve your prompt.') },
      cancellation.token,
    );
    for await (const part of response.stream) {
      signal.throwIfAborted();
      if (part instanceof vscode.LanguageModelTextPart) {
        text += part.value;
        if (part.value !== '') first ??= performance.now();
        request.onText?.(text);
      } else request.onThought?.();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, model.name);
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
  signal.throwIfAborted();
  if (text.trim() === '')
    throw new AttemptError(
      'provider-invalid-response',
      vscode.l10n.t('{0} answered with nothing.', model.name),
      vscode.l10n.t('Try again, or use another model.'),
      { retryable: true },
    );
  return {
    text,
    provider,
    model: model.id,
    finishReason: 'stop',
    inputTokens: null,
    outputTokens: null,
    cachedInputTokens: null,
    costUsd: null,
    latencyMs: Math.round(performance.now() - started),
    firstTokenMs: first === null ? null : Math.round(first - started),
    cached: false,
    stale: false,
    ageMs: null,
    fallbackFrom: null,
    notes: [],
  };
}

/** What other extensions offer now. */
export async function listEditorModels(): Promise<readonly ModelInfo[]> {
  const models = await vscode.lm.selectChatModels();
  return models.map(({ id, maxInputTokens, name, vendor }) => ({
    id,
    name: `${name} (${vendor})`,
    contextTokens: maxInputTokens,
    inputPrice: null,
    outputPrice: null,
    sizeBytes: null,
  }));
}

/** Whether there is a model. Asks none, since that would use up the user's quota. */
export async function editorHealth(): Promise<Health> {
  const started = performance.now();
  try {
    await modelNamed(null);
    return { healthy: true, latencyMs: Math.round(performance.now() - started), error: null };
  } catch (error) {
    if (!(error instanceof WhetstoneError)) throw error;
    const latencyMs = Math.round(performance.now() - started);
    return { healthy: false, latencyMs, error: `${error.message} ${error.hint}` };
  }
}

async function modelNamed(name: string | null): Promise<vscode.LanguageModelChat> {
  const models = await vscode.lm.selectChatModels();
  const found =
    name === null
      ? models[0]
      : models.find(({ family, id, version }) => [id, family, version].includes(name));
  if (found !== undefined) return found;
  if (models.length === 0)
    throw new AttemptError(
      'model-not-found',
      vscode.l10n.t('No extension offers a language model in this editor.'),
      vscode.l10n.t('Sign in to GitHub Copilot, or use another provider.'),
      { retryable: false },
    );
  throw new AttemptError(
    'model-not-found',
    vscode.l10n.t('The model "{0}" is not on offer in this editor.', name ?? ''),
    vscode.l10n.t(
      'Choose one of {0}.',
      models
        .slice(0, 5)
        .map(({ id }) => id)
        .join(', '),
    ),
    { retryable: false },
  );
}

function messagesOf({ messages, schema }: CompletionRequest): vscode.LanguageModelChatMessage[] {
  const given = messages.map(({ content, role }) =>
    role === 'assistant'
      ? vscode.LanguageModelChatMessage.Assistant(content)
      : vscode.LanguageModelChatMessage.User(content),
  );
  if (schema === null) return given;
  const form = `Answer with JSON only, of this schema:\n${JSON.stringify(schema.schema)}`;
  return [...given, vscode.LanguageModelChatMessage.User(form)];
}

/** What VS Code's errors mean. Nothing of their text goes on, since it comes from another extension. */
function failureOf(error: unknown, name: string): Error {
  if (error instanceof AttemptError || isAbort(error)) return error as Error;
  const code = error instanceof vscode.LanguageModelError ? error.code : null;
  const cause = new Error(code ?? (error instanceof Error ? error.name : typeof error));
  switch (code) {
    case vscode.LanguageModelError.NoPermissions.name:
      return new AttemptError(
        'unauthorized',
        vscode.l10n.t('Whetstone is not allowed to use {0}.', name),
        vscode.l10n.t('Allow it when VS Code asks, or use another provider.'),
        { retryable: false, cause },
      );
    case vscode.LanguageModelError.Blocked.name:
      return new AttemptError(
        'provider-rate-limited',
        vscode.l10n.t('{0} takes no more requests of yours at the moment.', name),
        vscode.l10n.t('Wait until its quota is renewed, or use another provider.'),
        { retryable: false, cause },
      );
    case vscode.LanguageModelError.NotFound.name:
      return new AttemptError(
        'model-not-found',
        vscode.l10n.t('{0} is not on offer any more.', name),
        vscode.l10n.t('Choose another model.'),
        { retryable: false, cause },
      );
    default:
      return new AttemptError(
        'provider-unavailable',
        vscode.l10n.t('{0} failed.', name),
        vscode.l10n.t('Try again in a minute, or use another provider.'),
        { retryable: true, cause },
      );
  }
}
