import { withoutPoliteness } from '../politeness.ts';
import { isRequest } from './clauses.ts';

const boundary =
  /^(?:to|in|on|at|for|from|of|with|without|into|onto|by|when|if|while|so|that|which|who|where|because|as|and|or|but|then|using|via|after|before|until|through|is|are|was|were|should|must|can|could|will|does|do|doesn['’]t|don['’]t|isn['’]t|not|no|instead|based|like|better|faster|nicer|cleaner|work|works|working|everywhere|possible|too|again|further|more|carefully|why)$/i;
const determiner =
  /^(?:the|a|an|our|my|your|this|that|these|those|all|any|some|every|each|its|their|new|another|more|both)$/i;
const longestSubject = 6;

const verbOfStatement =
  /^(?:has|have|had|gets?|goes|shows?|returns?|loses?|fails?|crash(?:es)?|breaks?|jumps?|keeps?|takes?|gives?|looks?|seems?|works?|says|throws|disappears?|needs?|expires?|ignores?|causes?|runs?|hangs?)$/i;

/**
 * The thing that a request is about, in the author's words: what stands behind its first verb, up to the next preposition.
 * `fix the login bug` gives `the login bug`, `the cart total is wrong` gives `the cart total`. Null when there is no such phrase or it is only a pronoun.
 */
export function subjectOf(goal: string): string | null {
  const words = withoutPoliteness(goal.slice(0, 400))
    .replace(/[.!?:]+$/, '')
    .split(/\s+/)
    .filter(Boolean);
  const phrase: string[] = [];
  const request = isRequest(goal);
  if (/^(?:let|allow|make sure|ensure|help)\b/i.test(withoutPoliteness(goal))) return null;
  if (
    !request &&
    /^(?:why|how|what|which|where|who|when|is|are|does|do|can|after|before|if|there|i|we|you)\b/i.test(goal)
  )
    return null;
  for (const word of request ? words.slice(1) : words) {
    if (
      phrase.length === 0 &&
      /^(?:up|out|down|the|a|an|me|us|for|of|in|to|about|some)$/i.test(word) &&
      !determiner.test(word)
    ) {
      if (/^(?:up|out|down|me|us|about)$/i.test(word)) continue;
      break;
    }
    if (boundary.test(word) || (!request && phrase.length > 0 && verbOfStatement.test(word))) break;
    phrase.push(word);
    if (phrase.length === longestSubject || /[,;:.!?)]$/.test(word)) break;
  }
  const subject = phrase.join(' ').replace(/[,;:.!?)]+$/, '');
  const unclosed = (subject.match(/["“`]/g)?.length ?? 0) % 2 === 1 || subject.includes('(');
  const bare = /^(?:it|this|that|them|these|those|everything|something|stuff|things?|the|a|an)?$/i.test(
    subject,
  );
  return bare || unclosed ? null : subject;
}

/** A phrase without its article, in quotation marks: how a question names the author's words. */
export function quoted(words: string): string {
  const bare = withoutArticle(words);
  return /["“”`]/.test(bare) ? bare : `"${bare}"`;
}

/** A phrase without `the`, `a` or `an` before it. */
export function withoutArticle(words: string): string {
  return words.replace(/^(?:the|an?)\s+(?=\S)/i, '');
}
