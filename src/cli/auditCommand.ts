import { WhetstoneError } from '../core/errors.ts';
import { csvHeader, csvLine, jsonLine } from '../core/model/auditExport.ts';
import type { AuditEntry, AuditLog, AuditQuery } from '../core/model/auditLog.ts';
import { formatUsd, fromUsd } from '../core/usage/money.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, type Paint, paintFor, shownShort, writeJson } from './terminal.ts';
import { withStore } from './withStore.ts';

export interface AuditOptions extends CommonOptions {
  readonly format?: 'text' | 'json' | 'jsonl' | 'csv';
  readonly from?: string;
  readonly until?: string;
  readonly limit?: string;
}

/** Rows that are shown when nobody says how many; an export gives all. */
const shownRows = 50;

/** `whetstone audit`: every request that was made, newest first; exports them as CSV or JSONL. */
export async function auditCommand(options: AuditOptions, io: CommandIo): Promise<number> {
  const format = options.json === true ? 'json' : (options.format ?? 'text');
  const query = {
    ...(options.from !== undefined && { from: momentOf('--from', options.from) }),
    ...(options.until !== undefined && { until: momentOf('--until', options.until) }),
  };
  const most = limitOf(options.limit) ?? (format === 'text' ? shownRows : Number.POSITIVE_INFINITY);
  await withStore(options, io, async ({ settings, store }) => {
    const entries = entriesOf(store.audit, query, most, io.signal);
    const texts = settings.audit.storeContent;
    switch (format) {
      case 'json': {
        const all: AuditEntry[] = [];
        for await (const entry of entries) all.push(entry);
        return writeJson(io, all);
      }
      case 'jsonl':
        for await (const entry of entries) await io.stdout.write(jsonLine(entry));
        return;
      case 'csv':
        await io.stdout.write(csvHeader(texts));
        for await (const entry of entries) await io.stdout.write(csvLine(entry, texts));
        return;
      case 'text': {
        const paint = paintFor(io.stdout, options, io);
        for await (const entry of entries) await io.stdout.write(`${lineOf(entry, paint)}\n`);
      }
    }
  });
  return exitStatus.done;
}

/** The newest first, page by page, so that an export of any length takes little memory. */
async function* entriesOf(
  log: AuditLog,
  query: AuditQuery,
  most: number,
  signal: AbortSignal,
): AsyncGenerator<AuditEntry> {
  let left = most;
  let after: number | undefined;
  while (left > 0) {
    const limit = Math.min(left, 1000);
    const page = await log.find({ ...query, limit, ...(after !== undefined && { after }) }, signal);
    yield* page.entries;
    left -= page.entries.length;
    if (page.next === null) return;
    after = page.next;
  }
}

function lineOf(entry: AuditEntry, paint: Paint): string {
  const {
    action,
    cached,
    costUsd,
    errorCode,
    inputTokens,
    latencyMs,
    model,
    outcome,
    outputTokens,
    provider,
    stale,
  } = entry;
  const who = [provider, model].filter((name) => name !== null).join(' ');
  const how =
    outcome === 'answered'
      ? paint('green', stale ? 'old answer' : cached ? 'cached' : 'answered')
      : paint(outcome === 'failed' ? 'red' : 'dim', errorCode ?? 'cancelled');
  const cost = formatUsd(costUsd === null ? null : fromUsd(costUsd));
  return `${entry.timestamp}  ${action.padEnd(13)} ${how}  ${shownShort(who)}  ${inputTokens} + ${outputTokens} tokens  ${cost}  ${latencyMs} ms`;
}

function momentOf(flag: string, text: string): number {
  const moment = Date.parse(text);
  if (Number.isFinite(moment)) return moment;
  throw new WhetstoneError(
    'usage',
    `${flag} is no time.`,
    'Write it like 2026-11-21 or 2026-11-21T07:30:00Z.',
  );
}

function limitOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new WhetstoneError('usage', '--limit is no whole number from 1.', 'Give a number such as 100.');
}
