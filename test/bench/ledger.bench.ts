// What the account of every call costs: time around a call, size of the file, time to sum it up, and what kills leave behind.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { csvLine } from '../../src/core/model/auditExport.ts';
import { compose, type Complete } from '../../src/core/model/completion.ts';
import type { Connection } from '../../src/core/model/gateway.ts';
import { readAccountingSettings } from '../../src/core/usage/accountingSettings.ts';
import { accounting } from '../../src/node/accounting.ts';
import { AuditTable } from '../../src/node/store/auditTable.ts';
import { LedgerTable } from '../../src/node/store/ledgerTable.ts';
import { migrate } from '../../src/node/store/migrate.ts';
import { migrations } from '../../src/node/store/migrations.ts';
import { openStore } from '../../src/node/store/openStore.ts';
import { completion, completionRequest } from '../harness/completions.ts';
import { killLedger } from '../harness/killLedger.ts';
import { SeededRandom } from '../harness/seededRandom.ts';
import { freeRules, reservation, settlement } from '../harness/tableLedger.ts';
import { figure, measure } from './measure.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'whetstone-ledger-'));
try {
  await aroundACall();
  await manyRows();
  await kills();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function aroundACall(): Promise<void> {
  const store = openStore({ path: path.join(folder, 'calls.db') });
  const settings = readAccountingSettings((setting) => (setting === 'rateLimit.enabled' ? false : undefined));
  const { surroundings } = accounting({ store, settings: () => settings });
  const provider = { id: 'openai', kind: 'openai', local: false };
  const connection = { model: provider, name: 'OpenAI', enabled: () => true } as unknown as Connection;
  // A provider that takes five milliseconds: what is written after an answer is written meanwhile, as in life.
  const answer: Complete = async () => {
    await sleep(5);
    return completion('done', { model: 'gpt-4o' });
  };
  const bare = (): Promise<unknown> => answer(completionRequest(), new AbortController().signal);
  const { audit, budget, cache, meter, rateLimit } = surroundings;
  const complete = compose([audit, cache, budget, rateLimit, meter(connection)], answer);
  const ask = (content: string, cached: boolean): Promise<unknown> =>
    complete(
      completionRequest(content, {
        operation: 'review',
        model: 'gpt-4o',
        cache: cached,
        account: { ...completionRequest().account, requestId: randomUUID() },
      }),
      new AbortController().signal,
    );
  const times = async (run: () => Promise<unknown>, count: number): Promise<number[]> => {
    await run();
    const all: number[] = [];
    for (let number = 0; number < count; number += 1) {
      const started = performance.now();
      await run();
      all.push(performance.now() - started);
    }
    return all;
  };
  await figure(
    'what reserving, settling, keeping and the audit add to a call, ms',
    async () => {
      const added: number[] = [];
      for (let number = 0; number < 200; number += 1) {
        const [without] = await times(bare, 1);
        const [all] = await times(() => ask(randomUUID(), true), 1);
        added.push((all ?? 0) - (without ?? 0));
      }
      return added;
    },
    { unit: 'ms', aim: { atMost: 1 } },
  );
  await figure('a hit of the cache, ms', () => times(() => ask('the same', true), 300), {
    unit: 'ms',
    aim: { atMost: 10 },
  });
  await store.close();
}

/** 100,000 requests of a month and a half, each with its attempt, as they would be written. */
async function manyRows(): Promise<void> {
  const file = path.join(folder, 'rows.db');
  const connection = new DatabaseSync(file);
  connection.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL');
  migrate(connection, migrations);
  const random = new SeededRandom(3);
  let now = Date.parse('2026-10-01T00:00:00Z');
  const ledger = new LedgerTable(connection, () => now);
  const audit = new AuditTable(connection, () => now);
  const models = ['gpt-5.4-mini', 'gpt-4o', 'claude-sonnet-5-5', 'claude-haiku-4-5', 'llama3'];
  const requests = 100_000;
  for (let number = 0; number < requests; number += 1) {
    now += Math.floor(random.next() * 80_000);
    const id = randomUUID();
    const model = random.pick(models);
    const provider = model.startsWith('claude') ? 'anthropic' : model.startsWith('gpt') ? 'openai' : 'ollama';
    const workspace = `/home/ada/projects/${random.pick(['shop', 'website', 'compiler'])}`;
    const asked = reservation({ requestId: id, model, provider, workspace });
    const admission = ledger.reserve(asked, freeRules);
    if (!admission.admitted) throw new Error('There are no limits here.');
    const failed = random.below(50) === 0;
    const tokens = { inputTokens: random.below(8000), outputTokens: random.below(2000) };
    const outcome = failed ? 'failed' : 'answered';
    const cost = BigInt(random.below(2_000_000)) * 10_000n;
    ledger.settle(admission.attempt, settlement({ ...tokens, model, outcome, cost }), freeRules);
    audit.write({
      id,
      at: now,
      workspace,
      action: 'enhancement',
      provider,
      model,
      latencyMs: random.below(9000),
      outcome,
      errorCode: failed ? 'provider-unavailable' : null,
      cached: false,
      stale: false,
      fallbackFrom: null,
      template: 'enhance@1',
      experiment: null,
      content: null,
    });
    if (!failed)
      audit.describe(id, {
        lengthBefore: random.below(900),
        lengthAfter: random.below(3000),
        scoreGain: random.below(60),
      });
  }
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  await figure(
    'size of the database over the raw text of its audit rows',
    () => {
      let text = 0;
      for (let after: number | null = Number.MAX_SAFE_INTEGER; after !== null;) {
        const page = audit.find({ limit: 1000, after });
        for (const entry of page.entries) text += Buffer.byteLength(csvLine(entry, false));
        after = page.next;
      }
      const ratio = statSync(file).size / text;
      console.log(
        `  ${(text / 1e6).toFixed(1)} MB of CSV, ${(statSync(file).size / 1e6).toFixed(1)} MB of database`,
      );
      return ratio;
    },
    { unit: 'times', aim: { atMost: 1.3 } },
  );
  await measure('usage of a month by model, 100,000 rows', () => ledger.usage('month', freeRules), {
    aim: { atMost: 50 },
  });
  await measure(
    'usage of every month by model, 100,000 rows',
    () =>
      connection
        .prepare(
          `SELECT strftime('%Y-%m', bucket * 900, 'unixepoch') AS month, name.text AS model, sum(requests), sum(input), sum(output), sum(cost)
           FROM spend JOIN name ON name.key = spend.model GROUP BY 1, 2`,
        )
        .all(),
    { aim: { atMost: 50 } },
  );
  await measure('reserve and settle with 100,000 rows before', () => {
    const admission = ledger.reserve(reservation({ requestId: randomUUID() }), freeRules);
    if (admission.admitted) ledger.settle(admission.attempt, settlement(), freeRules);
  });
  await measure('a page of 1000 audit rows', () => audit.find({ limit: 1000 }));
  connection.close();
}

async function kills(): Promise<void> {
  const random = new SeededRandom(200);
  let found: Awaited<ReturnType<typeof killLedger>> | undefined;
  await figure(
    'SIGKILLs that landed inside a write, of 200; after each the database was sound',
    async () => {
      found = await killLedger(200, () => random.next());
      return found.insideWrite;
    },
    { unit: 'kills' },
  );
  if (found !== undefined)
    console.log(
      `  ${found.attempts} attempts, of which ${found.open} never settled and counted at their bound`,
    );
}
