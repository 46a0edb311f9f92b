import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '../../src/node/store/database.ts';
import { migrations } from '../../src/node/store/migrations.ts';
import { temporaryFolder, type TemporaryFolder } from './temporaryFolder.ts';

/** A folder with (or soon with) a `whetstone.db`, and what a test does to it. */
export interface StoreFolder extends TemporaryFolder {
  /** Path of the database. */
  readonly database: string;
  /** What the store's worker holds, in this thread. */
  open(busyTimeout?: number): Database;
  /** A connection past Whetstone. Close it. */
  raw(): DatabaseSync;
}

export function storeFolder(): StoreFolder {
  const folder = temporaryFolder();
  const database = join(folder.path, 'whetstone.db');
  return {
    ...folder,
    database,
    open: (busyTimeout = 500) => new Database({ path: database, migrations, busyTimeout }),
    raw: () => new DatabaseSync(database),
  };
}

/**
 * Runs `work` without the right to write to the folder and its files. Rights bind nobody who is root, so root puts on the coat of another user
 * meanwhile (`work` must not wait for anything: the whole process wears it).
 */
export function withoutWriting<T>(folder: string, files: readonly string[], work: () => T): T {
  chmodSync(folder, 0o555);
  for (const file of files) chmodSync(file, 0o444);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
    for (const file of files) chmodSync(file, 0o644);
  }
}
