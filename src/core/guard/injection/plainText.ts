/** Characters that show nothing. Joiners between letters of scripts that need them are not counted. */
const invisible =
  /\u034f|[\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Variation_Selector}/gu;
const tags = /[\u{e0000}-\u{e007f}]+/gu;
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('аaеeоoрpсcуyхxіiјjѕsһhԁdɡgӏlνvοoρpαaιiκkтtмmнhвb', (character) => character)
    .reduce<string[][]>((pairs, character, index) => {
      if (index % 2 === 0) pairs.push([character]);
      else pairs.at(-1)?.push(character);
      return pairs;
    }, [])
    .map(([from = '', to = '']) => [from, to]),
);

/** What tag characters (U+E0000-E007F) spell, '' when there are none. Flags of regions (after U+1F3F4) are no text. */
export function spelledByTags(text: string): string {
  let spelled = '';
  for (const match of text.matchAll(tags)) {
    if (text.slice(Math.max(0, match.index - 2), match.index) === '\u{1f3f4}') continue;
    for (const character of match[0]) {
      const code = (character.codePointAt(0) ?? 0) - 0xe0000;
      if (code >= 32 && code < 127) spelled += String.fromCharCode(code);
    }
  }
  return spelled;
}

/** True when a text may read otherwise than it is written: worth the work of `asRead`. */
export function isDisguised(text: string): boolean {
  return (
    /[\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\uff21-\uff5a\u2460-\u24ff]|\u034f|\p{Variation_Selector}|[\u{1d400}-\u{1d7ff}\u{e0000}-\u{e007f}]/u.test(
      text,
    ) ||
    /[a-z][\u0370-\u04ff]|[\u0370-\u04ff][a-z]/i.test(text) ||
    /(?:\b[a-z][ ._*-]){4}/i.test(text)
  );
}

/** A text as people read it: without invisible characters, with Latin letters for their look-alikes, full-width letters narrowed. */
export function asRead(text: string): string {
  const mixed = /[a-z][\u0370-\u04ff]|[\u0370-\u04ff][a-z]/i.test(text);
  const visible = text.replace(tags, '').replace(invisible, '').normalize('NFKC');
  const latin = mixed
    ? visible.replace(/[\u0370-\u04ffɡ]/g, (character) => lookAlikes[character] ?? character)
    : visible;
  return latin
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}[ ._*-]){2,40}\p{L}(?![\p{L}\p{N}])/gu, (spaced) =>
      spaced.replace(/[ ._*-]/g, ''),
    )
    .replace(/(?<=\S) {2,4}(?=\S)/g, ' ');
}

/** How many invisible characters a text holds outside emoji, byte order mark and scripts that use joiners. */
export function countInvisible(text: string): number {
  if (!/[\u200b-\u200d\u2060-\u2064\u00ad\u180e]|.\ufeff/.test(text)) return 0;
  const within = text
    .replace(/^\ufeff/, '')
    .replace(
      /[\u200c\u200d](?=[\u0600-\u0dff\p{Extended_Pictographic}])|\p{Extended_Pictographic}[\ufe0e\ufe0f\u200d]*/gu,
      '',
    );
  return [...within.matchAll(/[\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u180e]/g)].length;
}

/** True when direction overrides stand in a text without any right-to-left script. */
export function hasStrayDirection(text: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069]/.test(text) && !/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text);
}

/** Words in which digits and signs stand for letters: "1gn0r3", "pr3v10us". */
const swapped = /(?<![\w$@])[a-z]{0,12}[013457$@]{1,4}[a-z][a-z013457$@]{0,16}(?![\w$@])/gi;
const letters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '@': 'a',
};
const telling =
  /^(?:ignor|disreg|forget|bypass|overri|previ|instru|revea|promp|passw|secre|syste|rules|devel|restri|guidel|answer|pretend)/i;

/** A text with letters in place of the digits inside words, or null when no two of them then say something telling. */
export function withLetters(text: string): string | null {
  let found = 0;
  const read = text.replace(swapped, (word) => {
    const spelled = word.replace(/[013457$@]/g, (sign) => letters[sign] ?? sign);
    if (telling.test(spelled)) found++;
    return spelled;
  });
  return found < 2 ? null : read;
}
