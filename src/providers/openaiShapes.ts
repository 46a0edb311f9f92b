import type OpenAI from 'openai';
import type { FinishReason } from '../core/model/completion.ts';
import type { ModelInfo } from '../core/model/languageModel.ts';
import { count, type Gathered } from './answer.ts';
import { vendorErrorOf } from './failureOfStatus.ts';

type Counts = Pick<Gathered, 'inputTokens' | 'outputTokens' | 'cachedInputTokens' | 'costUsd'>;

/** Token counts of an answer; OpenRouter says its price as well. */
export function usageOf(usage: unknown): Counts {
  const given = (usage ?? {}) as {
    prompt_tokens?: unknown;
    completion_tokens?: unknown;
    prompt_tokens_details?: { cached_tokens?: unknown } | null;
    cost?: unknown;
  };
  return {
    inputTokens: count(given.prompt_tokens),
    outputTokens: count(given.completion_tokens),
    cachedInputTokens: count(given.prompt_tokens_details?.cached_tokens),
    costUsd: count(given.cost),
  };
}

/** Null while the answer goes on. */
export function finishReasonOf(
  reason: string | null | undefined,
  refusal: string | null | undefined,
): FinishReason | null {
  if (refusal !== null && refusal !== undefined && refusal !== '') return 'refused';
  switch (reason) {
    case null:
    case undefined:
    case '':
      return null;
    case 'length':
      return 'length';
    case 'content_filter':
      return 'refused';
    default:
      return 'stop';
  }
}

/** A refusal comes apart from the text. */
export function withRefusal(gathered: Gathered, refusal: string): Gathered {
  return refusal === '' ? gathered : { ...gathered, text: gathered.text + refusal, finishReason: 'refused' };
}

/** The parameter that a model refuses, null when the error is another one. */
export function refusedParameter(error: unknown): string | null {
  if (!(error instanceof Error) || !('status' in error) || !('error' in error)) return null;
  if (error.status !== 400 && error.status !== 422) return null;
  const { parameter, message } = vendorErrorOf(JSON.stringify({ error: error.error }));
  if (parameter !== null) return parameter;
  return (
    /['"`]?\b(temperature|max_completion_tokens|max_tokens|stop|response_format|stream_options)\b['"`]?/.exec(
      message,
    )?.[1] ?? null
  );
}

/** The vendor's list of models; what lists leave out is null. */
export async function modelsOf(client: OpenAI, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const models: ModelInfo[] = [];
  for await (const model of client.models.list({ signal })) models.push(modelOf(model));
  return models;
}

/** Prices are dollars for one token in OpenRouter's list. */
function modelOf(given: { readonly id: string }): ModelInfo {
  const model = given as {
    readonly id: string;
    readonly name?: unknown;
    readonly context_length?: unknown;
    readonly max_model_len?: unknown;
    readonly pricing?: { readonly prompt?: unknown; readonly completion?: unknown };
  };
  return {
    id: model.id,
    name: typeof model.name === 'string' ? model.name : model.id,
    contextTokens: count(model.context_length) ?? count(model.max_model_len),
    inputPrice: perMillion(model.pricing?.prompt),
    outputPrice: perMillion(model.pricing?.completion),
    sizeBytes: null,
  };
}

function perMillion(price: unknown): number | null {
  const dollars = count(typeof price === 'string' && price.trim() !== '' ? Number(price) : price);
  return dollars === null ? null : Number((dollars * 1_000_000).toPrecision(12));
}

/** JSON, null for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
