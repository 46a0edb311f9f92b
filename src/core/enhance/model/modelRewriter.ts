import { type ContextPack, packContext } from '../../context/packContext.ts';
import { isAbort, WhetstoneError } from '../../errors.ts';
import type { Complete, Completion, CompletionRequest, RequestAccount } from '../../model/completion.ts';
import { spent } from '../../model/spent.ts';
import { parsePrompt } from '../../prompt/parsePrompt.ts';
import { contextUsed } from '../contextUsed.ts';
import type { EnhancementWarning } from '../enhancement.ts';
import type { ModelAssessment } from '../../score/assessment.ts';
import { readAssessment } from '../../score/modelAssessment.ts';
import { offlineRewrite } from '../offline/offlineRewriter.ts';
import { unchanged } from '../offline/unchanged.ts';
import type { AssessableInput, RewriteInput, Rewriter, RewriterAnswer } from '../rewriter.ts';
import { type Candidate, better } from './candidate.ts';
import { checkAnswer } from './checkAnswer.ts';
import { contradictions } from './contradictions.ts';
import type { Instructions } from './instructions.ts';
import { answerSchema, type ModelAnswer } from './modelAnswer.ts';
import type { AnswerFault } from '../../model/findAnswer.ts';
import { parseAnswer } from './parseAnswer.ts';
import { requestData } from './requestData.ts';
import { StreamedPrompt } from './streamedPrompt.ts';
import { techniquesOf } from './techniquesOf.ts';

export interface ModelRewriterOptions {
  /** The gateway. */
  readonly complete: Complete;
  readonly instructions: () => Promise<Instructions>;
  /** Id of the preferred provider, or `auto`. */
  readonly provider: string;
  readonly model: string | null;
  /** Most tokens of the context that goes along. */
  readonly tokenBudget: number;
  readonly countTokens: (text: string) => Promise<{ readonly tokens: number }>;
  readonly account: Omit<RequestAccount, 'requestId' | 'template'>;
  readonly createId: () => string;
  /** Take an answer from the cache when there is one. */
  readonly cache: boolean;
  readonly redact: boolean;
  /** Ask the model even when the prompt is excellent already. */
  readonly insist: boolean;
  /** The rewritten prompt while it is written; not yet checked. A shorter text means that a new attempt began. */
  readonly onPrompt?: (text: string) => void;
  /** Told of every answer after it was checked, so that only good ones are kept and the audit can say what became of it. */
  readonly onJudged?: (judgement: Judgement) => Promise<void>;
}

/** What the checks found about the answer to one request. */
export interface Judgement {
  readonly requestId: string;
  /** It is the same task, nothing is lost or invented, and the score is better. */
  readonly usable: boolean;
  /** UTF-16 units of the prompt before and after, and what the score gained; null when the answer held no prompt. */
  readonly figures: {
    readonly lengthBefore: number;
    readonly lengthAfter: number;
    readonly scoreGain: number;
  } | null;
}

/** Above this a prompt is excellent (design document 001, section 6.3) and is not sent. */
const excellent = 75;
const leastAnswerTokens = 2000;
const temperature = 0.7;

/**
 * Rewrites by asking a model, and keeps watch over it: an answer whose form is broken is asked for once more, one whose content is bad as well, with
 * the reasons; then the best of all candidates counts, the built-in rewriter's among them, by verification first and score second. A provider that
 * fails is an error, never silently the built-in rewriter.
 */
export function modelRewriter(options: ModelRewriterOptions): Rewriter {
  return {
    async rewrite(input, signal) {
      if (input.score.total > excellent && !options.insist) return notSent(input);
      return new Rewriting(input, options, await options.instructions(), signal).run();
    },
  };
}

/** What a request depends on besides the prompt. */
export type RequestOptions = Omit<ModelRewriterOptions, 'complete' | 'instructions' | 'insist'>;

