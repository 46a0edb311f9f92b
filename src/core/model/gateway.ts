import { type BreakerPolicy, breakerPolicy, CircuitBreaker } from './circuitBreaker.ts';
import { compose, type Complete, type CompletionRequest, type Middleware } from './completion.ts';
import {
  type AttemptLimits,
  cloudLimits,
  localLimits,
  type RequestLimits,
  requestLimits,
} from './deadlines.ts';
import { defaultOrder, fallback } from './fallback.ts';
import type { LanguageModel } from './languageModel.ts';
import type { Pace } from './pace.ts';
import { promptly } from './promptly.ts';
import { retry, type RetryPolicy, retryPolicy } from './retry.ts';
import { timeouts } from './timeouts.ts';

/** A configured provider as the gateway takes it. */
export interface Connection {
  readonly model: LanguageModel;
  /** As people call it, for messages. */
  readonly name: string;
  enabled(): boolean;
  /** The model for a request that names none; null leaves the choice to the adapter. */
  readonly chooseModel?: (request: CompletionRequest) => string | null;
  readonly limits?: AttemptLimits;
}

/** What surrounds every request, whoever answers it; leave out what is not wanted. */
export interface Surroundings {
  readonly audit?: Middleware;
  readonly guard?: Middleware;
  readonly switches?: Middleware;
  readonly cache?: Middleware;
  readonly budget?: Middleware;
  readonly rateLimit?: Middleware;
  /** Around every single attempt: one row of the ledger each. */
  readonly meter?: (connection: Connection) => Middleware;
}

export interface GatewayOptions {
  readonly connections: readonly Connection[];
  readonly surroundings: Surroundings;
  readonly pace: Pace;
  readonly order?: readonly string[];
  readonly allowCloudFromLocal?: boolean;
  readonly allowAfterRefusal?: boolean;
  readonly limits?: RequestLimits;
  readonly retry?: RetryPolicy;
  readonly breaker?: BreakerPolicy;
}

/**
 * The one way to a model: everything that leaves the machine goes through this list, outermost first. Build it once and keep it: what it knows about
 * the health of the providers lives in it.
 */
export function gateway(options: GatewayOptions): Complete {
  const { audit, budget, cache, guard, rateLimit, switches } = options.surroundings;
  const around = [ending, audit, guard, switches, cache, budget, rateLimit];
  return compose(
    around.filter((middleware) => middleware !== undefined),
    fallback({
      candidates: options.connections.map((connection) => ({
        id: connection.model.id,
        name: connection.name,
        local: connection.model.local,
        enabled: () => connection.enabled(),
        ...(connection.chooseModel !== undefined && { chooseModel: connection.chooseModel }),
        complete: compose(aroundProvider(connection, options), connection.model.complete),
      })),
      order: options.order ?? defaultOrder,
      allowCloudFromLocal: options.allowCloudFromLocal ?? false,
      allowAfterRefusal: options.allowAfterRefusal ?? false,
      limits: options.limits ?? requestLimits,
      pace: options.pace,
    }),
  );
}

/** Outermost first, for one provider. */
function aroundProvider(connection: Connection, options: GatewayOptions): Middleware[] {
  const { model, name } = connection;
  const { pace, surroundings } = options;
  const meter = surroundings.meter?.(connection);
  return [
    new CircuitBreaker(name, pace, options.breaker ?? breakerPolicy).middleware,
    retry(pace, options.retry ?? retryPolicy),
    ...(meter === undefined ? [] : [meter]),
    timeouts({
      name,
      pace,
      local: model.local,
      limits: connection.limits ?? (model.local ? localLimits : cloudLimits),
    }),
  ];
}

/** Ends a request as soon as its signal aborts, whatever it is waiting for inside. */
const ending: Middleware = (next) => (request, signal) => promptly((linked) => next(request, linked), signal);
