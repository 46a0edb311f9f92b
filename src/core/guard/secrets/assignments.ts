/** `name = value` in any notation: code, JSON, YAML, TOML, XML, PHP, shell, a call with two arguments. Offsets into the text. */
export interface Assignment {
  /** Up to 60 characters of the line before the operator, the name among them. */
  readonly contextStart: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly quoted: boolean;
}

const codesOf = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)));

const longestValue = 600;
const operators = codesOf('=:>,(');
const quotes = codesOf('"\'`');
const valueEnders = codesOf(' \t\r\n"\'`,;)<>]}\\');

/** In one run without a space at most so many assignments are looked at: `a=b=c=…` is no configuration. */
const mostInRun = 24;

/**
 * Calls `found` for every place where a name is followed by an operator and a value of at least `shortest` characters.
 * Every step looks at a bounded stretch, so the whole is linear.
 */
export function scanAssignments(
  text: string,
  shortest: number,
  found: (assignment: Assignment) => void,
): void {
  const run: Run = { end: 0, seen: 0 };
  for (let at = 1; at < text.length; at++) {
    if (!operators.has(text.charCodeAt(at))) continue;
    const value = valueAfter(text, at + 1, run);
    if (value === null || value.end - value.start < shortest) continue;
    const name = nameBefore(text, at - 1);
    if (name === null) continue;
    found({
      contextStart: contextOf(text, name),
      nameStart: name.start,
      nameEnd: name.end,
      valueStart: value.start,
      valueEnd: value.end,
      quoted: value.quoted,
    });
  }
}

/** The stretch without a break that was looked at last: found once, however many operators stand in it. */
interface Run {
  end: number;
  seen: number;
}

function valueAfter(
  text: string,
  from: number,
  run: Run,
): { start: number; end: number; quoted: boolean } | null {
  let start = from;
  let quote = 0;
  for (const limit = from + 14; start < limit && start < text.length; start++) {
    const code = text.charCodeAt(start);
    if (quotes.has(code)) {
      quote = code;
      start++;
      if (text.charCodeAt(start) === code) start++;
      break;
    }
    // spaces, line breaks, = > : ( [ { \ @ of `:=`, `=>`, `= [`, `\"`, C#'s `@"`
    if (
      !(
        code === 32 ||
        code === 9 ||
        code === 10 ||
        code === 13 ||
        operators.has(code) ||
        code === 91 ||
        code === 123 ||
        code === 92
      )
    )
      break;
    if (code === 44) return null;
  }
  if (quote === 0) {
    if (start >= run.end) {
      run.end = start;
      run.seen = 0;
      while (run.end < text.length && !endsValue(text, run.end)) run.end++;
    }
    if (++run.seen > mostInRun) return null;
    return { start, end: Math.min(run.end, start + longestValue), quoted: false };
  }
  let end = start;
  const limit = Math.min(text.length, start + longestValue);
  while (end < limit) {
    const code = text.charCodeAt(end);
    if (code === quote || code === 10 || code === 13 || code === 92) break;
    end++;
  }
  return { start, end, quoted: true };
}

/** A space or a bracket ends a value, and so does the `&` before the next name of a query. */
function endsValue(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 38) return valueEnders.has(code);
  for (let next = at + 1; next < at + 32; next++) {
    const other = text.charCodeAt(next);
    if (other === 61) return next > at + 1;
    if (!isNameCode(other)) return false;
  }
  return false;
}

function nameBefore(text: string, from: number): { start: number; end: number } | null {
  let end = from + 1;
  for (const limit = from - 6; end > 0 && end > limit; end--) {
    if (isNameCode(text.charCodeAt(end - 1))) break;
  }
  let start = end;
  for (const limit = end - 64; start > 0 && start > limit; start--) {
    if (!isNameCode(text.charCodeAt(start - 1))) break;
  }
  return start === end ? null : { start, end };
}

function isNameCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 45 ||
    code === 46 ||
    code === 36
  );
}

/** The line before the name; for `- name: X` over `value: …` (Kubernetes, CI files) also the line above. */
function contextOf(text: string, name: { start: number; end: number }): number {
  const start = lineStart(text, name.end, 60);
  const key = text.slice(name.start, name.end).toLowerCase();
  if ((key !== 'value' && key !== 'default') || start === 0 || text.charCodeAt(start - 1) !== 10)
    return start;
  return lineStart(text, text.charCodeAt(start - 2) === 13 ? start - 2 : start - 1, 60);
}

function lineStart(text: string, from: number, most: number): number {
  let start = from;
  for (const limit = Math.max(0, from - most); start > limit; start--) {
    const code = text.charCodeAt(start - 1);
    if (code === 10 || code === 13 || code === 59) break;
  }
  return start;
}
