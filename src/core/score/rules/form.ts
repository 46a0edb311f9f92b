import { promptKinds } from '../../prompt/document.ts';
import { absent, requestKinds, type Rule } from '../rule.ts';

/** Too few words to say anything. */
export const fewWords: Rule = {
  id: 'few-words',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'is only a few words',
  remedy: {
    text: 'Write a full sentence: what to do, where, and what should come out',
    followed: { 'few-words': 0 },
  },
  measure: (reading) => {
    const length = reading.distinct;
    return length >= 8 ? absent : { strength: (8 - length) / 8, spans: [] };
  },
};

/** A word or two that could stand anywhere: neither a name, a value nor a quotation. */
export const oneWord: Rule = {
  id: 'one-word',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'is a word or two',
  remedy: null,
  measure: (reading) => {
    const { distinct, tokens } = reading;
    if (distinct > 2 || tokens.some(({ kind }) => kind !== 'word')) return absent;
    return { strength: distinct === 2 ? 0.5 : 1, spans: [] };
  },
};

/** Sentences that run on. */
export const longSentences: Rule = {
  id: 'long-sentences',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'has sentences that run on',
  remedy: { text: 'Break the long sentence into short ones', followed: { 'long-sentences': 0 } },
  measure: (reading) => {
    const plain = reading.sentences.filter((sentence) => !sentence.heading);
    if (plain.length === 0) return absent;
    const mean = plain.reduce((sum, sentence) => sum + sentence.to - sentence.from, 0) / plain.length;
    if (mean <= 25) return absent;
    const longest = plain.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
    return { strength: Math.min(1, (mean - 25) / 50), spans: [{ start: longest.start, end: longest.end }] };
  },
};

/** A paste with hardly a word of the author's own. */
export const mostlyPasted: Rule = {
  id: 'mostly-pasted',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'is mostly pasted text',
  remedy: {
    text: 'Say in a sentence what you want done with the pasted text',
    followed: { 'mostly-pasted': 0 },
  },
  measure: (reading) =>
    reading.pasted > 0 && reading.words < 8 ? { strength: (8 - reading.words) / 8, spans: [] } : absent,
};

/** A log or terminal output without a fence: where it ends and the request begins has to be guessed. */
export const loosePaste: Rule = {
  id: 'loose-paste',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'mixes pasted output with the request',
  remedy: null,
  measure: (reading) => {
    const lines = reading.lines.filter((line) => line.kind === 'pasted');
    if (lines.length === 0) return absent;
    return {
      strength: 1,
      spans: lines.slice(0, 3).map(({ start, end }) => ({ start, end })),
    };
  },
};

const shouted = /\p{Lu}{4,}(?:\s+\p{Lu}[\p{Lu}']+){2,}/u;

/** A stretch in capitals. */
export const shouts: Rule = {
  id: 'shouts',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'shouts in capitals',
  remedy: null,
  measure: (reading) => {
    for (const line of reading.lines) {
      if (line.kind !== 'text') continue;
      const match = shouted.exec(
        reading.document.text.slice(line.start, Math.min(line.end, line.start + 2000)),
      );
      if (match !== null)
        return {
          strength: 1,
          spans: [{ start: line.start + match.index, end: line.start + match.index + match[0].length }],
        };
    }
    return absent;
  },
};

/** A slash command with nothing behind it: for the chat window, not for an agent. */
export const slashCommand: Rule = {
  id: 'slash-command',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'is a command of the chat window',
  remedy: { text: 'Say in words what you want done', followed: { 'slash-command': 0 } },
  measure: (reading) => {
    const { text, body } = reading.document;
    return reading.words < 8 &&
      /^\s*[❯>]?\s*\/[a-z][\w-]*(?:\s|$)/u.test(text.slice(body.start, body.start + 80))
      ? { strength: 1, spans: [] }
      : absent;
  },
};

/** A heap of words without the small words that make sentences of them. */
export const keywordSalad: Rule = {
  id: 'keyword-salad',
  component: 'clarity',
  kinds: promptKinds,
  effect: 'costs',
  lexical: true,
  label: 'lists keywords instead of sentences',
  remedy: { text: 'Write sentences: who does what, where', followed: { 'keyword-salad': 0 } },
  measure: ({ heaps, heaped, heapOnly, words }) =>
    heaped === 0
      ? absent
      : {
          // A heap beside sentences does little harm; a text that is one says nothing.
          strength: heapOnly ? 1 : (heaped / (heaped + words)) ** 2,
          spans: heaps.slice(0, 10).map(({ start, end }) => ({ start, end })),
        },
};
