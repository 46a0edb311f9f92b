import type { TemplateExecution } from '../../core/library/execution.ts';
import type { PlaygroundAnswer } from '../../core/library/playgroundView.ts';

/** An answer of which nothing has come yet. */
export const runningAnswer: PlaygroundAnswer = {
  status: 'running',
  text: '',
  remarks: [],
  model: '',
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  latencyMs: 0,
  executionId: null,
  rating: null,
};

/** What was not even begun. */
export function failedAnswer(text: string, remarks: string[]): PlaygroundAnswer {
  return { ...runningAnswer, status: 'failed', text, remarks };
}

/** A kept run as a column shows it. `say` puts a sentence into the user's language; `fromCache`: the words for an answer that is not new. */
export function answerOf(
  execution: TemplateExecution,
  say: (sentence: string) => string,
  fromCache: string,
): PlaygroundAnswer {
  const { cached, error, notes, provider, model, rating, status } = execution;
  const who = [provider, model].filter((name) => name !== null).join(': ');
  const wrong = error === null ? [] : [`${say(error.message)} ${say(error.hint)}`.trim()];
  return {
    status: status === 'ok' ? 'done' : status,
    text: execution.answer,
    remarks: [...wrong, ...notes.map(say)],
    model: cached ? `${who} (${fromCache})` : who,
    inputTokens: execution.inputTokens,
    outputTokens: execution.outputTokens,
    costUsd: execution.costUsd,
    latencyMs: execution.latencyMs,
    executionId: execution.id,
    rating: rating === null ? null : rating === 1 ? 'up' : 'down',
  };
}
