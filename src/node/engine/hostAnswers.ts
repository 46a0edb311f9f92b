import { WhetstoneError } from '../../core/errors.ts';
import type { EngineHost, HostQuestion } from './host.ts';
import { plainFailure } from './plainFailure.ts';
import type { ToWorker } from './protocol.ts';

/** Answers what one worker asks; what is still open when the worker goes is called off. */
export class HostAnswers {
  readonly #host: EngineHost | null;
  readonly #post: (message: ToWorker) => void;
  readonly #running = new Map<number, AbortController>();

  constructor(host: EngineHost | null, post: (message: ToWorker) => void) {
    this.#host = host;
    this.#post = post;
  }

  async answer(id: number, question: HostQuestion): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const answer = await this.#find(id, question, controller.signal);
      this.#reply({ type: 'told', id, answer });
    } catch (error) {
      this.#reply({ type: 'refused', id, failure: plainFailure(error) });
    }
  }

  withdraw(id: number): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
  }

  /** Calls off everything. */
  end(): void {
    for (const id of this.#running.keys()) this.withdraw(id);
  }

  #find(id: number, question: HostQuestion, signal: AbortSignal): Promise<unknown> {
    const host = this.#host;
    if (host === null)
      throw new WhetstoneError(
        'internal',
        'The keys and models of the editor cannot be reached from here.',
        'Give it a host.',
      );
    const { connection } = question;
    switch (question.name) {
      case 'key':
        return host.key(connection, question.purpose);
      case 'listModels':
        return host.listModels(connection, signal);
      case 'health':
        return host.health(connection, signal);
      case 'complete': {
        const hear = (text: string | null): void => this.#heard({ type: 'heard', id, text });
        const request = { ...question.request, onText: hear, onThought: () => hear(null) };
        return host.complete(connection, request, signal);
      }
    }
  }

  #heard(message: Extract<ToWorker, { type: 'heard' }>): void {
    if (this.#running.has(message.id)) this.#post(message);
  }

  /** Nobody waits for what was withdrawn. */
  #reply(message: Extract<ToWorker, { type: 'told' | 'refused' }>): void {
    if (this.#running.delete(message.id)) this.#post(message);
  }
}
