/** Limits of one attempt at one provider, in milliseconds. */
export interface AttemptLimits {
  /** Until the connection stands. Only the adapter can see that, so it is the adapter that keeps this limit. */
  readonly connectMs: number;
  /** From the call to the first token; for a local model that is the time to load it. */
  readonly firstTokenMs: number;
  /** Between two tokens. */
  readonly stallMs: number;
  /** The whole attempt, counted from `attemptFrom`. */
  readonly attemptMs: number;
  readonly attemptFrom: 'call' | 'first-token';
}

/** Limits of one request with all its attempts and providers, in milliseconds. */
export interface RequestLimits {
  readonly cloudMs: number;
  /** As soon as a model of this machine has been asked. */
  readonly localMs: number;
}

export const cloudLimits: AttemptLimits = {
  connectMs: 10_000,
  firstTokenMs: 15_000,
  stallMs: 20_000,
  attemptMs: 30_000,
  attemptFrom: 'call',
};

/** A model on this machine may first have to be read from the disk. */
export const localLimits: AttemptLimits = {
  connectMs: 10_000,
  firstTokenMs: 120_000,
  stallMs: 20_000,
  attemptMs: 60_000,
  attemptFrom: 'first-token',
};

export const requestLimits: RequestLimits = { cloudMs: 90_000, localMs: 200_000 };
