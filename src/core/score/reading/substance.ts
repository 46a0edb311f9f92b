import type { Sentence } from './sentences.ts';
import type { Token } from './tokens.ts';
import type { WordHits } from './words.ts';

/** What is left of a text when courtesy, stock sentences and repetition are taken out, and what was a mere heap of words. */
export interface Substance {
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** Sentences that are heaps of keywords; kept only where nothing else is. */
  readonly heaps: readonly Sentence[];
  /** Words in heaps. */
  readonly heaped: number;
  /** There is nothing but heaps: the first of them stands for the text, its names being mere words. */
  readonly heapOnly: boolean;
}

const persona = new Set(["you're", 'you']);
const being = new Set(['are', 'a', 'an', 'act', 'as', 'the']);
const bounds = new Set(['only', 'other', 'else', 'files', 'not']);

/**
 * Takes out what tells an agent nothing, so that it can neither earn nor cost points: greetings and thanks, a sentence that was there
 * before, stock sentences and headings ("Follow best practices", "## Success criteria"), "You are an expert …", and heaps of keywords.
 * `heapable`: whether the language has small words to tell heaps by; `reportsError`: whether the text shows an error. The first sentence that says anything always stays. Linear in the number of tokens.
 */
export function substanceOf(
  tokens: readonly Token[],
  sentences: readonly Sentence[],
  hits: WordHits,
  courtesies: ReadonlySet<number>,
  heapable: boolean,
  reportsError: boolean,
): Substance {
  const stop = new Set(hits.stop);
  const glue = new Set(hits.glue);
  const stock = new Set([...hits.stock, ...hits.boilerplate]);
  const verbs = new Set([...hits.closed, ...hits.fix, ...hits.make, ...hits.inquire]);
  const seen = new Set<string>();
  const kept: Token[] = [];
  const keptSentences: Sentence[] = [];
  const heaps: Sentence[] = [];
  let heaped = 0;
  let said = false;
  const shapes = sentences.map((sentence) =>
    shapeOf(tokens, sentence, { stop, glue, stock, verbs }, courtesies),
  );
  // Names in a row are also what a log or a table looks like: they are a heap only where there is nothing else.
  const names =
    !reportsError &&
    sentences.every((sentence, index) => {
      const shape = shapes[index];
      return sentence.heading || shape === undefined || shape.length === 0 || shape.keywords || shape.names;
    });
  const keep = (sentence: Sentence): void => {
    const from = kept.length;
    for (let index = sentence.from; index < sentence.to; index += 1) {
      const token = tokens[index];
      if (token !== undefined && !courtesies.has(index)) kept.push(token);
    }
    if (kept.length > from) keptSentences.push({ ...sentence, from, to: kept.length });
  };
  for (const [index, sentence] of sentences.entries()) {
    const shape = shapes[index];
    if (shape === undefined || shape.length === 0) continue;
    if (heapable && (shape.keywords || (names && shape.names))) {
      heaps.push(sentence);
      heaped += names ? shape.length : shape.words;
      continue;
    }
    const key = shape.key;
    if (key !== null && seen.has(key)) continue;
    if (key !== null) seen.add(key);
    if (shape.idle && (sentence.heading || said)) continue;
    if (isPersona(tokens, sentence)) continue;
    keep(sentence);
    if (!sentence.heading) said = true;
  }
  const heapOnly = heaps.length > 0 && keptSentences.every((sentence) => sentence.heading);
  if (keptSentences.every((sentence) => sentence.heading)) {
    const first = sentences.find((sentence) => !sentence.heading);
    if (first !== undefined) keep(first);
  }
  return {
    tokens: heapOnly ? kept.map((token) => ({ ...token, kind: 'word', reference: null })) : kept,
    sentences: keptSentences,
    heaps,
    heaped,
    heapOnly,
  };
}

interface Shape {
  /** Tokens that are no courtesy. */
  readonly length: number;
  readonly words: number;
  /** Nothing but stock and function words. */
  readonly idle: boolean;
  /** Twelve words and more with hardly a function word among them. */
  readonly keywords: boolean;
  /** Names in a row that nothing joins. */
  readonly names: boolean;
  /** To find repetitions by; null for sentences too short to matter. */
  readonly key: string | null;
}

function shapeOf(
  tokens: readonly Token[],
  sentence: Sentence,
  { stop, glue, stock, verbs }: Readonly<Record<'stop' | 'glue' | 'stock' | 'verbs', ReadonlySet<number>>>,
  courtesies: ReadonlySet<number>,
): Shape {
  let words = 0;
  let joints = 0;
  let glued = 0;
  let named = 0;
  let row = 0;
  let longestRow = 0;
  let ordered = false;
  let length = 0;
  let idle = true;
  let bounded = false;
  let key = '';
  for (let index = sentence.from; index < sentence.to; index += 1) {
    const token = tokens[index];
    if (token === undefined || courtesies.has(index)) continue;
    length += 1;
    if (key.length < 300) key += `${token.text} `;
    if (length === 1 && verbs.has(index)) ordered = true;
    if (token.kind === 'word') {
      words += 1;
      row = 0;
    } else {
      joints += 1;
      named += 1;
      // Only a blank between them: a list has commas, a sentence has words.
      const previous = tokens[index - 1];
      row = previous !== undefined && row > 0 && token.start - previous.end <= 1 ? row + 1 : 1;
      longestRow = Math.max(longestRow, row);
    }
    if (glue.has(index)) {
      joints += 1;
      glued += 1;
    }
    if (bounds.has(token.text) && token.text !== 'not') bounded = true;
    if (token.kind !== 'word' || (!stop.has(index) && !stock.has(index))) idle = false;
  }
  const keywords = words >= 12 && joints / words <= 0.12;
  const joined = ordered && glued > 0;
  const names =
    (named >= 2 && longestRow === length) ||
    (named >= 4 &&
      ((longestRow >= 4 && !joined) ||
        (length >= 6 && longestRow >= 3 && !joined) ||
        (length >= 6 && longestRow >= 2 && glued / length <= 0.1)));
  return { length, words, idle: idle && !bounded, keywords, names, key: length >= 2 ? key : null };
}

function isPersona(tokens: readonly Token[], sentence: Sentence): boolean {
  const [first, second, third] = [
    tokens[sentence.from],
    tokens[sentence.from + 1],
    tokens[sentence.from + 2],
  ];
  if (first?.text === 'act' && second?.text === 'as') return true;
  return (
    persona.has(first?.text ?? '') &&
    being.has(second?.text ?? '') &&
    (first?.text === "you're" || being.has(third?.text ?? ''))
  );
}
