/** A stretch of the calendar that budgets and views count by. */
export type Period = 'day' | 'week' | 'month';

export const periods: readonly Period[] = ['day', 'week', 'month'];

/** Moments as milliseconds since 1970. */
export interface Span {
  /** First moment of the period. */
  readonly from: number;
  /** First moment after it. */
  readonly until: number;
}

/** The smallest step by which zones differ from UTC. */
const step = 15 * 60 * 1000;
/** No zone is further from UTC than 14 hours. */
const widest = 15 * 3600 * 1000;

/**
 * The calendar day, week (from Monday, ISO 8601) or month in which a moment lies for people of a zone. Days of a clock change have 23 or 25 hours; one that begins
 * at 1:00 because midnight was left out begins then.
 * @param moment milliseconds since 1970
 * @param zone IANA name, e.g. `Europe/Zurich`; throws RangeError when it is unknown
 */
export function periodAt(moment: number, period: Period, zone: string): Span {
  const { year, month, date } = localDate(moment, zone);
  switch (period) {
    case 'day':
      return span([year, month, date], [year, month, date + 1], zone);
    case 'week': {
      const sinceMonday = (new Date(Date.UTC(year, month, date)).getUTCDay() + 6) % 7;
      const monday = date - sinceMonday;
      return span([year, month, monday], [year, month, monday + 7], zone);
    }
    case 'month':
      return span([year, month, 1], [year, month + 1, 1], zone);
  }
}

type Days = readonly [year: number, month: number, date: number];

function span(first: Days, after: Days, zone: string): Span {
  return { from: startOf(Date.UTC(...first), zone), until: startOf(Date.UTC(...after), zone) };
}

/** The first moment whose local date is that of `utc` (a midnight in UTC) or later. */
function startOf(utc: number, zone: string): number {
  let before = (utc - widest) / step;
  let after = (utc + widest) / step;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const { year, month, date } = localDate(middle * step, zone);
    if (Date.UTC(year, month, date) >= utc) after = middle;
    else before = middle;
  }
  return after * step;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `month` counts from 0. */
function localDate(moment: number, zone: string): { year: number; month: number; date: number } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = new Map(format.formatToParts(moment).map((part) => [part.type, Number(part.value)]));
  return {
    year: parts.get('year') ?? 1970,
    month: (parts.get('month') ?? 1) - 1,
    date: parts.get('day') ?? 1,
  };
}
