/** A copy of a plain value with every string replaced; `title` names the nearest `path` or `hash` beside it, else the key. */
export function mapStrings<Value>(
  value: Value,
  replace: (text: string, title: string) => string,
  title = 'the context',
): Value {
  if (typeof value === 'string') return replace(value, title) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, replace, title)) as Value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const record = value as Readonly<Record<string, unknown>>;
  const name =
    typeof record['path'] === 'string'
      ? record['path']
      : typeof record['hash'] === 'string'
        ? `commit ${record['hash'].slice(0, 7)}`
        : null;
  return Object.fromEntries(
    Object.entries(record).map(([key, inner]) => [
      key,
      mapStrings(inner, replace, name ?? (title === 'the context' ? key : title)),
    ]),
  ) as Value;
}
