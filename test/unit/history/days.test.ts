import assert from 'node:assert/strict';
import { groupByDay } from '../../../src/core/history/days.ts';

describe('days of the history', () => {
  it('are those of the zone, not of UTC', () => {
    const moments = ['2026-11-21T23:30:00Z', '2026-11-21T22:59:59.999Z', '2026-11-20T23:00:00Z'];
    const days = groupByDay(moments.map(Date.parse), 'Europe/Zurich');
    assert.deepEqual(days, [
      { date: '2026-11-22', from: '2026-11-21T23:00:00.000Z', until: '2026-11-22T23:00:00.000Z', count: 1 },
      { date: '2026-11-21', from: '2026-11-20T23:00:00.000Z', until: '2026-11-21T23:00:00.000Z', count: 2 },
    ]);
  });

  it('have 25 and 23 hours where the clocks change', () => {
    const [autumn, spring] = groupByDay(
      [Date.parse('2026-10-25T12:00:00Z'), Date.parse('2026-03-29T12:00:00Z')],
      'Europe/Zurich',
    );
    assert.equal(Date.parse(autumn!.until) - Date.parse(autumn!.from), 25 * 3_600_000);
    assert.equal(Date.parse(spring!.until) - Date.parse(spring!.from), 23 * 3_600_000);
  });

  it('begin where midnight does not exist, and at odd offsets', () => {
    // Lebanon goes from 00:00 to 01:00; Nepal is 5:45 ahead.
    const [beirut] = groupByDay([Date.parse('2026-03-29T10:00:00Z')], 'Asia/Beirut');
    assert.equal(beirut!.from, '2026-03-28T22:00:00.000Z');
    const [kathmandu] = groupByDay([Date.parse('2026-06-01T00:00:00Z')], 'Asia/Kathmandu');
    assert.equal(kathmandu!.from, '2026-05-31T18:15:00.000Z');
  });

  it('cover every moment exactly once', () => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    const moments = Array.from({ length: 5000 }, (_, index) => start + index * 6_131_017).reverse();
    const days = groupByDay(moments, 'America/New_York');
    assert.equal(
      days.reduce((sum, day) => sum + day.count, 0),
      moments.length,
    );
    for (const day of days) {
      const inside = moments.filter((at) => at >= Date.parse(day.from) && at < Date.parse(day.until));
      assert.equal(inside.length, day.count, day.date);
    }
  });

  it('refuse a zone that does not exist', () => {
    assert.throws(() => groupByDay([0], 'Europe/Nowhere'), RangeError);
  });
});
