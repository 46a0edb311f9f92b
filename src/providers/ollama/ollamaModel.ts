import type { ChatRequest, ChatResponse, Ollama } from 'ollama';
import { AttemptError } from '../../core/model/attemptError.ts';
import type { Completion, CompletionRequest } from '../../core/model/completion.ts';
import type { LanguageModel, ModelInfo } from '../../core/model/languageModel.ts';
import { woken } from '../../core/model/woken.ts';
import { bodyKindOf, count, type Gathered, nothingGathered, Progress } from '../answer.ts';
import type { Endpoint } from '../endpoint.ts';
import { failureOfNetwork } from '../failureOfNetwork.ts';
import { failureOfStatus, garbled } from '../failureOfStatus.ts';
import { finishInBackground } from '../finishInBackground.ts';
import { healthOf } from '../healthOf.ts';
import { withNearest } from '../nearestModels.ts';
import { wholeLines } from './wholeLines.ts';

const address = 'http://127.0.0.1:11434';
const ownModel = 'llama3';
/** How long the model stays in memory after an answer: a session of work has pauses. */
const keepAlive = '10m';

/** How far the download of a model is. */
export interface PullProgress {
  readonly status: string;
  /** Bytes; null while the size is not known. */
  readonly completed: number | null;
  readonly total: number | null;
}

/** A local model server that can also fetch models. */
export interface OllamaModel extends LanguageModel {
  /** Downloads a model; what has been downloaded stays when it is aborted, and the next pull goes on from there. Throws like `complete`. */
  pull(model: string, onProgress: (progress: PullProgress) => void, signal: AbortSignal): Promise<void>;
}

/** Ollama, by its own library, which is loaded with the first call. */
export function ollamaModel(endpoint: Endpoint): OllamaModel {
  const adapter = new OllamaAdapter(endpoint);
  return {
    id: endpoint.id,
    kind: 'ollama',
    local: true,
    defaultModel: endpoint.defaultModel ?? ownModel,
    complete: (request, signal) => adapter.complete(request, signal),
    listModels: (signal) => adapter.listModels(signal),
    health: (signal) => healthOf((limited) => adapter.listModels(limited), endpoint.pace, signal),
    pull: (model, onProgress, signal) => adapter.pull(model, onProgress, signal),
  };
}

