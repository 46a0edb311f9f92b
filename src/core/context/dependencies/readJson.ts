/**
 * Reads JSON as tools write their settings: comments, commas before a closing bracket, and a byte order mark are let through.
 * @returns Null when it is no object.
 */
export function readJson(text: string): Readonly<Record<string, unknown>> | null {
  return parseObject(text) ?? parseObject(withoutComments(text));
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch (error) {
    // Half-written manifests are everyday; one that cannot be read says nothing.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function withoutComments(text: string): string {
  let out = '';
  let index = text.startsWith('\uFEFF') ? 1 : 0;
  while (index < text.length) {
    const char = text[index] as string;
    if (char === '"') {
      const end = endOfString(text, index);
      out += text.slice(index, end);
      index = end;
    } else if (char === '/' && text[index + 1] === '/') {
      const end = text.indexOf('\n', index);
      index = end === -1 ? text.length : end;
    } else if (char === '/' && text[index + 1] === '*') {
      const end = text.indexOf('*/', index + 2);
      index = end === -1 ? text.length : end + 2;
    } else {
      const closes = char === '}' || char === ']';
      out = closes ? withoutTrailingComma(out) + char : out + char;
      index += 1;
    }
  }
  return out;
}

function withoutTrailingComma(text: string): string {
  let end = text.length;
  while (end > 0 && /\s/.test(text[end - 1] as string)) end -= 1;
  return text[end - 1] === ',' ? text.slice(0, end - 1) : text;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

/** True for plain objects of JSON. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of an object whose values are strings. */
export function stringRecord(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
