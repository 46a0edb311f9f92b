import { isAbort, WhetstoneError } from '../errors.ts';
import type { GuardPolicy } from '../guard/policy.ts';
import type { Complete, Completion, Message, Operation } from '../model/completion.ts';
import type { Judgement } from '../enhance/model/modelRewriter.ts';
import { grouped } from '../usage/money.ts';
import { promptly } from '../model/promptly.ts';
import { type CheckedAnswer, checkAnswer, outputContract, repairRequest } from './answerShape.ts';
import type { ExecutedTemplate, TemplateExecution } from './execution.ts';
import { orderlyValues } from './orderlyValues.ts';
import { checkedValues, fillIn } from './renderTemplate.ts';
import { refuseUnfit } from './runLimits.ts';
import type { Template, TemplateMessage } from './template.ts';

/** What to run, and whom to ask. */
export interface RunRequest {
  readonly template: Template;
  /** Where the template's versions are kept, and the concrete version that `template` is. */
  readonly place: string;
  readonly version: number;
  /** By variable; text for numbers, true/false and lists is converted. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Id of the preferred provider, or `auto`. */
  readonly provider: string;
  /** Null = chosen by how much the task asks. */
  readonly model: string | null;
  /** Take an answer from the cache when there is one. */
  readonly cache: boolean;
  /** Mask what must not leave this machine and go on, instead of failing with `blocked-by-guard`. */
  readonly redact: boolean;
  readonly workspace: string | null;
  /** What is done about values that give orders to the model. */
  readonly policy: GuardPolicy;
  /** One sentence each, to be passed on with the result. */
  readonly notes?: readonly string[];
}

export interface RunDependencies {
  /** The gateway. */
  readonly complete: Complete;
  /** A new UUID. */
  readonly createId: () => string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Told of every execution that was begun, whatever became of it, before `runTemplate` settles. Failing with `storage` costs only a note. */
  readonly keep?: (execution: TemplateExecution) => Promise<void>;
  /** Told of an answer that does not fit, so that no cache keeps it. */
  readonly onJudged?: (judgement: Judgement) => Promise<void>;
  /** The answer so far; a shorter text means that a new attempt began. */
  readonly onText?: (text: string) => void;
}

/** Most tokens of an answer when the template does not say (design document 001). */
const defaultMaxTokens = 2000;
const defaultTemperature = 0.7;

/** No answer that is any use is longer, in UTF-16 code units; a server that never ends is cut off here. */
const longestAnswer = 1_000_000;

/** What a template's answers are kept for in the cache, where design document 003 says how long. */
const operations: Readonly<Record<string, Operation>> = {
  'code-review': 'review',
  'debug-an-error': 'debug',
  'architecture-proposal': 'architecture',
};

/**
 * Runs a template: checks the values against its input schema and limits, asks the model, and checks the answer against its output schema; an answer
 * that does not fit is asked for once more, with the reasons.
 *
 * @returns the execution, also when it failed (`status`, `error`)
 * @throws WhetstoneError `template-schema`, `template-render`, `input-too-large` or `blocked-by-guard` when the template cannot be run with these values: then nothing was
 *   asked and nothing is kept; the signal's reason when aborted, after what there is was kept as `cancelled`
 */
export async function runTemplate(
  request: RunRequest,
  dependencies: RunDependencies,
  signal: AbortSignal,
): Promise<TemplateExecution> {
  const { template, values } = request;
  const checked = checkedValues(template, values);
  refuseUnfit(template, checked);
  const orderly = orderlyValues(checked, request.policy, request.redact);
  const { messages } = await fillIn(template, orderly.values);
  signal.throwIfAborted();
  const notes = [...(request.notes ?? []), ...orderly.notes];
  return new Run({ ...request, notes }, messages, dependencies, signal).run();
}

/** One run, with all that was asked for it. */
class Run {
  readonly #request: RunRequest;
  readonly #messages: readonly TemplateMessage[];
  readonly #dependencies: RunDependencies;
  readonly #signal: AbortSignal;
  readonly #id: string;
  readonly #createdAt: string;
  readonly #started: number;
  readonly #completions: Completion[] = [];
  #requestId = '';
  /** What has come of an answer that is still being written. */
  #written = '';

  constructor(
    request: RunRequest,
    messages: readonly TemplateMessage[],
    dependencies: RunDependencies,
    signal: AbortSignal,
  ) {
    this.#request = request;
    this.#messages = messages;
    this.#dependencies = dependencies;
    this.#signal = signal;
    this.#id = dependencies.createId();
    this.#createdAt = new Date(dependencies.clock()).toISOString();
    this.#started = dependencies.now();
  }

  async run(): Promise<TemplateExecution> {
    try {
      const answer = await this.#answer();
      return await this.#kept(
        answer.misfit === null
          ? { ...this.#execution('ok'), parsed: answer.parsed }
          : {
              ...this.#execution('failed'),
              error: {
                code: 'provider-invalid-response',
                message: `The answer does not fit the output schema of "${this.#request.template.id}": ${answer.misfit}`,
                hint: 'Run it again, choose another model, or change the schema.',
              },
            },
      );
    } catch (error) {
      if (this.#signal.aborted || isAbort(error)) {
        await this.#kept(this.#execution('cancelled'));
        throw error;
      }
      if (!(error instanceof WhetstoneError)) throw error;
      const { code, hint, message } = error;
      return this.#kept({ ...this.#execution('failed'), error: { code, message, hint } });
    }
  }

