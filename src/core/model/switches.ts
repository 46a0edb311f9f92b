import { WhetstoneError } from '../errors.ts';
import type { Middleware, Operation } from './completion.ts';

/** Refuses with `disabled` what the user has turned off; nothing behind it runs then. `isOn` is asked for every request. */
export function switches(isOn: (operation: Operation) => boolean): Middleware {
  return (next) => async (request, signal) => {
    if (!isOn(request.operation))
      throw new WhetstoneError(
        'disabled',
        'Asking models for this is turned off.',
        'Turn it on in the settings, or use the built-in rewriter (offline).',
      );
    return next(request, signal);
  };
}
