import * as z from 'zod/mini';
import type { Enhancement } from '../../core/enhance/enhancement.ts';

const text = z.string();
const texts = z.array(text);
const score = z.looseObject({
  total: z.number(),
  level: text,
  clarity: z.number(),
  specificity: z.number(),
  context: z.number(),
  actionability: z.number(),
  suggestions: z.array(z.looseObject({ rule: text, suggestion: text })),
});

/**
 * The part of an entry that no query asks for, as one JSON column: the enhancement without its two texts. Unknown fields are kept, so that an entry written by a newer Whetstone passes through whole.
 */
const storedDetail = z.looseObject({
  enhancement: z.looseObject({
    changed: z.boolean(),
    originalScore: score,
    enhancedScore: score,
    techniquesApplied: texts,
    goal: text,
    requirements: texts,
    successCriteria: texts,
    contextNotes: text,
    openQuestions: texts,
    latencyMs: z.number(),
    cached: z.boolean(),
    stale: z.boolean(),
    fallbackFrom: z.nullable(text),
    warnings: z.array(z.looseObject({ code: text, message: text })),
    contextUsed: z.looseObject({
      files: z.array(z.looseObject({ path: text, why: text })),
      commits: texts,
      tokens: z.number(),
    }),
  }),
  masked: texts,
});

/** Everything of an enhancement but its two texts. */
export type EnhancementDetail = Omit<Enhancement, 'originalPrompt' | 'enhancedPrompt'>;

export interface StoredDetail {
  readonly enhancement: EnhancementDetail;
  readonly masked: readonly string[];
}

/** Reads the JSON column. Throws SyntaxError or ZodError when it is not what Whetstone writes. */
export function readDetail(json: string): StoredDetail {
  return storedDetail.parse(JSON.parse(json)) as unknown as StoredDetail;
}

/** JSON escapes NUL and lone surrogates, so the column holds it unchanged. */
export function writeDetail(detail: StoredDetail): string {
  return JSON.stringify(detail);
}