  async #answer(): Promise<CheckedAnswer> {
    const { output } = this.#request.template;
    const messages = [...toMessages(this.#messages), ...outputContract(output)];
    const first = await this.#ask(messages);
    const answer = await this.#checked(first);
    if (answer.misfit === null) return answer;
    return this.#checked(await this.#ask([...messages, ...repairRequest(first.text, answer.misfit)]));
  }

  async #checked(completion: Completion): Promise<CheckedAnswer> {
    const answer = checkAnswer(completion, this.#request.template.output);
    if (answer.misfit !== null)
      await this.#dependencies.onJudged?.({ requestId: this.#requestId, usable: false, figures: null });
    return answer;
  }

  async #ask(messages: readonly Message[]): Promise<Completion> {
    this.#written = '';
    this.#requestId = this.#dependencies.createId();
    const { cache, model, provider, redact, template, version, workspace } = this.#request;
    const { config, output } = template;
    const ask = (signal: AbortSignal, end: (reason: unknown) => void): Promise<Completion> =>
      this.#dependencies.complete(
        {
          operation: operations[template.id] ?? 'template',
          provider,
          model,
          messages: systemFirst(messages),
          maxTokens: positive(config['maxOutputTokens']) ?? defaultMaxTokens,
          temperature: temperatureOf(config['temperature']),
          stop: textsOf(config['stopSequences']),
          schema: output?.schema?.['type'] === 'object' ? { name: 'answer', schema: output.schema } : null,
          cache,
          redact,
          account: {
            requestId: this.#requestId,
            workspace,
            evaluation: false,
            template: `${template.id}@${version}`,
            experiment: null,
          },
          onText: (text) => {
            if (text.length > longestAnswer) {
              end(tooLong(provider));
              return;
            }
            this.#written = text;
            this.#dependencies.onText?.(text);
          },
        },
        signal,
      );
    const completion = await promptly(ask, this.#signal);
    if (completion.text.length > longestAnswer) throw tooLong(completion.provider);
    this.#completions.push(completion);
    this.#written = completion.text;
    if (completion.finishReason !== 'refused') return completion;
    throw new WhetstoneError(
      'content-refused',
      `${completion.provider} refused to answer because of its content policy.`,
      'Change the wording, or choose another model.',
    );
  }

  #execution(status: TemplateExecution['status']): TemplateExecution {
    const { model, notes = [], provider, template, values, version, workspace } = this.#request;
    const last = this.#completions.at(-1);
    // A request without an answer may have been charged for; how much is known to the account alone.
    const sum = (of: (completion: Completion) => number | null): number | null =>
      this.#completions.reduce<number | null>(
        (total, completion) => {
          const value = of(completion);
          return total === null || value === null ? null : total + value;
        },
        last === undefined ? null : 0,
      );
    return {
      id: this.#id,
      createdAt: this.#createdAt,
      template: executed(template, this.#request.place, version),
      workspace,
      values,
      messages: this.#messages,
      answer: this.#written,
      parsed: null,
      repaired: this.#completions.length > 1,
      inputTokens: sum(({ inputTokens }) => inputTokens),
      outputTokens: sum(({ outputTokens }) => outputTokens),
      costUsd: sum(({ costUsd }) => costUsd),
      latencyMs: Math.round(this.#dependencies.now() - this.#started),
      provider: last?.provider ?? (provider === 'auto' ? null : provider),
      model: last?.model ?? model,
      cached: last !== undefined && this.#completions.every(({ cached }) => cached),
      status,
      error: null,
      notes: [...new Set([...notes, ...this.#completions.flatMap(notesOf)])],
      rating: null,
    };
  }

  async #kept(execution: TemplateExecution): Promise<TemplateExecution> {
    try {
      await this.#dependencies.keep?.(execution);
      return execution;
    } catch (error) {
      if (!(error instanceof WhetstoneError) || error.code !== 'storage') throw error;
      const note = `This run could not be kept: ${error.message} ${error.hint}`;
      return { ...execution, notes: [...execution.notes, note] };
    }
  }
}

function tooLong(provider: string): WhetstoneError {
  return new WhetstoneError(
    'provider-invalid-response',
    `The answer of ${provider} is longer than ${grouped(longestAnswer)} characters.`,
    'Ask for less, or choose another model.',
  );
}

function executed({ id, name, scope }: Template, place: string, version: number): ExecutedTemplate {
  return { id, place, scope, name, version };
}

function notesOf({ finishReason, notes, stale }: Completion): string[] {
  return [
    ...notes,
    ...(stale ? ['No provider answered, so this is an earlier answer.'] : []),
    ...(finishReason === 'length'
      ? ['The answer was cut off; raise config.maxOutputTokens of the template to get all of it.']
      : []),
  ];
}

/** The rendered messages as a model takes them; one that is the system's alone is asked as the user's. */
function toMessages(messages: readonly TemplateMessage[]): readonly Message[] {
  const roles: Readonly<Record<string, Message['role']>> = {
    system: 'system',
    model: 'assistant',
    assistant: 'assistant',
  };
  const made = messages.map(({ content, role }): Message => ({ role: roles[role] ?? 'user', content }));
  return made.some(({ role }) => role === 'user')
    ? made
    : made.map((message) => ({ ...message, role: 'user' }));
}

function systemFirst(messages: readonly Message[]): readonly Message[] {
  return [
    ...messages.filter(({ role }) => role === 'system'),
    ...messages.filter(({ role }) => role !== 'system'),
  ];
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function temperatureOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= 2 ? value : defaultTemperature;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is string => typeof entry === 'string' && entry !== '').slice(0, 4)
    : [];
}
