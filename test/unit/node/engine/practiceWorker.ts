// A worker that speaks the engine's protocol and does what the prompt says, for the tests of the engine's side of it.
import { parentPort, threadId } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../../../../src/node/engine/protocol.ts';

const post = (message: FromWorker): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'abort') {
    post({
      type: 'failure',
      id: message.id,
      failure: { code: 'internal', message: 'aborted', hint: '', stack: undefined },
    });
    return;
  }
  if (message.type !== 'call') return;
  const { id, call } = message;
  const text = 'text' in call.input ? call.input.text : '';
  if (text === 'echo') post({ type: 'result', id, result: { echoed: text } });
  if (text === 'progress') {
    post({ type: 'progress', id, progress: { step: 'reading', files: 3 } });
    post({ type: 'result', id, result: null });
  }
  if (text === 'fail') {
    post({
      type: 'failure',
      id,
      failure: { code: 'input-too-large', message: 'Too large.', hint: 'Cut it.', stack: 'at x' },
    });
  }
  if (text === 'die') throw new Error('planted');
  if (text === 'thread') post({ type: 'result', id, result: threadId });
  if (text === 'ask') setTimeout(() => post({ type: 'result', id, result: threadId }), 100);
  if (text === 'work') for (const end = Date.now() + 400; Date.now() < end;);
  if (text === 'spin') for (;;);
});
