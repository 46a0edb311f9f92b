import { AttemptError } from './attemptError.ts';
import { AwakeClock } from './awakeClock.ts';
import type { CompletionRequest, Middleware } from './completion.ts';
import type { AttemptLimits } from './deadlines.ts';
import type { Pace } from './pace.ts';
import { promptly } from './promptly.ts';
import { woken } from './woken.ts';

export interface TimeoutOptions {
  readonly limits: AttemptLimits;
  readonly pace: Pace;
  /** Provider as people call it, for the message. */
  readonly name: string;
  readonly local: boolean;
}

/**
 * Ends an attempt that takes too long with an AttemptError `timeout`, and any attempt as soon as the signal aborts, whether or not the adapter
 * listens. The adapter's signal aborts as well, so that the connection is closed. A timeout is not tried again at the same provider: who kept one
 * waiting once is likely to do it again. Time in which the machine sleeps does not count; what breaks after it is tried again.
 */
export function timeouts(options: TimeoutOptions): Middleware {
  return (next) => (request, signal) =>
    promptly(async (linked, end) => {
      const watch = new Watch(options, end);
      try {
        const answer = next(watched(request, watch), linked);
        watch.start();
        return await answer;
      } finally {
        watch.stop();
      }
    }, signal);
}

function watched(request: CompletionRequest, watch: Watch): CompletionRequest {
  return {
    ...request,
    onText: (text) => {
      if (watch.token()) request.onText?.(text);
    },
    onThought: () => {
      if (watch.token()) request.onThought?.();
    },
  };
}

/** Watches over one attempt with one sleeping timer; a token only moves the moment to look again. */
class Watch {
  readonly #options: TimeoutOptions;
  readonly #end: (reason: AttemptError) => void;
  readonly #clock: AwakeClock;
  readonly #started: number;
  #first: number | null = null;
  #last = 0;
  #over = false;
  #sleeping = new AbortController();

  constructor(options: TimeoutOptions, end: (reason: AttemptError) => void) {
    this.#options = options;
    this.#end = end;
    this.#clock = new AwakeClock(options.pace);
    this.#started = this.#clock.now();
  }

  start(): void {
    void this.#run(this.#sleeping.signal);
  }

  stop(): void {
    this.#over = true;
    this.#sleeping.abort(woken);
  }

  /** Notes a token; false when the attempt is over and nobody may hear of it any more. */
  token(): boolean {
    if (this.#over) return false;
    this.#last = this.#clock.now();
    if (this.#first !== null) return true;
    this.#first = this.#last;
    // After the first token the next limit may be nearer than the one slept for.
    this.#sleeping.abort(woken);
    this.#sleeping = new AbortController();
    void this.#run(this.#sleeping.signal);
    return true;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!this.#over && !signal.aborted) {
      const { at, error } = this.#next();
      if (at <= this.#clock.now()) {
        this.#over = true;
        this.#end(this.#clock.slept ? this.#lost() : error());
        return;
      }
      try {
        await this.#clock.until(at, signal);
      } catch {
        return; // woken: the attempt is over, or a new round watches
      }
    }
  }

  /** The nearest limit and what to say when it is passed. */
  #next(): { at: number; error: () => AttemptError } {
    const { limits } = this.#options;
    const { attemptMs, firstTokenMs, stallMs } = limits;
    const from = limits.attemptFrom === 'call' ? this.#started : this.#first;
    const whole = from === null ? Number.POSITIVE_INFINITY : from + attemptMs;
    if (this.#first === null) {
      const at = this.#started + firstTokenMs;
      return at <= whole
        ? { at, error: () => this.#silent(firstTokenMs) }
        : { at: whole, error: () => this.#long(attemptMs) };
    }
    const at = this.#last + stallMs;
    return at <= whole
      ? { at, error: () => this.#stalled(stallMs) }
      : { at: whole, error: () => this.#long(attemptMs) };
  }

  #lost(): AttemptError {
    return new AttemptError(
      'network',
      `The connection to ${this.#options.name} was lost while this computer was asleep.`,
      'Try again.',
      { retryable: true },
    );
  }

  #silent(milliseconds: number): AttemptError {
    const { local, name } = this.#options;
    return local
      ? timeout(
          `${name} did not answer within ${seconds(milliseconds)}; it may still be loading the model.`,
          'Try again in a minute, choose a smaller model, or raise the first-token limit.',
        )
      : timeout(
          `${name} did not begin to answer within ${seconds(milliseconds)}.`,
          'Try again, or use another provider.',
        );
  }

  #stalled(milliseconds: number): AttemptError {
    return timeout(
      `${this.#options.name} stopped in the middle of its answer and was silent for ${seconds(milliseconds)}.`,
      'Try again, or use another provider.',
    );
  }

  #long(milliseconds: number): AttemptError {
    return timeout(
      `${this.#options.name} did not finish its answer within ${seconds(milliseconds)}.`,
      'Ask for less, choose a faster model, or raise the limit of an attempt.',
    );
  }
}

function timeout(message: string, hint: string): AttemptError {
  return new AttemptError('timeout', message, hint, { retryable: false });
}

/** A length of time in words: `15 s`, `1.5 s`, `40 ms`. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${Number((milliseconds / 1000).toFixed(1))} s`;
}
