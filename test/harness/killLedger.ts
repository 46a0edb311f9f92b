import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('./ledgerVictim.ts', import.meta.url));

export interface Kills {
  readonly kills: number;
  /** Of them, those that landed inside a write. */
  readonly insideWrite: number;
  /** Attempts that were written in all, and those among them that were never settled. */
  readonly attempts: number;
  readonly open: number;
}

/**
 * Kills processes that write to one account at random moments, some at once, and looks at the database after each: it opens and is sound, there is no half row,
 * every attempt is settled or counts at its bound, and the sums are those of the rows. Throws AssertionError when not.
 */
export async function killLedger(count: number, random: () => number): Promise<Kills> {
  const folder = mkdtempSync(path.join(tmpdir(), 'whetstone-kill-'));
  const database = path.join(folder, 'whetstone.db');
  let insideWrite = 0;
  const one = async (number: number): Promise<void> => {
    const marker = path.join(folder, `marker-${number}`);
    const child = fork(entry, [database, marker], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.once('message', resolve));
    await sleep(random() * 40);
    child.kill('SIGKILL');
    await ended;
    if (readFileSync(marker, 'utf8') === 'w') insideWrite += 1;
    inspect(database);
  };
  try {
    for (let number = 0; number < count; number += 2) {
      await Promise.all([one(number), ...(number + 1 < count ? [one(number + 1)] : [])]);
    }
    return { kills: count, insideWrite, ...inspect(database) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inspect(database: string): { attempts: number; open: number } {
  const connection = new DatabaseSync(database);
  try {
    connection.exec('PRAGMA busy_timeout = 20000; BEGIN');
    const get = (sql: string): Record<string, unknown> => ({ ...connection.prepare(sql).get() });
    assert.equal(get('PRAGMA integrity_check')['integrity_check'], 'ok');
    const columns = `sum(input) AS input, sum(cached) AS cached, sum(output) AS output, sum(cost) AS cost`;
    assert.deepEqual(
      get(
        `SELECT ${columns}, coalesce(sum(attempts), 0) AS attempts, coalesce(sum(requests), 0) AS requests, sum(open) AS open FROM spend`,
      ),
      get(
        `SELECT ${columns}, count(*) AS attempts, count(DISTINCT request) AS requests, sum(settled = 0) AS open FROM attempt`,
      ),
    );
    const odd = get(
      `SELECT count(*) AS odd FROM attempt WHERE NOT (
         (settled = 0 AND input = 100 AND output = 200 AND cost = 1000000000 AND outcome IS NULL) OR
         (settled = 1 AND input = 90 AND output = 50 AND cost = 500000000 AND outcome = 0))`,
    );
    assert.equal(odd['odd'], 0);
    const { attempts, open } = get(
      'SELECT count(*) AS attempts, coalesce(sum(settled = 0), 0) AS open FROM attempt',
    );
    return { attempts: Number(attempts), open: Number(open) };
  } finally {
    connection.close();
  }
}
