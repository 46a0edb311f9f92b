import * as z from 'zod/mini';
import { assessedNames } from '../score/assessment.ts';
import { components } from '../score/score.ts';
import type { ScoreExplanation } from '../score/explanation.ts';
import type { Enhancement } from './enhancement.ts';

/** Points with what they are for. A panel of an older version has none. */
const pointsSchema = z.catch(z.array(z.object({ points: z.number(), label: z.string() })), []);

/**
 * What the details panel shows of one enhancement: plain data, already in the order of the screen. It also is the panel's saved state,
 * so it is validated when it comes back after a reload.
 */
export const detailsViewSchema = z.object({
  enhancementId: z.string(),
  changed: z.boolean(),
  totals: z.object({
    before: z.number(),
    after: z.number(),
    levelBefore: z.string(),
    levelAfter: z.string(),
  }),
  parts: z.array(z.object({ name: z.string(), before: z.number(), after: z.number(), most: z.number() })),
  /** What the result's score rests on, largest first; empty until it is known. */
  earned: pointsSchema,
  cost: pointsSchema,
  /** What following each suggestion would add to the result. */
  suggestions: pointsSchema,
  /** What a model thinks of the original, part by part; empty when none was asked, and in a panel of an older version. */
  assessment: z.catch(
    z.array(
      z.object({
        name: z.string(),
        score: z.number(),
        most: z.number(),
        quote: z.string(),
        reason: z.string(),
      }),
    ),
    [],
  ),
  techniques: z.array(z.string()),
  goal: z.string(),
  requirements: z.array(z.string()),
  successCriteria: z.array(z.string()),
  contextNotes: z.string(),
  openQuestions: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), why: z.string() })),
  commits: z.array(z.string()),
  contextTokens: z.number(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  facts: z.object({
    style: z.string(),
    provider: z.string(),
    model: z.string(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    costUsd: z.nullable(z.number()),
    latencyMs: z.number(),
    cached: z.boolean(),
    fallbackFrom: z.nullable(z.string()),
  }),
});

export type DetailsView = z.infer<typeof detailsViewSchema>;

/** What the user has entered in the panel and not yet sent. */
export const detailsEntriesSchema = z.object({
  /** By question. */
  answers: z.record(z.string(), z.string()),
  /** Paths that were unchecked. */
  withoutFiles: z.array(z.string()),
});

export type DetailsEntries = z.infer<typeof detailsEntriesSchema>;

/** From the extension to the panel. */
export const toDetailsPanel = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('show'),
    view: detailsViewSchema,
    entries: detailsEntriesSchema,
    texts: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('busy'), busy: z.boolean() }),
]);

export type ToDetailsPanel = z.infer<typeof toDetailsPanel>;

/** From the panel to the extension. */
export const fromDetailsPanel = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('regenerate'), enhancementId: z.string(), entries: detailsEntriesSchema }),
  z.object({
    type: z.literal('showWarning'),
    enhancementId: z.string(),
    index: z.int().check(z.nonnegative()),
  }),
  z.object({ type: z.literal('openFile'), path: z.string() }),
]);

export type FromDetailsPanel = z.infer<typeof fromDetailsPanel>;

/** What the panel keeps through a reload of the window. */
export const detailsStateSchema = z.object({ view: detailsViewSchema, entries: detailsEntriesSchema });

export type DetailsState = z.infer<typeof detailsStateSchema>;

/** Most rows of what earned, and of what cost points: the rest moves the score by little. */
const mostReasons = 6;

/** The view of an enhancement, with what its result's score rests on where that is known. Pure: the same input gives the same view. */
export function detailsView(enhancement: Enhancement, explanation?: ScoreExplanation): DetailsView {
  const { assessment, originalScore, enhancedScore } = enhancement;
  return {
    enhancementId: enhancement.enhancementId,
    changed: enhancement.changed,
    totals: {
      before: originalScore.total,
      after: enhancedScore.total,
      levelBefore: originalScore.level,
      levelAfter: enhancedScore.level,
    },
    parts: components.map((name) => ({
      name,
      before: originalScore[name],
      after: enhancedScore[name],
      most: 25,
    })),
    earned: reasons(explanation?.earned ?? []),
    cost: reasons(explanation?.cost ?? []),
    suggestions: enhancedScore.suggestions.map(({ gain, suggestion }) => ({
      points: gain,
      label: suggestion,
    })),
    assessment:
      assessment === undefined
        ? []
        : assessedNames.map((name) => ({
            name,
            ...assessment[name],
            most: name === 'overall' ? 100 : 25,
          })),
    techniques: [...enhancement.techniquesApplied],
    goal: enhancement.goal,
    requirements: [...enhancement.requirements],
    successCriteria: [...enhancement.successCriteria],
    contextNotes: enhancement.contextNotes,
    openQuestions: [...enhancement.openQuestions],
    files: enhancement.contextUsed.files.map(({ path, why }) => ({ path, why })),
    commits: [...enhancement.contextUsed.commits],
    contextTokens: enhancement.contextUsed.tokens,
    warnings: enhancement.warnings.map(({ code, message }) => ({ code, message })),
    facts: {
      style: enhancement.style,
      provider: enhancement.provider,
      model: enhancement.model,
      inputTokens: enhancement.inputTokens,
      outputTokens: enhancement.outputTokens,
      costUsd: enhancement.costUsd,
      latencyMs: enhancement.latencyMs,
      cached: enhancement.cached,
      fallbackFrom: enhancement.fallbackFrom,
    },
  };
}

function reasons(all: ScoreExplanation['earned']): { points: number; label: string }[] {
  return all.slice(0, mostReasons).map(({ label, points }) => ({ label, points }));
}
