import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LintSettings } from '../../core/lint/settings.ts';
import { diskWorkspace } from './diskWorkspace.ts';
import type { LintFile } from './findLintFiles.ts';
import { type LintedFile, lintFile } from './lintFiles.ts';

/** Files from which on a second thread pays for its start (about 0.2 s). */
const manyFiles = 48;

/** What is to be checked, in a form that survives the way between threads. */
export interface LintTask {
  readonly files: readonly LintFile[];
  readonly settings: LintSettings;
  readonly root: string;
  /** The repository's files from its root. */
  readonly listed: readonly string[];
  readonly fix: boolean;
}

/** Checks files one after another; throws the signal's reason when aborted. */
export async function lintInTurn(
  { files, settings, root, listed, fix }: LintTask,
  signal: AbortSignal,
): Promise<LintedFile[]> {
  const workspace = diskWorkspace(root, listed);
  const linted: LintedFile[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    linted.push(await lintFile(file, { settings, workspace, fix }));
  }
  return linted;
}

/** The same, with half of many files in a second thread. The order is that of the files. */
export async function lintMany(task: LintTask, signal: AbortSignal): Promise<LintedFile[]> {
  if (task.files.length < manyFiles || availableParallelism() < 2) return lintInTurn(task, signal);
  const part = (rest: number): LintTask => ({
    ...task,
    files: task.files.filter((_file, index) => index % 2 === rest),
  });
  const other = inWorker(part(1), signal);
  // When this half fails first, the other's end is of no interest.
  other.catch(() => {});
  const own = await lintInTurn(part(0), signal);
  const theirs = await other;
  return task.files.map((_file, index) => (index % 2 === 0 ? own : theirs)[index >> 1] as LintedFile);
}

function inWorker(task: LintTask, signal: AbortSignal): Promise<LintedFile[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry(import.meta.url), { workerData: task });
    const abort = (): void => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    worker.once('message', (linted: LintedFile[]) => resolve(linted));
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', abort);
      reject(new Error('The thread ended without a result.'));
    });
  });
}

/** The worker lies beside the entry in a build, and beside this file in the source. */
function workerEntry(here: string): URL {
  if (here.endsWith('.ts')) return new URL('./lintWorker.ts', here);
  const inChunk = new URL('.', here).pathname.endsWith('/chunks/');
  return new URL(inChunk ? '../lint-worker.js' : './lint-worker.js', here);
}
