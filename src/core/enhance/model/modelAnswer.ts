import { z } from 'zod';
import type { AnswerSchema } from '../../model/completion.ts';

/** What a model answers an enhancement with; only the prompt is required. */
export interface ModelAnswer {
  readonly enhancedPrompt: string;
  readonly goal: string;
  readonly requirements: readonly string[];
  readonly successCriteria: readonly string[];
  readonly contextNotes: string;
  readonly openQuestions: readonly string[];
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
} as const;

/** The shape to ask for. Every property is required and no other allowed, because strict vendors accept nothing else. */
export const answerSchema: AnswerSchema = {
  name: 'enhanced_prompt',
  schema: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
};

/** Models put one text where a list belongs, numbers where texts do, and objects where a sentence was asked for. */
const sentence = z.union([
  z.string(),
  z.number().transform(String),
  z.record(z.string(), z.unknown()).transform((object) => {
    const first = Object.values(object).find((value) => typeof value === 'string');
    return typeof first === 'string' ? first : '';
  }),
]);
const list = z
  .union([
    z.array(sentence.catch('')),
    z
      .string()
      .transform((value) =>
        value.split('\n').map((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/, '')),
      ),
  ])
  .transform((items) => items.map((item) => item.trim()).filter((item) => item !== ''))
  .catch([]);
const note = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(' '))]).catch('');
const prompt = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('\n'))]);

const shape = z
  .object({
    enhanced_prompt: prompt.optional(),
    enhancedPrompt: prompt.optional(),
    prompt: prompt.optional(),
    goal: note.default(''),
    requirements: list.default([]),
    success_criteria: list.default([]),
    context_notes: note.default(''),
    open_questions: list.default([]),
  })
  .transform((answer): ModelAnswer => ({
    enhancedPrompt: answer.enhanced_prompt ?? answer.enhancedPrompt ?? answer.prompt ?? '',
    goal: answer.goal.trim(),
    requirements: answer.requirements,
    successCriteria: answer.success_criteria,
    contextNotes: answer.context_notes.trim(),
    openQuestions: answer.open_questions,
  }));

/** The answer in a value that was read from JSON; null when it holds no prompt. Further properties are passed over. */
export function answerOf(value: unknown): ModelAnswer | null {
  const read = shape.safeParse(value);
  return read.success && read.data.enhancedPrompt.trim() !== '' ? read.data : null;
}
