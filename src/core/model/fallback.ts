import { type ErrorCode, WhetstoneError } from '../errors.ts';
import { AttemptError } from './attemptError.ts';
import { AwakeClock } from './awakeClock.ts';
import type { Complete, Completion, CompletionRequest } from './completion.ts';
import type { RequestLimits } from './deadlines.ts';
import type { Pace } from './pace.ts';
import { promptly } from './promptly.ts';
import { seconds } from './timeouts.ts';
import { woken } from './woken.ts';

/** A provider that may be asked, with everything around it that concerns it alone. */
export interface Candidate {
  /** Id of the connection. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly local: boolean;
  /** Asked again before every turn: a provider may be turned off while a request is under way. */
  enabled(): boolean;
  /** The model for a request that names none; null leaves the choice to the adapter. */
  readonly chooseModel?: (request: CompletionRequest) => string | null;
  readonly complete: Complete;
}

export interface FallbackOptions {
  /** Every configured provider. */
  readonly candidates: readonly Candidate[];
  /** Ids in the order in which to try them after the preferred one; who is not listed is not tried unless preferred. */
  readonly order: readonly string[];
  /** A request that prefers a model of this machine may go to a vendor. */
  readonly allowCloudFromLocal: boolean;
  /** What one vendor's content policy refused may be put to the next. */
  readonly allowAfterRefusal: boolean;
  readonly limits: RequestLimits;
  readonly pace: Pace;
}

/** The order when nobody says otherwise (design document 003). */
export const defaultOrder: readonly string[] = ['openai', 'anthropic', 'ollama'];

/**
 * Failures after which another provider may do better. Not among them: a prompt that is too long (the caller can make it shorter), and every refusal
 * of our own (guard, limits, budget, switches), which holds for all providers alike.
 */
const travelling: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'config-invalid',
  // One provider that was turned off while the request was under way; what turns off all of them never comes this far.
  'disabled',
  'unauthorized',
  'payment-required',
  'model-not-found',
  'provider-rate-limited',
  'provider-unavailable',
  'provider-invalid-response',
  'timeout',
  'network',
]);

/**
 * Asks the preferred provider, then the others in order, until one answers. The completion says who should have answered and why it did not. When
 * none answers the first failure is the error, because that is the one the user can mend. Never answers by itself.
 *
 * Throws WhetstoneError `disabled` when the preferred provider is turned off and no other may be asked, `config-invalid` when there is none, and
 * `timeout` when the request as a whole takes too long.
 */
export function fallback(options: FallbackOptions): Complete {
  return async (request, signal) => {
    const turns = turnsOf(request, options);
    const clock = new AwakeClock(options.pace);
    const started = clock.now();
    const failures: Failure[] = [];
    let local = false;
    for (const candidate of turns) {
      // Turned off while the ones before it were tried.
      if (!candidate.enabled()) continue;
      local ||= candidate.local;
      const limit = local ? options.limits.localMs : options.limits.cloudMs;
      const left = limit - (clock.now() - started);
      if (left <= 0) break;
      try {
        const asked = requestFor(candidate, turns[0], request);
        const completion = await within(left, limit, candidate, asked, clock, signal);
        if (
          completion.finishReason === 'refused' &&
          options.allowAfterRefusal &&
          candidate !== turns.at(-1)
        ) {
          failures.push({ candidate, error: refused(candidate) });
          continue;
        }
        return named(completion, failures, request);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof WhetstoneError)) throw error;
        failures.push({ candidate, error });
        if (!travels(error, options)) break;
      }
    }
    throw failureOf(failures, turns);
  };
}

interface Failure {
  readonly candidate: Candidate;
  readonly error: WhetstoneError;
}

/** Who is asked, first the preferred one. */
function turnsOf(request: CompletionRequest, options: FallbackOptions): readonly Candidate[] {
  const byId = new Map(options.candidates.map((candidate) => [candidate.id, candidate]));
  const listed = options.order.flatMap((id) => byId.get(id) ?? []);
  const preferred = request.provider === 'auto' ? undefined : byId.get(request.provider);
  if (request.provider !== 'auto' && preferred === undefined) throw unknownProvider(request.provider);
  const inOrder = [...new Set([...(preferred === undefined ? [] : [preferred]), ...listed])];
  const enabled = inOrder.filter((candidate) => candidate.enabled());
  const first = preferred ?? enabled[0];
  if (first === undefined) throw nothingToAsk(inOrder);
  const stays = first.local && !options.allowCloudFromLocal;
  const turns = enabled.filter((candidate) => !stays || candidate.local);
  if (turns.length === 0) throw turnedOff(first);
  // A preferred provider that is turned off has not failed, but the result still says that it should have answered.
  return turns;
}

