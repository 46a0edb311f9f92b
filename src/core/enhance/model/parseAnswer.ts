import { readLenientJson } from './lenientJson.ts';
import { answerOf, type ModelAnswer } from './modelAnswer.ts';

/** What can be wrong with the form of an answer. */
export type AnswerFault = 'empty' | 'too-long' | 'no-json' | 'no-prompt' | 'cut';

export type ParsedAnswer =
  | { readonly answer: ModelAnswer; readonly fault: null }
  /** `partial`: what there is of a cut answer, to be shown to the model for repair, never to be used. */
  | { readonly answer: null; readonly fault: AnswerFault };

/** No rewrite of a prompt is longer, in UTF-16 code units. */
const longest = 1_000_000;
/** Objects that are tried; an answer has one or two. */
const mostObjects = 40;

/**
 * Finds the answer in what a model wrote: through fences, prose around, reasoning in tags, an object around the object, and doubled answers (the last
 * whole one counts: it is the model's correction). An answer whose end is missing is a fault even when a prompt could be read from it, because the
 * prompt itself may be cut.
 */
export function parseAnswer(text: string): ParsedAnswer {
  const written = withoutReasoning(text).trim();
  if (written === '') return fault('empty');
  if (written.length > longest) return fault('too-long');
  let found: ModelAnswer | null = null;
  let seen: AnswerFault = 'no-json';
  let at = written.indexOf('{');
  for (let tries = 0; at !== -1 && tries < mostObjects; tries += 1) {
    const read = readLenientJson(written, at);
    if (read !== null && !read.complete) {
      // A brace in the prose before an answer swallows the answer; look inside before giving up.
      const inner = tries < mostObjects ? written.indexOf('{', at + 1) : -1;
      if (holdsPrompt(read.value) || inner === -1) seen = found === null ? 'cut' : seen;
      at = holdsPrompt(read.value) ? -1 : inner;
      continue;
    }
    if (read === null) {
      at = written.indexOf('{', at + 1);
      continue;
    }
    const answer = answerOf(read.value) ?? wrapped(read.value);
    if (answer !== null) found = answer;
    else if (seen === 'no-json') seen = 'no-prompt';
    at = written.indexOf('{', read.end);
  }
  return found === null ? fault(seen) : { answer: found, fault: null };
}

function fault(kind: AnswerFault): ParsedAnswer {
  return { answer: null, fault: kind };
}

/** An answer inside another object: `{"response": {…}}`, or JSON within a string. */
function wrapped(value: unknown): ModelAnswer | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const inner of Object.values(value)) {
    const answer = answerOf(inner);
    if (answer !== null) return answer;
    if (typeof inner === 'string' && inner.trimStart().startsWith('{')) {
      const read = readLenientJson(inner.trimStart());
      const nested = read?.complete === true ? answerOf(read.value) : null;
      if (nested !== null) return nested;
    }
  }
  return null;
}

function holdsPrompt(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && ('enhanced_prompt' in value || 'enhancedPrompt' in value)
  );
}

/** Takes out reasoning between tags; an unclosed tag takes everything behind it. */
function withoutReasoning(text: string): string {
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
    if (bare !== -1 && !result.slice(0, bare).includes('"enhanced_prompt"'))
      result = result.slice(bare + closing.length);
  }
  return result;
}
