import { isSilent, isWeak } from '../../context/relevance/commonWords.ts';
import type { PromptTerms } from '../../context/relevance/promptTerms.ts';
import { splitWords, stem } from '../../context/relevance/words.ts';

/** A place in a file that has a name: what people call it when they say where. */
export interface NamedPlace {
  readonly type: 'symbol' | 'route' | 'test';
  /** As in the code: `resetPassword`, `POST /login`, `rejects a wrong password`. */
  readonly name: string;
  readonly path: string;
}

/** How much of a file is looked at, in UTF-16 code units, and how much of a line: longer ones are generated. */
const looked = 100_000;
const longestLine = 300;

const declaration =
  /^\s{0,12}(?:(?:export|default|public|private|protected|internal|static|abstract|async|pub|final|override)\s{1,4}){0,6}(?:function\*?|class|interface|struct|trait|module|object|def|func|fn)\s{1,4}(?:self\.)?([A-Za-z_$][\w$]{2,60})/;
const constant =
  /^\s{0,12}(?:export\s{1,4})?const\s{1,4}([A-Za-z_$][\w$]{2,60})\s{0,4}=\s{0,4}(?:async\s{0,4})?(?:\(|function\b|[\w$]{1,40}\s{0,4}=>)/;
const call = /\.(get|post|put|patch|delete)\(\s{0,4}(['"`])(\/[^'"`\s]{0,100})\2/i;
const annotation =
  /^\s{0,12}@(?:\w{1,40}\.)?(get|post|put|patch|delete|route)(?:mapping)?\(\s{0,4}(['"])(\/[^'"\s]{0,100})\2/i;
const testCase = /^\s{0,24}(?:it|test)(?:\.\w{1,12})?\(\s{0,4}(['"`])(.{3,100}?)\1/;
const testFunction = /^\s{0,12}(?:async\s{1,4})?(?:def|func|fn)\s{1,4}((?:test_|Test)\w{2,80})/;

/** The names in a file that hold a word of the prompt which tells something, in the order in which they stand there, each once. Linear in the text. */
export function namedPlaces(path: string, text: string, { words }: Pick<PromptTerms, 'words'>): NamedPlace[] {
  const telling = new Set([...words.keys()].filter((word) => !isWeak(word) && !isSilent(word)));
  if (telling.size === 0) return [];
  const found = new Map<string, NamedPlace>();
  for (const line of text.slice(0, looked).split('\n')) {
    if (line.length > longestLine) continue;
    const place = placeIn(line, path);
    if (place === null || found.has(place.name)) continue;
    if (splitWords(place.name).some((word) => telling.has(stem(word)))) found.set(place.name, place);
  }
  return [...found.values()];
}

function placeIn(line: string, path: string): NamedPlace | null {
  const test = testCase.exec(line)?.[2] ?? testFunction.exec(line)?.[1];
  if (test !== undefined) return { type: 'test', name: test, path };
  const route = call.exec(line) ?? annotation.exec(line);
  if (route !== null) {
    const method = (route[1] ?? '').toUpperCase();
    return {
      type: 'route',
      name: method === 'ROUTE' ? (route[3] ?? '') : `${method} ${route[3] ?? ''}`,
      path,
    };
  }
  const symbol = (declaration.exec(line) ?? constant.exec(line))?.[1];
  return symbol === undefined ? null : { type: 'symbol', name: symbol, path };
}
