import type { LanguageModel } from '../../core/model/languageModel.ts';
import type { Completion, CompletionRequest } from '../../core/model/completion.ts';
import type { Health, ModelInfo } from '../../core/model/languageModel.ts';
import type { HostQuestion, KeyPurpose } from './host.ts';
import { failureFrom } from './plainFailure.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onText: (text: string | null) => void;
}

/** The worker's way to the thread that started it. */
export class HostLink {
  readonly #post: (message: FromWorker) => void;
  readonly #asked = new Map<number, Asked>();
  #nextId = 1;

  constructor(post: (message: FromWorker) => void) {
    this.#post = post;
  }

  /** Takes an answer; false when the message is none. */
  receive(message: ToWorker): boolean {
    if (message.type === 'call' || message.type === 'abort') return false;
    const asked = this.#asked.get(message.id);
    if (message.type === 'heard') asked?.onText(message.text);
    else {
      this.#asked.delete(message.id);
      if (message.type === 'told') asked?.resolve(message.answer);
      else asked?.reject(failureFrom(message.failure));
    }
    return true;
  }

  /** The key of a connection for one attempt or look at it; null when there is none. Throws as `EngineHost.key` does. */
  async key(connection: string, purpose: KeyPurpose, signal: AbortSignal): Promise<string | null> {
    return (await this.#ask({ name: 'key', connection, purpose }, signal)) as string | null;
  }

  /** The editor's own models as a provider like the others. */
  editorModel(id: string): LanguageModel {
    return {
      id,
      kind: 'vscode-lm',
      local: false,
      complete: async (request: CompletionRequest, signal) => {
        const { onText, onThought, ...plain } = request;
        const hear = (text: string | null): void => (text === null ? onThought?.() : onText?.(text));
        return (await this.#ask(
          { name: 'complete', connection: id, request: plain },
          signal,
          hear,
        )) as Completion;
      },
      listModels: async (signal) =>
        (await this.#ask({ name: 'listModels', connection: id }, signal)) as ModelInfo[],
      health: async (signal) => (await this.#ask({ name: 'health', connection: id }, signal)) as Health,
    };
  }

  #ask(
    question: HostQuestion,
    signal: AbortSignal,
    onText: (text: string | null) => void = () => {},
  ): Promise<unknown> {
    signal.throwIfAborted();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#asked.delete(id);
        this.#post({ type: 'withdraw', id });
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value): void => {
          signal.removeEventListener('abort', onAbort);
          settle(value);
        };
      this.#asked.set(id, { resolve: settled(resolve), reject: settled(reject), onText });
      this.#post({ type: 'ask', id, question });
    });
  }
}
