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
  return (sentence) => {
    const whole = bundle[sentence];
    if (whole !== undefined) return whole;
    if (sentence.length > longest) return sentence;
    for (const { key, parts } of patterns) {
      const filled = filledIn(sentence, parts);
      const translation = bundle[key];
      if (filled === null || translation === undefined) continue;
      return translation.replaceAll(/\{(\d)\}/g, (hole: string, number) => filled[Number(number)] ?? hole);
    }
    return sentence;
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