/** The model named in a request belongs to the provider it was meant for; the others choose their own. */
function requestFor(
  candidate: Candidate,
  first: Candidate | undefined,
  request: CompletionRequest,
): CompletionRequest {
  const meant = request.provider === 'auto' ? first?.id : request.provider;
  if (request.model !== null && candidate.id === meant) return request;
  return { ...request, model: candidate.chooseModel?.({ ...request, model: null }) ?? null };
}

function within(
  left: number,
  limit: number,
  candidate: Candidate,
  request: CompletionRequest,
  clock: AwakeClock,
  signal: AbortSignal,
): Promise<Completion> {
  return promptly(async (linked, end) => {
    const done = new AbortController();
    clock.until(clock.now() + left, done.signal).then(
      () => end(tooLong(candidate, limit)),
      () => {}, // woken because the answer is there
    );
    try {
      return await candidate.complete(request, linked);
    } finally {
      done.abort(woken);
    }
  }, signal);
}

function travels(error: WhetstoneError, { allowAfterRefusal }: FallbackOptions): boolean {
  return travelling.has(error.code) || (error.code === 'content-refused' && allowAfterRefusal);
}

/** The answer with the name of who should have given it. */
function named(
  completion: Completion,
  failures: readonly Failure[],
  { provider }: CompletionRequest,
): Completion {
  const first = failures[0];
  const wanted = first?.candidate.id ?? (provider === 'auto' ? completion.provider : provider);
  if (wanted === completion.provider) return completion;
  const why = first === undefined ? `${wanted} is turned off.` : first.error.message;
  return {
    ...completion,
    fallbackFrom: wanted,
    notes: [...completion.notes, `${completion.provider} answered instead of ${wanted}. ${why}`],
  };
}

/** The first failure, with a word about the others. */
function failureOf(failures: readonly Failure[], turns: readonly Candidate[]): WhetstoneError {
  const [first, ...others] = failures;
  if (first === undefined) return turnedOff(turns[0]);
  const last = others.at(-1);
  if (last === undefined) return first.error;
  // A refusal of our own ends the row whoever was asked before.
  if (!(last.error instanceof AttemptError)) return last.error;
  const names = others.map(({ candidate }) => candidate.name).join(' and ');
  return new WhetstoneError(
    first.error.code,
    `${first.error.message} ${names} could not answer instead: ${last.error.message}`,
    first.error.hint,
    { cause: first.error },
  );
}

function refused({ name }: Candidate): AttemptError {
  return new AttemptError(
    'content-refused',
    `${name} refused to answer because of its content policy.`,
    'Change the wording, or choose another model.',
    { retryable: false },
  );
}

function tooLong({ name }: Candidate, limit: number): AttemptError {
  return new AttemptError(
    'timeout',
    `The request was not answered within ${seconds(limit)}; the last to be asked was ${name}.`,
    'Try again, use another provider, or raise the limit of a request.',
    { retryable: false },
  );
}

function unknownProvider(id: string): WhetstoneError {
  return new WhetstoneError(
    'config-invalid',
    `The provider "${id}" is not set up.`,
    'Add it with its key, or choose another provider.',
  );
}

function nothingToAsk(configured: readonly Candidate[]): WhetstoneError {
  return configured.length === 0
    ? new WhetstoneError(
        'config-invalid',
        'No provider is set up.',
        'Add one with its key, or use the built-in rewriter (offline).',
      )
    : turnedOff(configured[0]);
}

function turnedOff(candidate: Candidate | undefined): WhetstoneError {
  return new WhetstoneError(
    'disabled',
    `The provider ${candidate?.name ?? ''} is turned off and no other may be asked.`,
    'Turn it on in the settings, or choose another provider.',
  );
}
