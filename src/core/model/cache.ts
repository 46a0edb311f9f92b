import { isAbort, WhetstoneError, type ErrorCode } from '../errors.ts';
import type { AnswerCache, KeptAnswer } from './answerCache.ts';
import { cacheText } from './cacheKey.ts';
import type { CacheRules } from './cacheRules.ts';
import type { Completion, CompletionRequest, Middleware, Operation } from './completion.ts';
import { SharedCalls } from './sharedCalls.ts';

export interface CacheDependencies {
  readonly answers: AnswerCache;
  readonly rules: () => CacheRules;
  /** SHA-256 of a text, hex digits. */
  readonly hash: (text: string) => string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** What would answer a request that leaves the provider or its model open: part of what determines the answer. */
  readonly route?: (request: CompletionRequest) => string;
  /** Told when the cache itself failed; the request goes on without it. */
  readonly onTrouble?: (error: unknown) => void;
}

/** The middleware, and the word of those who check answers. */
export interface CachedAnswers {
  readonly middleware: Middleware;
  /** The answer to this request was found good: keep it. Only needed for operations whose answers are verified (`verified`). */
  confirm(requestId: string): Promise<void>;
  /** The answer to this request was found bad: do not keep it, or drop it when it came from here. */
  forget(requestId: string): Promise<void>;
}

/** Operations whose answers are checked by the caller and kept only after `confirm`. */
export const verified: ReadonlySet<Operation> = new Set<Operation>(['enhancement', 'score', 'compression']);

/** Failures that an expired answer is better than: nobody could be reached or would answer. A refusal of our own, or of the question, is none. */
const failures: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unauthorized',
  'payment-required',
  'model-not-found',
  'provider-rate-limited',
  'provider-unavailable',
  'provider-invalid-response',
  'timeout',
  'network',
]);

/** Requests of which the outcome of a check is awaited, or may still come. */
const remembered = 500;

/**
 * Answers from the cache what was answered before. Only complete answers are kept: finished by themselves, from the provider that was meant, JSON where JSON was asked,
 * and verified where the caller verifies. When everything inside failed, an expired answer is served, marked `stale` with its age. A request with
 * `cache: false` asks anew, and what it gets is kept. Requests that ask the same at once share one call.
 */
export function cache(dependencies: CacheDependencies): CachedAnswers {
  const { answers, clock, hash, now, onTrouble, route, rules } = dependencies;
  const calls = new SharedCalls();
  const checks = new Map<string, { readonly key: string; readonly keep: (() => Promise<void>) | null }>();

  const safely = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isAbort(error)) throw error;
      onTrouble?.(error);
      return otherwise;
    }
  };
  const remember = (requestId: string, key: string, keep: (() => Promise<void>) | null): void => {
    checks.delete(requestId);
    checks.set(requestId, { key, keep });
    const [oldest] = checks.keys();
    if (checks.size > remembered && oldest !== undefined) checks.delete(oldest);
  };
  const keepIfGood = (key: string, request: CompletionRequest, completion: Completion): void => {
    if (!isComplete(request, completion)) return;
    const kept = { completion, at: clock() };
    const keep = (): Promise<void> => answers.keep(key, request.operation, kept, rules().maxBytes);
    remember(request.account.requestId, key, verified.has(request.operation) ? keep : null);
    // Nobody need wait until it is written.
    if (!verified.has(request.operation)) void safely(keep, undefined);
  };

  const middleware: Middleware = (next) => async (request, signal) => {
    const { enabled, lifetime } = rules();
    if (!enabled) return next(request, signal);
    const started = now();
    const key = hash(cacheText(request, route?.(request) ?? ''));
    if (!request.cache) {
      const completion = await next(request, signal);
      keepIfGood(key, request, completion);
      return completion;
    }
    const oldest = clock() - lifetime(request.operation);
    const kept = await safely(() => answers.find(key, oldest, signal), null);
    // An answer of the future was kept before the clock was set back; its age is not known.
    if (kept !== null && kept.at >= oldest && kept.at <= clock()) {
      remember(request.account.requestId, key, null);
      return served(kept, clock() - kept.at, false, now() - started);
    }
    try {
      const { completion, joined } = await calls.run(key, request, next, signal);
      keepIfGood(key, request, completion);
      return joined ? { ...completion, ...nothingUsed, cached: true, ageMs: 0 } : completion;
    } catch (error) {
      if (kept === null || !(error instanceof WhetstoneError) || !failures.has(error.code)) throw error;
      remember(request.account.requestId, key, null);
      const age = Math.max(0, clock() - kept.at);
      const old = served(kept, age, true, now() - started);
      return { ...old, notes: [...old.notes, `This answer is ${ageInWords(age)} old. ${error.message}`] };
    }
  };

  return {
    middleware,
    confirm: async (requestId) => {
      const check = checks.get(requestId);
      if (check === undefined || check.keep === null) return;
      checks.set(requestId, { key: check.key, keep: null });
      await safely(check.keep, undefined);
    },
    forget: async (requestId) => {
      const check = checks.get(requestId);
      if (check === undefined) return;
      checks.delete(requestId);
      if (check.keep === null) await safely(() => answers.drop(check.key), undefined);
    },
  };
}

/** A cached answer takes no tokens and costs nothing. */
const nothingUsed = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  costUsd: 0,
} as const;

function served({ completion }: KeptAnswer, ageMs: number, stale: boolean, latencyMs: number): Completion {
  return { ...completion, ...nothingUsed, cached: true, stale, ageMs, latencyMs, firstTokenMs: latencyMs };
}

/** An answer of a fallback is good, but not what the request determines: the provider that was meant answers again when it is back. */
function isComplete({ operation, schema }: CompletionRequest, completion: Completion): boolean {
  if (completion.finishReason !== 'stop' || completion.fallbackFrom !== null || completion.cached)
    return false;
  if (completion.text.trim() === '') return false;
  // Who verifies reads it more leniently, and says whether it is any good.
  return schema === null || verified.has(operation) || isJson(completion.text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // an answer that is no JSON is the caller's to complain about
  }
}

/** `5 minutes`, `3 hours`, `2 days`. */
export function ageInWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.round(hours / 24)} days`;
}
