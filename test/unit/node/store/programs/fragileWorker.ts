// The store's worker, which dies when it is asked to search for `crash`, before it can answer.
import { parentPort } from 'node:worker_threads';
import type { Request } from '../../../../../src/node/store/protocol.ts';

parentPort?.on('message', (request: Request) => {
  if (JSON.stringify(request).includes('"crash"')) process.exit(3);
});
await import('../../../../../src/node/store/worker.ts');
