import path from 'node:path';
import { databaseName, dataFolder } from '../node/home.ts';
import { countInPassing } from '../node/store/countInPassing.ts';
import type { CommandIo } from './io.ts';

/** Counts scores and renderings for `whetstone usage`, where there is an account already. */
export function countDone(what: 'score' | 'rendering', count: number, io: CommandIo): void {
  countInPassing(path.join(dataFolder({ env: io.env, cwd: io.cwd }), databaseName), what, count);
}
