import type { Pace } from '../core/model/pace.ts';

/** The pace of this machine. */
export const systemPace: Pace = {
  now: () => performance.now(),
  wall: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      // Node fires a timer up to a millisecond early and takes no longer wait than 2^31 - 1.
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
        Math.min(Math.ceil(Math.max(0, milliseconds)) + 1, 2_147_483_647),
      );
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
    }),
  random: Math.random,
};
