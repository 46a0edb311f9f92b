import assert from 'node:assert/strict';
import fc from 'fast-check';
import { periodAt, periods } from '../../../src/core/usage/periods.ts';

const iso = (moment: number): string => new Date(moment).toISOString();

function period(at: string, which: (typeof periods)[number], zone: string): string[] {
  const { from, until } = periodAt(Date.parse(at), which, zone);
  return [iso(from), iso(until)];
}

describe('periods of the calendar', () => {
  it('begin at midnight where the user is', () => {
    assert.deepEqual(period('2026-11-21T10:00:00Z', 'month', 'Europe/Zurich'), [
      '2026-10-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
    ]);
    assert.deepEqual(period('2026-11-21T10:00:00Z', 'day', 'Asia/Kathmandu'), [
      '2026-11-20T18:15:00.000Z',
      '2026-11-21T18:15:00.000Z',
    ]);
    assert.deepEqual(period('2026-11-22T10:00:00Z', 'week', 'UTC'), [
      '2026-11-16T00:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
    ]);
    assert.deepEqual(period('2026-12-31T23:30:00Z', 'month', 'UTC'), [
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });

  it('have 23 and 25 hours when the clock changes', () => {
    const hours = (at: string, zone: string): number => {
      const { from, until } = periodAt(Date.parse(at), 'day', zone);
      return (until - from) / 3_600_000;
    };
    assert.equal(hours('2026-03-29T12:00:00Z', 'Europe/Zurich'), 23);
    assert.equal(hours('2026-10-25T12:00:00Z', 'Europe/Zurich'), 25);
    // Midnight does not exist there on that day: it begins at one o'clock.
    assert.equal(hours('2026-09-06T12:00:00Z', 'America/Santiago'), 23);
    assert.equal(hours('2026-04-05T12:00:00Z', 'Australia/Lord_Howe'), 24.5);
  });

  it('follow each other without gap or overlap', () => {
    const zones = [
      'UTC',
      'Europe/Zurich',
      'America/St_Johns',
      'America/Santiago',
      'Pacific/Apia',
      'Asia/Kolkata',
    ];
    const years = { min: Date.parse('2026-01-01'), max: Date.parse('2030-01-01') };
    fc.assert(
      fc.property(
        fc.integer(years),
        fc.constantFrom(...periods),
        fc.constantFrom(...zones),
        (moment, which, zone) => {
          const { from, until } = periodAt(moment, which, zone);
          assert.ok(from <= moment && moment < until);
          assert.deepEqual(periodAt(from, which, zone), { from, until });
          assert.deepEqual(periodAt(until - 1, which, zone), { from, until });
          assert.equal(periodAt(until, which, zone).from, until);
        },
      ),
      { numRuns: 60 },
    );
  });
});
