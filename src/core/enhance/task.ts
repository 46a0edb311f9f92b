import type { PromptDocument } from '../prompt/document.ts';
import { isRequest } from './offline/clauses.ts';
import { withoutPoliteness } from './politeness.ts';

/** What a prompt asks for (design document 001, section 4 has a template for each of the first five). */
export const taskKinds = ['bugfix', 'feature', 'refactoring', 'documentation', 'tests', 'other'] as const;

export type TaskKind = (typeof taskKinds)[number];

const testing =
  /\b(?:add|write|create|improve|extend|increase|generate|need|missing|cover|more)\b[^.!?\n]{0,60}\b(?:tests?|specs?|test cases?|coverage)\b|\btest coverage\b|^\W*test (?:the|that|if|whether|all|every|for)\b/i;
const documenting =
  /\b(?:add|write|update|improve|extend|rewrite|create|generate|correct|put|mention|describe)\b[^.!?\n]{0,60}\b(?:docs?|documentation|readme|docstrings?|changelog|jsdoc|tutorial|comments|user guide)\b|\bdocument(?:ing)?\s+(?:the|all|how|every|our|it|this|what|why|each|new)\b|^\W*(?:document|describe)\b/i;
const fixing =
  /\b(?:fix(?:es|ed|ing)?|bugs?|broken|crash(?:es|ed|ing)?|fails?|failed|failing|failures?|exceptions?|regressions?|wrong(?:ly)?|incorrect(?:ly)?|debug|repair|stack ?trace|traceback|throws|hangs|freezes|flaky|leaks?)\b|\b(?:doesn['’]?t|does not|don['’]?t|isn['’]?t|is not|not|no longer|never|stopped|can['’]?t|cannot)\s+(?:\w+\s){0,2}(?:work|working|works|load|show|appear|update|render|save|start|run|get|see|log|open|display)\b|\b\w*(?:Error|Exception)\b(?=[:\s])|\b(?:returns?|status|gets?|throws?|http)\s+(?:an?\s+)?[45]\d\d\b/i;
/** A statement of what happens, by words that nobody uses of what he wants. */
const complaining =
  /\b(?:loses?|lost|gets? (?:logged out|corrupted|stuck|cut|ignored|overwritten|deleted|lost)|(?:is|are) (?:ignored|slow|lost|broken|missing|cut off|stuck|overwritten|off)|jumps?|off by|corrupt(?:ed|s)?|twice|disappears?|flickers?|stuck|instead of|should not be possible|shouldn['’]t be possible|too (?:long|slow|many|late|early)|all the time|keeps? \w+ing|taken already|no longer|ignored)\b/i;
const refactoring =
  /\b(?:refactor(?:ing|ed)?|renam(?:e|ing)|extract|clean[ -]?up|simplify|restructure|reorgani[sz]e|deduplicate|dedupe|modernize|decouple|inline|tidy|split\s+(?:up\s+)?(?:the|this|it|\S+\s+into)|convert|migrate|move|rewrite)\b/i;
const building =
  /\b(?:add|implement|create|build|support|introduce|enable|develop|make|let|allow|show|provide|integrate|set ?up|replace|change|want|need|new|should|must)\b/i;
/** A first verb settles the matter before anything that is only mentioned later. */
const firstVerb: readonly (readonly [RegExp, TaskKind])[] = [
  [/^(?:fix|debug|repair|solve|resolve|investigate|troubleshoot)\b/i, 'bugfix'],
  [
    /^(?:refactor|rename|extract|clean|simplify|restructure|reorgani[sz]e|deduplicate|dedupe|split|decouple|modernize|tidy|convert|migrate|move)\b/i,
    'refactoring',
  ],
  [/^(?:document|describe)\b/i, 'documentation'],
  [
    /^(?:explain|tell|what|how|why|which|where|who|when|is|are|does|do you|did|review|run|list|remind|check|analy[sz]e|compare|think|look|read|commit|push|merge|deploy)\b/i,
    'other',
  ],
];
/**
 * Recognises the kind of task from the author's own words (code and quotations do not count). English by its words; in other
 * languages only an error with its name in the text tells a bug fix, all else is `other`.
 */
export function taskKindOf(document: PromptDocument): TaskKind {
  const words = document.prose
    .map(({ start, end }) => document.text.slice(start, end))
    .join(' ')
    .slice(0, 4000);
  if (document.language !== 'en' && document.language !== 'und')
    return /\b\w*(?:Error|Exception)\b|\bTraceback\b/.test(document.text.slice(0, 20_000))
      ? 'bugfix'
      : 'other';
  const request = withoutPoliteness(words);
  const first = /^[^,;.!?\n]{0,400}?(?=[,;.!?\n]|\s+and\s|$)/.exec(request)?.[0] ?? request;
  return kindOfClause(first) ?? kindOfClause(request) ?? (building.test(request) ? 'feature' : 'other');
}

/** The kind that a clause shows, null when it shows none. */
function kindOfClause(clause: string): TaskKind | null {
  if (testing.test(clause)) return 'tests';
  const verb = firstVerb.find(([pattern]) => pattern.test(clause))?.[1];
  if (verb === 'other') return /^why\b/i.test(clause) && fixing.test(clause) ? 'bugfix' : 'other';
  if (verb !== undefined) return verb;
  if (documenting.test(clause)) return 'documentation';
  if (
    /^(?:add|implement|create|build|support|introduce|enable|make|let|allow|set|improve|optimi[sz]e|show|change|update|export)\b/i.test(
      clause,
    )
  )
    return 'feature';
  if (fixing.test(clause) || complaining.test(clause)) return 'bugfix';
  if (refactoring.test(clause)) return 'refactoring';
  return isRequest(clause) ? 'feature' : null;
}
