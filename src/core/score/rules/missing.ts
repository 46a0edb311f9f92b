import type { Reading } from '../reading/reading.ts';
import { absent, requestKinds, type Rule, saturating } from '../rule.ts';
import { countWords, spansOf } from './words.ts';

const placeholder = /\[(?:pasted\s+text|image|screenshot|attachment)[^\]]{0,40}\]/giu;

/** Whether nothing stands in the text that "this" could mean: no name, no quotation, nothing pasted. */
function bare(reading: Reading): boolean {
  const { references, quotations } = reading.document;
  return references.length === 0 && quotations.length === 0 && reading.pasted === 0;
}

/** A placeholder of a chat window where a text or picture was. */
export const lostPaste: Rule = {
  id: 'lost-paste',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'stands on a paste or picture that is not here',
  remedy: {
    text: 'Put the pasted text itself here, or describe the picture in words',
    followed: { 'lost-paste': 0 },
  },
  measure: (reading) => {
    const spans = [];
    for (const match of reading.document.text.matchAll(placeholder)) {
      spans.push({ start: match.index, end: match.index + match[0].length });
      if (spans.length === 10) break;
    }
    return spans.length === 0 ? absent : { strength: 1, spans };
  },
};

/** Leans on a picture that an agent reading the text cannot see. */
export const needsPicture: Rule = {
  id: 'needs-picture',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'leans on a picture',
  remedy: { text: 'Describe in words what the picture shows', followed: { 'needs-picture': 0 } },
  measure: (reading) => countWords(reading, 'picture', 0.7),
};

/** Leans on an earlier talk. */
export const needsEarlier: Rule = {
  id: 'needs-earlier',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'leans on an earlier talk',
  remedy: {
    text: 'Say what was decided or tried before; the agent may not remember it',
    followed: { 'needs-earlier': 0 },
  },
  measure: (reading) => countWords(reading, 'earlier', 1),
};

/** "this", "that", "it" with nothing named, quoted or pasted that they could mean. */
export const danglingPointer: Rule = {
  id: 'dangling-pointer',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'points at something that is not named',
  remedy: { text: 'Say what "this" or "it" is', followed: { 'dangling-pointer': 0 } },
  measure: (reading) => {
    const pointers = reading.hits.pointer;
    if (pointers.length === 0 || !bare(reading)) return absent;
    return {
      strength: saturating(pointers.length / (reading.content + 2), 0.2),
      spans: spansOf(reading, pointers),
    };
  },
};

/** Begins with "this" or "it" before anything was named. */
export const pointsFirst: Rule = {
  id: 'points-first',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'begins with a word for something not yet named',
  remedy: {
    text: 'Name the thing at its first mention',
    followed: { 'points-first': 0, 'dangling-pointer': 0 },
  },
  measure: (reading) => {
    const first = reading.hits.pronoun[0];
    if (first === undefined || first > 6 || !bare(reading) || isNoun(reading, first + 1)) return absent;
    return { strength: 1, spans: spansOf(reading, [first]) };
  },
};

/** Whether the token is a word that carries content, so that "this" before it is no pronoun. */
function isNoun(reading: Reading, index: number): boolean {
  const token = reading.tokens[index];
  if (token === undefined || token.kind !== 'word') return token !== undefined;
  const { part, screen, artifact, loose } = reading.hits;
  return [part, screen, artifact, loose].some((list) => list.includes(index));
}

/** "this file", "these errors" with no file and no error in the text. */
export const danglingNoun: Rule = {
  id: 'dangling-noun',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'speaks of a thing that is not here',
  remedy: { text: 'Name the file or paste the text that you mean', followed: { 'dangling-noun': 0 } },
  measure: (reading) => {
    const loose = new Set(reading.hits.loose);
    const found = reading.hits.demonstrative.filter((index) => loose.has(index + 1) || loose.has(index + 2));
    if (found.length === 0) return absent;
    const dens = Math.min(1, (found.length / (reading.words + 5)) * 4);
    return { strength: bare(reading) ? 0.5 + dens / 2 : dens / 2, spans: spansOf(reading, found) };
  },
};
