import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClosedPipeError, type CommandIo } from '../../../src/cli/io.ts';
import { runCli } from '../../../src/cli/runCli.ts';

export interface Given {
  /** What stdin holds; null = a terminal. Text, bytes, or chunks as they come. */
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array> | null;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** stdout and stderr are a terminal. */
  readonly terminal?: boolean;
  /** The reader of stdout goes after so many writes. */
  readonly closesAfter?: number;
}

export interface Recorded {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The writes to stdout one by one. */
  readonly writes: readonly string[];
}

/** What the commands of these tests keep lies here, never in the data folder of who runs them. */
const home = mkdtempSync(join(tmpdir(), 'whetstone-home-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

/** Runs the command inside this process with streams that are recorded. */
export async function run(args: readonly string[], given: Given = {}): Promise<Recorded> {
  const writes: string[] = [];
  let stderr = '';
  const isTerminal = given.terminal === true;
  const io: CommandIo = {
    stdin: { isTerminal: given.stdin === null, [Symbol.asyncIterator]: () => chunksOf(given.stdin ?? '') },
    stdout: {
      isTerminal,
      write: (text) => {
        if (writes.length >= (given.closesAfter ?? Number.POSITIVE_INFINITY))
          return Promise.reject(new ClosedPipeError(new Error('EPIPE')));
        writes.push(text);
        return Promise.resolve();
      },
    },
    stderr: {
      isTerminal,
      write: (text) => {
        stderr += text;
        return Promise.resolve();
      },
    },
    env: { WHETSTONE_HOME: home, ...given.env },
    cwd: given.cwd ?? process.cwd(),
    signal: given.signal ?? new AbortController().signal,
  };
  const status = await runCli(args, io);
  return { status, stdout: writes.join(''), stderr, writes };
}

async function* chunksOf(stdin: string | Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (typeof stdin === 'string') yield new TextEncoder().encode(stdin);
  else if (stdin instanceof Uint8Array) yield stdin;
  else yield* stdin;
}
