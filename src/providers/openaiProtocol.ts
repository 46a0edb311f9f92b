import type OpenAI from 'openai';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions';
import type { Completion, CompletionRequest } from '../core/model/completion.ts';
import type { Health, ModelInfo } from '../core/model/languageModel.ts';
import { woken } from '../core/model/woken.ts';
import { bodyKindOf, type Gathered, nothingGathered, Progress } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { failureOfNetwork } from './failureOfNetwork.ts';
import { failureInBody, failureOfStatus, garbled } from './failureOfStatus.ts';
import { finishInBackground } from './finishInBackground.ts';
import { healthOf } from './healthOf.ts';
import { LearnedLimits } from './learnedLimits.ts';
import { withNearest } from './nearestModels.ts';
import { finishReasonOf, modelsOf, parsed, refusedParameter, usageOf, withRefusal } from './openaiShapes.ts';

/** What differs between the vendors that speak OpenAI's protocol. */
export interface Dialect {
  readonly baseUrl: string;
  readonly defaultModel: string;
  /** Sent where the user's own headers do not say otherwise. */
  readonly headers: Readonly<Record<string, string>>;
  /** Added to the body of every request. */
  readonly extraBody: Readonly<Record<string, unknown>>;
  /** What to do when nobody listens at the address. */
  readonly startHint: string | null;
  /** What tells whether the key is good, where the list of models needs none; null = the list. */
  readonly keyPath: string | null;
}

/** Reasoning as OpenRouter, vLLM and DeepSeek stream it. */
type ThinkingDelta = ChatCompletionChunk.Choice.Delta & {
  readonly reasoning?: unknown;
  readonly reasoning_content?: unknown;
};

/** Milliseconds that usage may come after the last word; then the answer counts without it. */
const usageGraceMs = 250;

/** One connection to a vendor that speaks OpenAI's chat protocol. The SDK is loaded with the first call. */
export class OpenAiProtocol {
  readonly #endpoint: Endpoint;
  readonly #dialect: Dialect;
  readonly #learned: LearnedLimits;

  constructor(endpoint: Endpoint, dialect: Dialect) {
    this.#endpoint = endpoint;
    this.#dialect = dialect;
    this.#learned = new LearnedLimits(endpoint.baseUrl ?? dialect.baseUrl, endpoint.learned ?? null);
  }

