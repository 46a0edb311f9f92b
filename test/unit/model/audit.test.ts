import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { WhetstoneError } from '../../../src/core/errors.ts';
import { audit, defaultAuditRules } from '../../../src/core/model/audit.ts';
import { csvHeader, csvLine, jsonLine } from '../../../src/core/model/auditExport.ts';
import type { AuditEntry, AuditLog } from '../../../src/core/model/auditLog.ts';
import type { Complete, CompletionRequest } from '../../../src/core/model/completion.ts';
import { AuditTable } from '../../../src/node/store/auditTable.ts';
import { LedgerTable } from '../../../src/node/store/ledgerTable.ts';
import { migrate } from '../../../src/node/store/migrate.ts';
import { migrations } from '../../../src/node/store/migrations.ts';
import { completion, completionRequest } from '../../harness/completions.ts';
import { freeRules, reservation, settlement } from '../../harness/tableLedger.ts';

const never = new AbortController().signal;
const secret = 'my secret prompt about the login';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the audit', () => {
  let now: number;
  let connection: DatabaseSync;
  let ledger: LedgerTable;
  let table: AuditTable;
  let log: AuditLog;
  let rules = defaultAuditRules;

  beforeEach(() => {
    now = Date.parse('2026-11-21T10:00:00Z');
    rules = defaultAuditRules;
    connection = new DatabaseSync(':memory:');
    migrate(connection, migrations);
    ledger = new LedgerTable(connection, () => now);
    table = new AuditTable(connection, () => now);
    log = {
      write: async (record) => table.write(record),
      describe: async (id, figures) => table.describe(id, figures),
      find: async (query) => table.find(query),
      actions: async (from, until) => table.actions(from, until),
      prune: async (before) => table.prune(before),
    };
  });

  function audited(next: Complete): Complete {
    return audit({ log, rules: () => rules, clock: () => now, now: () => now })(next);
  }

  let requests = 0;
  function request(given: Partial<CompletionRequest> = {}): CompletionRequest {
    requests += 1;
    const requestId = `6f1c1a52-8a53-4c6b-9a52-${String(requests).padStart(12, '0')}`;
    const account = {
      ...completionRequest().account,
      workspace: '/project',
      template: 'enhance@3',
      requestId,
    };
    return completionRequest(secret, { account, ...given });
  }

  function spend(requestId: string, cost: bigint | null): void {
    const admission = ledger.reserve(reservation({ requestId }), freeRules);
    assert.ok(admission.admitted);
    ledger.settle(admission.attempt, settlement({ cost }), freeRules);
  }

  it('writes one row with everything about a request, all its attempts together', async () => {
    const asked = request({ provider: 'openai', model: 'gpt-4o' });
    const { requestId } = asked.account;
    await audited(async () => {
      spend(requestId, 10n ** 12n);
      spend(requestId, 5n * 10n ** 11n);
      now += 250;
      return completion('done', { provider: 'anthropic', model: 'claude-sonnet-5', fallbackFrom: 'openai' });
    })(asked, never);
    await log.describe(requestId, { lengthBefore: 30, lengthAfter: 400, scoreGain: -3 });
    assert.deepEqual(table.find({}), {
      next: null,
      entries: [
        {
          id: requestId,
          timestamp: '2026-11-21T10:00:00.000Z',
          workspace: '/project',
          action: 'enhancement',
          provider: 'anthropic',
          model: 'claude-sonnet-5',
          attempts: 2,
          inputTokens: 180,
          outputTokens: 100,
          costUsd: 1.5,
          latencyMs: 250,
          success: true,
          outcome: 'answered',
          errorCode: null,
          cached: false,
          stale: false,
          fallbackFrom: 'openai',
          template: 'enhance@3',
          experiment: null,
          lengthBefore: 30,
          lengthAfter: 400,
          scoreGain: -3,
          prompt: null,
          answer: null,
        },
      ],
    });
  });

  it('writes down what failed, was refused or was stopped', async () => {
    const blocked = new WhetstoneError('blocked-by-guard', 'm', 'h');
    const abort = new DOMException('stop', 'AbortError');
    const bug = new TypeError('x');
    for (const error of [blocked, abort, bug]) {
      await assert.rejects(
        audited(async () => {
          throw error;
        })(request(), never),
        error,
      );
    }
    assert.deepEqual(
      table
        .find({})
        .entries.map(({ outcome, errorCode, attempts, costUsd, provider }) => [
          outcome,
          errorCode,
          attempts,
          costUsd,
          provider,
        ]),
      [
        ['failed', 'internal', 0, 0, null],
        ['aborted', null, 0, 0, null],
        ['failed', 'blocked-by-guard', 0, 0, null],
      ],
    );
  });

  it('leaves an unknown cost unknown', async () => {
    const asked = request();
    await audited(async () => {
      spend(asked.account.requestId, 10n);
      spend(asked.account.requestId, null);
      return completion('done');
    })(asked, never);
    assert.equal(table.find({}).entries[0]?.costUsd, null);
  });

  it('holds no prompt unless the user wants that', async () => {
    const everything = (): string =>
      JSON.stringify(
        ['audit', 'audit_text', 'name', 'attempt'].map((name) =>
          connection.prepare(`SELECT * FROM ${name}`).all(),
        ),
      );
    await audited(async () => completion('the answer text'))(request(), never);
    assert.doesNotMatch(everything(), /secret prompt|answer text/);
    rules = { ...rules, storeContent: true };
    await audited(async () => completion('the answer text'))(request(), never);
    assert.match(everything(), /secret prompt.*answer text/);
    const [entry] = table.find({}).entries;
    assert.deepEqual(
      [entry?.prompt, entry?.answer],
      [`[{"role":"user","content":"${secret}"}]`, 'the answer text'],
    );
  });

  it('holds no secret even then, be it refused or put back into an answer', async () => {
    rules = { ...rules, storeContent: true };
    const key = ['sk', 'proj', 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hJ3kL5'].join('-');
    const asked = request({ messages: [{ role: 'user', content: `call it with ${key}` }] });
    await audited(async () => completion(`set OPENAI_API_KEY=${key} first`))(asked, never);
    const [entry] = table.find({}).entries;
    assert.match(`${entry?.prompt} ${entry?.answer}`, /call it with .*OPENAI_API_KEY=.* first/);
    assert.doesNotMatch(`${entry?.prompt} ${entry?.answer}`, /aB3dE5fG7hJ9/);
  });

  it('says what a cancelled request took, once that is known', async () => {
    const asked = request();
    const { requestId } = asked.account;
    const admission = ledger.reserve(reservation({ requestId }), freeRules);
    assert.ok(admission.admitted);
    await assert.rejects(
      audited(async () => {
        throw new DOMException('stop', 'AbortError');
      })(asked, never),
    );
    ledger.settle(admission.attempt, settlement({ outcome: 'aborted' }), freeRules);
    const [entry] = table.find({}).entries;
    assert.deepEqual(
      [entry?.outcome, entry?.attempts, entry?.inputTokens, entry?.outputTokens, entry?.costUsd],
      ['aborted', 1, 90, 50, 0.0005],
    );
  });

  it('deletes rows that are older than the user keeps them, with texts and attempts, and keeps the sums', async () => {
    rules = { storeContent: true, retentionDays: 90 };
    const old = request();
    await audited(async () => {
      spend(old.account.requestId, 10n);
      return completion('old');
    })(old, never);
    now += 91 * 86_400_000;
    ledger.reserve(reservation(), freeRules);
    await audited(async () => completion('new'))(request(), never);
    assert.deepEqual(
      table.find({}).entries.map(({ answer }) => answer),
      ['new'],
    );
    const count = (name: string): unknown =>
      connection.prepare(`SELECT count(*) AS n FROM ${name}`).get()?.['n'];
    assert.deepEqual([count('audit_text'), count('attempt'), count('spend')], [1, 1, 2]);
  });

  it('does not lose the answer when the row cannot be written', async () => {
    const troubles: unknown[] = [];
    const full = new WhetstoneError('storage', 'The disk is full.', 'h');
    const middleware = audit({
      log: { ...log, write: () => Promise.reject(full) },
      rules: () => rules,
      clock: () => now,
      now: () => now,
      onTrouble: (error) => troubles.push(error),
    });
    assert.equal((await middleware(async () => completion('done'))(request(), never)).text, 'done');
    await turn();
    assert.deepEqual(troubles, [full]);
  });

  it('pages from the newest, and counts by action', async () => {
    for (const operation of ['review', 'judge', 'review'] as const) {
      await audited(async () => completion('x', { cached: operation === 'judge' }))(
        request({ operation }),
        never,
      );
      now += 1000;
    }
    const first = table.find({ limit: 2 });
    assert.deepEqual(
      first.entries.map(({ action }) => action),
      ['review', 'judge'],
    );
    const second = table.find({ limit: 2, after: first.next! });
    assert.deepEqual([second.entries.length, second.next], [1, null]);
    assert.equal(table.find({ from: now - 1000 }).entries.length, 1);
    assert.deepEqual(table.actions(0, now), [
      { action: 'review', requests: 2, failures: 0, cached: 0 },
      { action: 'judge', requests: 1, failures: 0, cached: 1 },
    ]);
  });
});

