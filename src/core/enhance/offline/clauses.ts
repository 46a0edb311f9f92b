import type { Span } from '../../span.ts';
import { withoutPoliteness } from '../task.ts';

/** Verbs that open a request and are hardly ever nouns. */
const clearVerbs =
  'add|remove|fix|ensure|create|implement|delete|replace|rename|refactor|make|let|allow|handle|avoid|convert|write|return|send|store|validate|keep|put|move|extract|rewrite|introduce|enable|disable|update|upgrade|migrate|merge|split|simplify|improve|reduce|increase|prevent|reject|accept|append|insert|include|exclude|render|redirect|retry|install|configure|deploy|generate|provide|round|sort|hide|explain|give|apply|adjust|investigate|find|verify|notify|mark|group|wrap|expose|throw|ignore|preserve|restore|bump';
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
  /\b(?:can|could|should|will|would|must|may|able|so that|such that|that|which|who|where|lets?|allow(?:s|ing)?|want(?:s|ed)?|need(?:s|ed)?|when|whenever|if|unless|after|before|while|because|without|how|what|why|whether|to)\b/i;
const joints = /;\s+|,\s*(?:and\s+)?(?:then|also|finally)\s+|\s+and\s+then\s+|,\s+and\s+|,\s+|\s+and\s+/gi;

/** True when a sentence or clause asks for something with a verb at its front. */
export function isRequest(text: string): boolean {
  return opensRequest.test(withoutPoliteness(text));
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
    const hard = joint[0].includes(';') || /then|also|finally/i.test(joint[0]);
    if (!hard && subordinates.test(withoutPoliteness(left).replace(/^\S+\s+/, ''))) continue;
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
