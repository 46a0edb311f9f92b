import { type Component, components } from './score.ts';

/** What a model says of one part of a prompt. */
export interface AssessedPart {
  /** Whole number, 0-25 for a part, 0-100 overall. */
  readonly score: number;
  /** Words of the prompt that the reason is about, exactly as they stand there; '' when it is about something that is missing. */
  readonly quote: string;
  /** One sentence in the model's own words; '' when it gave none. */
  readonly reason: string;
}

/** A model's reading of a prompt by the rubric of the score: the second opinion beside it, never in its place. */
export type ModelAssessment = Readonly<Record<Component | 'overall', AssessedPart>>;

/** What is assessed: the four parts, and the whole. */
export const assessedNames = [...components, 'overall'] as const;