/** Instructions, context and request of one enhancement, as they go to the gateway; nothing is sent. */
export async function enhancementRequest(
  input: RewriteInput,
  options: RequestOptions,
  instructions: Instructions,
  given: { readonly tokenBudget?: number; readonly reasons?: readonly string[] } = {},
): Promise<{ readonly request: CompletionRequest; readonly pack: ContextPack | null }> {
  const count = async (text: string): Promise<number> => (await options.countTokens(text)).tokens;
  const budget = given.tokenBudget ?? options.tokenBudget;
  const pack = input.context === null ? null : await packContext(input.context, budget, count);
  const messages = await instructions.render({
    data: requestData(input, pack),
    style: input.style,
    ...(input.instructions !== undefined && { instructions: input.instructions }),
    ...(given.reasons !== undefined && { reasons: given.reasons.map((reason) => `- ${reason}`).join('\n') }),
  });
  const request: CompletionRequest = {
    operation: 'enhancement',
    provider: options.provider,
    model: options.model,
    messages,
    task: input.document.text,
    // The whole prompt comes back, in JSON, with something added.
    maxTokens: Math.max(leastAnswerTokens, Math.ceil((await count(input.document.text)) * 1.5) + 1000),
    temperature,
    stop: [],
    schema: answerSchema,
    cache: options.cache,
    redact: options.redact,
    account: { ...options.account, requestId: options.createId(), template: instructions.version },
  };
  return { request, pack };
}

function notSent(input: AssessableInput): RewriterAnswer {
  const note = `This prompt is excellent already (${input.score.total} of 100), so no model was asked.`;
  return {
    rewrite: unchanged(input, note),
    provider: 'offline',
    model: 'built-in',
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
  };
}

/** One enhancement through a model, with all that was tried for it. */
class Rewriting {
  readonly #input: AssessableInput;
  readonly #options: ModelRewriterOptions;
  readonly #instructions: Instructions;
  readonly #signal: AbortSignal;
  readonly #candidates: Candidate[] = [];
  readonly #completions: Completion[] = [];
  #pack: ContextPack | null = null;
  #requestId = '';
  #budget: number;
  /** What the model thinks of the original, and why that could not be read. */
  #opinion: ModelAssessment | null = null;
  #opinionProblem: string | null = null;
  /** What was wrong with the answers, for the user. */
  #faults: string[] = [];

  constructor(
    input: AssessableInput,
    options: ModelRewriterOptions,
    instructions: Instructions,
    signal: AbortSignal,
  ) {
    this.#input = input;
    this.#options = options;
    this.#instructions = instructions;
    this.#signal = signal;
    this.#budget = options.tokenBudget;
  }

  async run(): Promise<RewriterAnswer> {
    let repaired = false;
    let retried = false;
    let reasons: readonly string[] = [];
    for (;;) {
      const completion = await this.#ask(reasons);
      if (completion === null) break;
      const parsed = completion.finishReason === 'length' ? cut : parseAnswer(completion.text);
      if (parsed.answer === null) {
        await this.#tell(false, null);
        this.#faults = [faults[parsed.fault].said];
        if (repaired) break;
        repaired = true;
        reasons = [faults[parsed.fault].reason];
        continue;
      }
      const candidate = await this.#judge(parsed.answer, completion);
      await this.#tell(candidate.usable, candidate);
      if (candidate.usable || retried) break;
      retried = true;
      reasons = this.#faults = candidate.warnings.map(({ message }) => message).slice(0, 12);
    }
    return this.#answer();
  }

