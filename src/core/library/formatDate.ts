const tokens = /YYYY|MM|DD|HH|mm|ss/g;

/**
 * A moment in UTC by a pattern of YYYY, MM, DD, HH, mm and ss; everything else stands for itself. `moment` is ISO 8601, milliseconds since
 * 1970 or a Date. Null when it is no time.
 */
export function formatDate(moment: unknown, pattern = 'YYYY-MM-DD'): string | null {
  if (typeof moment !== 'string' && typeof moment !== 'number' && !(moment instanceof Date)) return null;
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /^([+-]?\d+)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/.exec(date.toISOString()) ?? [];
  const parts: Readonly<Record<string, string>> = {
    YYYY: year,
    MM: month,
    DD: day,
    HH: hour,
    mm: minute,
    ss: second,
  };
  return pattern.replaceAll(tokens, (token) => parts[token] ?? token);
}