  /** One attempt, streamed on the wire, so that a cut answer is noticed. */
  async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
    const model = request.model ?? this.#endpoint.defaultModel ?? this.#dialect.defaultModel;
    const [client] = await Promise.all([this.#client(signal), this.#learned.ready()]);
    const progress = new Progress(request, this.#endpoint);
    for (;;) {
      try {
        const body = this.#learned.apply(model, this.#bodyOf(request, model));
        const gathered = await this.#ask(client, body, progress, signal);
        return progress.completion(gathered, this.#learned.notes(model));
      } catch (error) {
        signal.throwIfAborted();
        if (await this.#learned.learn(model, refusedParameter(error))) continue;
        throw await this.#failure(error, model, client, signal);
      }
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const client = await this.#client(signal);
    try {
      return await modelsOf(client, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw await this.#failure(error, null, null, signal);
    }
  }

  health(signal: AbortSignal): Promise<Health> {
    const { keyPath } = this.#dialect;
    const call = (limited: AbortSignal): Promise<unknown> =>
      keyPath === null ? this.listModels(limited) : this.#askFor(keyPath, limited);
    return healthOf(call, this.#endpoint.pace, signal);
  }

  async #askFor(path: string, signal: AbortSignal): Promise<unknown> {
    const client = await this.#client(signal);
    try {
      return await client.get(path, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw await this.#failure(error, null, null, signal);
    }
  }

  async #client(signal: AbortSignal): Promise<OpenAI> {
    const [{ default: Client }, key] = await Promise.all([import('openai'), this.#endpoint.key(signal)]);
    const { baseUrl, fetch, headers } = this.#endpoint;
    return new Client({
      // Local servers take no key, and the SDK insists on one.
      apiKey: key ?? 'none',
      // Null, not undefined: otherwise the SDK reads the environment, which is not ours to read.
      organization: null,
      project: null,
      baseURL: baseUrl ?? this.#dialect.baseUrl,
      defaultHeaders: { ...(key === null && { Authorization: null }), ...this.#dialect.headers, ...headers },
      maxRetries: 0,
      // Our own limits end an attempt.
      timeout: 2_000_000_000,
      logLevel: 'off',
      fetch,
    });
  }

  #bodyOf(request: CompletionRequest, model: string): ChatCompletionCreateParamsStreaming {
    const { messages, maxTokens, temperature, stop, schema } = request;
    return {
      model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: maxTokens,
      temperature,
      ...(stop.length > 0 && { stop: [...stop] }),
      ...(schema !== null && {
        response_format: {
          type: 'json_schema',
          json_schema: { name: schema.name, schema: { ...schema.schema }, strict: false },
        },
      }),
      ...this.#dialect.extraBody,
    };
  }

  async #ask(
    client: OpenAI,
    body: ChatCompletionCreateParamsStreaming,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Gathered> {
    const closing = new AbortController();
    const close = (): void => closing.abort(woken);
    try {
      const response = await client.chat.completions
        .create(body, { signal: AbortSignal.any([signal, closing.signal]) })
        .asResponse();
      if (bodyKindOf(response, this.#endpoint.name) === 'json') return await this.#whole(response, progress);
      const { Stream } = await import('openai/streaming');
      const stream = Stream.fromSSEResponse<ChatCompletionChunk>(response, new AbortController(), client);
      const chunks = stream[Symbol.asyncIterator]();
      const gathered = await this.#read(chunks, progress);
      finishInBackground(chunks, this.#endpoint.pace, close);
      return gathered;
    } catch (error) {
      close();
      throw error;
    }
  }

  /** An answer in one piece, from a server that does not stream. */
  async #whole(response: Response, progress: Progress): Promise<Gathered> {
    const { name } = this.#endpoint;
    const text = await response.text();
    const value = parsed(text) as (ChatCompletion & { error?: unknown }) | null;
    if (value === null || value.error !== undefined || !Array.isArray(value.choices))
      throw failureInBody(name, text, response.headers);
    const [choice] = value.choices;
    const content = choice?.message.content ?? '';
    if (content !== '') progress.text(content);
    return {
      ...nothingGathered,
      text: content,
      model: value.model ?? null,
      finishReason: finishReasonOf(choice?.finish_reason, choice?.message.refusal),
      ...usageOf(value.usage),
    };
  }

  async #read(chunks: AsyncIterator<ChatCompletionChunk>, progress: Progress): Promise<Gathered> {
    const gathered: { -readonly [Key in keyof Gathered]: Gathered[Key] } = { ...nothingGathered };
    let refusal = '';
    for (;;) {
      const next = await this.#next(chunks, gathered);
      if (next === null || next.done === true) break;
      const chunk = next.value;
      // Compatible servers leave out what OpenAI always sends.
      const choice = chunk.choices?.[0];
      const delta: ThinkingDelta | undefined = choice?.delta;
      refusal += delta?.refusal ?? '';
      gathered.model = chunk.model ?? gathered.model;
      gathered.finishReason = finishReasonOf(choice?.finish_reason, null) ?? gathered.finishReason;
      if (chunk.usage !== undefined && chunk.usage !== null) Object.assign(gathered, usageOf(chunk.usage));
      const piece = delta?.content ?? '';
      if (piece !== '') {
        gathered.text += piece;
        progress.text(gathered.text);
      } else if (delta?.reasoning !== undefined || delta?.reasoning_content !== undefined) progress.thought();
      if (gathered.finishReason !== null && gathered.inputTokens !== null) break;
    }
    return withRefusal(gathered, refusal);
  }

  /** The next event. After the last word only usage is worth a short wait: a stream may lack its end mark. */
  #next(
    chunks: AsyncIterator<ChatCompletionChunk>,
    { finishReason }: Gathered,
  ): Promise<IteratorResult<ChatCompletionChunk> | null> {
    if (finishReason === null) return chunks.next();
    const done = new AbortController();
    const grace = this.#endpoint.pace.sleep(usageGraceMs, done.signal).then(
      () => null,
      () => null,
    );
    const next = chunks.next().then(
      (result) => result,
      () => null, // the answer is whole: what breaks after it costs only the count of its tokens
    );
    return Promise.race([next, grace]).finally(() => done.abort(woken));
  }

  async #failure(
    error: unknown,
    model: string | null,
    client: OpenAI | null,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { name } = this.#endpoint;
    const { APIError } = await import('openai');
    if (error instanceof APIError && typeof error.status === 'number') {
      const body = JSON.stringify({ error: error.error ?? error.message });
      const headers = (error.headers as Headers | undefined) ?? new Headers();
      const failure = failureOfStatus({ name, status: error.status, headers, body, model, now: Date.now() });
      if (client === null || model === null) return failure;
      return withNearest(failure, model, (limited) => modelsOf(client, limited), this.#endpoint.pace, signal);
    }
    // An error inside a stream has no status of its own.
    if (error instanceof APIError && error.error !== undefined && error.cause === undefined)
      return failureInBody(name, JSON.stringify({ error: error.error }), new Headers());
    if (error instanceof SyntaxError) return garbled(name);
    return failureOfNetwork(error, {
      name,
      host: new URL(this.#endpoint.baseUrl ?? this.#dialect.baseUrl).host,
      startHint: this.#dialect.startHint,
    });
  }
}
