import english from './lexicon.en.json' with { type: 'json' };

/** The classes of words that a reader reacts to, such as words for pictures or words that lean on an earlier talk. */
export const wordClasses = [
  'closed',
  'make',
  'vague',
  'fix',
  'inquire',
  'explore',
  'ask',
  'want',
  'picture',
  'earlier',
  'you',
  'pointer',
  'hedge',
  'taste',
  'broad',
  'outcome',
  'problem',
  'condition',
  'limit',
  'check',
  'same',
  'cause',
  'remote',
  'screen',
  'part',
  'artifact',
  'tech',
  'courtesy',
  'boilerplate',
  'emotion',
  'stop',
  'relation',
  'article',
  'state',
  'contrast',
  'command',
  'git',
  'fact',
  'show',
  'ensure',
  'loose',
  'demonstrative',
  'pronoun',
  'outside',
  'integrate',
  'performance',
  'repeat',
  'unwell',
  'sight',
  'look',
  'why',
  'opener',
  'stock',
  'glue',
] as const;

export type WordClass = (typeof wordClasses)[number];

interface Stem {
  readonly stem: string;
  readonly wordClass: WordClass;
}

interface Phrase {
  readonly rest: readonly string[];
  readonly wordClass: WordClass;
}

/** The words of one language, compiled so that a text is looked up in one pass. */
export interface Lexicon {
  /** Whole words. */
  readonly exact: ReadonlyMap<string, readonly WordClass[]>;
  /** Beginnings of words, by their first three letters (two where a word starts so). */
  readonly stems: ReadonlyMap<string, readonly Stem[]>;
  /** Phrases by their first word. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Compiles word lists: words parted by spaces, `_` joins the words of a phrase, a final `*` stands for any ending. */
export function compileLexicon(lists: Readonly<Partial<Record<WordClass, string>>>): Lexicon {
  const exact = new Map<string, WordClass[]>();
  const stems = new Map<string, Stem[]>();
  const phrases = new Map<string, Phrase[]>();
  for (const wordClass of wordClasses) {
    for (const entry of (lists[wordClass] ?? '').split(' ')) {
      if (entry === '') continue;
      if (entry.includes('_')) {
        const [first = '', ...rest] = entry.split('_');
        push(phrases, first, { rest, wordClass });
      } else if (entry.endsWith('*')) {
        const stem = entry.slice(0, -1);
        push(stems, stem.slice(0, 3), { stem, wordClass });
      } else push(exact, entry, wordClass);
    }
  }
  return { exact, stems, phrases };
}

const compiled = new Map<string, Lexicon>();

/** The lexicon for an ISO 639-1 code; English where there is too little text to tell. */
export function lexiconFor(language: string): Lexicon {
  let lexicon = compiled.get(language);
  if (lexicon === undefined) {
    lexicon = compileLexicon(english);
    compiled.set(language, lexicon);
  }
  return lexicon;
}
