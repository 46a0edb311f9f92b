import type { Writable } from 'node:stream';
import { ClosedPipeError, type CommandIo, type OutputStream } from './io.ts';

/**
 * The streams, environment and interrupt key of this process. The first interrupt aborts the signal, so that work can end in order;
 * a second one ends the process at once with status 130.
 */
export function processIo(): CommandIo {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    // What is still waiting for input would keep the process alive.
    process.stdin.destroy();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    stdin: {
      // `process.stdin` opens on first use; a command that reads nothing must not wait for it.
      [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
      get isTerminal() {
        return process.stdin.isTTY;
      },
    },
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    signal: controller.signal,
  };
}

function outputOf(stream: Writable & { readonly isTTY?: boolean }): OutputStream {
  let closed: ClosedPipeError | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed ??= new ClosedPipeError(error);
  });
  return {
    isTerminal: stream.isTTY === true,
    write(text) {
      return new Promise((resolve, reject) => {
        if (closed !== undefined) {
          reject(closed);
          return;
        }
        stream.write(text, (error) => {
          if (error) reject((closed ??= new ClosedPipeError(error)));
          else resolve();
        });
      });
    },
  };
}
