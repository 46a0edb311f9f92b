import { WhetstoneError } from '../errors.ts';
import type { Instructions } from '../enhance/model/instructions.ts';
import { encoded } from '../enhance/model/requestData.ts';
import { type Asking, askInForm, type Reading } from '../model/askInForm.ts';
import { spent, type Spent } from '../model/spent.ts';
import type { PromptDocument } from '../prompt/document.ts';
import { assessedNames, type ModelAssessment } from '../score/assessment.ts';
import { assessmentSchema, readAssessment } from '../score/modelAssessment.ts';
import { components } from '../score/score.ts';

/** A model's reading of a prompt, with who gave it and what that took. */
export interface SecondOpinion extends ModelAssessment, Spent {
  readonly provider: string;
  readonly model: string;
  /** From an earlier time that the same text was asked about; `stale` when that is long ago and nobody answers now. */
  readonly cached: boolean;
  readonly stale: boolean;
  /** Provider that should have answered and did not. */
  readonly fallbackFrom: string | null;
  /** What happened on the way, one sentence each. */
  readonly notes: readonly string[];
}

export interface AssessOptions extends Asking {
  readonly instructions: () => Promise<Instructions>;
}

/** Five short objects; reasoning models think before they write. */
const maxTokens = 2000;

/**
 * Asks a model what it thinks of a prompt: the four parts and an overall figure, each with a quote and a reason. Only the prompt is sent, nothing of the
 * repository, so the same text has the same answer wherever it stands and is answered from the cache the second time. Throws
 * `provider-invalid-response` when two answers could not be read, and whatever the gateway throws.
 */
export async function assessPrompt(
  document: PromptDocument,
  options: AssessOptions,
  signal: AbortSignal,
): Promise<SecondOpinion> {
  const { kind, language, text } = document;
  const instructions = await options.instructions();
  const { answer, completions, reasons } = await askInForm<ModelAssessment>(
    {
      operation: 'score',
      template: instructions.version,
      schema: { name: 'prompt_assessment', schema: assessmentSchema },
      keys: assessedNames,
      maxTokens,
      // The same text should get the same figures.
      temperature: 0,
      task: text,
      messages: (wrong) =>
        instructions.render({
          data: encoded({ prompt: text, kind, ...(language !== 'und' && { language }) }),
          ...(wrong.length > 0 && { reasons: wrong.map((reason) => `- ${reason}`).join('\n') }),
        }),
      read: (value) => reading(value, text),
    },
    options,
    signal,
  );
  const last = completions.at(-1);
  if (answer === null || last === undefined)
    throw new WhetstoneError(
      'provider-invalid-response',
      `${last?.model ?? 'The model'} gave no assessment that could be read. ${reasons.join(' ')}`.trim(),
      'Try another model, or score without one.',
    );
  return {
    ...answer,
    provider: last.provider,
    model: last.model,
    cached: completions.every(({ cached }) => cached),
    stale: completions.some(({ stale }) => stale),
    fallbackFrom: last.fallbackFrom,
    notes: [...new Set(completions.flatMap(({ notes }) => notes))],
    ...spent(completions),
  };
}

/** An assessment, and what it lacks: a part without a reason tells nobody anything. */
function reading(value: unknown, text: string): Reading<ModelAssessment> {
  const { assessment, problem } = readAssessment(value, text);
  if (assessment === null)
    return { answer: null, reasons: [`The assessment could not be read: ${problem ?? 'it was empty'}.`] };
  const bare = components.filter((name) => assessment[name].reason === '');
  return {
    answer: assessment,
    reasons: bare.length === 0 ? [] : [`There is no reason for ${bare.join(', ')}.`],
  };
}
