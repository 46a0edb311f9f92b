import assert from 'node:assert/strict';
import { acceptanceAlarm, errorAlarm } from '../../../../src/core/usage/alarms.ts';
import { AlarmTable } from '../../../../src/node/store/alarmTable.ts';
import { HistoryTable } from '../../../../src/node/store/historyTable.ts';
import { entryOf } from '../../../harness/enhancements.ts';
import { freeRules, reservation, settlement, tableLedger } from '../../../harness/tableLedger.ts';

const calls = (failed: number, of = 20): boolean[] =>
  Array.from({ length: of }, (_, index) => index < failed);

describe('alarms', () => {
  it('ring above 5 % of the last 20 calls', () => {
    assert.equal(errorAlarm('openai', calls(1)), null);
    assert.deepEqual(errorAlarm('openai', calls(2)), {
      kind: 'errors',
      provider: 'openai',
      failures: 2,
      of: 20,
    });
    assert.equal(errorAlarm('openai', calls(19, 19)), null);
    assert.equal(errorAlarm('openai', [...calls(0), ...calls(20)]), null);
  });

  it('ring when far fewer enhancements are accepted than usual', () => {
    const recent = (accepted: number): boolean[] => calls(accepted);
    assert.equal(acceptanceAlarm([...recent(8), ...calls(60, 80)]), null);
    assert.deepEqual(acceptanceAlarm([...recent(7), ...calls(60, 80)]), {
      kind: 'acceptance',
      recent: 0.35,
      usual: 0.75,
    });
    assert.equal(acceptanceAlarm([...recent(0), ...calls(30, 39)]), null);
  });

  it('come once a day', () => {
    let now = Date.parse('2026-11-21T10:00:00Z');
    const { table, connection } = tableLedger(() => now);
    const alarms = new AlarmTable(connection, () => now);
    const call = (outcome: 'answered' | 'failed' | 'aborted'): void => {
      const admission = table.reserve(reservation(), freeRules);
      assert.ok(admission.admitted);
      table.settle(admission.attempt, settlement({ outcome }), freeRules);
    };
    for (let time = 0; time < 18; time += 1) call('answered');
    for (let time = 0; time < 5; time += 1) call('aborted');
    call('failed');
    assert.deepEqual(alarms.take(), []);
    call('failed');
    assert.deepEqual(alarms.take(), [{ kind: 'errors', provider: 'openai', failures: 2, of: 20 }]);
    call('failed');
    assert.deepEqual(alarms.take(), []);
    now += 23 * 3_600_000;
    call('failed');
    assert.deepEqual(alarms.take(), []);
    now += 2 * 3_600_000;
    assert.deepEqual(alarms.take(), [], 'nobody asked that provider lately');
    call('failed');
    assert.equal(alarms.take().length, 1);
  });

  it('look at the decisions in the history', () => {
    const now = Date.parse('2026-11-21T10:00:00Z');
    const { connection } = tableLedger(() => now);
    const history = new HistoryTable(connection);
    for (let number = 0; number < 80; number += 1) {
      const entry = entryOf(number);
      history.save(entry);
      history.amend(entry.id, {
        decision: { outcome: number < 60 ? 'accepted' : 'rejected', text: '' },
        at: now + number,
      });
    }
    assert.deepEqual(new AlarmTable(connection, () => now).take(), [
      { kind: 'acceptance', recent: 0, usual: 1 },
    ]);
    assert.equal(
      connection
        .prepare("SELECT sum(count) AS n FROM tally JOIN name ON name.key = what WHERE text = 'enhancement'")
        .get()?.['n'],
      80,
    );
  });
});
