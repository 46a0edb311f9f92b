// Entry 3: the thread that reads prompts and asks models, so that the editor's own thread never waits for either.
import { parentPort } from 'node:worker_threads';
import { serveEngine } from './node/engine/worker.ts';

if (parentPort !== null)
  serveEngine(parentPort, (host) => {
    const stores = onFirstUse(async () => (await import('./engineStores.ts')).engineStores());
    return {
      connections: async () => (await import('./connectionCalls.ts')).connectionCalls(host),
      models: onFirstUse(async () => (await import('./engineModels.ts')).engineModels(host, await stores())),
      store: async (home) => (await stores())(home),
    };
  });

/** Makes it with the first call, once. */
function onFirstUse<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | null = null;
  return () => (made ??= make());
}
