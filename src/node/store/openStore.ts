import type { HistoryStore } from '../../core/history/historyStore.ts';
import type { ExecutionStore } from '../../core/library/executionStore.ts';
import type { TemplateVersions } from '../../core/library/templateVersions.ts';
import type { StoreState } from '../../core/history/storeState.ts';
import type { AnswerCache } from '../../core/model/answerCache.ts';
import type { AuditLog } from '../../core/model/auditLog.ts';
import type { Alarm } from '../../core/usage/alarms.ts';
import type { Ledger } from '../../core/usage/ledger.ts';
import type { WhetstoneError } from '../../core/errors.ts';
import { answersOver } from './answerClient.ts';
import { auditOver } from './auditClient.ts';
import { DailyBackup } from './backups/dailyBackup.ts';
import type { Backup, Restored } from './backups/restoreBackup.ts';
import { executionsOver } from './executionClient.ts';
import { historyOver } from './historyClient.ts';
import { ledgerOver } from './ledgerClient.ts';
import { StoreClient } from './storeClient.ts';
import { templatesOver } from './templateClient.ts';
import type { Tallied } from './tallyTable.ts';

/** Everything that lies in `whetstone.db`, one port a concern. */
export interface Store {
  readonly history: HistoryStore;
  readonly ledger: Ledger;
  readonly answers: AnswerCache;
  readonly audit: AuditLog;
  readonly templates: TemplateVersions;
  readonly executions: ExecutionStore;
  readonly backups: Backups;
  /** What goes badly; each alarm comes once a day, to whoever asks first. */
  takeAlarms(signal?: AbortSignal): Promise<readonly Alarm[]>;
  /** Counts what is done on this machine alone. */
  tally(what: Tallied, count: number): Promise<void>;
  /** How the database stands; opens it on the first call. Never rejects, except when aborted. */
  state(signal?: AbortSignal): Promise<StoreState>;
  /** Calls `listener` whenever the state changes; returns what ends that. */
  onState(listener: (state: StoreState) => void): () => void;
  /** Lets the calls made so far finish and closes the database (within 3 s). Call it once at the end; later calls are refused. */
  close(): Promise<void>;
}

/** Copies of the whole database: one a day is made by itself, the last seven are kept, the older ones further and further apart. */
export interface Backups {
  /** Newest first, with what earlier restores have set aside. */
  list(signal?: AbortSignal): Promise<readonly Backup[]>;
  /** Makes today's now. Resolves to its path; null when another process is at it. Throws `storage`. */
  make(): Promise<string | null>;
  /** Puts one in the database's place and sets aside what was there. Throws `usage` and `storage` (see restoreBackup.ts). */
  restore(name: string, signal?: AbortSignal): Promise<Restored>;
}

/** When the daily backup is made. */
export interface BackupTimes {
  /** Milliseconds after the first call of the day. */
  readonly delay: number;
  /** Milliseconds that `close` waits for one that is due. */
  readonly patience: number;
  /** Milliseconds for which a new database is not backed up; an hour when not given. */
  readonly youngest?: number;
  /** Told when it could not be made. */
  readonly onTrouble?: (error: WhetstoneError) => void;
}

export interface StoreOptions {
  /** Absolute path of `whetstone.db`; its folder is made when missing. */
  readonly path: string;
  /** Milliseconds to wait while another process holds the lock; 8000 when not given. */
  readonly busyTimeout?: number;
  /** The worker's entry file, when it is not where the build puts it. */
  readonly worker?: URL;
  /** Left out = no daily backup. */
  readonly backups?: BackupTimes;
}

/** Opens nothing yet and starts no thread: both happen with the first call. */
export function openStore(options: StoreOptions): Store {
  const { path } = options;
  const worker = options.worker ?? workerEntry(import.meta.url);
  const daily = new DailyBackup({
    database: path,
    worker,
    delay: options.backups?.delay ?? 0,
    ...(options.backups?.youngest !== undefined && { youngest: options.backups.youngest }),
    onTrouble: options.backups?.onTrouble ?? (() => {}),
  });
  const listeners = new Set<(state: StoreState) => void>();
  const client = new StoreClient({
    path,
    busyTimeout: options.busyTimeout ?? 8000,
    worker,
    onAnswered: () => {
      if (options.backups !== undefined) daily.used();
    },
    onState: (state) => {
      for (const listener of listeners) listener(state);
    },
  });
  return {
    history: historyOver(client),
    ledger: ledgerOver(client),
    answers: answersOver(client),
    audit: auditOver(client),
    templates: templatesOver(client),
    executions: executionsOver(client),
    takeAlarms: (signal) => client.call('alarms', 'take', [], signal),
    tally: (what, count) => client.call('tally', 'add', [what, count]),
    state: (signal) => client.state(signal),
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    backups: {
      list: (signal) => client.backups(signal),
      make: () => daily.make(),
      restore: (name, signal) => client.restore(name, signal),
    },
    close: async () => {
      await client.close();
      await daily.finish(options.backups?.patience ?? 0);
    },
  };
}

/** From source the worker lies beside this file; the build puts it beside the entry files, of which this may be a chunk. */
function workerEntry(here: string): URL {
  if (here.endsWith('.ts')) return new URL('./worker.ts', here);
  const inChunk = new URL('.', here).pathname.endsWith('/chunks/');
  return new URL(inChunk ? '../store-worker.js' : './store-worker.js', here);
}
