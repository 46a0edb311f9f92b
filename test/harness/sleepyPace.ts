import { setImmediate as turn } from 'node:timers/promises';
import type { Pace } from '../../src/core/model/pace.ts';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A machine whose time passes by `pass` and that can be put to sleep. `counts`: whether its steady clock goes on in the meantime, as on some systems. */
export class SleepyPace implements Pace {
  readonly #counts: boolean;
  readonly #timers = new Set<Timer>();
  #now = 1000;
  #wall = 1_700_000_000_000;

  constructor(counts: boolean) {
    this.#counts = counts;
  }

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#wall;
  }

  random(): number {
    return 0;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const timer: Timer = { at: this.#now + milliseconds, fire: resolve };
      this.#timers.add(timer);
      signal.addEventListener('abort', () => {
        this.#timers.delete(timer);
        reject(signal.reason);
      });
    });
  }

  /** Lets time pass, awake, a tenth of a second at a time. */
  async pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 100) {
      this.#now += Math.min(100, left);
      this.#wall += Math.min(100, left);
      await this.#fire();
    }
  }

  /** Closes the lid and opens it again. */
  async asleep(milliseconds: number): Promise<void> {
    if (this.#counts) this.#now += milliseconds;
    this.#wall += milliseconds;
    await this.#fire();
  }

  async #fire(): Promise<void> {
    for (const timer of Array.from(this.#timers)) {
      if (timer.at > this.#now) continue;
      this.#timers.delete(timer);
      timer.fire();
    }
    await turn();
  }
}
