import german from './lexicon.de.json' with { type: 'json' };
import english from './lexicon.en.json' with { type: 'json' };
import spanish from './lexicon.es.json' with { type: 'json' };
import french from './lexicon.fr.json' with { type: 'json' };
import japanese from './lexicon.ja.json' with { type: 'json' };
import portuguese from './lexicon.pt.json' with { type: 'json' };
import russian from './lexicon.ru.json' with { type: 'json' };
import chinese from './lexicon.zh.json' with { type: 'json' };

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
  /** Whether there are word lists for the language. Without them only structure, references and technical terms are judged. */
  readonly lexical: boolean;
  /** Whether the verb of a request may stand anywhere in its sentence and not only at its beginning. */
  readonly verbAnywhere: boolean;
  /** Whether the language has articles. */
  readonly articles: boolean;
  /** Whether the small words are known that make sentences of words. */
  readonly glue: boolean;
  /** Length of the longest entry in a script without spaces; 0 for other languages. */
  readonly longest: number;
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

type Lists = Readonly<Partial<Record<WordClass, string>>>;

const lists: Readonly<Record<string, Lists>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  ja: japanese,
  pt: portuguese,
  ru: russian,
  zh: chinese,
};

/** The languages with word lists, ISO 639-1. */
export const lexicalLanguages: readonly string[] = Object.keys(lists).sort();

const unspaced: ReadonlySet<string> = new Set(['ja', 'zh']);

/** English classes that programmers use in every language. */
const shared: ReadonlySet<WordClass> = new Set([
  'tech',
  'artifact',
  'command',
  'screen',
  'part',
  'picture',
  'remote',
  'outside',
]);

/** Compiles word lists: words parted by spaces, `_` joins the words of a phrase, a final `*` stands for any ending. */
function compileLexicon(language: string): Lexicon {
  const own = lists[language];
  const exact = new Map<string, WordClass[]>();
  const stems = new Map<string, Stem[]>();
  const phrases = new Map<string, Phrase[]>();
  let longest = 0;
  const add = (wordClass: WordClass, entries: string): void => {
    for (const entry of entries.split(' ')) {
      if (entry === '') continue;
      if (entry.includes('_')) {
        const [first = '', ...rest] = entry.split('_');
        push(phrases, first, { rest, wordClass });
      } else if (entry.endsWith('*')) {
        const stem = entry.slice(0, -1);
        push(stems, stem.slice(0, 3), { stem, wordClass });
      } else {
        push(exact, entry, wordClass);
        if (unspaced.has(language)) longest = Math.max(longest, entry.length);
      }
    }
  };
  for (const wordClass of wordClasses) {
    add(wordClass, own?.[wordClass] ?? '');
    if (own !== english && shared.has(wordClass)) add(wordClass, english[wordClass]);
  }
  return {
    lexical: own !== undefined,
    verbAnywhere: own !== english,
    articles: (own?.article ?? '') !== '',
    glue: (own?.glue ?? '') !== '',
    longest: Math.min(longest, 8),
    exact,
    stems,
    phrases,
  };
}

const compiled = new Map<string, Lexicon>();

function lexiconOf(language: string): Lexicon {
  const known = language in lists ? language : 'other';
  let lexicon = compiled.get(known);
  if (lexicon === undefined) {
    lexicon = compileLexicon(known);
    compiled.set(known, lexicon);
  }
  return lexicon;
}

/**
 * The lexicon for an ISO 639-1 code. Where the text is too short to tell its language (`und`), the one that knows most of its words;
 * English when several know as many. Reads at most the first 2,000 characters for it.
 */
export function lexiconFor(language: string, text: string): Lexicon {
  if (language !== 'und') return lexiconOf(language);
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/[\p{L}\p{M}']{2,}/gu) ?? [];
  let best = lexiconOf('en');
  let most = knownWords(best, words);
  for (const other of lexicalLanguages) {
    if (unspaced.has(other)) continue;
    const lexicon = lexiconOf(other);
    const known = knownWords(lexicon, words);
    if (known > most) [best, most] = [lexicon, known];
  }
  return best;
}

function knownWords(lexicon: Lexicon, words: readonly string[]): number {
  return words.filter(
    (word) =>
      lexicon.exact.has(word) ||
      (lexicon.stems.get(word.slice(0, 3)) ?? []).some(({ stem }) => word.startsWith(stem)),
  ).length;
}
