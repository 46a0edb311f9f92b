import type { Completion, Operation } from './completion.ts';

/** An answer that was kept, as it came from the provider. */
export interface KeptAnswer {
  readonly completion: Completion;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface CacheStatistics {
  readonly entries: number;
  readonly bytes: number;
  /** Since the beginning; an expired answer is a miss. */
  readonly hits: number;
  readonly misses: number;
}

/**
 * Answers by the hash of what determines them; survives restarts, and is shared by all windows and terminals on one data folder. Errors: `WhetstoneError` with code
 * `storage`.
 */
export interface AnswerCache {
  /**
   * The answer, however old, and null when there is none. Counts a hit when it was kept at `freshFrom` (milliseconds since 1970) or later,
   * else a miss.
   */
  find(hash: string, freshFrom: number, signal?: AbortSignal): Promise<KeptAnswer | null>;
  /** Keeps an answer; others make room, the least recently used first. One that is larger than all the room is not kept. */
  keep(hash: string, operation: Operation, answer: KeptAnswer, maxBytes: number): Promise<void>;
  drop(hash: string): Promise<void>;
  /** Empties it and says how many answers that were. */
  clear(signal?: AbortSignal): Promise<number>;
  statistics(signal?: AbortSignal): Promise<CacheStatistics>;
}
