/** A longer text is no sentence of ours and stays as it is. UTF-16 units. */
const longest = 2000;

/** So many letters of a sentence must be its own, or it would be found in everything. */
const leastOwn = 8;

/**
 * Translates sentences that are made elsewhere, in English: by code that knows no languages, or in another thread.
 *
 * @param bundle English -> the user's language; what a sentence fills in stands as `{0}`, `{1}`, … in both
 * @returns a function that gives the translation of a sentence, or the sentence itself when it has none
 */
export function translator(bundle: Readonly<Record<string, string>>): (sentence: string) => string {
  const patterns = Object.keys(bundle)
    .map((key) => ({ key, parts: key.split(/\{\d\}/) }))
    .filter(({ parts }) => parts.length > 1 && own(parts) >= leastOwn)
    .toSorted((a, b) => own(b.parts) - own(a.parts));
  const translate = (sentence: string): string | undefined => {
    const whole = bundle[sentence];
    if (whole !== undefined) return whole;
    if (sentence.length > longest) return undefined;
    for (const { key, parts } of patterns) {
      const filled = filledIn(sentence, parts);
      const translation = bundle[key];
      if (filled === null || translation === undefined) continue;
      return translation.replaceAll(/\{(\d)\}/g, (hole: string, number) => filled[Number(number)] ?? hole);
    }
    return undefined;
  };
  return (sentence) => {
    const found = translate(sentence);
    if (found !== undefined || !sentence.endsWith('.')) return found ?? sentence;
    // Suggestions are written without a full stop and get one where they stand in a list of findings.
    const bare = translate(sentence.slice(0, -1));
    return bare === undefined ? sentence : `${bare}.`;
  };
}

/** What stands between the parts, each found at its first place; null when the sentence is not made of them. */
function filledIn(sentence: string, parts: readonly string[]): string[] | null {
  const [first = '', ...rest] = parts;
  if (!sentence.startsWith(first)) return null;
  const filled: string[] = [];
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const found = isLast ? sentence.length - part.length : sentence.indexOf(part, at);
    if (found < at || !sentence.startsWith(part, found)) return null;
    filled.push(sentence.slice(at, found));
    at = found + part.length;
  }
  return filled;
}

function own(parts: readonly string[]): number {
  return parts.join('').replaceAll(/[^\p{L}]/gu, '').length;
}
