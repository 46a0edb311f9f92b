import { emptySentences, intensifiers, openers, orders, phrases } from './phrases.ts';

/** A sentence with the white space behind it. */
export interface Sentence {
  readonly text: string;
  readonly space: string;
}

const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|no|approx|resp|incl|max|min)\.$/i;

/** Cuts a paragraph into sentences; joined again they are the paragraph. Linear. */
export function sentences(paragraph: string): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  for (const match of paragraph.matchAll(/(?<![.!?])[.!?]+[)"’”]?(\s+)/g)) {
    const end = match.index + match[0].length - match[1]!.length;
    if (abbreviation.test(paragraph.slice(Math.max(0, end - 12), end))) continue;
    found.push({ text: paragraph.slice(start, end), space: match[1]! });
    start = match.index + match[0].length;
  }
  if (start < paragraph.length) found.push({ text: paragraph.slice(start), space: '' });
  return found;
}

/** Says a sentence of English in fewer words; '' when it says nothing about the task. Signs of protected text stay. */
export function shortened(sentence: string): string {
  if (emptySentences.some((pattern) => pattern.test(sentence.trim()))) return '';
  let text = withoutOpeners(sentence);
  for (const { pattern, short } of phrases) text = text.replace(pattern, (found) => cased(found, short));
  text = text.replace(intensifiers, '');
  text = withoutOpeners(tidy(text));
  for (const [pattern, short] of orders) text = text.replace(pattern, short);
  text = rightArticles(text);
  return startedLike(sentence, text);
}

function withoutOpeners(sentence: string): string {
  const lead = /^[\s*_]*/.exec(sentence)![0];
  let text = sentence.slice(lead.length);
  let asked = false;
  for (let round = 0; round < 4; round += 1) {
    const before = text;
    for (const opener of openers) {
      const match = opener.exec(text);
      if (match === null || match[0].length === text.length) continue;
      asked ||= /^(?:can|could|would|will)\s+you/i.test(match[0]);
      text = text.slice(match[0].length);
    }
    if (text === before) break;
  }
  // "Can you add a test?" asks for a test, so what is left is no question any more.
  if (asked) text = text.replace(/\?(\s*)$/, '.$1');
  return lead + text;
}

/** Begins as `found` did: with a capital where that had one. */
function cased(found: string, short: string): string {
  return /^\p{Lu}/u.test(found) ? capitalised(short) : short;
}

function capitalised(text: string): string {
  return text.replace(
    /^([\s*_]*)(\p{Ll})/u,
    (_, lead: string, letter: string) => lead + letter.toUpperCase(),
  );
}

/** The spaces and commas that words leave behind. */
function tidy(text: string): string {
  return text
    .replace(/(\S)[ \t]{2,}/g, '$1 ')
    .replace(/(?<![ \t])[ \t]+(?=[,.;:!?])/g, '')
    .replace(/,(?:[ \t]*,)+/g, ',')
    .replace(/,[ \t]*(?=[.;:!?])/g, '')
    .replace(/^[ \t,;]+/, '')
    .replace(/([!?])\1+/g, '$1');
}

/** "a really easy" has become "a easy". */
function rightArticles(text: string): string {
  return text
    .replace(/\b([Aa]) (?=[aeio]\p{Ll})(?!one\b|once\b)/gu, '$1n ')
    .replace(/\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz]\p{Ll})/gu, '$1 ');
}

/** A sentence that began with a capital still does. */
function startedLike(before: string, after: string): string {
  return /^[\s*_]*\p{Lu}/u.test(before) ? capitalised(after) : after;
}

/** What two sentences that say the same have in common: words in lower case, marks dropped. */
export function gist(sentence: string): string {
  return sentence
    .toLowerCase()
    .replace(/[*_"“”'’.,;:!?()\s]+/g, ' ')
    .trim();
}
