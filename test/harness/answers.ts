import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { repositoryNames } from './repositoryHistories.ts';

/** Answers as models really give them, and what must become of each. */
export const answersFolder = join(import.meta.dirname, '../fixtures/answers');

const answerCase = z.strictObject({
  name: z.string(),
  prompt: z.string(),
  /** `used` at once, `asked-again` once and then used, or the `built-in` rewriter's instead. */
  outcome: z.enum(['used', 'asked-again', 'built-in']),
  /** What the server answers when it is asked again; the same when absent. */
  then: z.literal('good').optional(),
  /** Warning codes that the first answer must give. */
  reasons: z.array(z.string()).optional(),
  /** Codes of the warnings that a used answer comes with; none when absent. */
  warns: z.array(z.string()).optional(),
  /** What the result holds, lacks, and asks. */
  holds: z.array(z.string()).optional(),
  lacks: z.array(z.string()).optional(),
  questions: z.array(z.string()).optional(),
});

export type AnswerCase = z.infer<typeof answerCase>;

const expected = z.strictObject({
  prompts: z.record(z.string(), z.strictObject({ repository: z.enum(repositoryNames), text: z.string() })),
  answers: z.array(answerCase),
});

export const answerCases = expected.parse(
  JSON.parse(readFileSync(join(answersFolder, 'expected.json'), 'utf8')),
);

/** The text of an answer, exactly as the model wrote it. */
export function answerText(name: string): string {
  return readFileSync(join(answersFolder, `${name}.txt`), 'utf8');
}
