import type { Period } from '../core/usage/periods.ts';
import { usageReport } from '../core/usage/usageReport.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { renderUsage } from './renderUsage.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';
import { withStore } from './withStore.ts';

export interface UsageOptions extends CommonOptions {
  readonly period: Period;
}

/** `whetstone usage`: what was asked and spent in a period, by model, against the budget. */
export async function usageCommand(options: UsageOptions, io: CommandIo): Promise<number> {
  const report = await withStore(options, io, async ({ rules, settings, store }) => {
    const usage = await store.ledger.usage(options.period, rules, io.signal);
    const actions = await store.audit.actions(usage.span.from, usage.span.until, io.signal);
    return usageReport(usage, actions, { ...settings, now: Date.now() });
  });
  if (options.json) await writeJson(io, report);
  else await io.stdout.write(renderUsage(report, paintFor(io.stdout, options, io)));
  return exitStatus.done;
}
