import type { Judgement } from '../core/enhance/model/modelRewriter.ts';
import { audit } from '../core/model/audit.ts';
import { budget } from '../core/model/budget.ts';
import { cache } from '../core/model/cache.ts';
import type { CompletionRequest, Middleware } from '../core/model/completion.ts';
import type { Surroundings } from '../core/model/gateway.ts';
import { meter } from '../core/model/meter.ts';
import { rateLimit } from '../core/model/rateLimit.ts';
import type { AccountingSettings } from '../core/usage/accountingSettings.ts';
import type { SpendingRules } from '../core/usage/ledger.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { rulesOf } from './accountingRules.ts';
import { sha256 } from './sha256.ts';
import type { Store } from './store/openStore.ts';

export interface AccountingOptions {
  readonly store: Pick<Store, 'ledger' | 'answers' | 'audit'>;
  /** Asked for every request and attempt, so that changes apply at once. */
  readonly settings: () => AccountingSettings;
  /** Whether a model of this machine may answer a request: then a spent budget of dollars does not refuse it. */
  readonly mayBeFree?: (request: CompletionRequest) => boolean;
  /** What would answer a request that leaves provider or model open, in words; part of what a cached answer is found by. */
  readonly route?: (request: CompletionRequest) => string;
  /** Told when something could not be written down; the requests themselves go on. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface Accounting {
  /** For the gateway. */
  readonly surroundings: Required<Pick<Surroundings, 'audit' | 'cache' | 'budget' | 'rateLimit' | 'meter'>>;
  /** For the rewriter: keeps answers that were found good, drops the others, and notes what became of them. */
  judged(judgement: Judgement): Promise<void>;
  /** Resolves when all that was begun is written down. Wait for it before the store is closed: an aborted request settles after its caller has gone. */
  idle(): Promise<void>;
}

/** The account of one process: cache, limits, budget, meter and audit over one store. */
export function accounting(options: AccountingOptions): Accounting {
  const { onTrouble, settings, store } = options;
  const clock = (): number => Date.now();
  const now = (): number => performance.now();
  const trouble = onTrouble === undefined ? {} : { onTrouble };
  const rules = (): SpendingRules => rulesOf(settings());
  const running = new Set<Promise<unknown>>();
  const tracked =
    (middleware: Middleware): Middleware =>
    (next) => {
      const complete = middleware(next);
      return async (request, signal) => {
        const work = complete(request, signal);
        running.add(work);
        try {
          return await work;
        } finally {
          running.delete(work);
        }
      };
    };
  const answers = cache({
    answers: store.answers,
    rules: () => settings().cache,
    hash: sha256,
    clock,
    now,
    ...(options.route !== undefined && { route: options.route }),
    ...trouble,
  });
  return {
    surroundings: {
      audit: tracked(audit({ log: store.audit, rules: () => settings().audit, clock, now, ...trouble })),
      cache: answers.middleware,
      budget: budget(store.ledger, rules, options.mayBeFree),
      rateLimit: rateLimit(store.ledger, rules),
      meter: (connection) => {
        const { model } = connection;
        return tracked(
          meter(model, {
            ledger: store.ledger,
            rules,
            prices: () => settings().prices,
            countTokens,
            now,
            ...(model.countInput !== undefined && {
              countAtVendor: (request) => model.countInput?.(request) ?? Promise.resolve(null),
            }),
            ...(onTrouble !== undefined && { onUnsettled: onTrouble }),
          }),
        );
      },
    },
    judged: async ({ figures, requestId, usable }) => {
      await (usable ? answers.confirm(requestId) : answers.forget(requestId));
      if (figures === null) return;
      try {
        await store.audit.describe(requestId, figures);
      } catch (error) {
        onTrouble?.(error);
      }
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
