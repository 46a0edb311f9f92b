import { readLenientJson } from './lenientJson.ts';

/** What can be wrong with the form of an answer. */
export type AnswerFault = 'empty' | 'too-long' | 'no-json' | 'other-json' | 'cut';

export type FoundAnswer<Answer> =
  | { readonly answer: Answer; readonly fault: null }
  | { readonly answer: null; readonly fault: AnswerFault };

/** The object that is looked for. */
export interface AnswerForm<Answer> {
  /** Names of the property that tells it, as models write it. */
  readonly keys: readonly string[];
  /** The answer in a value that was read from JSON; null when it is another. */
  readonly read: (value: unknown) => Answer | null;
}

/** No answer that we ask for is longer, in UTF-16 code units. */
const longest = 1_000_000;
/** Objects that are tried; an answer has one or two. */
const mostObjects = 40;

/**
 * Finds the answer in what a model wrote: through fences, prose around, reasoning in tags, an object around the object, and doubled answers (the last
 * whole one counts: it is the model's correction). An answer whose end is missing is a fault even when something could be read from it, because that
 * may be cut itself.
 */
export function findAnswer<Answer>(text: string, form: AnswerForm<Answer>): FoundAnswer<Answer> {
  const written = withoutReasoning(text, form.keys).trim();
  if (written === '') return fault('empty');
  if (written.length > longest) return fault('too-long');
  const holds = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && form.keys.some((key) => key in value);
  let found: Answer | null = null;
  let seen: AnswerFault = 'no-json';
  let at = written.indexOf('{');
  for (let tries = 0; at !== -1 && tries < mostObjects; tries += 1) {
    const read = readLenientJson(written, at);
    if (read !== null && !read.complete) {
      // A brace in the prose before an answer swallows the answer; look inside before giving up.
      const inner = tries < mostObjects ? written.indexOf('{', at + 1) : -1;
      if (holds(read.value) || inner === -1) seen = found === null ? 'cut' : seen;
      at = holds(read.value) ? -1 : inner;
      continue;
    }
    if (read === null) {
      at = written.indexOf('{', at + 1);
      continue;
    }
    const answer = form.read(read.value) ?? wrapped(read.value, form);
    if (answer !== null) found = answer;
    else if (seen === 'no-json') seen = 'other-json';
    at = written.indexOf('{', read.end);
  }
  return found === null ? fault(seen) : { answer: found, fault: null };
}

function fault(kind: AnswerFault): { readonly answer: null; readonly fault: AnswerFault } {
  return { answer: null, fault: kind };
}

/** An answer inside another object: `{"response": {…}}`, or JSON within a string. */
function wrapped<Answer>(value: unknown, { read }: AnswerForm<Answer>): Answer | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const inner of Object.values(value)) {
    const answer = read(inner);
    if (answer !== null) return answer;
    if (typeof inner === 'string' && inner.trimStart().startsWith('{')) {
      const json = readLenientJson(inner.trimStart());
      const nested = json?.complete === true ? read(json.value) : null;
      if (nested !== null) return nested;
    }
  }
  return null;
}

/** Takes out reasoning between tags; an unclosed tag takes everything behind it. */
function withoutReasoning(text: string, keys: readonly string[]): string {
  let result = text;
  for (const tag of ['think', 'thinking', 'reasoning']) {
    const opening = `<${tag}>`;
    const closing = `</${tag}>`;
    const parts: string[] = [];
    let from = 0;
    for (;;) {
      const start = result.indexOf(opening, from);
      // Only before the answer: a rewrite may well speak of such a tag.
      if (start === -1 || result.slice(from, start).includes('{')) break;
      parts.push(result.slice(from, start));
      const end = result.indexOf(closing, start);
      from = end === -1 ? result.length : end + closing.length;
      if (end === -1) break;
    }
    result = parts.join('') + result.slice(from);
    // Some servers cut off the opening tag.
    const bare = result.indexOf(closing);
    if (bare !== -1 && !keys.some((key) => result.slice(0, bare).includes(`"${key}"`)))
      result = result.slice(bare + closing.length);
  }
  return result;
}
