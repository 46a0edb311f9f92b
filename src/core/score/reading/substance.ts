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
}

const persona = new Set(["you're", 'you']);
const being = new Set(['are', 'a', 'an', 'act', 'as', 'the']);
const bounds = new Set(['only', 'other', 'else', 'files', 'not']);

/**
 * Takes out what tells an agent nothing, so that it can neither earn nor cost points: greetings and thanks, a sentence that was there
 * before, stock sentences and headings ("Follow best practices", "## Success criteria"), "You are an expert …", and heaps of keywords.
 * `heapable`: whether the language has small words to tell heaps by. The first sentence that says anything always stays. Linear in the number of tokens.
 */
export function substanceOf(
  tokens: readonly Token[],
  sentences: readonly Sentence[],
  hits: WordHits,
  courtesies: ReadonlySet<number>,
  heapable: boolean,
): Substance {
  const stop = new Set(hits.stop);
  const glue = new Set(hits.glue);
  const stock = new Set([...hits.stock, ...hits.boilerplate]);
  const seen = new Set<string>();
  const kept: Token[] = [];
  const keptSentences: Sentence[] = [];
  const heaps: Sentence[] = [];
  let heaped = 0;
  let said = false;
  const keep = (sentence: Sentence): void => {
    const from = kept.length;
    for (let index = sentence.from; index < sentence.to; index += 1) {
      const token = tokens[index];
      if (token !== undefined && !courtesies.has(index)) kept.push(token);
    }
    if (kept.length > from) keptSentences.push({ ...sentence, from, to: kept.length });
  };
  for (const sentence of sentences) {
    const shape = shapeOf(tokens, sentence, { stop, glue, stock }, courtesies);
    if (shape.length === 0) continue;
    if (heapable && shape.heap) {
      heaps.push(sentence);
      heaped += shape.words;
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
  if (keptSentences.every((sentence) => sentence.heading)) {
    for (const sentence of sentences) {
      if (sentence.heading) continue;
      keep(sentence);
      break;
    }
  }
  return { tokens: kept, sentences: keptSentences, heaps, heaped };
}

interface Shape {
  /** Tokens that are no courtesy. */
  readonly length: number;
  readonly words: number;
  /** Nothing but stock and function words. */
  readonly idle: boolean;
  /** Twelve words and more with hardly a function word among them. */
  readonly heap: boolean;
  /** To find repetitions by; null for sentences too short to matter. */
  readonly key: string | null;
}

function shapeOf(
  tokens: readonly Token[],
  sentence: Sentence,
  { stop, glue, stock }: Readonly<Record<'stop' | 'glue' | 'stock', ReadonlySet<number>>>,
  courtesies: ReadonlySet<number>,
): Shape {
  let words = 0;
  let joints = 0;
  let length = 0;
  let idle = true;
  let bounded = false;
  let key = '';
  for (let index = sentence.from; index < sentence.to; index += 1) {
    const token = tokens[index];
    if (token === undefined || courtesies.has(index)) continue;
    length += 1;
    if (key.length < 300) key += `${token.text} `;
    if (token.kind === 'word') words += 1;
    else joints += 1;
    if (glue.has(index)) joints += 1;
    if (bounds.has(token.text) && token.text !== 'not') bounded = true;
    if (token.kind !== 'word' || (!stop.has(index) && !stock.has(index))) idle = false;
  }
  const heap = words >= 12 && joints / words <= 0.12;
  return { length, words, idle: idle && !bounded, heap, key: length >= 2 ? key : null };
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