  /** The next answer; null when a provider fails although there is something to choose from already. */
  async #ask(reasons: readonly string[]): Promise<Completion | null> {
    try {
      const completion = await this.#send(reasons);
      this.#completions.push(completion);
      if (completion.finishReason !== 'refused') return completion;
      throw new WhetstoneError(
        'content-refused',
        `${completion.provider} refused to answer because of its content policy.`,
        'Change the wording, choose another model, or use the built-in rewriter (offline).',
      );
    } catch (error) {
      if (this.#signal.aborted || isAbort(error) || !(error instanceof WhetstoneError)) throw error;
      if (this.#candidates.length === 0) throw error;
      this.#faults.push(`Asking once more did not work: ${error.message}`);
      return null;
    }
  }

  async #send(reasons: readonly string[]): Promise<Completion> {
    const given = { tokenBudget: this.#budget, ...(reasons.length > 0 && { reasons }) };
    const { pack, request } = await enhancementRequest(this.#input, this.#options, this.#instructions, given);
    this.#pack = pack;
    this.#requestId = request.account.requestId;
    try {
      return await this.#options.complete(this.#watched(request), this.#signal);
    } catch (error) {
      const tooLong = error instanceof WhetstoneError && error.code === 'context-too-long';
      if (!tooLong || pack === null || pack.tokens === 0 || this.#budget < this.#options.tokenBudget)
        throw error;
      // Once, with a third of what there was: vendors do not say how much was too much.
      this.#budget = Math.floor(pack.tokens / 3);
      return this.#send(reasons);
    }
  }

  async #tell(usable: boolean, candidate: Candidate | null): Promise<void> {
    const { document, score } = this.#input;
    await this.#options.onJudged?.({
      requestId: this.#requestId,
      usable,
      figures: candidate && {
        lengthBefore: document.text.length,
        lengthAfter: candidate.rewrite.enhancedPrompt.length,
        scoreGain: candidate.score - score.total,
      },
    });
  }

