import type { Span } from '../../span.ts';
import type { Detection, TextOrigin } from '../finding.ts';
import { KeywordTrie } from '../secrets/keywordTrie.ts';
import { Combiner, conceptEntries, type ConceptEntry } from './combine.ts';
import { decodedPayloads, reversed, rot13, turnedWords } from './encoded.ts';
import {
  asRead,
  countInvisible,
  hasStrayDirection,
  isDisguised,
  spelledByTags,
  withLetters,
} from './plainText.ts';
import type { Signal, SignalFamily } from './signal.ts';
import { disclosureSignals } from './signals/disclosure.ts';
import { indirectSignals } from './signals/indirect.ts';
import { latinSignals, scriptSignals } from './signals/languages.ts';
import { markupSignals } from './signals/markup.ts';
import { overrideSignals } from './signals/override.ts';
import { personaSignals } from './signals/persona.ts';
import { phraseSignals } from './signals/phrases.ts';

/** From this score on a text counts as an injection; chosen on texts of our own (docs/decisions/0062). */
export const injectionThreshold = 0.44;

/** Signals further apart than this do not add up. Characters. */
const reach = 700;

const wordSignals: readonly Signal[] = [
  ...overrideSignals,
  ...disclosureSignals,
  ...personaSignals,
  ...indirectSignals,
  ...phraseSignals,
];
/** What stands behind a head: a signal, a signal of another language, or a way of saying a concept. */
type Entry =
  | {
      readonly signal: Signal;
      readonly abroad: boolean;
      /** A head of one letter is a word of its own: "i", French "l'". */
      readonly short: boolean;
    }
  | { readonly signal: null; readonly concept: ConceptEntry };

const longestHead = 10;
const trie = new KeywordTrie<Entry>(
  [
    ...entriesOf(wordSignals, false),
    ...entriesOf(latinSignals, true),
    ...conceptEntries.map(([head, concept]) => [head, { signal: null, concept }] as const),
  ],
  true,
  true,
);

function entriesOf(signals: readonly Signal[], abroad: boolean): (readonly [string, Entry])[] {
  return signals.flatMap((signal) =>
    [...new Set(signal.anchors.map((anchor) => anchor.slice(0, longestHead)))].map(
      (head) => [head, { signal, abroad, short: head.length === 1 }] as const,
    ),
  );
}

