/** Names of the settings of the account, without `whetstone.` in front: the same in the editor and in the terminal's settings.json. A file of its own, so that asking for their values loads nothing that reads them. */
export const accountingSettings = [
  'cache.enabled',
  'cache.ttl',
  'cache.maxMegabytes',
  'rateLimit.enabled',
  'rateLimit.userRequests',
  'rateLimit.userTokens',
  'rateLimit.workspaceRequests',
  'rateLimit.workspaceTokens',
  'rateLimit.burst',
  'rateLimit.evaluationRequests',
  'rateLimit.evaluationTokens',
  'budget.dailyUsd',
  'budget.monthlyUsd',
  'budget.monthlyTokens',
  'budget.preset',
  'budget.alertPercent',
  'budget.hardStop',
  'budget.prices',
  'audit.storeContent',
  'audit.retentionDays',
] as const;

export type AccountingSetting = (typeof accountingSettings)[number];
