import { formatDate } from './formatDate.ts';

/**
 * The helpers a template may call beside Handlebars' own. All are pure: text in, text out.
 * `role` marks where a message of another role begins, as dotprompt defines it.
 */
export const expressions: Readonly<Record<string, (...parameters: unknown[]) => unknown>> = {
  upper: (value) => textOf(value).toUpperCase(),
  lower: (value) => textOf(value).toLowerCase(),
  trim: (value) => textOf(value).trim(),
  join: (value, separator) =>
    Array.isArray(value)
      ? value.map(textOf).join(typeof separator === 'string' ? separator : ', ')
      : textOf(value),
  json: (value) => JSON.stringify(value, null, 2),
  default: (value, fallback) => (value === undefined || value === null || value === '' ? fallback : value),
  indent: (value, width) =>
    textOf(value).replaceAll(/^(?=.)/gm, ' '.repeat(Math.min(Number(width) || 2, 40))),
  truncate: (value, length) => {
    const characters = Array.from(textOf(value));
    const limit = Math.max(1, Number(length) || 80);
    return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : textOf(value);
  },
  date: (moment, pattern) => {
    const written = formatDate(moment, typeof pattern === 'string' ? pattern : undefined);
    if (written === null) throw new TypeError(`"${textOf(moment).slice(0, 40)}" is no date`);
    return written;
  },
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
};

/** Everything that `{{name …}}` or `{{#name …}}` may stand for. */
export const helperNames: ReadonlySet<string> = new Set([
  ...Object.keys(expressions),
  'role',
  'if',
  'unless',
  'each',
  'with',
  'lookup',
]);

/** A value as the text that a template shows: '' for nothing, JSON for lists and objects. */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return value.toString();
    case 'object':
      return value === null ? '' : JSON.stringify(value);
    default:
      return '';
  }
}
