import type { Span } from '../../span.ts';
import { withoutPoliteness } from '../politeness.ts';

/** Verbs that open a request and are hardly ever nouns. */
const clearVerbs =
  'add|remove|fix|clean|ensure|create|implement|delete|replace|rename|refactor|make|let(?!\\W?s\\b)|allow|handle|avoid|convert|write|return|send|store|validate|keep|put|move|extract|rewrite|introduce|enable|disable|update|upgrade|migrate|merge|split|simplify|improve|reduce|increase|prevent|reject|accept|append|insert|include|exclude|render|redirect|retry|install|configure|deploy|generate|provide|round|sort|hide|explain|give|apply|adjust|investigate|find|verify|notify|mark|group|wrap|expose|throw|ignore|preserve|restore|bump';
/** Verbs that are often nouns; they need an object right behind them. */
const mixedVerbs =
  'test|build|list|search|filter|order|name|report|link|format|sync|log|email|show|display|change|use|call|check|run|set|get|document|print|export|import|cache|limit|support|cover|review|commit|push|open|close|start|stop|read|save|load|lock|paginate|style|align';
const object =
  '(?:the|a|an|it|its|them|their|all|any|each|every|this|that|these|those|my|our|your|some|new|only|both|no|one|two|how|what|why|where|when|if|users?|`|\\d|[\\w./-]+\\.\\w)';
const opensRequest = new RegExp(
  `^(?:please\\s+|also\\s+|then\\s+|finally\\s+|don['’]?t\\s+|do not\\s+|never\\s+|make sure\\s+)*(?:(?:${clearVerbs})\\b|(?:${mixedVerbs})\\s+${object})`,
  'i',
);
/** A left part with one of these may own what follows "and": then the sentence stays whole. */
const subordinates =
  /\b(?:can|could|should|will|would|must|may|able|so that|such that|that|which|who|where|lets?|allow(?:s|ing)?|want(?:s|ed)?|need(?:s|ed)?|when|whenever|if|unless|after|before|while|because|without|how|what|why|whether)\b|\bto\s+(?!(?:the|a|an|my|our|your|its|this|that|these|those|all|each|every|both)\b|\S*[A-Z_./`]\S*)/i;
/** Behind a comma only these still own what follows. */
const closeSubordinates =
  /\b(?:can|could|able|so that|such that|who|when|if|lets?|allow(?:s|ing)?|want(?:s|ed)?|need(?:s|ed)?)\b/i;
const joints = /;\s+|,\s*(?:and\s+)?(?:then|also|finally)\s+|\s+and\s+then\s+|,\s+and\s+|,\s+|\s+and\s+/gi;

/** At the start of a sentence a bare verb is enough, unless it turns out to be the subject of another one. */
const opensSentence = new RegExp(
  `^(?:${mixedVerbs})\\s+(?!(?:should|shall|must|can|could|will|would|may|might|cannot|is|are|was|were|has|have|had|does|do|did|gets?|goes|loses?|fails?|crash(?:es)?|breaks?|shows?|returns?|keeps?|takes?|looks?|seems?|works?|says|throws|ignores?|jumps?|needs?|never|always|not|no longer|and|or)\\b|\\w+n['’]t\\b)`,
  'i',
);

/** True when a sentence or clause asks for something with a verb at its front. */
export function isRequest(text: string): boolean {
  const request = withoutPoliteness(text);
  return opensRequest.test(request) || opensSentence.test(request);
}

/**
 * Splits a request of several parts into its parts, each a stretch of the sentence in the author's words without the conjunction
 * before it. One part comes back as it is. `guarded` are stretches that may not be cut (sorted, same offsets as `span`).
 */
export function clausesOf(text: string, span: Span, guarded: readonly Span[]): Span[] {
  const sentence = text.slice(span.start, span.end);
  if (!isRequest(sentence)) return [span];
  const cuts: Span[] = [];
  let from = span.start;
  for (const joint of sentence.matchAll(joints)) {
    const start = span.start + joint.index;
    const end = start + joint[0].length;
    if (guarded.some((guard) => guard.start < end && guard.end > start)) continue;
    if (insideBrackets(sentence, joint.index)) continue;
    const left = text.slice(from, start);
    if (!/\s\S/.test(withoutPoliteness(left).trim())) continue;
    const hard = joint[0].includes(';');
    const owning = /^,\s*(?:and\s|then|also|finally)/i.test(joint[0]) ? closeSubordinates : subordinates;
    if (!hard && owning.test(withoutPoliteness(left).replace(/^\S+\s+/, ''))) continue;
    if (!opensRequest.test(text.slice(end, Math.min(end + 120, span.end)))) continue;
    cuts.push({ start, end });
    from = end;
  }
  const starts = [span.start, ...cuts.map((cut) => cut.end)];
  const ends = [...cuts.map((cut) => cut.start), span.end];
  return starts.map((start, index) => ({ start, end: ends[index]! }));
}

function insideBrackets(sentence: string, index: number): boolean {
  let depth = 0;
  for (let at = 0; at < index; at += 1) {
    if (sentence[at] === '(') depth += 1;
    else if (sentence[at] === ')') depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}