describe('an export of the audit', () => {
  const entry: AuditEntry = {
    id: 'a',
    timestamp: '2026-11-21T10:00:00.000Z',
    workspace: '=HYPERLINK("http://x","y")',
    action: 'enhancement',
    provider: '@openai',
    model: 'a,"b"\nc',
    attempts: 1,
    inputTokens: 10,
    outputTokens: 5,
    costUsd: 0.000_000_1,
    latencyMs: 12,
    success: true,
    outcome: 'answered',
    errorCode: null,
    cached: false,
    stale: false,
    fallbackFrom: null,
    template: null,
    experiment: null,
    lengthBefore: 5,
    lengthAfter: 6,
    scoreGain: -2,
    prompt: null,
    answer: null,
  };

  it('as CSV quotes what needs it and lets no text be a formula', () => {
    const line = csvLine(entry, false);
    assert.equal(
      line,
      `a,2026-11-21T10:00:00.000Z,"'=HYPERLINK(""http://x"",""y"")",enhancement,'@openai,"a,""b""\nc",1,10,5,0.0000001,12,true,answered,,false,false,,,,5,6,-2\r\n`,
    );
    assert.equal(csvHeader(false).split(',').length, 22);
    assert.equal(csvHeader(true).split(',').length, 24);
  });

  it('as JSONL gives one entry a line, without texts that were not stored', () => {
    const line = jsonLine(entry);
    assert.equal(line.split('\n').length, 2);
    const { answer, prompt, ...rest } = entry;
    assert.deepEqual([JSON.parse(line), answer, prompt], [rest, null, null]);
    const stored = { ...entry, prompt: '[]' };
    assert.deepEqual(JSON.parse(jsonLine(stored)), stored);
  });
});
