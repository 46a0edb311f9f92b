/** Calls that come faster than they are wanted: the first goes through at once, of later ones only the latest, `interval` milliseconds after the one before. */
export interface Paced<T> {
  (value: T): void;
  /** Forgets a value that still waits. */
  drop(): void;
}

/** Slows `act` down to one call per `interval` milliseconds. */
export function paced<T>(act: (value: T) => void, interval: number): Paced<T> {
  let timer: NodeJS.Timeout | undefined;
  let waiting: { readonly value: T } | undefined;
  const tick = (): void => {
    timer = undefined;
    if (waiting === undefined) return;
    const { value } = waiting;
    waiting = undefined;
    timer = setTimeout(tick, interval);
    act(value);
  };
  const call = (value: T): void => {
    waiting = { value };
    if (timer === undefined) tick();
  };
  return Object.assign(call, {
    drop: () => {
      waiting = undefined;
    },
  });
}
