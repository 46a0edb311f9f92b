import type { Pace } from '../../src/core/model/pace.ts';

/** A pace whose clock moves only by sleeping (at once) or by `advance`; it keeps what was slept. */
export class SteppedPace implements Pace {
  readonly slept: number[] = [];
  readonly chance: number;
  #now = 1000;

  /** `chance`: what `random` gives. */
  constructor(chance = 0) {
    this.chance = chance;
  }

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now + 1_700_000_000_000;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(milliseconds);
    this.#now += milliseconds;
    await Promise.resolve();
    signal.throwIfAborted();
  }

  random(): number {
    return this.chance;
  }
}
