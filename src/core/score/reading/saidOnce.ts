import type { PromptDocument } from '../../prompt/document.ts';
import { parsePrompt } from '../../prompt/parsePrompt.ts';

/**
 * The document read as if its body were said once, when it is nothing but the same words several times over, so that pasting a prompt again earns
 * nothing. The same document when it is not; blanks do not count. Offsets up to the end of the first time stay. Linear in the text.
 */
export function saidOnce(document: PromptDocument): PromptDocument {
  const { body, kind, path, text } = document;
  const said = text.slice(body.start, body.end);
  // Most texts never come back to their first word.
  const first = /\S+/.exec(said);
  if (first === null || !said.includes(first[0], first.index + first[0].length)) return document;
  const words = [...said.matchAll(/\S+/g)];
  const period = periodOf(words.map(([word]) => word));
  const last = words[period - 1];
  if (last === undefined || period === words.length) return document;
  const end = body.start + last.index + last[0].length;
  return parsePrompt(text.slice(0, end), { kind, path: path ?? undefined });
}

/** How many words are said until they begin anew, over and over up to the end; all of them when they never do. */
function periodOf(words: readonly string[]): number {
  const { length } = words;
  // How long a beginning of all is also an end of the first so many (the failure function of Knuth, Morris and Pratt).
  const border = new Int32Array(length);
  let matched = 0;
  for (let index = 1; index < length; index += 1) {
    while (matched > 0 && words[index] !== words[matched]) matched = border[matched - 1] ?? 0;
    if (words[index] === words[matched]) matched += 1;
    border[index] = matched;
  }
  const period = length - (border[length - 1] ?? 0);
  return length % period === 0 ? period : length;
}
