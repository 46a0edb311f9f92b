/** Time and chance for what waits and tries again. The core has no clock of its own. */
export interface Pace {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Milliseconds since 1970: a clock that also counts while the machine sleeps, and that anybody may set. */
  wall(): number;
  /** Resolves after so many milliseconds, never earlier; rejects with the signal's reason as soon as it aborts, and leaves no timer behind. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
}