/** One place where something speaks for an injection. */
export interface Hit {
  readonly family: SignalFamily;
  readonly weight: number;
  /** The same signal counts once in a stretch. */
  readonly source: object;
  /** Made of several concepts: counts beside what it spans. */
  readonly woven?: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds orders to a model in a text: every signal that speaks for one, added up over stretches of some 700 characters. What
 * cannot be seen (zero-width, tag characters) or read (base64, hex, rot13, backwards) is made readable first.
 */
export function findInjections(text: string, origin: TextOrigin): Detection[] {
  const hits = [...hitsIn(text), ...hiddenHits(text)].sort((one, other) => one.start - other.start);
  return stretches(hits)
    .filter((stretch) => stretch.score >= (origin === 'typed' ? 0.8 : injectionThreshold))
    .map(({ start, end, score, family }) => ({
      kind: 'injection',
      rule: family,
      label: 'REMOVED_INSTRUCTION',
      message: explanations[family],
      score: Math.round(score * 100) / 100,
      start,
      end,
    }));
}

/** How strongly a text as a whole tries to give orders, 0-1: its worst stretch. */
export function injectionScore(text: string): number {
  return strongest([...hitsIn(text), ...hiddenHits(text)]);
}

const explanations: Readonly<Record<SignalFamily, string>> = {
  override: 'This tells a model to set aside its instructions.',
  disclosure: 'This asks a model for its own instructions or secrets.',
  persona: 'This turns a model into somebody without rules.',
  exfiltration: 'This tells a model to carry data away.',
  'tool-abuse': 'This tells a model to act with its tools.',
  concealment: 'This tells a model to keep something from the user.',
  'fake-turn': 'This pretends to be a turn of the chat or a system message.',
  'hidden-text': 'This holds text that people cannot see.',
};

/** The signals in plain text. */
export function hitsIn(text: string): Hit[] {
  const hits: Hit[] = [];
  const add = (family: SignalFamily, weight: number, source: object, start: number, end: number): void => {
    hits.push({ family, weight, source, start, end });
  };
  const combiner = new Combiner((hit) => {
    hits.push({ ...hit, weight: hit.weight * credence(text, hit.start, hit.family, true) });
  });
  trie.scan(
    text,
    0,
    text.length,
    (entry, at) => {
      if (entry.signal === null) {
        combiner.see(text, at, entry.concept);
        return;
      }
      if (entry.short && isLetter(text.charCodeAt(at + 1))) return;
      const { family, weight, pattern } = entry.signal;
      pattern.lastIndex = at;
      if (!pattern.test(text)) return;
      const end = pattern.lastIndex;
      if (!entry.abroad) add(family, weight * credence(text, at, family), entry.signal, at, end);
      else if (!isNegatedAbroad(text, at, family)) add(family, weight, entry.signal, at, end);
    },
    true,
  );
  for (const one of markupSignals) {
    for (const match of text.matchAll(one.pattern))
      add(one.family, one.weight, one, match.index, match.index + match[0].length);
  }
  for (const { present, signals } of scriptSignals) {
    if (!present.test(text)) continue;
    for (const one of signals)
      for (const match of text.matchAll(one.pattern))
        if (!isNegatedAbroad(text, match.index, one.family))
          add(one.family, one.weight, one, match.index, match.index + match[0].length);
  }
  return hits;
}

/** What comes to light when the text is made readable. A trick that hides an order makes the order worse. */
function hiddenHits(text: string): Hit[] {
  const hits: Hit[] = [];
  const whole = { start: 0, end: text.length };
  const reveal = (
    readable: string,
    weight: number,
    least: number,
    place: { start: number; end: number } = whole,
  ): void => {
    if (strongest(hitsIn(readable)) >= least)
      hits.push({ family: 'hidden-text', weight, source: {}, ...place });
  };
  const spelled = spelledByTags(text);
  if (spelled.length >= 8) hits.push({ family: 'hidden-text', weight: 0.9, source: {}, ...whole });
  if (text.length <= 200_000 && isDisguised(text)) {
    const read = asRead(text);
    if (read !== text) reveal(read, 0.85, 0.5);
  }
  const lettered = text.length <= 200_000 ? withLetters(text) : null;
  if (lettered !== null) reveal(lettered, 0.8, 0.5);
  if (countInvisible(text) >= 8)
    hits.push({ family: 'hidden-text', weight: 0.45, source: countInvisible, ...whole });
  if (hasStrayDirection(text))
    hits.push({ family: 'hidden-text', weight: 0.65, source: hasStrayDirection, ...whole });
  for (const payload of decodedPayloads(text)) reveal(payload.text, 0.9, 0.35, payload);
  if (text.length <= 200_000) {
    if (turnedWords.rot13.test(text)) reveal(rot13(text), 0.85, 0.5);
    if (turnedWords.reversed.test(text)) reveal(reversed(text), 0.85, 0.5);
  }
  for (const { start, end } of comments(text))
    reveal(text.slice(start + 4, end - 3), 0.5, 0.35, { start, end });
  return hits;
}

/** HTML comments of 8 to 2,000 characters. Goes through the text once, however many of them are never closed. */
function* comments(text: string): Generator<Span> {
  let close = -1;
  for (let start = text.indexOf('<!--'); start !== -1;) {
    if (close < start + 4) close = text.indexOf('-->', start + 4);
    if (close === -1) return;
    // What is longer is no comment; it may still hold one.
    const inside = close - start - 4;
    const found = inside >= 8 && inside <= 2000;
    if (found) yield { start, end: close + 3 };
    start = text.indexOf('<!--', found ? close + 3 : start + 4);
  }
}

function strongest(hits: readonly Hit[]): number {
  return Math.max(
    0,
    ...stretches([...hits].sort((one, other) => one.start - other.start)).map((stretch) => stretch.score),
  );
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly family: SignalFamily;
}

/** Role play alone is everyday work, however much of it there is: "act as", "you will reply", "stay in character". */
const mostOfPlay = 0.36;
const isMerePlay = ({ family, weight, woven }: Hit): boolean =>
  family === 'persona' && woven !== true && weight <= 0.4;

/** Adds up signals that stand together: 1 - (1 - w1)(1 - w2)…, each signal once, over hits at most `reach` apart from the first. */
function stretches(hits: readonly Hit[]): Stretch[] {
  const result: Stretch[] = [];
  let index = 0;
  while (index < hits.length) {
    const first = hits[index] as Hit;
    const sources = new Map<object, Hit>();
    let end = first.end;
    let next = index;
    for (; next < hits.length && (hits[next] as Hit).start - first.start <= reach; next++) {
      const hit = hits[next] as Hit;
      const known = sources.get(hit.source);
      if (known === undefined || known.weight < hit.weight) sources.set(hit.source, hit);
      end = Math.max(end, hit.end);
    }
    let against = 1;
    let playing = 1;
    let best = first;
    for (const hit of independent([...sources.values()])) {
      if (isMerePlay(hit)) playing *= 1 - hit.weight;
      else against *= 1 - hit.weight;
      if (hit.weight > best.weight) best = hit;
    }
    const score = 1 - against * Math.max(playing, 1 - mostOfPlay);
    result.push({ start: first.start, end, score, family: best.family });
    index = next;
  }
  return result;
}

const asksForHelp =
  /^\W{0,4}(?:how|why|when|where|which|who|can (?:i|we)|could (?:i|we)|should (?:i|we)|may (?:i|we)|do (?:i|we)|is (?:it|there)|are there|does|did|explain (?:how|why|the|what)|what (?:happens|should|does|if|(?:is|are|was|were) (?:the )?(?:origin|meaning|difference|history|definition|purpose|risks?))|write (?:a|an) (?:test|unit test|article|essay|blog))\b/i;
const doubted: ReadonlySet<SignalFamily> = new Set([
  'override',
  'persona',
  'exfiltration',
  'tool-abuse',
  'concealment',
]);

/** Somebody other than the reader does it: "the parser must ignore", "users can override", "he had to forget". */
const saidOfOthers =
  /(?:^|[\s(])(?:(?:he|she|it|they|we|users?|customers?|players?|people|admins?|authors?|teams?|(?!you\b|i\b|ais?\b|assistant|model|bot|agent|please|and\b|then\b|or\b|it\b)[a-z]{2,16}(?= (?:can|could|may|will|would|had|tried) )|let (?:us|them|users|people))(?: (?:can|could|may|must|should|will|would|had|able|allowed|free|to|now|also|then|not|never|always|simply){1,2}){0,4}|(?:the|this|that|our|each|every|an?) (?:(?!you|ai\b)\w{1,14} ){0,2}?(?!ai|assistant|model|bot|agent|and|then|or|but|please)\w{3,16}(?: (?:can|could|may|must|should|will|would|has|have|had|is|are|was|were|tried|tries))(?: (?:able|allowed|free|to|now|also|then|not|never|always|simply)){0,3}) $/i;
/** The words are an example of something. */
const mentioned =
  /\b(?:phrases?|such as|contains?|containing|finds?|detects?|looks? for|matches|e\.g\.|called|string|text|input|pattern|example|sentences? like|words?)\b[^"'“‘`«]{0,30}["'“‘`«][^"'”’`»]{0,12}$/i;
const ofTheReader = /\b(?:ais?|llms?|agents?|assistants?|models?|(?:chat ?)?bots?|you)\b/i;
/** Verbs told of something: "ignores", "forgets". */
const thirdPerson =
  /^(?:ignores|disregards|forgets|overrides|skips|drops|clears|resets|removes|deletes|bypasses|discards)\b/i;
/** A sentence about programs and their settings. */
const technical =
  /(?:^|\s)(?:--[a-z]|-[a-z]\b)|\b(?:env(?:ironment)?(?: variables?)?|config(?:s|uration|\.\w+)?|settings?|options?|flags?|cache|form|field|toolbar|plugins?|lint\w{0,3}|compiler|workspace|pull request|builds?|whitespace|regular expression|regex|emulator|sorting|parameter|per (?:user|workspace|project)|(?<!<)[A-Z]{3,}_[A-Z_]{2,})\b|^(?:[Cc]ommit|feat|fix|chore|refactor|docs)(?:\([\w-]{1,20}\))?: /;
const aboutTheReader: ReadonlySet<SignalFamily> = new Set(['override', 'disclosure']);
const aboutPrograms: ReadonlySet<SignalFamily> = new Set(['override', 'disclosure', 'tool-abuse']);
/** "Do not disclose", "never forget": the opposite of the order. */
const negated =
  /\b(?:do not|don['’]t|never|must not|mustn['’]t|should not|shouldn['’]t|cannot|can['’]t|won['’]t|will not|not to|not) (?:ever |simply |just )?$/i;
/** What programs do to messages and prompts all day. */
const everydayVerb =
  /^(?:drop|delete|remove|clear|reset|skip|cancel|erase|suppress|exceed|break)\w{0,4}\b(?!.{0,40}\byou)/i;
/** The same in other languages: "non dimenticare", "vergiss nicht". */
const negatedAbroad = /(?:\b(?:non|no|não|ne|nie)|n['’]|не)\s?$/i;

/** 1, or less where the words are talked about instead of used: in a question for help, quoted, told of others, of programs. */
function credence(text: string, at: number, family: SignalFamily, woven = false): number {
  const before = text.slice(Math.max(0, at - 160), at);
  const sentence = before.slice(
    Math.max(
      before.lastIndexOf('. '),
      before.lastIndexOf('!'),
      before.lastIndexOf('?'),
      before.lastIndexOf('\n'),
    ) + 1,
  );
  if (
    doubted.has(family) &&
    family !== 'persona' &&
    !woven &&
    (thirdPerson.test(text.slice(at, at + 12)) ||
      (saidOfOthers.test(sentence) && !ofTheReader.test(sentence)))
  )
    return 0.45;
  if (aboutTheReader.has(family) && !woven && negated.test(sentence)) return 0.3;
  if (aboutPrograms.has(family) && technical.test(sentence + restOfSentence(text, at))) return 0.48;
  if (family === 'override' && !woven && everydayVerb.test(text.slice(at, at + 60))) return 0.55;
  if (aboutTheReader.has(family) && mentioned.test(sentence)) return 0.4;
  if (!doubted.has(family)) return 1;
  if (asksForHelp.test(sentence)) return 0.45;
  return /(?:^|[\s(:=])["'“‘`«][^"'”’`»]{0,12}$/.test(sentence) && sentence.trim().length > 8 ? 0.6 : 1;
}

function isNegatedAbroad(text: string, at: number, family: SignalFamily): boolean {
  return family === 'override' && negatedAbroad.test(text.slice(Math.max(0, at - 6), at));
}

function restOfSentence(text: string, at: number): string {
  const after = text.slice(at, at + 120);
  const end = after.search(/[.!?](?:\s|$)|\n/);
  return end === -1 ? after : after.slice(0, end);
}

/** Of hits of one family over the same words only the heaviest. Hits come in order of place. */
function independent(hits: readonly Hit[]): Hit[] {
  const kept = new Map<SignalFamily, Hit[]>();
  const woven: Hit[] = [];
  for (const hit of hits) {
    if (hit.woven === true) {
      woven.push(hit);
      continue;
    }
    const family = kept.get(hit.family) ?? [];
    const last = family.at(-1);
    if (last === undefined || hit.start >= last.end) family.push(hit);
    else if (hit.weight > last.weight)
      family[family.length - 1] = { ...hit, end: Math.max(hit.end, last.end) };
    kept.set(hit.family, family);
  }
  return [...[...kept.values()].flat(), ...woven];
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
