import type { Period } from '../../core/usage/periods.ts';
import { usageReport, type UsageReport } from '../../core/usage/usageReport.ts';
import { rulesOf } from '../../node/accountingRules.ts';
import type { Store } from '../../node/store/openStore.ts';
import { editorAccountingSettings } from '../accountingSettings.ts';

/** What was asked and spent in a period, against the budget of the settings. */
export async function readUsage(
  store: Pick<Store, 'ledger' | 'audit'>,
  period: Period,
): Promise<UsageReport> {
  const settings = editorAccountingSettings();
  const usage = await store.ledger.usage(period, rulesOf(settings));
  const actions = await store.audit.actions(usage.span.from, usage.span.until);
  return usageReport(usage, actions, { ...settings, now: Date.now() });
}
