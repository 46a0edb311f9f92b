import type { ErrorCode } from '../errors.ts';
import type { Operation } from '../model/completion.ts';
import type { Budget, BudgetKind, BudgetRefusal, BudgetUse } from './budget.ts';
import type { LimitRefusal, RateLimits } from './limits.ts';
import type { Picodollars } from './money.ts';
import type { Period, Span } from './periods.ts';

/** One attempt before it is made, with the most that it can take. */
export interface Reservation {
  /** One for all attempts of a request. */
  readonly requestId: string;
  readonly workspace: string | null;
  readonly evaluation: boolean;
  readonly operation: Operation;
  /** Id of the connection. */
  readonly provider: string;
  /** The model that is asked; empty when the provider chooses. */
  readonly model: string;
  /** Upper bounds, tokens. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Upper bound; null when the model's price is unknown. */
  readonly cost: Picodollars | null;
}

/** The rules at this moment, as the user's settings say. */
export interface SpendingRules {
  /** Null = the limits are switched off. */
  readonly limits: RateLimits | null;
  readonly budget: Budget;
  /** IANA name of the user's zone: days and months begin there. `machine` = the zone of the machine that keeps the account. */
  readonly zone: string;
}

/** A US dollar budget with a hard stop cannot be kept with a model whose price nobody knows. */
export interface UnpricedRefusal {
  readonly kind: 'unpriced';
  readonly model: string;
}

export type Refusal =
  | LimitRefusal
  | { readonly kind: 'budget'; readonly budget: BudgetRefusal }
  | UnpricedRefusal;

/** A number to settle by, or why not. */
export type Admission =
  | { readonly admitted: true; readonly attempt: number }
  | { readonly admitted: false; readonly refusal: Refusal };

/** How an attempt ended. */
export interface Settlement {
  /** The model that answered; the one asked when none did. */
  readonly model: string;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Null when the price is unknown. */
  readonly cost: Picodollars | null;
  /** The tokens were counted here, not by the provider. */
  readonly estimated: boolean;
  readonly outcome: 'answered' | 'failed' | 'aborted';
  /** Null unless it failed. */
  readonly error: ErrorCode | null;
  readonly latencyMs: number;
}

/** What was spent on one model. */
export interface ModelUsage {
  readonly model: string;
  /** Requests that this model was asked, retries not counted again. */
  readonly requests: number;
  readonly attempts: number;
  readonly failures: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Sum of the costs that are known. */
  readonly cost: Picodollars;
  /** Attempts with tokens but no known price. */
  readonly unpriced: number;
  /** Attempts whose tokens were counted here. */
  readonly estimated: number;
  /** Attempts that are under way or were never settled; they count at their upper bound. */
  readonly open: number;
}

export interface Usage {
  readonly period: Period;
  readonly span: Span;
  /** Requests that went to a provider; cache hits are none, and attempts of one request count once. */
  readonly requests: number;
  readonly enhancements: number;
  /** Done on this machine alone, and only counted. */
  readonly scores: number;
  readonly renderings: number;
  /** By cost, then by tokens, the most first. */
  readonly models: readonly ModelUsage[];
  readonly budget: readonly BudgetUse[];
}

/** A budget of which so much is spent that the user should know; comes once a period. */
export interface BudgetAlert extends BudgetUse {
  readonly kind: BudgetKind;
}

/**
 * The account of every attempt, shared by all windows and terminals on one data folder.
 *
 * What callers may rely on: `reserve` checks limits and budgets and writes the reservation in one step that no other process can come between; it is written
 * before it resolves. An abort while it is being written does not take it back: a reservation that is never settled counts at its upper bound for good. `settle` counts an attempt once, however often it is called.
 *
 * Errors: `WhetstoneError` with code `storage` when the account cannot be kept: a call that was not reserved must not be made.
 */
export interface Ledger {
  reserve(reservation: Reservation, rules: SpendingRules, signal?: AbortSignal): Promise<Admission>;
  settle(attempt: number, settlement: Settlement, rules: SpendingRules): Promise<void>;
  /** What would stand in the way of one more request of no size; null when nothing would. Reserves nothing. */
  standing(
    request: Pick<Reservation, 'requestId' | 'workspace' | 'evaluation'>,
    rules: SpendingRules,
    signal?: AbortSignal,
  ): Promise<Refusal | null>;
  usage(period: Period, rules: SpendingRules, signal?: AbortSignal): Promise<Usage>;
  /** Alerts that nobody has been shown yet; each is handed out once, to whoever asks first. */
  takeAlerts(signal?: AbortSignal): Promise<readonly BudgetAlert[]>;
}
