import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const saver = fileURLToPath(new URL('../unit/node/store/programs/saver.ts', import.meta.url));

/** What a saver said until it ended or was killed. */
export interface Saved {
  /** Numbers of the entries whose save had returned. */
  readonly finished: readonly number[];
  /** The number whose save was under way when the process ended; null between two saves. */
  readonly underWay: number | null;
  /** Code, message and hint of the error that ended it; null when there was none. */
  readonly refusal: readonly [code: string, message: string, hint: string] | null;
}

export interface SaverOptions {
  readonly first?: number;
  readonly count?: number;
  /** Characters of each prompt. */
  readonly size?: number;
  readonly killAfter?: number | null;
  readonly limit?: number;
  /** The program to run instead; it takes the database's path and the first number. */
  readonly program?: string;
}

/**
 * Starts a process that saves entries `first`, `first` + 1, … and ends it with SIGKILL `killAfter` milliseconds after its first word
 * (null = never, it ends when `count` are saved). `limit` = greatest file it may write, in KiB.
 */
export async function runSaver(
  path: string,
  { first = 0, count = 100_000, size = 2000, killAfter = null, limit = 0, program = saver }: SaverOptions,
): Promise<Saved> {
  const args = [program, path, String(first), String(count), String(size)];
  const child =
    limit === 0
      ? spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      : spawn('bash', ['-c', `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, ...args], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '' && killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter);
    said += text;
  });
  await once(child, 'close');
  const lines = said.split('\n');
  const numbersAfter = (word: string): number[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.slice(word.length)));
  const finished = numbersAfter('saved');
  const begun = numbersAfter('begin').at(-1);
  const refused = lines.find((line) => line.startsWith('refused '));
  return {
    finished,
    underWay: begun === undefined || finished.at(-1) === begun ? null : begun,
    refusal:
      refused === undefined
        ? null
        : (JSON.parse(refused.slice('refused '.length)) as [string, string, string]),
  };
}
