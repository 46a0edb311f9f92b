import type { PromptDocument } from '../../prompt/document.ts';
import type { Style } from '../enhancement.ts';
import type { TaskKind } from '../task.ts';
import { isRequest } from './clauses.ts';
import type { Grounding } from './grounding.ts';
import { ownWords } from './ownWords.ts';
import { questionsOfKind } from './kindQuestions.ts';
import { missingThings } from './missingThings.ts';
import { subjectOf } from './subject.ts';

/** A question that only the author can answer. */
export interface OpenQuestion {
  readonly text: string;
  /** Higher comes first; 0 is not asked. */
  readonly weight: number;
  /** True when it is about an edge case rather than about what is wanted. */
  readonly edge: boolean;
}

/** What the questions are drawn from. */
export interface Gap {
  readonly document: PromptDocument;
  /** The author's own words, at most 8,000 characters. */
  readonly prose: string;
  readonly goal: string;
  /** What the goal is about, in the author's words; null when it cannot be told. */
  readonly subject: string | null;
  /** The goal is a statement of what happens, not a request. */
  readonly statement: boolean;
  readonly grounding: Grounding;
}

const mostQuestions: Readonly<Record<Style, number>> = { minimal: 2, balanced: 3, comprehensive: 5 };

/**
 * What the prompt leaves open, as questions in its own words, most important first, at most five. A question is asked only when
 * the text shows the gap: nothing here is asked of every prompt.
 */
export function openQuestions(
  document: PromptDocument,
  goal: string,
  kind: TaskKind,
  grounding: Grounding,
  style: Style,
): OpenQuestion[] {
  const prose = ownWords(document).slice(0, 8000);
  const subject = inOwnSpelling(subjectOf(goal), document.text);
  const gap: Gap = { document, prose, goal, subject, statement: !isRequest(goal), grounding };
  const questions = [...missingThings(gap), ...questionsOfKind(gap, kind, style)];
  const seen = new Set<string>();
  return questions
    .filter(({ text, weight }) => weight > 0 && !seen.has(text) && seen.add(text))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostQuestions[style]);
}

/** The goal may have got an upper-case letter that the author did not write. */
export function inOwnSpelling(subject: string | null, text: string): string | null {
  if (subject === null || text.includes(subject)) return subject;
  return subject.charAt(0).toLowerCase() + subject.slice(1);
}
