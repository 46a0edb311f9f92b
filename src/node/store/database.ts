import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { WhetstoneError } from '../../core/errors.ts';
import type { StoreState } from '../../core/history/storeState.ts';
import { openDatabase, type OpenOptions } from './openDatabase.ts';
import { repositoriesOver, type Repositories } from './repositories.ts';
import { salvage } from './salvage.ts';
import { setAside } from './setAside.ts';
import { isDamage } from './sqlite.ts';
import { storageError } from './storageError.ts';

/**
 * The one connection of the worker, and what keeps it alive: it opens on first use, notices when the file was moved or replaced by
 * another process (writing on would be writing into nowhere), and sets a damaged file aside.
 */
export class Database {
  readonly #options: OpenOptions;
  #connection: DatabaseSync | null = null;
  #repositories: Repositories | null = null;
  #identity: string | null = null;
  #state: StoreState = { mode: 'ready', notice: null };
  #cause: unknown = null;

  constructor(options: OpenOptions) {
    this.#options = options;
  }

  /** Opens if need be. */
  state(): StoreState {
    this.run(() => null, true);
    return this.#state;
  }

  /** As it was after the last call; opens nothing. */
  get lastState(): StoreState {
    return this.#state;
  }

  /**
   * Runs one call of a repository. Throws WhetstoneError `storage`. A call that finds the file damaged is run again on the new one.
   * @param evenIfUnavailable does nothing instead of throwing when the database cannot be opened
   */
  run<T>(work: (repositories: Repositories) => T, evenIfUnavailable = false): T | null {
    try {
      return this.#attempt(work, evenIfUnavailable);
    } catch (error) {
      if (!isDamage(error)) throw storageError(error, this.#options.path, this.#state);
    }
    try {
      this.#recover();
      return this.#attempt(work, evenIfUnavailable);
    } catch (error) {
      throw storageError(error, this.#options.path, this.#state);
    }
  }

  close(): void {
    this.#repositories = null;
    this.#connection?.close();
    this.#connection = null;
  }

  #attempt<T>(work: (repositories: Repositories) => T, evenIfUnavailable: boolean): T | null {
    if (this.#connection !== null && this.#identity !== this.#identityNow()) this.close();
    if (this.#repositories === null) this.#open();
    if (this.#repositories !== null) return work(this.#repositories);
    if (evenIfUnavailable) return null;
    const { notice } = this.#state;
    throw new WhetstoneError('storage', notice?.message ?? '', notice?.hint ?? '', { cause: this.#cause });
  }

  #open(): void {
    const { connection, state, cause } = openDatabase(this.#options);
    this.#connection = connection;
    this.#repositories = connection === null ? null : repositoriesOver(connection);
    this.#identity = connection === null ? null : this.#identityNow();
    const noteworthy = state.mode === 'ready' && this.#state.mode === 'ready' ? this.#state.notice : null;
    this.#state = noteworthy === null ? state : { ...state, notice: noteworthy };
    this.#cause = cause;
  }

  /** Which file the path leads to; null when it leads to none. */
  #identityNow(): string | null {
    const found = statSync(this.#options.path, { throwIfNoEntry: false, bigint: true });
    return found === undefined ? null : `${found.dev}:${found.ino}`;
  }

  #recover(): void {
    const { path } = this.#options;
    this.close();
    const aside = setAside(path, new Date());
    if (aside === null) return;
    this.#open();
    const connection = this.#connection;
    const repositories = this.#repositories;
    if (connection === null || repositories === null) return;
    salvage(aside, connection);
    const entries = repositories.history.tidy();
    repositories.executions.tidy();
    const message = `The history was damaged and a new one begun; ${entries} entries could be carried over.`;
    const hint = 'The damaged file is kept. Delete it when you miss nothing.';
    this.#state = { mode: 'ready', notice: { message, hint, path: aside } };
  }
}
