import type { HistoryDay } from './historyStore.ts';

/**
 * Groups moments by calendar day of a zone, in linear time: the zone's rules are asked about 30 times a day that occurs, not once a
 * moment. A day of a clock change has 23 or 25 hours (or whatever the zone decrees).
 * @param moments milliseconds since 1970, newest first
 * @param zone IANA name; throws RangeError when it is unknown
 */
export function groupByDay(moments: readonly number[], zone: string): HistoryDay[] {
  const dateAt = dateIn(zone);
  const days: { date: string; from: number; until: number; count: number }[] = [];
  for (const moment of moments) {
    const last = days.at(-1);
    if (last !== undefined && moment >= last.from && moment < last.until) {
      last.count += 1;
      continue;
    }
    const date = dateAt(moment);
    const from = boundary(moment - longestDay, moment, (at) => dateAt(at) === date);
    const until = boundary(moment, moment + longestDay, (at) => dateAt(at) !== date);
    days.push({ date, from, until, count: 1 });
  }
  return days.map(({ date, from, until, count }) => ({
    date,
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    count,
  }));
}

/** The calendar date of a moment in a zone as `2026-11-21`. Throws RangeError for an unknown zone. */
export function dateIn(zone: string): (moment: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map((part) => [part.type, part.value]));
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  };
}

const minute = 60_000;
const longestDay = 30 * 60 * minute;

/** The first whole minute in (low, high] at which `holds`; it must not hold at `low` and hold from one minute on. */
function boundary(low: number, high: number, holds: (moment: number) => boolean): number {
  let before = Math.floor(low / minute);
  let after = Math.ceil(high / minute);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(middle * minute)) after = middle;
    else before = middle;
  }
  return after * minute;
}
