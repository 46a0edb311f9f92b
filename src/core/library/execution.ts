import type { ErrorCode } from '../errors.ts';
import type { TemplateMessage, TemplateScope } from './template.ts';

export const executionStatuses = ['ok', 'failed', 'cancelled'] as const;

/** `failed`: nobody answered, or the answer does not fit the template's output schema. `cancelled`: the user ended it. */
export type ExecutionStatus = (typeof executionStatuses)[number];

/** What was run: the template and the concrete version of it. */
export interface ExecutedTemplate {
  readonly id: string;
  /** `builtin`, `user`, or `workspace:` and the folder's absolute path; with `id` the key of its versions. */
  readonly place: string;
  readonly scope: TemplateScope;
  readonly name: string;
  readonly version: number;
}

/** Why an execution failed: what happened, and what to do next. */
export interface ExecutionError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** One run of a template. It never changes, except for its rating. Kept with every secret in its texts masked. */
export interface TemplateExecution {
  /** A UUID. */
  readonly id: string;
  /** ISO 8601 UTC, when it began. */
  readonly createdAt: string;
  readonly template: ExecutedTemplate;
  /** Absolute path or URI of the folder it was run in; null = none. */
  readonly workspace: string | null;
  /** By variable, as given. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What the template rendered to. */
  readonly messages: readonly TemplateMessage[];
  /** '' when nobody answered; what had come by then when it was cancelled. */
  readonly answer: string;
  /** The answer as data, when the template asks for JSON and it fits the schema; else null. */
  readonly parsed: unknown;
  /** The first answer did not fit the output schema and was asked for once more. */
  readonly repaired: boolean;
  /** Of all requests of this run; null = not known. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** US dollars; null = not known. */
  readonly costUsd: number | null;
  /** Milliseconds from the first request to the end. */
  readonly latencyMs: number;
  /** Who answered, or was to answer. Null = nobody was chosen. */
  readonly provider: string | null;
  readonly model: string | null;
  /** The answer came from the cache. */
  readonly cached: boolean;
  readonly status: ExecutionStatus;
  /** Null unless it failed. */
  readonly error: ExecutionError | null;
  /** One sentence each, for the user. */
  readonly notes: readonly string[];
  /** 1 for a thumb up, -1 for a thumb down, null = not rated. */
  readonly rating: ExecutionRating | null;
}

export type ExecutionRating = 1 | -1;

/** What lists show of an execution: no texts but the beginning of the answer. */
export interface ExecutionSummary extends Pick<
  TemplateExecution,
  | 'id'
  | 'createdAt'
  | 'template'
  | 'workspace'
  | 'inputTokens'
  | 'outputTokens'
  | 'costUsd'
  | 'latencyMs'
  | 'provider'
  | 'model'
  | 'cached'
  | 'status'
  | 'rating'
> {
  /** The answer's first line in up to 120 UTF-16 units, or what went wrong. */
  readonly title: string;
  readonly errorCode: ErrorCode | null;
}
