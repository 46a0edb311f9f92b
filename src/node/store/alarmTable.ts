import type { DatabaseSync } from 'node:sqlite';
import {
  acceptanceAlarm,
  errorAlarm,
  lookBack,
  usualDecisions,
  type Alarm,
} from '../../core/usage/alarms.ts';
import { inBriefTransaction } from './briefTransaction.ts';
import { Statements } from './statements.ts';

const day = 24 * 3_600_000;
/** A provider that was last asked longer ago is no news. */
const recent = 3_600_000;

/** Finds what goes badly in the account and the history. Each alarm is handed out once a day, to whoever asks first. */
export class AlarmTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #now: () => number;

  constructor(connection: DatabaseSync, now: () => number) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#now = now;
  }

  take(): Alarm[] {
    const now = this.#now();
    const found = [...this.#errorAlarms(now), this.#acceptanceAlarm()].filter((alarm) => alarm !== null);
    if (found.length === 0) return [];
    return inBriefTransaction(this.#connection, () =>
      found.filter((alarm) => {
        const what = alarm.kind === 'errors' ? `errors of ${alarm.provider}` : alarm.kind;
        const { changes } = this.#statements.run(
          'INSERT INTO notice (what, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at WHERE at NOT BETWEEN ? AND ?',
          what,
          now,
          now - day,
          now,
        );
        return changes > 0;
      }),
    );
  }

  #errorAlarms(now: number): (Alarm | null)[] {
    const providers = this.#statements.all(
      `SELECT DISTINCT provider, name.text FROM attempt JOIN name ON name.key = attempt.provider
       WHERE window_at > ?`,
      now - recent,
    );
    return providers.map(({ provider, text }) => {
      const last = this.#statements.all(
        'SELECT outcome FROM attempt WHERE provider = ? AND outcome IN (0, 1) ORDER BY key DESC LIMIT ?',
        provider as bigint,
        lookBack,
      );
      return errorAlarm(
        String(text),
        last.map(({ outcome }) => outcome === 1n),
      );
    });
  }

  #acceptanceAlarm(): Alarm | null {
    const decided = this.#statements.all(
      `SELECT outcome FROM enhancement WHERE outcome <> 'pending' ORDER BY decided_at DESC, key DESC LIMIT ?`,
      lookBack + usualDecisions,
    );
    return acceptanceAlarm(
      decided.map(({ outcome }) => outcome === 'accepted' || outcome === 'acceptedEdited'),
    );
  }
}
