import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { WhetstoneError } from '../../../core/errors.ts';
import type { BackupData, BackupMade } from '../protocol.ts';
import { backupName, backupsOf } from './backupFiles.ts';

export interface DailyBackupOptions {
  /** Absolute path of the database. */
  readonly database: string;
  /** The entry file of the store's worker, which makes backups as well. */
  readonly worker: URL;
  /** Milliseconds between the first call of a day and the backup. */
  readonly delay: number;
  /** A younger database has nothing yet that a backup would save, milliseconds; an hour when not given. */
  readonly youngest?: number;
  /** Told when a backup could not be made; it is tried again an hour later. */
  readonly onTrouble: (error: WhetstoneError) => void;
}

/** How often it is looked whether today's backup is there, milliseconds. */
const between = 3_600_000;

const usualYoungest = 3_600_000;

/**
 * Makes one backup a day, in a thread of its own, so that neither callers nor the database's own thread wait. It begins some time after the first call that
 * was answered and looks again every hour in which there are calls.
 */
export class DailyBackup {
  readonly #options: DailyBackupOptions;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #making: Promise<string | null> | null = null;
  #worker: Worker | null = null;

  constructor(options: DailyBackupOptions) {
    this.#options = options;
  }

  /** The database was used. Costs nothing but once an hour. */
  used(): void {
    if (performance.now() - this.#lookedAt < between) return;
    this.#lookedAt = performance.now();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#begin();
    }, this.#options.delay);
    this.#timer.unref();
  }

  /** Makes today's backup now, in place of one that was made today. Resolves to its path; null when another process is at it. Throws `storage`. */
  make(): Promise<string | null> {
    const made = this.#start();
    // Who asks waits for it; the process must not end before.
    this.#worker?.ref();
    return made;
  }

  /** Lets a backup that is due or under way finish, at most so many milliseconds, and ends it then. Call it once, at the end. */
  async finish(patience: number): Promise<void> {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
      if (patience > 0) void this.#begin();
    }
    if (this.#making === null) return;
    let limit: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      limit = setTimeout(resolve, patience);
    });
    this.#worker?.ref();
    await Promise.race([this.#making.then(nothing, nothing), over]);
    clearTimeout(limit);
    // A copy that is cut off has no name yet, so it is as good as none.
    void this.#worker?.terminate();
  }

  async #begin(): Promise<void> {
    try {
      const { database, youngest = usualYoungest } = this.#options;
      if (isDue(database, youngest, new Date())) await this.#start();
    } catch (error) {
      this.#options.onTrouble(asStorage(error));
    }
  }

  #start(): Promise<string | null> {
    this.#making ??= this.#run().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  #run(): Promise<string | null> {
    const workerData: BackupData = { backup: this.#options.database };
    const worker = new Worker(this.#options.worker, {
      workerData,
      name: 'whetstone-backup',
      execArgv: [],
    });
    worker.unref();
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      worker.on('message', (made: BackupMade) => {
        if (made.ok) resolve(made.path);
        else reject(new WhetstoneError(made.code, made.message, made.hint));
      });
      worker.on('error', (error) => reject(asStorage(error)));
      worker.on('exit', () => {
        this.#worker = null;
        reject(new WhetstoneError('storage', 'The backup was interrupted.', 'It is made again later.'));
      });
    });
  }
}

/** There is none of today, and the database is not of today itself. */
function isDue(database: string, youngest: number, now: Date): boolean {
  const there = statSync(database, { throwIfNoEntry: false });
  if (there === undefined || now.getTime() - there.birthtimeMs < youngest) return false;
  return backupsOf(database)[0]?.name !== backupName(now);
}

function nothing(): void {}

function asStorage(error: unknown): WhetstoneError {
  if (error instanceof WhetstoneError) return error;
  return new WhetstoneError(
    'storage',
    'The history could not be backed up.',
    'It is tried again later; see the log for the cause.',
    { cause: error },
  );
}
