/** Values deeper than this are refused, so that whoever walks the data needs no guard of its own. */
const maximumDepth = 64;

/** More values than this are refused: aliases may repeat a value many times. */
const maximumValues = 10_000;

/**
 * A copy of parsed YAML that JSON can print: no cycles, no prototype keys, dates as ISO strings, no NaN.
 * Returns undefined when the value refers to itself, is nested too deep or is too large.
 */
export function plainData(value: unknown): unknown {
  const budget = { values: maximumValues };
  const open = new Set<object>();

  const copy = (part: unknown, depth: number): unknown => {
    if (--budget.values < 0 || depth > maximumDepth) throw tooMuch;
    if (typeof part === 'number') return Number.isFinite(part) ? part : String(part);
    if (typeof part === 'bigint') return String(part);
    if (part === null || typeof part !== 'object') return part === undefined ? null : part;
    if (part instanceof Date) return Number.isNaN(part.getTime()) ? null : part.toISOString();
    if (open.has(part)) throw tooMuch;
    open.add(part);
    let result: unknown;
    if (Array.isArray(part)) result = part.map((item) => copy(item, depth + 1));
    else {
      const entries = part instanceof Map ? [...part.entries()] : Object.entries(part);
      result = Object.fromEntries(entries.map(([key, item]) => [String(key), copy(item, depth + 1)]));
    }
    open.delete(part);
    return result;
  };

  try {
    return copy(value, 0);
  } catch (error) {
    if (error === tooMuch) return undefined;
    throw error;
  }
}

const tooMuch = new RangeError('The value is cyclic, too deep or too large.');
