/**
 * Splits a name into its words, lower case: `parseHTMLFile_v2.ts` gives parse, html, file, v2, ts. Camel case, snake case, kebab case, dots
 * and slashes all separate; digits stay with the letters before them.
 */
export function splitWords(text: string): readonly string[] {
  const words = text.match(isAscii.test(text) ? asciiWord : anyWord);
  return words === null ? [] : words.map((word) => word.toLowerCase());
}

const isAscii = /^[\x20-\x7e]*$/;
const asciiWord = /[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+/g;
const anyWord = /\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?\p{Ll}+\p{N}*|\p{N}+|[^\s\p{P}\p{S}\p{Lu}\p{Ll}\p{N}]+/gu;

/** Endings that the same word takes on in names and in prose, longest first. */
const endings = [
  'izations',
  'isations',
  'ization',
  'isation',
  'ations',
  'ators',
  'ating',
  'ated',
  'ates',
  'ation',
  'ator',
  'izer',
  'iser',
  'izing',
  'ising',
  'ized',
  'ised',
  'ings',
  'ions',
  'ing',
  'ize',
  'ise',
  'ion',
  'ers',
  'ors',
  'ate',
  'ed',
  'er',
  'or',
  'es',
  's',
  'e',
];

const stems = new Map<string, string>();

/**
 * What a word shares with its other forms: export, exports, exporter, exported, exporting all give `export`. Light on purpose: never shorter
 * than four letters, so that `user` and `use` stay apart; both sides of a comparison go through it, so a clumsy stem does no harm.
 */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  let result = word.endsWith('ies') && word.length > 5 ? `${word.slice(0, -3)}y` : word;
  for (;;) {
    const shorter = withoutEnding(result);
    if (shorter === result) break;
    result = shorter;
  }
  // Bounded: prompts and repositories hold a limited number of words, but a process may see many of both.
  if (stems.size > 50_000) stems.clear();
  stems.set(word, result);
  return result;
}

function withoutEnding(word: string): string {
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue;
    if (ending === 's' && (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is'))) continue;
    const rest = word.slice(0, -ending.length);
    const shortest = ending === 's' ? 3 : 4;
    if (rest.length < shortest) continue;
    const [last, before] = [rest.at(-1), rest.at(-2)];
    const doubled = last === before && ending !== 's' && ending !== 'e' && !'sl'.includes(last ?? '');
    return doubled && rest.length > 3 ? rest.slice(0, -1) : rest;
  }
  return word;
}
