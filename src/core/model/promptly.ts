/**
 * Does work that can be ended from outside. `work` gets a signal that aborts with the outer one and with `end`; whichever comes first settles the
 * promise at once with that reason, even when the work itself does not listen. What the work does afterwards is ignored.
 */
export function promptly<Result>(
  work: (signal: AbortSignal, end: (reason: unknown) => void) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const controller = new AbortController();
    const end = (reason: unknown): void => {
      signal.removeEventListener('abort', onAbort);
      reject(reason);
      controller.abort(reason);
    };
    const onAbort = (): void => end(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const settled =
      <Value>(settle: (value: Value) => void) =>
      (value: Value): void => {
        signal.removeEventListener('abort', onAbort);
        settle(value);
      };
    work(controller.signal, end).then(settled(resolve), settled(reject));
  });
}
