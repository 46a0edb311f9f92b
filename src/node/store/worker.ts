// The thread in which SQLite runs: `node:sqlite` is synchronous, and a slow disk must not stall the editor.
import { parentPort, workerData } from 'node:worker_threads';
import { WhetstoneError } from '../../core/errors.ts';
import { Database } from './database.ts';
import { migrations } from './migrations.ts';
import type { Reply, Request, WorkerData } from './protocol.ts';

const { path, busyTimeout } = workerData as WorkerData;
const database = new Database({ path, busyTimeout, migrations });

parentPort?.on('message', (request: Request) => {
  parentPort?.postMessage(replyTo(request));
  if (request.kind === 'close') parentPort?.close();
});

function replyTo(request: Request): Reply {
  try {
    const value = perform(request);
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

function perform(request: Request): unknown {
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
    case 'close':
      return database.close();
  }
}

/** An error as it can be posted to another thread. */
function plainCause(cause: unknown): unknown {
  return cause instanceof Error ? new Error(cause.message) : null;
}
