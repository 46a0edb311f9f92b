import type { Pace } from './pace.ts';

/** Looks at the clock at least this often, so that a sleep of the machine is told from time that passed. Milliseconds. */
const slice = 1000;

/** Later than this is no busy machine any more: it was asleep, or the process was stopped. Milliseconds. */
const asleep = 3000;

/**
 * A clock that stands still while the machine sleeps. Some systems' clocks stop by themselves then, others go on, and a timer that was set before fires at
 * once after waking; a limit must not be used up by that.
 */
export class AwakeClock {
  readonly #pace: Pace;
  /** Between both clocks, as it was in the beginning. */
  readonly #offset: number;
  #skipped = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
    this.#offset = pace.wall() - pace.now();
  }

  /** Milliseconds of being awake, from any beginning. */
  now(): number {
    return this.#pace.now() - this.#skipped;
  }

  /** True when the machine has slept since this clock was made, as far as can be told. A calendar that was set forward looks the same. */
  get slept(): boolean {
    return this.#skipped > 0 || this.#pace.wall() - this.#pace.now() - this.#offset > asleep;
  }

  /** Resolves when `now()` has come to `at`; rejects with the signal's reason as soon as it aborts. */
  async until(at: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = at - this.now();
      if (left <= 0) return;
      const wait = Math.min(left, slice);
      const before = this.#pace.now();
      await this.#pace.sleep(wait, signal);
      const late = this.#pace.now() - before - wait;
      if (late > asleep) this.#skipped += late;
    }
  }
}
