// The thread in which SQLite runs: `node:sqlite` is synchronous, and a slow disk must not stall the editor.
import { parentPort, workerData } from 'node:worker_threads';
import { WhetstoneError } from '../../core/errors.ts';
import { listBackups, restoreBackup } from './backups/restoreBackup.ts';
import { makeBackup } from './backups/makeBackup.ts';
import { Database } from './database.ts';
import { migrations } from './migrations.ts';
import type { BackupData, BackupMade, Reply, Request, WorkerData } from './protocol.ts';
import { storageError } from './storageError.ts';

const data = workerData as WorkerData | BackupData;
if ('backup' in data) parentPort?.postMessage(backUp(data.backup));
else serve(data);

function serve({ busyTimeout, path }: WorkerData): void {
  const database = new Database({ path, busyTimeout, migrations });
  parentPort?.on('message', (request: Request) => {
    parentPort?.postMessage(replyTo(request, database, path));
    if (request.kind === 'close') parentPort?.close();
  });
}

function backUp(path: string): BackupMade {
  try {
    return { ok: true, path: makeBackup(path, new Date()) };
  } catch (error) {
    const { cause, code, hint, message } = storageError(error, path, { mode: 'ready', notice: null });
    return { ok: false, code, message, hint, cause: plainCause(cause) };
  }
}

function replyTo(request: Request, database: Database, path: string): Reply {
  try {
    const value = perform(request, database, path);
    return { ok: true, value, state: database.lastState };
  } catch (error) {
    const known =
      error instanceof WhetstoneError
        ? error
        : new WhetstoneError('internal', 'The history failed in an unexpected way.', 'Please report this.', {
            cause: error,
          });
    const { code, message, hint } = known;
    return { ok: false, code, message, hint, cause: plainCause(known.cause), state: database.lastState };
  }
}

function perform(request: Request, database: Database, path: string): unknown {
  switch (request.kind) {
    case 'call': {
      const { repository, method, parameters } = request;
      return database.run((repositories) => {
        const target = repositories[repository];
        return Reflect.apply(Reflect.get(target, method) as () => unknown, target, parameters);
      });
    }
    case 'state':
      return database.state();
    case 'backups':
      return listBackups(path);
    case 'restore':
      // It opens again with the next call.
      database.close();
      try {
        return restoreBackup(path, request.name, migrations.length, new Date());
      } catch (error) {
        throw storageError(error, path, database.lastState);
      }
    case 'close':
      return database.close();
  }
}

/** An error as it can be posted to another thread. */
function plainCause(cause: unknown): unknown {
  return cause instanceof Error ? new Error(cause.message) : null;
}
