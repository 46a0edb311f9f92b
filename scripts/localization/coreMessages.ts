import { glob, readFile } from 'node:fs/promises';

/** Where texts that users read stand in code that knows nothing of VS Code: the arguments of an error, or a property of that name. */
const place =
  /\bnew WhetstoneError\(|\b(?:text|message|suggestion|remedy|hint|note|poor|fair|good|excellent): (?=['"`])|^ +(?:[?:] |(?:return|message =) )?(?=['"`][A-Z`])/gm;

/** Folders whose sentences are written for people, not for models or files. */
const folders = [
  'core/{score,guard,lint,enhance/verify,history,context,library}/**/*',
  'core/*',
  'node/**/*',
];

/**
 * The sentences of the core, the store and the engine that the editor shows: its `localized` looks them up by their English form.
 * What a sentence fills in becomes {0}, {1}, ….
 */
export async function coreMessagesOf(root: string): Promise<string[]> {
  const messages = new Set<string>();
  for await (const file of glob(
    folders.map((folder) => `src/${folder}.ts`),
    { cwd: root },
  )) {
    const source = await readFile(`${root}/${file}`, 'utf8');
    for (const match of source.matchAll(place)) {
      const start = match.index + match[0].length;
      const found = match[0].endsWith('(') ? literalsIn(source, start) : [literalAt(source, start).text];
      for (const text of found) if (isSentence(text)) messages.add(text);
    }
  }
  return [...messages].toSorted();
}

/** SQL, tables of codes and lists of names look like sentences at first sight. */
const noSentence = /^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b|^[A-Z]{2}\d|^(?:[A-Z]\w+ ){8}/;

/** At least three words, of which something is said: no codes, no keys, no templates of one value. */
function isSentence(text: string): boolean {
  if (noSentence.test(text)) return false;
  return (
    text
      .replaceAll(/\{\d\}/g, '')
      .trim()
      .split(/\s+/).length >= 3 && /^["`{A-Z]/.test(text)
  );
}

/** Every literal between here and the bracket that closes. */
function literalsIn(source: string, start: number): string[] {
  const found: string[] = [];
  let depth = 1;
  for (let at = start; at < source.length && depth > 0; at++) {
    const character = source[at] ?? '';
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (`'"\``.includes(character)) {
      const { text, end } = literalAt(source, at);
      found.push(text);
      at = end;
    }
  }
  return found;
}

/** The literal that begins at `start`, and where its last quote stands. */
function literalAt(source: string, start: number): { text: string; end: number } {
  const quote = source[start];
  let text = '';
  let holes = 0;
  let at = start + 1;
  while (at < source.length && source[at] !== quote) {
    if (source[at] === '\\') {
      text += source[at + 1] === 'n' ? '\n' : (source[at + 1] ?? '');
      at += 2;
    } else if (quote === '`' && source.startsWith('${', at)) {
      at = endOfHole(source, at + 2);
      text += `{${holes++}}`;
    } else text += source[at++];
  }
  return { text, end: at };
}

/** Behind the brace that closes what began before `start`. */
function endOfHole(source: string, start: number): number {
  for (let at = start, depth = 1; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
    else if (`'"\``.includes(character)) at = literalAt(source, at).end;
  }
  return source.length;
}
