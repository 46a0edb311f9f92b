// The engine's side in its own thread, so that the editor's thread never waits for it.
import type { MessagePort } from 'node:worker_threads';
import { HostLink } from './hostLink.ts';
import { type EngineTools, perform } from './operations.ts';
import { plainFailure } from './plainFailure.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** Performs what comes in at a port until it closes. `toolsFor` builds what needs providers, around the way back to the host. */
export function serveEngine(port: MessagePort, toolsFor: (host: HostLink) => EngineTools): void {
  const post = (message: FromWorker): void => port.postMessage(message);
  const host = new HostLink(post);
  const tools = toolsFor(host);
  const running = new Map<number, AbortController>();

  const answer = async ({ id, call }: Extract<ToWorker, { type: 'call' }>): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const onProgress = (progress: Parameters<Parameters<typeof perform>[1]>[0]): void =>
        post({ type: 'progress', id, progress });
      post({ type: 'result', id, result: await perform(call, onProgress, tools, controller.signal) });
    } catch (error) {
      post({ type: 'failure', id, failure: plainFailure(error) });
    } finally {
      running.delete(id);
    }
  };

  port.on('message', (message: ToWorker) => {
    if (host.receive(message)) return;
    if (message.type === 'abort') running.get(message.id)?.abort();
    else if (message.type === 'call') void answer(message);
  });
}
