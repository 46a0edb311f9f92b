// The thread that reads and scores prompts, so that the editor's own thread never waits for it.
import { parentPort } from 'node:worker_threads';
import { WhetstoneError } from '../../core/errors.ts';
import { perform } from './operations.ts';
import type { FromWorker, PlainFailure, ToWorker } from './protocol.ts';

const running = new Map<number, AbortController>();

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'abort') running.get(message.id)?.abort();
  else void answer(message);
});

async function answer({ id, call }: Extract<ToWorker, { type: 'call' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const result = await perform(
      call,
      (progress) => post({ type: 'progress', id, progress }),
      controller.signal,
    );
    post({ type: 'result', id, result });
  } catch (error) {
    post({ type: 'failure', id, failure: plain(error) });
  } finally {
    running.delete(id);
  }
}

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function plain(error: unknown): PlainFailure {
  if (error instanceof WhetstoneError) {
    const cause = error.cause instanceof Error ? error.cause.stack : undefined;
    return { code: error.code, message: error.message, hint: error.hint, stack: cause };
  }
  return {
    code: 'internal',
    message: 'Whetstone ran into a problem that it did not expect.',
    hint: 'Run "Whetstone: Open Log" and report what it says.',
    stack: error instanceof Error ? error.stack : String(error),
  };
}
