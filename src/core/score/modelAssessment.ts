import * as z from 'zod/mini';
import { type AssessedPart, assessedNames, type ModelAssessment } from './assessment.ts';
import type { Component } from './score.ts';

/** What was read of an assessment: null with a `problem` when something was given that is none, null without when nothing was given. */
export interface ReadAssessment {
  readonly assessment: ModelAssessment | null;
  /** A clause for people, such as `clarity is 40, the most is 25`. */
  readonly problem: string | null;
}

const text = { type: 'string' } as const;
const part = {
  type: 'object',
  properties: { score: { type: 'integer' }, quote: text, reason: text },
  required: ['score', 'quote', 'reason'],
  additionalProperties: false,
} as const;

/** JSON Schema of an assessment as a model writes it. Bounds are left out, because strict vendors refuse schemas that have them. */
export const assessmentSchema = {
  type: 'object',
  properties: Object.fromEntries(assessedNames.map((name) => [name, part])),
  required: [...assessedNames],
  additionalProperties: false,
} as const;

/** Longest quote and reason that are kept, in UTF-16 code units. */
const longestText = 400;

/** Models write a number as a text, and sometimes with the most that it can be (`12/25`). */
const number = z.union([
  z.number(),
  z.pipe(
    z.string().check(z.regex(/^\s{0,9}\d{1,3}(?:\.\d{1,3})?\s{0,9}(?:\/\s{0,9}\d{1,3}\s{0,9})?$/)),
    z.transform((value: string) => Number.parseFloat(value)),
  ),
]);
const sentence = z.catch(z.string(), '');
const partShape = z.union([
  z.object({ score: number, quote: sentence, reason: sentence }),
  z.pipe(
    number,
    z.transform((score: number) => ({ score, quote: '', reason: '' })),
  ),
]);

/**
 * Reads what a model wrote as its assessment of `prompt`. Scores out of their range make the whole invalid: who counts to 40 of 25 did not read the rubric.
 * A quote that does not stand in the prompt is left out.
 */
export function readAssessment(value: unknown, prompt: string): ReadAssessment {
  if (value === undefined || value === null) return { assessment: null, problem: null };
  if (typeof value !== 'object' || Array.isArray(value)) return none('it is no object');
  const given = value as Readonly<Record<string, unknown>>;
  const standing = evenly(prompt);
  const read: Partial<Record<Component | 'overall', AssessedPart>> = {};
  for (const name of assessedNames) {
    const most = name === 'overall' ? 100 : 25;
    const written = given[name] ?? (name === 'overall' ? given['total'] : undefined);
    const own = partShape.safeParse(written);
    if (!own.success) return none(written === undefined ? `${name} is missing` : `${name} has no number`);
    const { quote, reason, score } = own.data;
    if (!Number.isFinite(score) || score < 0 || score > most)
      return none(`${name} is ${score}, it goes from 0 to ${most}`);
    const words = tidy(quote).replace(/^["“”'‘’]+|["“”'‘’]+$/g, '');
    read[name] = {
      score: Math.round(score),
      quote: words !== '' && standing.includes(evenly(words)) ? words : '',
      reason: tidy(reason),
    };
  }
  return { assessment: read as ModelAssessment, problem: null };
}

function none(problem: string): ReadAssessment {
  return { assessment: null, problem };
}

/** On one line, without what controls a terminal, and not endless. */
function tidy(given: string): string {
  const line = given
    .slice(0, 4 * longestText)
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim();
  return line.length <= longestText ? line : `${line.slice(0, longestText - 1).trimEnd()}…`;
}

/** For comparing: one kind of blank, one kind of quotation mark, no capitals. */
function evenly(given: string): string {
  return given
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .toLowerCase();
}
