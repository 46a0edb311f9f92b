import type Anthropic from '@anthropic-ai/sdk';
import type {
  MessageCreateParamsStreaming,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages';
import type { Completion, CompletionRequest, FinishReason } from '../../core/model/completion.ts';
import type { LanguageModel, ModelInfo } from '../../core/model/languageModel.ts';
import { woken } from '../../core/model/woken.ts';
import { bodyKindOf, count, type Gathered, nothingGathered, Progress } from '../answer.ts';
import type { Endpoint } from '../endpoint.ts';
import { failureOfNetwork } from '../failureOfNetwork.ts';
import { failureInBody, failureOfStatus, garbled, vendorErrorOf } from '../failureOfStatus.ts';
import { finishInBackground } from '../finishInBackground.ts';
import { healthOf } from '../healthOf.ts';
import { LearnedLimits } from '../learnedLimits.ts';
import { withNearest } from '../nearestModels.ts';

const address = 'https://api.anthropic.com';
const ownModel = 'claude-sonnet-5-5';
/** A count is worth no longer wait: where a request failed, the next provider waits for it. Milliseconds. */
const countLimit = 1500;

/** Anthropic's Messages API, by its own SDK, which is loaded with the first call. The first system message is marked for the vendor's cache. */
export function anthropicModel(endpoint: Endpoint): LanguageModel {
  const adapter = new AnthropicAdapter(endpoint);
  return {
    id: endpoint.id,
    kind: 'anthropic',
    local: false,
    defaultModel: endpoint.defaultModel ?? ownModel,
    countInput: (request) => adapter.countInput(request),
    complete: (request, signal) => adapter.complete(request, signal),
    listModels: (signal) => adapter.listModels(signal),
    health: (signal) => healthOf((limited) => adapter.listModels(limited), endpoint.pace, signal),
  };
}

class AnthropicAdapter {
  readonly #endpoint: Endpoint;
  readonly #learned: LearnedLimits;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#learned = new LearnedLimits(endpoint.baseUrl ?? address, endpoint.learned ?? null);
  }

  async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
    const model = request.model ?? this.#endpoint.defaultModel ?? ownModel;
    const [client] = await Promise.all([this.#client(signal), this.#learned.ready()]);
    const progress = new Progress(request, this.#endpoint);
    for (;;) {
      try {
        const body = this.#learned.apply(model, bodyOf(request, model));
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
      throw await this.#failure(error, null, client, signal);
    }
  }

  /** https://platform.claude.com/docs/en/build-with-claude/token-counting: free of charge, with limits of its own. */
  async countInput(request: CompletionRequest): Promise<number | null> {
    const model = request.model ?? this.#endpoint.defaultModel ?? ownModel;
    const { messages, system } = bodyOf(request, model);
    const signal = AbortSignal.timeout(countLimit);
    try {
      const client = await this.#client(signal);
      const { input_tokens: tokens } = await client.messages.countTokens(
        { model, messages, ...(system !== undefined && { system }) },
        { signal },
      );
      return count(tokens);
    } catch {
      return null; // an estimate does as well
    }
  }

  async #client(signal: AbortSignal): Promise<Anthropic> {
    const [{ default: Client }, key] = await Promise.all([
      import('@anthropic-ai/sdk'),
      this.#endpoint.key(signal),
    ]);
    const { baseUrl, fetch, headers } = this.#endpoint;
    return new Client({
      apiKey: key ?? 'none',
      // Null, not undefined: otherwise the SDK reads the environment, which is not ours to read.
      authToken: null,
      baseURL: baseUrl ?? address,
      // The key goes where the API's pages and every gateway in front of it look for it; by itself the SDK writes it into Authorization.
      defaultHeaders: { Authorization: null, ...(key !== null && { 'X-Api-Key': key }), ...headers },
      maxRetries: 0,
      // Our own limits end an attempt.
      timeout: 2_000_000_000,
      logLevel: 'off',
      fetch,
    });
  }

  async #ask(
    client: Anthropic,
    body: MessageCreateParamsStreaming,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Gathered> {
    const closing = new AbortController();
    const close = (): void => closing.abort(woken);
    try {
      const response = await client.messages
        .create(body, { signal: AbortSignal.any([signal, closing.signal]) })
        .asResponse();
      if (bodyKindOf(response, this.#endpoint.name) === 'json')
        throw failureInBody(this.#endpoint.name, await response.text(), response.headers);
      const { Stream } = await import('@anthropic-ai/sdk/streaming');
      const stream = Stream.fromSSEResponse<RawMessageStreamEvent>(response, new AbortController(), client);
      const events = stream[Symbol.asyncIterator]();
      const gathered = await read(events, progress);
      finishInBackground(events, this.#endpoint.pace, close);
      return gathered;
    } catch (error) {
      close();
      throw error;
    }
  }

  async #failure(
    error: unknown,
    model: string | null,
    client: Anthropic,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { name } = this.#endpoint;
    const { APIError } = await import('@anthropic-ai/sdk');
    if (error instanceof APIError && typeof error.status === 'number') {
      const body = JSON.stringify(error.error ?? { error: { message: error.message } });
      const headers = (error.headers as Headers | undefined) ?? new Headers();
      const { status } = error;
      const failure = failureOfStatus({ name, status, headers, body, model, now: Date.now() });
      if (model === null) return failure;
      return withNearest(failure, model, (limited) => modelsOf(client, limited), this.#endpoint.pace, signal);
    }
    if (error instanceof APIError && error.error !== undefined && error.cause === undefined)
      return failureInBody(name, JSON.stringify(error.error), new Headers());
    if (error instanceof SyntaxError) return garbled(name);
    const { host } = new URL(this.#endpoint.baseUrl ?? address);
    return failureOfNetwork(error, { name, host, startHint: null });
  }
}

function bodyOf(request: CompletionRequest, model: string): MessageCreateParamsStreaming {
  const { maxTokens, messages, schema, stop } = request;
  const system = messages.filter(({ role }) => role === 'system');
  return {
    model,
    max_tokens: maxTokens,
    // No temperature: the vendor's API has dropped it (SDK 1.0), and its newer models refuse it.
    stream: true,
    ...(system.length > 0 && {
      system: system.map(({ content }, index) => ({
        type: 'text' as const,
        text: content,
        ...(index === 0 && { cache_control: { type: 'ephemeral' as const } }),
      })),
    }),
    messages: messages.flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, content }])),
    ...(stop.length > 0 && { stop_sequences: [...stop] }),
    ...(schema !== null && {
      output_config: { format: { type: 'json_schema' as const, schema: { ...schema.schema } } },
    }),
  };
}

async function read(events: AsyncIterator<RawMessageStreamEvent>, progress: Progress): Promise<Gathered> {
  const gathered: { -readonly [Key in keyof Gathered]: Gathered[Key] } = { ...nothingGathered };
  for (;;) {
    const { done, value: event } = await events.next();
    if (done === true) return gathered;
    switch (event.type) {
      case 'message_start':
        gathered.model = event.message.model;
        Object.assign(gathered, inputOf(event.message.usage));
        break;
      case 'content_block_delta':
        if (event.delta.type === 'text_delta') {
          gathered.text += event.delta.text;
          progress.text(gathered.text);
        } else progress.thought();
        break;
      case 'message_delta':
        gathered.outputTokens = count(event.usage?.output_tokens) ?? gathered.outputTokens;
        gathered.finishReason = finishReasonOf(event.delta.stop_reason) ?? gathered.finishReason;
        // Nothing of the answer comes after its reason to stop, so that nobody need wait for the end mark.
        if (gathered.finishReason !== null) return gathered;
        break;
      default:
        break;
    }
  }
}

/** Anthropic counts what its cache held apart from the input; here it is part of it. */
function inputOf(usage: Anthropic.Usage | undefined): Partial<Gathered> {
  const fresh = count(usage?.input_tokens);
  const cached = count(usage?.cache_read_input_tokens);
  const written = count(usage?.cache_creation_input_tokens);
  return {
    inputTokens: fresh === null ? null : fresh + (cached ?? 0) + (written ?? 0),
    cachedInputTokens: cached,
    cacheWriteTokens: written,
  };
}

function finishReasonOf(reason: Anthropic.StopReason | null): FinishReason | null {
  switch (reason) {
    case null:
      return null;
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'refusal':
      return 'refused';
    default:
      return 'stop';
  }
}

/** The parameter that a model refuses: Anthropic names it in the message, in front of a colon. */
function refusedParameter(error: unknown): string | null {
  if (!(error instanceof Error) || !('status' in error) || error.status !== 400 || !('error' in error))
    return null;
  const { message } = vendorErrorOf(JSON.stringify(error.error));
  return /\b(temperature|stop_sequences|output_config|output_format)\b/.exec(message)?.[1] ?? null;
}

async function modelsOf(client: Anthropic, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const models: ModelInfo[] = [];
  for await (const model of client.models.list({ limit: 1000 }, { signal }))
    models.push({
      id: model.id,
      name: model.display_name,
      contextTokens: null,
      inputPrice: null,
      outputPrice: null,
      sizeBytes: null,
    });
  return models;
}
