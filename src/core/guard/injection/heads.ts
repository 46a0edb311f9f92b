/**
 * With which letters the matches of a pattern can begin, small ones: `(?:ab|c[de])f` gives `ab` and `c`. Throws when a match can
 * begin with something else than a Latin letter. For patterns of our own; knows groups, classes, look-behind and the usual quantifiers.
 */
export function headsOf(source: string): string[] {
  return alternativesOf(source).flatMap((alternative) => headsOfSequence(alternative));
}

function headsOfSequence(source: string): string[] {
  if (source.startsWith('(?<!') || source.startsWith('(?!'))
    return headsOfSequence(source.slice(closeOf(source) + 1));
  if (source.startsWith('(?:')) {
    const close = closeOf(source);
    const rest = source.slice(close + 1);
    const inner = headsOf(source.slice(3, close));
    const optional = /^(?:[?*]|\{0)/.exec(rest);
    return optional === null
      ? inner
      : [...inner, ...headsOfSequence(rest.replace(/^(?:[?*]|\{0,\d*\})\??/, ''))];
  }
  if (source.startsWith('[')) {
    const close = source.indexOf(']');
    const members = source.slice(1, close);
    if (/^[a-z\u00df-\u017f]+$/i.test(members) && !/^(?:[?*]|\{0)/.test(source.slice(close + 1)))
      return members.toLowerCase().split('');
  }
  const literal = /^(?:[a-z\u00df-\u017f0-9 :@_-]|\\\.)*/i.exec(source)?.[0] ?? '';
  const optional = /^(?:[?*]|\{0)/.test(source.slice(literal.length));
  const head = (optional ? literal.replace(/\\?.$/, '') : literal).replaceAll('\\', '').toLowerCase();
  if (!/^[a-z\u00df-\u017f]/.test(head))
    throw new Error(`A match of this pattern can begin with anything: ${source.slice(0, 60)}`);
  return [head];
}

/** Splits at the bars outside groups and classes. */
function alternativesOf(source: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) {
      parts.push(source.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, source.slice(from)];
}

/** The place of the bracket that closes the group with which `source` begins. */
function closeOf(source: string): number {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at;
  }
  return source.length;
}
