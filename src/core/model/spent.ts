import type { Completion } from './completion.ts';

/** Tokens and US dollars of one or more calls; null where one of them is not known. */
export interface Spent {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
}

/** Adds up what calls took. */
export function spent(completions: readonly Completion[]): Spent {
  const sum = (of: (completion: Completion) => number | null): number | null =>
    completions.reduce<number | null>((total, completion) => {
      const value = of(completion);
      return total === null || value === null ? null : total + value;
    }, 0);
  return {
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costUsd: sum(({ costUsd }) => costUsd),
  };
}