class OllamaAdapter {
  readonly #endpoint: Endpoint;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
    const model = request.model ?? this.#endpoint.defaultModel ?? ownModel;
    const progress = new Progress(request, this.#endpoint);
    return this.#attempt(model, signal, async (client) => {
      const gathered = await read(await client.chat({ ...bodyOf(request, model), stream: true }), progress);
      return progress.completion(gathered, []);
    });
  }

  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    return this.#attempt(null, signal, async (client) => {
      const { models } = await client.list();
      return models.map(({ name, size }) => ({
        id: name,
        name,
        contextTokens: null,
        inputPrice: 0,
        outputPrice: 0,
        sizeBytes: count(size),
      }));
    });
  }

  pull(model: string, onProgress: (progress: PullProgress) => void, signal: AbortSignal): Promise<void> {
    return this.#attempt(model, signal, async (client) => {
      for await (const { status, completed, total } of await client.pull({ model, stream: true }))
        onProgress({ status, completed: count(completed), total: count(total) });
    });
  }

  /** Runs one call with a client of its own, which ends with the signal, and after work that was done as soon as its connection may. */
  async #attempt<Result>(
    model: string | null,
    signal: AbortSignal,
    work: (client: Ollama) => Promise<Result>,
  ): Promise<Result> {
    const { name } = this.#endpoint;
    const closing = new AbortController();
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const close = (): void => closing.abort(woken);
    const client = await this.#client(model, AbortSignal.any([signal, closing.signal]), signal, end);
    try {
      const result = await work(client);
      // The library reads no further than the last word.
      const rest = { next: () => ended.then(() => ({ done: true, value: undefined }) as const) };
      finishInBackground(rest, this.#endpoint.pace, close);
      return result;
    } catch (error) {
      close();
      signal.throwIfAborted();
      if (error instanceof AttemptError && model !== null) {
        const known = (limited: AbortSignal): Promise<readonly ModelInfo[]> => this.listModels(limited);
        throw missing(await withNearest(error, model, known, this.#endpoint.pace, signal), model);
      }
      // The library says with a plain error that a stream broke off or held no JSON.
      if (isPlain(error)) throw garbled(name);
      const { host } = new URL(this.#endpoint.baseUrl ?? address);
      throw failureOfNetwork(error, {
        name,
        host,
        startHint: 'Start it with "ollama serve" or by opening the Ollama app.',
      });
    }
  }

  /** `open` aborts what is under way, `signal` the question for the key; `onEnd` hears that an answer was read to its end. */
  async #client(
    model: string | null,
    open: AbortSignal,
    signal: AbortSignal,
    onEnd: () => void,
  ): Promise<Ollama> {
    const [{ Ollama: Client }, key] = await Promise.all([import('ollama'), this.#endpoint.key(signal)]);
    const { baseUrl, fetch, headers, name } = this.#endpoint;
    return new Client({
      host: baseUrl ?? address,
      headers: { ...(key !== null && { Authorization: `Bearer ${key}` }), ...headers },
      // The library prints what it cannot read, so nothing unreadable is handed to it.
      fetch: async (input, init) => {
        const all = [open, ...(init?.signal === undefined || init.signal === null ? [] : [init.signal])];
        const response = await fetch(input, { ...init, signal: AbortSignal.any(all) });
        if (!response.ok) {
          const { status, headers: answered } = response;
          const body = await response.text();
          throw failureOfStatus({ name, status, headers: answered, body, model, now: Date.now() });
        }
        const kind = bodyKindOf(response, name);
        // Every answer to a question is asked for in lines, whatever a server calls them; only lists are one document.
        if ((kind === 'json' && init?.method !== 'POST') || response.body === null) {
          // Read in one piece.
          onEnd();
          return response;
        }
        return new Response(
          wholeLines(response.body, () => garbled(name), onEnd),
          response,
        );
      },
    });
  }
}

function bodyOf(request: CompletionRequest, model: string): ChatRequest {
  const { maxTokens, messages, schema, stop, temperature } = request;
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    keep_alive: keepAlive,
    options: {
      num_predict: maxTokens,
      num_ctx: windowFor(messages, maxTokens),
      temperature,
      ...(stop.length > 0 && { stop: [...stop] }),
    },
    ...(schema !== null && { format: { ...schema.schema } }),
  };
}

/** Ollama's own window, below which none is asked for, and the largest that is: more takes memory that a usual machine has not. */
const smallestWindow = 4096;
const largestWindow = 32_768;

/**
 * Tokens that question and answer need. Ollama cuts off the beginning of what does not fit, instructions first, without a word; so the window is made
 * large enough, by three characters a token, in steps, since each other size loads the model anew.
 */
function windowFor(messages: CompletionRequest['messages'], maxTokens: number): number {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  const needed = Math.ceil(characters / 3) + maxTokens;
  let window = smallestWindow;
  while (window < needed && window < largestWindow) window *= 2;
  return window;
}

async function read(stream: AsyncIterable<ChatResponse>, progress: Progress): Promise<Gathered> {
  const gathered: { -readonly [Key in keyof Gathered]: Gathered[Key] } = { ...nothingGathered };
  for await (const part of stream) {
    gathered.model = part.model;
    const piece = part.message?.content ?? '';
    if (piece !== '') {
      gathered.text += piece;
      progress.text(gathered.text);
    } else if ((part.message?.thinking ?? '') !== '') progress.thought();
    if (!part.done) continue;
    gathered.finishReason = part.done_reason === 'length' ? 'length' : 'stop';
    gathered.inputTokens = count(part.prompt_eval_count);
    gathered.outputTokens = count(part.eval_count);
    gathered.costUsd = 0;
    return gathered;
  }
  return gathered;
}

/** A model that is not there can be fetched. */
function missing(failure: AttemptError, model: string): AttemptError {
  if (failure.code !== 'model-not-found') return failure;
  return new AttemptError(
    failure.code,
    `The model "${model}" is not on this machine.`,
    `Fetch it with "ollama pull ${model}", or choose another. ${failure.hint.startsWith('Nearest') ? failure.hint : ''}`.trim(),
    { retryable: false, status: failure.status },
  );
}

function isPlain(error: unknown): boolean {
  return error instanceof Error && error.cause === undefined && !('code' in error) && error.name === 'Error';
}
