import type { Alarm } from '../core/usage/alarms.ts';
import type { BudgetAlert } from '../core/usage/ledger.ts';
import { formatUsd, grouped } from '../core/usage/money.ts';
import { isAbort, WhetstoneError } from '../core/errors.ts';
import type { Store } from '../node/store/openStore.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import type { CommonOptions } from './terminal.ts';

/** Says on stderr what of the budget is used and which provider fails often; each of these comes once. With `--quiet` they wait for another command. */
export async function tellAlerts(
  store: Pick<Store, 'ledger' | 'takeAlarms'>,
  options: CommonOptions,
  io: CommandIo,
): Promise<void> {
  if (options.quiet === true) return;
  try {
    const [alerts, alarms] = [await store.ledger.takeAlerts(), await store.takeAlarms()];
    await warnAbout([...alerts.map(budgetText), ...alarms.map(alarmText)], options, io);
  } catch (error) {
    // What was asked for is done; the account has said what is wrong with it before.
    if (!(error instanceof WhetstoneError) && !isAbort(error)) throw error;
  }
}

function budgetText({ kind, limit, resetAt, spent }: BudgetAlert): string {
  const percent = limit === 0n ? 100 : Math.floor((Number(spent) / Number(limit)) * 100);
  const show = kind === 'monthly-tokens' ? grouped : formatUsd;
  const what = {
    'daily-usd': 'your budget for today',
    'monthly-usd': 'your budget for this month',
    'monthly-tokens': 'your tokens for this month',
  }[kind];
  const anew = new Date(resetAt).toISOString();
  return `${percent}% of ${what} is used: ${show(spent)} of ${show(limit)}, anew at ${anew}. See whetstone usage.`;
}

function alarmText(alarm: Alarm): string {
  if (alarm.kind === 'errors') {
    return `${alarm.provider} failed ${alarm.failures} times in the last ${alarm.of} calls. Another one may do better: --provider.`;
  }
  const [recent, usual] = [alarm.recent, alarm.usual].map((share) => Math.round(share * 100));
  return `Of the last enhancements you accepted ${recent}%, usually ${usual}%. Another model may do better: --model.`;
}
