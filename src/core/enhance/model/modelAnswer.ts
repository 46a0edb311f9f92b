import * as z from 'zod/mini';
import type { AnswerSchema } from '../../model/completion.ts';
import { assessmentSchema } from '../../score/modelAssessment.ts';

/** What a model answers an enhancement with; only the prompt is required. */
export interface ModelAnswer {
  readonly enhancedPrompt: string;
  readonly goal: string;
  readonly requirements: readonly string[];
  readonly successCriteria: readonly string[];
  readonly contextNotes: string;
  readonly openQuestions: readonly string[];
  /** What the model thinks of the original, as it was written: not checked yet; absent when it said nothing. */
  readonly assessment?: unknown;
}

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const properties = {
  enhanced_prompt: text,
  goal: text,
  requirements: texts,
  success_criteria: texts,
  context_notes: text,
  open_questions: texts,
  // Last, so that nobody who watches the prompt being written waits for it.
  assessment: { anyOf: [{ type: 'null' }, assessmentSchema] },
} as const;

/** The shape to ask for. Every property is required and no other allowed, because strict vendors accept nothing else. */
export const answerSchema: AnswerSchema = {
  name: 'enhanced_prompt',
  schema: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
};

/** Models put one text where a list belongs, numbers where texts do, and objects where a sentence was asked for. */
const sentence = z.union([
  z.string(),
  z.pipe(z.number(), z.transform(String)),
  z.pipe(
    z.record(z.string(), z.unknown()),
    z.transform((object: Record<string, unknown>) => {
      const first = Object.values(object).find((value) => typeof value === 'string');
      return typeof first === 'string' ? first : '';
    }),
  ),
]);
const lines = z.pipe(
  z.string(),
  z.transform((value: string) =>
    value.split('\n').map((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/, '')),
  ),
);
const list = z.catch(
  z.pipe(
    z.union([z.array(z.catch(sentence, '')), lines]),
    z.transform((items: string[]) => items.map((item) => item.trim()).filter((item) => item !== '')),
  ),
  [],
);
const joined = (by: string): z.ZodMiniType<string> =>
  z.union([
    z.string(),
    z.pipe(
      z.array(z.string()),
      z.transform((parts: string[]) => parts.join(by)),
    ),
  ]);
const note = z.catch(joined(' '), '');
const prompt = joined('\n');

const shape = z.object({
  enhanced_prompt: z.optional(prompt),
  enhancedPrompt: z.optional(prompt),
  prompt: z.optional(prompt),
  goal: note,
  requirements: list,
  success_criteria: list,
  context_notes: note,
  open_questions: list,
  assessment: z.optional(z.unknown()),
});

/** The answer in a value that was read from JSON; null when it holds no prompt. Further properties are passed over. */
export function answerOf(value: unknown): ModelAnswer | null {
  const read = shape.safeParse(value);
  if (!read.success) return null;
  const {
    assessment,
    context_notes,
    enhanced_prompt,
    goal,
    open_questions,
    prompt: plain,
    requirements,
    success_criteria,
  } = read.data;
  const enhancedPrompt = enhanced_prompt ?? read.data.enhancedPrompt ?? plain ?? '';
  if (enhancedPrompt.trim() === '') return null;
  return {
    enhancedPrompt,
    goal: goal.trim(),
    requirements,
    successCriteria: success_criteria,
    contextNotes: context_notes.trim(),
    openQuestions: open_questions,
    ...(assessment !== undefined && assessment !== null && { assessment }),
  };
}
