import type { Complete, Completion, CompletionRequest } from './completion.ts';

interface Call {
  readonly answer: Promise<Completion>;
  readonly controller: AbortController;
  readonly listeners: Set<CompletionRequest>;
  text: string | null;
}

export interface SharedAnswer {
  readonly completion: Completion;
  /** Another caller's request made the call. */
  readonly joined: boolean;
}

/**
 * Lets requests that ask the same at the same time share one call. Each caller hears all of the text; one who aborts leaves alone, and only when the last has left the call ends.
 */
export class SharedCalls {
  readonly #calls = new Map<string, Call>();

  /** Rejects as `complete` does, and with the signal's reason as soon as it aborts. */
  async run(
    key: string,
    request: CompletionRequest,
    complete: Complete,
    signal: AbortSignal,
  ): Promise<SharedAnswer> {
    signal.throwIfAborted();
    const known = this.#calls.get(key);
    const call = known ?? this.#start(key, request, complete);
    call.listeners.add(request);
    if (known !== undefined && call.text !== null) request.onText?.(call.text);
    let leave = (): void => {};
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return { completion: await Promise.race([call.answer, left]), joined: known !== undefined };
    } finally {
      signal.removeEventListener('abort', leave);
      call.listeners.delete(request);
      if (call.listeners.size === 0) {
        this.#forget(key, call);
        call.controller.abort(signal.aborted ? signal.reason : undefined);
      }
    }
  }

  #start(key: string, request: CompletionRequest, complete: Complete): Call {
    const controller = new AbortController();
    const listeners = new Set<CompletionRequest>();
    const asked: CompletionRequest = {
      ...request,
      onText: (text) => {
        call.text = text;
        for (const listener of listeners) listener.onText?.(text);
      },
      onThought: () => {
        for (const listener of listeners) listener.onThought?.();
      },
    };
    const call: Call = { controller, listeners, text: null, answer: complete(asked, controller.signal) };
    this.#calls.set(key, call);
    // Whoever waits hears of a failure; when all have left nobody does.
    call.answer.catch(() => {}).finally(() => this.#forget(key, call));
    return call;
  }

  #forget(key: string, call: Call): void {
    if (this.#calls.get(key) === call) this.#calls.delete(key);
  }
}
