import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../core/context/ports.ts';

/** The machine's monotonic clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  pause: async () => {
    await setImmediate();
  },
};
