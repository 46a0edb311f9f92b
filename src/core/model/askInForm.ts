import { isAbort, WhetstoneError } from '../errors.ts';
import type {
  AnswerSchema,
  Complete,
  Completion,
  CompletionRequest,
  Message,
  Operation,
  RequestAccount,
} from './completion.ts';
import { type AnswerFault, findAnswer } from './findAnswer.ts';

/** Who is asked, and under what account. */
export interface Asking {
  /** The gateway. */
  readonly complete: Complete;
  /** Id of the preferred provider, or `auto`. */
  readonly provider: string;
  readonly model: string | null;
  readonly account: Omit<RequestAccount, 'requestId' | 'template'>;
  readonly createId: () => string;
  /** Take an answer from the cache when there is one. */
  readonly cache: boolean;
  readonly redact: boolean;
  /** Told of every answer after it was checked, so that only good ones are kept. */
  readonly onJudged?: (judgement: {
    readonly requestId: string;
    readonly usable: boolean;
    readonly figures: null;
  }) => Promise<void>;
}

/** A question whose answer is one JSON object. */
export interface FormQuestion<Answer> {
  readonly operation: Operation;
  /** `id@version` of the instructions. */
  readonly template: string;
  readonly schema: AnswerSchema;
  /** Names of the property that tells the object from others. */
  readonly keys: readonly string[];
  readonly maxTokens: number;
  readonly temperature: number;
  /** The user's own words, by which a model is chosen when none is named. */
  readonly task: string;
  /** The messages; `reasons` say what was wrong with the answer before, none the first time. */
  readonly messages: (reasons: readonly string[]) => Promise<readonly Message[]>;
  /** What an object holds: an answer, what is wrong with it, or both when it could be better. Both null = another object. */
  readonly read: (value: unknown) => Promise<Reading<Answer>> | Reading<Answer>;
}

export interface Reading<Answer> {
  readonly answer: Answer | null;
  /** Sentences for the model. */
  readonly reasons: readonly string[];
}

export interface FormAnswer<Answer> {
  /** The best there is: null when neither answer could be used. */
  readonly answer: Answer | null;
  /** What is still wrong. */
  readonly reasons: readonly string[];
  readonly completions: readonly Completion[];
}

/**
 * Asks for a JSON object, and once more with the reasons when the answer falls short. Throws what the gateway throws while there is no answer in hand,
 * and `content-refused` when the model refuses.
 */
export async function askInForm<Answer>(
  question: FormQuestion<Answer>,
  asking: Asking,
  signal: AbortSignal,
): Promise<FormAnswer<Answer>> {
  const completions: Completion[] = [];
  let best: Answer | null = null;
  let reasons: readonly string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const request = await requestFor(question, asking, reasons);
    const completion = await ask(request, asking.complete, best !== null, signal);
    if (completion === null) break;
    completions.push(completion);
    const reading = await readingOf(question, completion);
    const usable = reading.answer !== null && reading.reasons.length === 0;
    await asking.onJudged?.({ requestId: request.account.requestId, usable, figures: null });
    best = reading.answer ?? best;
    reasons = reading.reasons;
    if (usable) break;
  }
  return { answer: best, reasons, completions };
}

async function requestFor<Answer>(
  question: FormQuestion<Answer>,
  asking: Asking,
  reasons: readonly string[],
): Promise<CompletionRequest> {
  const { maxTokens, operation, schema, task, temperature, template } = question;
  return {
    operation,
    provider: asking.provider,
    model: asking.model,
    messages: await question.messages(reasons),
    task,
    maxTokens,
    temperature,
    stop: [],
    schema,
    cache: asking.cache,
    redact: asking.redact,
    account: { ...asking.account, requestId: asking.createId(), template },
  };
}

/** The answer; null when asking fails although there is something in hand already. */
async function ask(
  request: CompletionRequest,
  complete: Complete,
  inHand: boolean,
  signal: AbortSignal,
): Promise<Completion | null> {
  try {
    const completion = await complete(request, signal);
    if (completion.finishReason !== 'refused') return completion;
    throw new WhetstoneError(
      'content-refused',
      `${completion.provider} refused to answer because of its content policy.`,
      'Change the wording, or choose another model.',
    );
  } catch (error) {
    if (signal.aborted || isAbort(error) || !(error instanceof WhetstoneError) || !inHand) throw error;
    return null;
  }
}

async function readingOf<Answer>(
  { keys, read }: FormQuestion<Answer>,
  { finishReason, text }: Completion,
): Promise<Reading<Answer>> {
  if (finishReason === 'length') return { answer: null, reasons: [formFaults.cut] };
  const holds = (value: unknown): object | null =>
    typeof value === 'object' && value !== null && keys.some((key) => key in value) ? value : null;
  const found = findAnswer(text, { keys, read: holds });
  return found.answer === null
    ? { answer: null, reasons: [formFaults[found.fault]] }
    : await read(found.answer);
}

/** What a model is told about the form of its answer. */
export const formFaults: Readonly<Record<AnswerFault, string>> = {
  empty: 'It was empty. Answer with the JSON object.',
  'too-long': 'It was far too long. Answer with the JSON object alone.',
  'no-json': 'It was not a JSON object. Answer with the JSON object alone, without prose around it.',
  'other-json': 'The JSON object did not have the properties that were asked for.',
  cut: 'It was cut off before its end. Answer more briefly.',
};
