/** How much may be asked within a sliding window. */
export interface RateLimits {
  /** Everything the user asks, within an hour. */
  readonly userRequests: number;
  readonly userTokens: number;
  /** What is asked for one workspace, within an hour. */
  readonly workspaceRequests: number;
  readonly workspaceTokens: number;
  /** Requests within a minute. */
  readonly burst: number;
  /** Evaluations count by themselves, within an hour, and have no burst. */
  readonly evaluationRequests: number;
  readonly evaluationTokens: number;
}

/** User, workspace and burst: design documents 000 and 001. An evaluation of 100 cases with a judge makes 200 requests. */
export const defaultLimits: RateLimits = {
  userRequests: 50,
  userTokens: 250_000,
  workspaceRequests: 100,
  workspaceTokens: 500_000,
  burst: 10,
  evaluationRequests: 500,
  evaluationTokens: 2_500_000,
};

export const hour = 3_600_000;
export const minute = 60_000;

/** An attempt that still lies in a window. */
export interface Counted {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Input and output together: as settled, else the upper bound. */
  readonly tokens: number;
  /** The first attempt of its request: a retry is no second request. */
  readonly opens: boolean;
}

/** What asks to be let through. */
export interface Asking {
  readonly opens: boolean;
  /** Input and output, at most. */
  readonly tokens: number;
}

/** A limit that would be passed. */
export interface LimitRefusal {
  readonly kind: 'limit';
  readonly scope: 'user' | 'workspace' | 'burst' | 'evaluation';
  readonly of: 'requests' | 'tokens';
  readonly limit: number;
  /** Milliseconds since 1970 at which the same will be let through; null when it never will, because it is larger than the limit. */
  readonly resetAt: number | null;
}

interface Rule {
  readonly scope: LimitRefusal['scope'];
  readonly window: number;
  readonly requests: number;
  readonly tokens: number;
  readonly counted: readonly Counted[];
}

/**
 * Whether one more attempt fits into every window that it belongs to; null when it does. When several limits stand in the way, the one that opens last is named.
 * @param counted attempts of the last hour, oldest first: the user's own, of the same workspace, and of evaluations
 * @param now milliseconds since 1970
 */
export function checkLimits(
  asking: Asking & { readonly evaluation: boolean },
  limits: RateLimits,
  counted: {
    readonly user: readonly Counted[];
    readonly workspace: readonly Counted[];
    readonly evaluation: readonly Counted[];
  },
  now: number,
): LimitRefusal | null {
  const { user, workspace, evaluation } = counted;
  const rules: readonly Rule[] = asking.evaluation
    ? [
        {
          scope: 'evaluation',
          window: hour,
          requests: limits.evaluationRequests,
          tokens: limits.evaluationTokens,
          counted: evaluation,
        },
      ]
    : [
        { scope: 'burst', window: minute, requests: limits.burst, tokens: Infinity, counted: user },
        {
          scope: 'workspace',
          window: hour,
          requests: limits.workspaceRequests,
          tokens: limits.workspaceTokens,
          counted: workspace,
        },
        {
          scope: 'user',
          window: hour,
          requests: limits.userRequests,
          tokens: limits.userTokens,
          counted: user,
        },
      ];
  let last: LimitRefusal | null = null;
  for (const rule of rules) {
    for (const refusal of refusals(asking, rule, now)) {
      if (last === null || (refusal.resetAt ?? Infinity) > (last.resetAt ?? Infinity)) last = refusal;
    }
  }
  return last;
}

function refusals(asking: Asking, rule: Rule, now: number): LimitRefusal[] {
  const inside = rule.counted.filter(({ at }) => at > now - rule.window);
  const measures = [
    {
      of: 'requests',
      limit: rule.requests,
      wanted: asking.opens ? 1 : 0,
      cost: ({ opens }: Counted): number => (opens ? 1 : 0),
    },
    {
      of: 'tokens',
      limit: rule.tokens,
      wanted: asking.tokens,
      cost: ({ tokens }: Counted): number => tokens,
    },
  ] as const;
  return measures.flatMap(({ of, limit, wanted, cost }) => {
    let over = inside.reduce((sum, attempt) => sum + cost(attempt), 0) + wanted - limit;
    if (over <= 0 || wanted === 0) return [];
    let resetAt: number | null = null;
    for (const attempt of inside) {
      over -= cost(attempt);
      if (over > 0) continue;
      resetAt = attempt.at + rule.window;
      break;
    }
    return [{ kind: 'limit', scope: rule.scope, of, limit, resetAt }];
  });
}
