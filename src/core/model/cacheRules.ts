import type { Operation } from './completion.ts';

/** How long and how many answers are kept. */
export interface CacheRules {
  readonly enabled: boolean;
  /** Milliseconds for which an answer is fresh. */
  readonly lifetime: (operation: Operation) => number;
  /** The most that all answers may take. */
  readonly maxBytes: number;
}

const hour = 3_600_000;

/** Lifetimes of design document 003, one hour where it says nothing, but for `score`. Milliseconds. */
export const defaultLifetimes: Readonly<Partial<Record<Operation | 'default', number>>> = {
  default: hour,
  review: 24 * hour,
  debug: hour,
  architecture: 7 * 24 * hour,
  // What a model thinks of a text does not grow old; only another text or other instructions change it.
  score: 30 * 24 * hour,
};

/** About 10,000 answers of 2,000 tokens take 100 MB; a person asks far fewer in a week. */
export const defaultMaxBytes = 50 * 1024 * 1024;

/** The rules for lifetimes by operation, in milliseconds; what is not named takes `default`, then the shipped one. */
export function cacheRules(
  enabled: boolean,
  lifetimes: Readonly<Partial<Record<string, number>>> = {},
  maxBytes = defaultMaxBytes,
): CacheRules {
  return {
    enabled,
    maxBytes,
    lifetime: (operation) =>
      lifetimes[operation] ??
      defaultLifetimes[operation] ??
      lifetimes['default'] ??
      defaultLifetimes.default ??
      hour,
  };
}
