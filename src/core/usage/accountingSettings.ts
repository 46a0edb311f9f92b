import * as z from 'zod/mini';
import { defaultAuditRules, type AuditRules } from '../model/audit.ts';
import { cacheRules, defaultMaxBytes, type CacheRules } from '../model/cacheRules.ts';
import { operations } from '../model/completion.ts';
import type { AccountingSetting } from './accountingNames.ts';
import { budgetPresets, noBudget, type Budget } from './budget.ts';
import { defaultLimits, type RateLimits } from './limits.ts';
import { fromUsd } from './money.ts';
import { priceSettingSchema, type PriceOverrides } from './prices.ts';

/** Everything that users may decide about the account: cache, limits, budget, prices, audit. */
export interface AccountingSettings {
  readonly cache: CacheRules;
  /** Null = switched off. */
  readonly limits: RateLimits | null;
  readonly budget: Budget;
  readonly prices: PriceOverrides;
  readonly audit: AuditRules;
  /** One sentence for each value that cannot be used; the default counts instead. */
  readonly warnings: readonly string[];
}

const flag = z.boolean();
const whole = z.int().check(z.gte(1), z.lte(1_000_000_000));
const usd = z.nullable(z.number().check(z.gte(0), z.lte(1_000_000)));
const seconds = z.int().check(z.gte(0), z.lte(366 * 24 * 3600));
const lifetimes = z.partialRecord(z.enum([...operations, 'default']), seconds);
const presets = ['none', 'lite', 'pro', 'business'] as const;

/** By setting: what it must be, and that in words. The same names in the editor (under `whetstone.`) and in the terminal's settings.json. */
const readers = {
  'cache.enabled': [flag, 'true or false'],
  'cache.ttl': [lifetimes, 'seconds by kind of request, e.g. { "review": 86400 }'],
  'cache.maxMegabytes': [z.int().check(z.gte(1), z.lte(10_000)), 'a whole number from 1 to 10000'],
  'rateLimit.enabled': [flag, 'true or false'],
  'rateLimit.userRequests': [whole, 'a whole number from 1'],
  'rateLimit.userTokens': [whole, 'a whole number from 1'],
  'rateLimit.workspaceRequests': [whole, 'a whole number from 1'],
  'rateLimit.workspaceTokens': [whole, 'a whole number from 1'],
  'rateLimit.burst': [whole, 'a whole number from 1'],
  'rateLimit.evaluationRequests': [whole, 'a whole number from 1'],
  'rateLimit.evaluationTokens': [whole, 'a whole number from 1'],
  'budget.dailyUsd': [usd, 'dollars, or null for no budget'],
  'budget.monthlyUsd': [usd, 'dollars, or null for no budget'],
  'budget.monthlyTokens': [z.nullable(whole), 'a whole number from 1, or null for no budget'],
  'budget.preset': [z.enum(presets), 'none, lite, pro or business'],
  'budget.alertPercent': [z.number().check(z.gte(1), z.lte(100)), 'a number from 1 to 100'],
  'budget.hardStop': [flag, 'true or false'],
  'budget.prices': [
    z.record(z.string(), priceSettingSchema),
    'prices by model, e.g. { "my-model": { "input": 1, "output": 2 } }',
  ],
  'audit.storeContent': [flag, 'true or false'],
  'audit.retentionDays': [z.int().check(z.gte(0), z.lte(36_500)), 'a whole number of days, 0 = for ever'],
} as const satisfies Record<AccountingSetting, readonly [z.ZodMiniType, string]>;

type ValueOf<S extends AccountingSetting> = z.infer<(typeof readers)[S][0]>;

/** Reads the settings. @param valueOf the value as it was written; undefined or null where there is none */
export function readAccountingSettings(valueOf: (setting: AccountingSetting) => unknown): AccountingSettings {
  const warnings: string[] = [];
  const read = <S extends AccountingSetting>(setting: S): ValueOf<S> | undefined => {
    const value = valueOf(setting);
    if (value === undefined || value === null) return undefined;
    const [schema, wanted] = readers[setting];
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data as ValueOf<S>;
    warnings.push(`The setting ${setting} cannot be used; it must be ${wanted}.`);
    return undefined;
  };
  const money = (setting: 'budget.dailyUsd' | 'budget.monthlyUsd'): bigint | null => {
    const value = read(setting);
    return value === undefined || value === null ? null : fromUsd(value);
  };
  const limit = (name: keyof RateLimits): number => read(`rateLimit.${name}`) ?? defaultLimits[name];
  const preset = read('budget.preset') ?? 'none';
  const ttl = Object.entries(read('cache.ttl') ?? {}).map(([operation, value]) => [operation, value * 1000]);
  const megabytes = read('cache.maxMegabytes');
  return {
    cache: cacheRules(
      read('cache.enabled') ?? true,
      Object.fromEntries(ttl) as Record<string, number>,
      megabytes === undefined ? defaultMaxBytes : megabytes * 1024 * 1024,
    ),
    limits:
      read('rateLimit.enabled') === false
        ? null
        : {
            userRequests: limit('userRequests'),
            userTokens: limit('userTokens'),
            workspaceRequests: limit('workspaceRequests'),
            workspaceTokens: limit('workspaceTokens'),
            burst: limit('burst'),
            evaluationRequests: limit('evaluationRequests'),
            evaluationTokens: limit('evaluationTokens'),
          },
    budget: {
      dailyUsd: money('budget.dailyUsd'),
      monthlyUsd: money('budget.monthlyUsd'),
      monthlyTokens: read('budget.monthlyTokens') ?? (preset === 'none' ? null : budgetPresets[preset]),
      alertAt: (read('budget.alertPercent') ?? noBudget.alertAt * 100) / 100,
      hardStop: read('budget.hardStop') ?? false,
    },
    prices: read('budget.prices') ?? {},
    audit: {
      storeContent: read('audit.storeContent') ?? defaultAuditRules.storeContent,
      retentionDays: read('audit.retentionDays') ?? defaultAuditRules.retentionDays,
    },
    warnings,
  };
}
