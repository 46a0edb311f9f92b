import { type ErrorCode, isAbort, WhetstoneError } from '../errors.ts';
import { costOf } from '../usage/cost.ts';
import type { Admission, Ledger, Settlement, SpendingRules } from '../usage/ledger.ts';
import { fromUsd, toUsd, type Picodollars } from '../usage/money.ts';
import type { TokenCount } from '../usage/tokens.ts';
import { AttemptError } from './attemptError.ts';
import type { Completion, CompletionRequest, Middleware } from './completion.ts';
import { estimate, type EstimateDependencies, type Metered, priceFor } from './estimate.ts';
import { refusalError } from './refusals.ts';

export interface MeterDependencies extends EstimateDependencies {
  readonly ledger: Ledger;
  /** Asked before and after every attempt: settings may change while it runs. */
  readonly rules: () => SpendingRules;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** The vendor's own count of a request's input, where it has an endpoint for that; null when it has none or does not answer. */
  readonly countAtVendor?: (request: CompletionRequest) => Promise<number | null>;
  /** Told when an attempt could not be settled: it goes on counting at its upper bound. */
  readonly onUnsettled?: (error: unknown) => void;
}

/** Reported counts beyond these are taken for a mistake of the server: this many times the own count, and so much more. */
const absurdFactor = 4;
const absurdExtra = 10_000;

/**
 * One row of the ledger for each attempt: reserved with its upper bound before the call, in the same step as limits and budgets are checked, and settled
 * with what really happened, also when it failed or was cancelled. A refusal (`rate-limited`, `budget-exceeded`) and an account that cannot be kept
 * (`storage`) end the attempt before anything is sent. Fills in `costUsd`.
 */
export function meter(provider: Metered, dependencies: MeterDependencies): Middleware {
  const { ledger, now, rules } = dependencies;
  return (next) => async (given, signal) => {
    const request = { ...given, model: given.model ?? provider.defaultModel ?? null };
    const asked = request.model ?? '';
    const { counted, inputTokens, outputTokens, cost } = await estimate(request, provider, dependencies);
    const { account } = request;
    signal.throwIfAborted();
    // Without the signal: one that aborts while the row is being written would leave it open, at its bound, for good.
    const admission = await reserved(
      ledger,
      {
        requestId: account.requestId,
        workspace: account.workspace,
        evaluation: account.evaluation,
        operation: request.operation,
        provider: provider.id,
        model: asked,
        inputTokens,
        outputTokens,
        cost,
      },
      rules(),
    );
    if (!admission.admitted) throw refusalError(admission.refusal);
    const started = now();
    let text = '';
    const record = async (settlement: Settlement): Promise<void> => {
      try {
        await ledger.settle(admission.attempt, settlement, rules());
      } catch (error) {
        dependencies.onUnsettled?.(error);
      }
    };
    const settle = async (ending: Ending): Promise<Bill> => {
      const latencyMs = now() - started;
      const bill = await billFor(ending, { request, provider, counted, text, dependencies });
      // Nobody need wait for the disk: the row is there already, and counts at its bound until this is written.
      void record({ ...bill.settlement, latencyMs });
      return bill;
    };
    if (signal.aborted) {
      await record({ ...nothingAsked, model: asked, latencyMs: 0 });
      throw signal.reason;
    }
    let completion: Completion;
    try {
      completion = await next(
        {
          ...given,
          onText: (sofar) => {
            text = sofar;
            given.onText?.(sofar);
          },
        },
        signal,
      );
    } catch (error) {
      await settle({ error });
      throw error;
    }
    const { settlement, notes } = await settle({ completion });
    return {
      ...completion,
      inputTokens: settlement.inputTokens,
      outputTokens: settlement.outputTokens,
      costUsd: settlement.cost === null ? null : toUsd(settlement.cost),
      notes: [...completion.notes, ...notes],
    };
  };
}

/** How an attempt ends that was cancelled before anything was sent. */
const nothingAsked = {
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  cost: 0n,
  estimated: false,
  outcome: 'aborted',
  error: null,
} as const;

/** What is not in the account must not be sent. */
async function reserved(ledger: Ledger, ...given: Parameters<Ledger['reserve']>): Promise<Admission> {
  try {
    return await ledger.reserve(...given);
  } catch (error) {
    if (!(error instanceof WhetstoneError) || error.code !== 'storage') throw error;
    const message = `Nothing was sent, because the call could not be written down. ${error.message}`;
    throw new WhetstoneError('storage', message, error.hint, { cause: error });
  }
}

type Ending = { readonly completion: Completion } | { readonly error: unknown };

interface Bill {
  readonly settlement: Omit<Settlement, 'latencyMs'>;
  readonly notes: readonly string[];
}

