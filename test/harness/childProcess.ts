import { spawn, type ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended by itself, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

process.on('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
});
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => process.exit(status));
}

/** Starts a program in a process group of its own that ends, with everything it started, when this process ends. */
export function startTied(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; output: 'pipe' | 'inherit' },
): ChildProcess {
  const child = spawn(program, args, {
    ...options,
    detached: true,
    stdio: ['ignore', options.output, options.output],
  });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

/** Ends a program of {@link startTied} and all it started: politely, then after two seconds for good. Resolves when it is gone. */
export async function endTied(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    killGroup(child, 'SIGKILL');
    return;
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  killGroup(child, 'SIGTERM');
  const forGood = setTimeout(() => killGroup(child, 'SIGKILL'), 2000);
  await ended;
  clearTimeout(forGood);
  killGroup(child, 'SIGKILL');
}