  #watched(request: CompletionRequest): CompletionRequest {
    const { onPrompt } = this.#options;
    if (onPrompt === undefined) return request;
    const streamed = new StreamedPrompt();
    let shown = '';
    return {
      ...request,
      onText: (text) => {
        const prompt = streamed.read(text);
        if (prompt !== shown) onPrompt((shown = prompt));
      },
    };
  }

  async #judge(given: ModelAnswer, completion: Completion): Promise<Candidate> {
    const { context, document, description, instructions, title } = this.#input;
    const texts = [title, description, instructions, this.#pack?.text].filter((text) => text !== undefined);
    const sources = { original: document.text, given: texts.join('\n'), language: document.language };
    const checked = checkAnswer(given, sources);
    const { warnings } = checked;
    const { assessment: opinion, ...answer } = checked.answer;
    this.#note(opinion);
    const enhancedPrompt = withEnd(document.text, answer.enhancedPrompt);
    const used = contextUsed(document.text, enhancedPrompt, context);
    const rewrite = {
      ...answer,
      enhancedPrompt,
      techniquesApplied: techniquesOf(
        document,
        parsePrompt(enhancedPrompt, { kind: document.kind }),
        answer,
        used.files.length + used.commits.length > 0,
      ),
    };
    const same = enhancedPrompt === document.text;
    const assessment = await this.#input.assess(rewrite);
    const found = [
      ...(same
        ? [{ code: 'score-not-better', message: 'It came back as it was.' } as const]
        : assessment.warnings),
      ...warnings,
    ];
    const candidate = {
      rewrite,
      source: { provider: completion.provider, model: completion.model },
      score: same ? this.#input.score.total : assessment.score.total,
      warnings: found,
      own: warnings,
      usable: !same && assessment.usable && warnings.length === 0,
    };
    this.#candidates.push(candidate);
    return candidate;
  }

  /** Keeps what an answer says of the original: the last that can be read. It is about the original, so it holds whatever became of the rewrite. */
  #note(opinion: unknown): void {
    const { assessment, problem } = readAssessment(opinion, this.#input.document.text);
    this.#opinion = assessment ?? this.#opinion;
    this.#opinionProblem = problem ?? this.#opinionProblem;
  }

  /** The best of what there is. */
  async #answer(): Promise<RewriterAnswer> {
    let [best] = this.#candidates.toSorted(better);
    if (best === undefined || !best.usable) {
      const offline = await this.#offline();
      if (best === undefined || better(offline, best) < 0) best = offline;
    }
    const completion = this.#completions.at(-1);
    const offline = best.source.provider === 'offline';
    return {
      rewrite: best.rewrite,
      provider: best.source.provider,
      model: best.source.model,
      ...spent(this.#completions),
      cached: this.#completions.every(({ cached }) => cached),
      stale: this.#completions.some(({ stale }) => stale),
      fallbackFrom: offline ? (completion?.provider ?? null) : (completion?.fallbackFrom ?? null),
      ...(this.#opinion !== null && { assessment: this.#opinion }),
      warnings: [...this.#remarks(best), ...best.own],
    };
  }

  async #offline(): Promise<Candidate> {
    const rewrite = offlineRewrite(this.#input);
    const same = rewrite.enhancedPrompt === this.#input.document.text;
    const assessment = await this.#input.assess(rewrite);
    return {
      rewrite,
      source: { provider: 'offline', model: 'built-in' },
      score: same ? this.#input.score.total : assessment.score.total,
      warnings: same ? [] : assessment.warnings,
      own: [],
      // Leaving the prompt as it is can never be worse than it.
      usable: same || assessment.usable,
    };
  }

  #remarks(best: Candidate): readonly EnhancementWarning[] {
    const remarks: EnhancementWarning[] = [];
    const asked = this.#completions.at(-1);
    if (best.source.provider === 'offline' && asked !== undefined)
      remarks.push({
        code: 'answer-rejected',
        message:
          `The answer of ${asked.model} could not be used, so this is the built-in rewriter's. ${this.#faults.slice(0, 3).join(' ')}`.trim(),
      });
    const { document, instructions = '' } = this.#input;
    for (const { holds, quote } of contradictions(
      `${instructions}\n\n${this.#instructions.own}`,
      document.language,
    ))
      remarks.push({
        code: 'instructions-overruled',
        message: `The instructions say "${quote}", but ${holds}: that part was not followed.`,
      });
    const notes = new Set(this.#completions.flatMap(({ notes: given }) => given));
    remarks.push(...[...notes].map((message) => ({ code: 'provider-note', message }) as const));
    if (this.#opinion === null && this.#opinionProblem !== null)
      remarks.push({
        code: 'assessment-ignored',
        message: `The model's assessment of the original was left out: ${this.#opinionProblem}.`,
      });
    const stale = this.#completions.find((completion) => completion.stale);
    if (stale !== undefined)
      remarks.push({
        code: 'stale-answer',
        message: `No provider answered, so this is an earlier answer${age(stale.ageMs)}.`,
      });
    return remarks;
  }
}

function age(milliseconds: number | null): string {
  if (milliseconds === null) return '';
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 120) return `, ${minutes} minutes old`;
  return minutes < 2880
    ? `, ${Math.round(minutes / 60)} hours old`
    : `, ${Math.round(minutes / 1440)} days old`;
}

const cut = { answer: null, fault: 'cut' } as const;

/** For each fault what the model and what the user is told. */
const faults: Readonly<Record<AnswerFault, { reason: string; said: string }>> = {
  empty: {
    reason: 'It was empty. Answer with the JSON object.',
    said: 'It was empty.',
  },
  'too-long': {
    reason: 'It was far too long. Answer with the JSON object alone.',
    said: 'It was longer than a megabyte.',
  },
  'no-json': {
    reason:
      'It was not a JSON object. Rewrite the request and answer with the JSON object alone, without prose around it.',
    said: 'It was not in the form that was asked for.',
  },
  'other-json': {
    reason: 'The JSON object had no text in "enhanced_prompt".',
    said: 'It held no rewritten prompt.',
  },
  cut: {
    reason: 'It was cut off before its end. Answer more briefly.',
    said: 'It was cut off before its end.',
  },
};

/** The text with the line end at its end that the original has. */
function withEnd(original: string, text: string): string {
  const end = /\r?\n$/.exec(original)?.[0] ?? '';
  const trimmed = text.trimEnd();
  const body =
    original.includes('\r\n') && !trimmed.includes('\r\n') ? trimmed.replaceAll('\n', '\r\n') : trimmed;
  return `${body}${end}`;
}
