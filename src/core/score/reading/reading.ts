import type { PromptDocument } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';
import { type Lexicon, lexiconFor } from './lexicon.ts';
import { type Line, readLines } from './lines.ts';
import { findRequests, type Request } from './requests.ts';
import { readSentences, type Sentence } from './sentences.ts';
import { substanceOf } from './substance.ts';
import { readTokens, type Token } from './tokens.ts';
import { courtesyIn, findWords, type WordHits } from './words.ts';

/** A prompt as the rules see it: what the author wrote, what was pasted, what is asked for. */
export interface Reading {
  readonly document: PromptDocument;
  readonly lines: readonly Line[];
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly hits: WordHits;
  readonly lexicon: Lexicon;
  readonly requests: readonly Request[];
  /** Sentences that are heaps of keywords, and the number of their words. They are not among `sentences`. */
  readonly heaps: readonly Sentence[];
  readonly heaped: number;
  /** There is nothing but heaps. */
  readonly heapOnly: boolean;
  /** Distinct tokens outside headings; names, quotations and values count twice, as they say more than a word. */
  readonly distinct: number;
  /** Number of tokens of kind `word`. */
  readonly words: number;
  /** Distinct words that carry content: neither function words nor the stock phrases of prompt templates. */
  readonly content: number;
  /** Characters of different words, names and pasted lines: how much there is to go by. Repetition, function words and stock phrases add nothing. */
  readonly matter: number;
  /** Characters pasted or in fences. */
  readonly pasted: number;
  /** The first line that reports an error, pasted or not. */
  readonly error: Span | null;
}

const errorLine =
  /\b(?:[A-Z]\w*)?(?:Error|Exception|Warning)\b\s*[:(]|\berror\s*(?::|\[|TS\d|code)|\bTraceback\b|\bfatal:|\bpanic:|\bcommand not found\b|\bexit(?:ed with)? code [1-9]|\b(?:is|was) not defined\b|\bCannot (?:find|read)\b|\bfailed to\b|\b[45]\d\d \(?[A-Z][a-z]+|\bFAIL(?:ED)?\b|\bno such file\b|\bpermission denied\b/u;

function findError(document: PromptDocument, lines: readonly Line[]): Span | null {
  for (const line of lines) {
    if (line.kind === 'blank') continue;
    const match = errorLine.exec(document.text.slice(line.start, Math.min(line.end, line.start + 1000)));
    if (match !== null)
      return { start: line.start + match.index, end: line.start + match.index + match[0].length };
  }
  return null;
}

/** Reads a parsed prompt once for all rules. Linear in the text. */
export function readPrompt(document: PromptDocument): Reading {
  const lines = readLines(document);
  const lexicon = lexiconFor(document.language, document.text);
  const written = readTokens(document, lines, lexicon);
  const read = readSentences(document, written);
  const first = findWords(written, lexicon);
  const error = findError(document, lines);
  const { tokens, sentences, heaps, heaped, heapOnly } = substanceOf(
    written,
    read,
    first,
    courtesyIn(written, lexicon),
    lexicon.glue,
    error !== null && lines.length > 1,
  );
  const hits = tokens.length === written.length ? first : findWords(tokens, lexicon);
  const idle = new Set([...hits.stop, ...hits.boilerplate, ...hits.courtesy]);
  const distinct = new Set<string>();
  const things = new Set<string>();
  let words = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'word') words += 1;
    if (idle.has(index)) continue;
    if (token.kind === 'word') distinct.add(token.text);
    things.add(token.text);
  }
  const seen = new Set<string>();
  const named = new Set<string>();
  for (const sentence of sentences) {
    if (sentence.heading) continue;
    for (let index = sentence.from; index < sentence.to; index += 1) {
      const token = tokens[index];
      if (token === undefined) continue;
      seen.add(token.text);
      if (token.kind !== 'word' && token.kind !== 'url') named.add(token.text);
    }
  }
  let matter = 0;
  for (const thing of things) matter += thing.length + 1;
  // Without a list of small words about half of the words would count that should not.
  if (!lexicon.lexical) matter *= 0.6;
  let pasted = 0;
  const pastedLines = new Set<string>();
  for (const line of lines) {
    if (line.kind !== 'pasted' && line.kind !== 'fenced') continue;
    pasted += line.end - line.start;
    pastedLines.add(document.text.slice(line.start, Math.min(line.end, line.start + 300)).trim());
  }
  for (const line of pastedLines) matter += line.length;
  return {
    document,
    lines,
    tokens,
    sentences,
    hits,
    heaps,
    heaped,
    heapOnly,
    distinct: seen.size + named.size,
    lexicon,
    requests: findRequests(tokens, sentences, hits, lexicon.verbAnywhere),
    words,
    content: distinct.size,
    matter,
    pasted,
    error,
  };
}
