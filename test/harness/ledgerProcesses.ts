import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What one process is told to do. */
export interface WorkOrder {
  readonly database: string;
  readonly url: string;
  readonly seed: number;
  readonly calls: number;
  /** As in the settings file. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface WorkDone {
  /** How many requests ended with which error. */
  readonly refused: Readonly<Record<string, number>>;
  readonly troubles: readonly string[];
}

export interface LedgerProcesses {
  /** Lets all processes work at once, each with its own seed. */
  work(order: Omit<WorkOrder, 'seed'>, seed: number): Promise<readonly WorkDone[]>;
  end(): void;
}

const entry = fileURLToPath(new URL('./ledgerWorker.ts', import.meta.url));

/** Starts processes that make calls on one account. */
export async function ledgerProcesses(count: number): Promise<LedgerProcesses> {
  const children = Array.from({ length: count }, () =>
    fork(entry, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  await Promise.all(children.map(message));
  return {
    work: (order, seed) =>
      Promise.all(
        children.map((child, index) => {
          const done = message(child);
          child.send({ ...order, seed: seed * 1000 + index });
          return done as Promise<WorkDone>;
        }),
      ),
    end: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`A process ended with ${code}.`)));
  });
}
