import type { Lexicon, WordClass } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Where words of each class stand: indices of tokens, ascending. */
export type WordHits = Readonly<Record<WordClass, readonly number[]>>;

function noHits(): Record<WordClass, number[]> {
  return {
    closed: [],
    make: [],
    vague: [],
    fix: [],
    inquire: [],
    explore: [],
    ask: [],
    want: [],
    picture: [],
    earlier: [],
    you: [],
    pointer: [],
    hedge: [],
    taste: [],
    broad: [],
    outcome: [],
    problem: [],
    condition: [],
    limit: [],
    check: [],
    same: [],
    cause: [],
    remote: [],
    screen: [],
    part: [],
    artifact: [],
    tech: [],
    courtesy: [],
    boilerplate: [],
    emotion: [],
    stop: [],
    relation: [],
    article: [],
    state: [],
    contrast: [],
    command: [],
    git: [],
    fact: [],
    show: [],
    ensure: [],
    loose: [],
    demonstrative: [],
    pronoun: [],
    outside: [],
    integrate: [],
    performance: [],
    repeat: [],
    unwell: [],
    sight: [],
    look: [],
    why: [],
    opener: [],
    stock: [],
    glue: [],
  };
}

function phraseMatches(tokens: readonly Token[], from: number, rest: readonly string[]): boolean {
  for (let offset = 0; offset < rest.length; offset += 1) {
    if (tokens[from + 1 + offset]?.text !== rest[offset]) return false;
  }
  return true;
}

/** Looks every word up in the lexicon, phrases included. Linear in the number of tokens. */
export function findWords(tokens: readonly Token[], lexicon: Lexicon): WordHits {
  const hits = noHits();
  const note = (wordClass: WordClass, index: number): void => {
    const list = hits[wordClass];
    if (list[list.length - 1] !== index) list.push(index);
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'name')) continue;
    const word = token.text;
    for (const wordClass of lexicon.exact.get(word) ?? []) note(wordClass, index);
    if (token.kind !== 'word') continue;
    for (const { stem, wordClass } of lexicon.stems.get(word.slice(0, 3)) ?? []) {
      if (word.startsWith(stem)) note(wordClass, index);
    }
    for (const phrase of lexicon.phrases.get(word) ?? []) {
      if (phraseMatches(tokens, index, phrase.rest)) note(phrase.wordClass, index);
    }
  }
  return hits;
}

/** The tokens that are courtesy, every word of a courteous phrase among them. Linear in the number of tokens. */
export function courtesyIn(tokens: readonly Token[], lexicon: Lexicon): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    if (lexicon.exact.get(token.text)?.includes('courtesy') === true) found.add(index);
    for (const { rest, wordClass } of lexicon.phrases.get(token.text) ?? []) {
      if (wordClass !== 'courtesy' || !phraseMatches(tokens, index, rest)) continue;
      for (let offset = 0; offset <= rest.length; offset += 1) found.add(index + offset);
    }
  }
  return found;
}
