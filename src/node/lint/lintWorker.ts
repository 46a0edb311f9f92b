// The second thread of `whetstone lint` over many files.
import { parentPort, workerData } from 'node:worker_threads';
import { lintInTurn, type LintTask } from './lintMany.ts';

const linted = await lintInTurn(workerData as LintTask, new AbortController().signal);
parentPort?.postMessage(linted);
