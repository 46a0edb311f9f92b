import { findAnswer, type FoundAnswer } from '../../model/findAnswer.ts';
import { answerOf, type ModelAnswer } from './modelAnswer.ts';

const form = { keys: ['enhanced_prompt', 'enhancedPrompt'], read: answerOf } as const;

/** Finds the rewrite in what a model wrote; see `findAnswer`. `other-json`: an object without a rewritten prompt. */
export function parseAnswer(text: string): FoundAnswer<ModelAnswer> {
  return findAnswer(text, form);
}
