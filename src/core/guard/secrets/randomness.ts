/** Shannon entropy of a text in bits a UTF-16 code unit. */
export function entropyOf(text: string): number {
  const counts = new Map<number, number>();
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

// The letter pairs that make up some 85 % of English running text and identifiers. Random letters hit them about once in four.
const commonPairs = new Set(
  (
    'th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se le sa si ar ve ra ld ur ' +
    'me ne ly ta ri ro co no ho io ma ec la el li ce il ch us ll ss om di ic ct ca ee wa wi so pe ut do po un lo ge fi ' +
    'em pr ow ac em ns be em ap pp im ig rs am ad ai tr ol ow ke ey op pa sh ts ab id ag ot ul iv ie ck mp ws od ge gi ' +
    'su ex xp am ty ff fo rt sp ep ue ui qu bu up da ry ew ev ki tt oo mo em ci cl cr cu bl br ob ub ib ay my na ga go gr ' +
    'gh ht hu ba bo bi fa fe fr fu vi va vo we wh wo wr ye yo po pl pi pu ru rd rk rn rm rc rg nc nk ni nu mm mi mu ms ' +
    'ls lt lu sc sk sm sn sw sy tu tw ud uc ug um ip ir iz os ov ok oc ow ef eg ek az ze xt ax ix ox'
  ).split(' '),
);

/** 0-1: how much of a text is made of pronounceable stretches of four letters or more, as words and camelCase names are. */
export function wordShare(text: string): number {
  let wordly = 0;
  for (const match of text.matchAll(/[A-Z]?[a-z]{3,}|[A-Z]{4,}/g)) {
    const word = match[0].toLowerCase();
    let common = 0;
    for (let index = 0; index + 1 < word.length; index++) {
      if (commonPairs.has(word.slice(index, index + 2))) common++;
    }
    const least = word.length === 4 ? 1 : 0.65;
    if (word.length >= 4 && common / (word.length - 1) >= least && /[aeiouy]/.test(word))
      wordly += word.length;
  }
  return text.length === 0 ? 0 : wordly / text.length;
}

/**
 * True when a value looks generated: enough entropy for its length, a digit among its letters, and not made of words.
 * The bounds come from generated keys of 12-64 characters over hex, base 36 and base 64 against identifiers, paths and
 * versions of open projects (docs/decisions/0060).
 */
export function looksRandom(value: string, minimumEntropy = 3): boolean {
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  const digits = value.replace(/\D/g, '').length;
  if (letters === 0 || (digits === 0 && !(value.length >= 24 && /[a-z]/.test(value) && /[A-Z]/.test(value))))
    return false;
  if (entropyOf(value) < Math.min(minimumEntropy, Math.log2(value.length) * 0.8)) return false;
  return wordShare(value) < 0.45;
}