interface Attempt {
  readonly request: CompletionRequest;
  readonly provider: Metered;
  readonly counted: TokenCount;
  /** What has come of the answer. */
  readonly text: string;
  readonly dependencies: MeterDependencies;
}

async function billFor(ending: Ending, attempt: Attempt): Promise<Bill> {
  return 'completion' in ending
    ? billForAnswer(ending.completion, attempt)
    : billForFailure(ending.error, attempt);
}

async function billForAnswer(completion: Completion, attempt: Attempt): Promise<Bill> {
  const { counted, dependencies, provider, request } = attempt;
  const written = async (): Promise<number> =>
    (await dependencies.countTokens(completion.text, completion.model)).tokens;
  const input = plausible(completion.inputTokens, counted.tokens);
  const outputCount =
    completion.outputTokens === null || completion.outputTokens === 0 ? await written() : null;
  const output = plausible(completion.outputTokens, outputCount ?? request.maxTokens);
  const inputTokens = input ?? (await ownInput(attempt));
  const outputTokens = output ?? outputCount ?? (await written());
  const cachedInput = within(completion.cachedInputTokens, inputTokens);
  const cacheWrite = within(completion.cacheWriteTokens ?? 0, inputTokens - cachedInput);
  const price =
    priceFor(provider, completion.model, dependencies) ??
    priceFor(provider, request.model ?? '', dependencies);
  const stated = statedCost(completion);
  const cost = stated ?? costOf({ input: inputTokens, cachedInput, cacheWrite, output: outputTokens }, price);
  const absurd =
    (completion.inputTokens !== null && completion.inputTokens !== 0 && input === null) ||
    (completion.outputTokens !== null && completion.outputTokens !== 0 && output === null);
  return {
    settlement: {
      model: completion.model,
      inputTokens,
      cachedInputTokens: cachedInput,
      outputTokens,
      cost,
      estimated: input === null || output === null,
      outcome: 'answered',
      error: null,
    },
    notes: absurd
      ? [`${provider.id} reported token counts that cannot be right; they were counted here instead.`]
      : [],
  };
}

async function billForFailure(error: unknown, attempt: Attempt): Promise<Bill> {
  const { dependencies, provider, request, text } = attempt;
  const aborted = isAbort(error);
  const model = request.model ?? '';
  const free = !aborted && text === '' && wasRefused(error);
  const inputTokens = free ? 0 : await ownInput(attempt);
  const outputTokens = free || text === '' ? 0 : (await dependencies.countTokens(text, model)).tokens;
  return {
    settlement: {
      model,
      inputTokens,
      cachedInputTokens: 0,
      outputTokens,
      cost: costOf(
        { input: inputTokens, cachedInput: 0, cacheWrite: 0, output: outputTokens },
        priceFor(provider, model, dependencies),
      ),
      estimated: !free,
      outcome: aborted ? 'aborted' : 'failed',
      error: aborted ? null : codeOf(error),
    },
    notes: [],
  };
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof WhetstoneError ? error.code : 'internal';
}

/**
 * True when nothing was worked on that a vendor would charge: it answered with an error status, or no connection stood. A timeout, a broken answer and a
 * cancelled call may have been worked on: their input counts.
 */
function wasRefused(error: unknown): boolean {
  if (!(error instanceof AttemptError)) return error instanceof WhetstoneError;
  if (error.status !== null) return error.status >= 400;
  return (
    error.code === 'network' ||
    error.code === 'model-not-found' ||
    error.code === 'unauthorized' ||
    error.code === 'config-invalid'
  );
}

/** The input as the vendor counts it if it can be asked and the own count is an estimate, else the own count. */
async function ownInput({ counted, dependencies, request }: Attempt): Promise<number> {
  if (counted.exact || dependencies.countAtVendor === undefined) return counted.tokens;
  const vendor = await dependencies.countAtVendor(request);
  return plausible(vendor, counted.tokens) ?? counted.tokens;
}

/** A reported count if it can be right; null when it says nothing (0 for a text there is) or is absurd. */
function plausible(reported: number | null, expected: number): number | null {
  if (reported === null || !Number.isSafeInteger(reported) || reported < 0) return null;
  if (reported === 0) return expected === 0 ? 0 : null;
  return reported <= expected * absurdFactor + absurdExtra ? reported : null;
}

function within(reported: number | null, most: number): number {
  if (reported === null || !Number.isSafeInteger(reported) || reported < 0 || reported > most) return 0;
  return reported;
}

/** What the provider itself says that it charges (OpenRouter does). */
function statedCost({ costUsd }: Completion): Picodollars | null {
  return costUsd === null || !Number.isFinite(costUsd) || costUsd < 0 ? null : fromUsd(costUsd);
}
