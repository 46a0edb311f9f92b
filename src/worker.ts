// Entry 3: the thread that reads prompts and asks models, so that the editor's own thread never waits for either.
import { parentPort } from 'node:worker_threads';
import { serveEngine } from './node/engine/worker.ts';

if (parentPort !== null)
  serveEngine(parentPort, (host) => ({
    connections: async () => (await import('./connectionCalls.ts')).connectionCalls(host),
  }));
