import { Worker } from 'node:worker_threads';
import { WhetstoneError } from '../../core/errors.ts';
import type { StoreState } from '../../core/history/storeState.ts';
import type { Backup, Restored } from './backups/restoreBackup.ts';
import type { MethodOf, ParametersOf, Reply, Request, ResultOf, WorkerData } from './protocol.ts';
import type { Repositories } from './repositories.ts';

interface Pending {
  readonly request: Request;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  /** Takes the abort listener off the signal. */
  readonly release: () => void;
}

export interface ClientOptions extends WorkerData {
  /** The worker's entry file. */
  readonly worker: URL;
  readonly onState: (state: StoreState) => void;
  /** Called after each call of a repository that was answered. */
  readonly onAnswered: () => void;
}

/** How long `close` waits for the worker before it is ended the hard way, milliseconds. */
const closeLimit = 3000;

/**
 * The caller's side of the worker. Calls wait here and go over one by one, so that an aborted call that has not begun is never done, and a crash takes
 * only the one call under way with it. The worker starts with the first call, never keeps the process alive while idle, and is started
 * again once after a crash.
 */
export class StoreClient {
  readonly #options: ClientOptions;
  readonly #waiting: Pending[] = [];
  #underWay: Pending | null = null;
  #worker: Worker | null = null;
  #restarts = 0;
  #broken: WhetstoneError | null = null;
  #closing: Promise<void> | null = null;
  #state: StoreState = { mode: 'ready', notice: null };

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Calls a method of a repository in the worker. Rejects with `storage`, or with the signal's reason. */
  call<R extends keyof Repositories, M extends MethodOf<R>>(
    repository: R,
    method: M,
    parameters: ParametersOf<R, M>,
    signal?: AbortSignal,
  ): Promise<ResultOf<R, M>> {
    const request: Request = { kind: 'call', repository, method, parameters };
    return this.#send(request, signal) as Promise<ResultOf<R, M>>;
  }

  /** Opens the database if need be and says how it stands. Never rejects, except when aborted. */
  async state(signal?: AbortSignal): Promise<StoreState> {
    try {
      await this.#send({ kind: 'state' }, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (this.#state.mode === 'ready' && error instanceof WhetstoneError) this.#fail(error);
    }
    return this.#state;
  }

  backups(signal?: AbortSignal): Promise<readonly Backup[]> {
    return this.#send({ kind: 'backups' }, signal) as Promise<readonly Backup[]>;
  }

  restore(name: string, signal?: AbortSignal): Promise<Restored> {
    return this.#send({ kind: 'restore', name }, signal) as Promise<Restored>;
  }

  /** Lets the calls made so far finish, then closes the database. Later calls are refused. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null && this.#waiting.length === 0) return;
    const limit = setTimeout(() => void this.#worker?.terminate(), closeLimit);
    try {
      await this.#enqueue({ kind: 'close' });
    } catch (error) {
      // A worker that died has nothing left to close; the database is sound without it.
      if (!(error instanceof WhetstoneError)) throw error;
    } finally {
      clearTimeout(limit);
    }
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #send(request: Request, signal?: AbortSignal): Promise<unknown> {
    if (this.#closing === null) return this.#enqueue(request, signal);
    return Promise.reject(
      new WhetstoneError('storage', 'The history is closed.', 'Reload the window and try again.'),
    );
  }

  #enqueue(request: Request, signal?: AbortSignal): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        const index = this.#waiting.indexOf(pending);
        if (index !== -1) this.#waiting.splice(index, 1);
        reject(signal?.reason as Error);
      };
      const release = (): void => signal?.removeEventListener('abort', abort);
      const pending: Pending = { request, resolve, reject, release };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(pending);
      this.#next();
    });
  }

  #next(): void {
    if (this.#underWay !== null) return;
    const pending = this.#waiting.shift();
    if (pending === undefined) {
      this.#worker?.unref();
      return;
    }
    if (this.#broken !== null) {
      this.#settle(pending, () => pending.reject(this.#broken));
      return;
    }
    this.#underWay = pending;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(pending.request);
  }

  #start(): Worker {
    const { path, busyTimeout, worker: entry } = this.#options;
    const workerData: WorkerData = { path, busyTimeout };
    // The host's own flags may be none that a worker accepts.
    const worker = new Worker(entry, { workerData, name: 'whetstone-store', execArgv: [] });
    worker.on('message', (reply: Reply) => this.#receive(reply));
    worker.on('error', (error) => this.#crashed(worker, error));
    worker.on('exit', () => this.#crashed(worker, null));
    return worker;
  }

  #receive(reply: Reply): void {
    const pending = this.#underWay;
    this.#underWay = null;
    if (JSON.stringify(reply.state) !== JSON.stringify(this.#state)) this.#setState(reply.state);
    if (pending === null) return;
    if (reply.ok && pending.request.kind === 'call') this.#options.onAnswered();
    this.#settle(pending, () => {
      if (reply.ok) pending.resolve(reply.value);
      else pending.reject(new WhetstoneError(reply.code, reply.message, reply.hint, { cause: reply.cause }));
    });
  }

  #settle(pending: Pending, how: () => void): void {
    pending.release();
    how();
    this.#next();
  }

  /** An error is followed by the exit of the same worker: only the first of the two counts. */
  #crashed(worker: Worker, cause: unknown): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    const pending = this.#underWay;
    this.#underWay = null;
    if (pending === null && this.#closing !== null) return;
    const error = new WhetstoneError(
      'storage',
      'The history stopped unexpectedly; the last change may not have been saved.',
      'Try again. If it goes on, reload the window.',
      { cause },
    );
    if (this.#restarts >= 1) this.#fail(error);
    this.#restarts += 1;
    if (pending === null) this.#next();
    else this.#settle(pending, () => pending.reject(error));
  }

  #fail(error: WhetstoneError): void {
    this.#broken = error;
    const { message, hint } = error;
    this.#setState({ mode: 'unavailable', notice: { message, hint, path: this.#options.path } });
  }

  #setState(state: StoreState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
