const stopWords = new Set(
  (
    'a an and the this that these those it its is are was were be been being am do does did done doing have has had having i you he she we they ' +
    'me my your our their his her them us to of in on at by for from with without into onto over under about as if then else when while where ' +
    'which who what why how so not no nor or but than too very can could should would will shall may might must just also only still again please ' +
    'there here all any some each every more most less few much many lot now up down out off get gets got make makes made need needs want wants ' +
    "let lets like see look looks thing things something way bit sure don't doesn't didn't isn't aren't can't won't i'd i'm it's that's there's " +
    'use uses used using new same other another such own able instead using help fix add change update remove write create implement improve ' +
    'bug bugs issue issues problem problems error errors feature code file files work works working project app application please thanks ' +
    'test tests testing user users name names type types one two first last time wrong correct empty same call called read show shows showing value ' +
    'values day days page pages end start starts return returns set list run runs mention support write ' +
    'after before cannot undefined null read reading property properties every everywhere already next back away between during'
  ).split(' '),
);

/**
 * The words of a text that say what it is about, by stem, each as it is first written but in lower case, in order of first appearance: no
 * function words, none of the words that every request to an agent holds. `camelCase` and `snake_case` are split. Linear in the text.
 */
export function topicTerms(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [word] of text.replace(/([a-z\d])(?=[A-Z])/g, '$1 ').matchAll(/[\p{L}][\p{L}\d'’]{1,40}/gu)) {
    const lower = word.toLowerCase().replace('’', "'");
    if (lower.length < 3 || stopWords.has(lower)) continue;
    const base = stem(lower);
    if (!found.has(base)) found.set(base, lower);
  }
  return found;
}

/** The stems alone. */
export function topicWords(text: string): string[] {
  return [...topicTerms(text).keys()];
}

/** Takes the commonest English endings off, so that `sessions`, `session` and `logging`, `logged`, `log` meet. */
export function stem(word: string): string {
  let base = word.replace(/'s$/, '');
  if (base.length > 4 && base.endsWith('ies')) return `${base.slice(0, -3)}y`;
  if (base.length > 4 && /(?:sses|shes|ches|xes)$/.test(base)) base = base.slice(0, -2);
  else if (base.length > 3 && base.endsWith('s') && !/(?:ss|us|is)$/.test(base)) base = base.slice(0, -1);
  if (base.length > 5 && base.endsWith('ing')) return undouble(base.slice(0, -3));
  if (base.length > 4 && base.endsWith('ed')) return undouble(base.slice(0, -2));
  return base.length > 4 && base.endsWith('e') ? base.slice(0, -1) : base;
}

function undouble(base: string): string {
  const last = base.at(-1);
  if (last !== undefined && last === base.at(-2) && !'ls'.includes(last)) return base.slice(0, -1);
  return base.length > 4 && base.endsWith('e') ? base.slice(0, -1) : base;
}
