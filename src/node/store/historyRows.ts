import type { SQLOutputValue } from 'node:sqlite';
import type { HistoryEntry, HistorySource, HistorySummary, SourceKind } from '../../core/history/entry.ts';
import type { Outcome } from '../../core/history/outcome.ts';
import { fromColumn } from './exactText.ts';
import { readDetail } from './storedDetail.ts';

export type Row = Record<string, SQLOutputValue>;

/** The columns of `enhancement e` that a summary needs. */
export const summaryColumns = `e.key, e.id, e.created_at, e.title, e.workspace, e.source_kind, e.source_uri,
  e.source_start, e.source_end, e.score_before, e.score_after, e.style, e.provider, e.model, e.input_tokens,
  e.output_tokens, e.cost_usd, e.masked, e.outcome, e.decided_at, e.edit_distance, e.rating`;

/** A row of these columns as a summary. The schema is STRICT and has checks, so the types are those of the columns. */
export function summaryOf(row: Row): HistorySummary {
  return {
    id: text(row['id']),
    createdAt: isoOf(row['created_at']),
    title: fromColumn(text(row['title'])),
    workspace: row['workspace'] as string | null,
    source: sourceOf(row),
    scoreBefore: Number(row['score_before']),
    scoreAfter: Number(row['score_after']),
    style: text(row['style']),
    provider: text(row['provider']),
    model: text(row['model']),
    tokens: Number(row['input_tokens']) + Number(row['output_tokens']),
    costUsd: row['cost_usd'] as number | null,
    masked: row['masked'] !== 0,
    outcome: row['outcome'] as Outcome,
    decidedAt: row['decided_at'] === null ? null : isoOf(row['decided_at']),
    editDistance: row['edit_distance'] as number | null,
    rating: row['rating'] as number | null,
  };
}

/** A row of the summary's columns and those of `enhancement_text` as an entry. */
export function entryOf(row: Row): HistoryEntry {
  const { enhancement, masked } = readDetail(text(row['detail']));
  const summary = summaryOf(row);
  return {
    id: summary.id,
    createdAt: summary.createdAt,
    workspace: summary.workspace,
    source: summary.source,
    enhancement: {
      ...enhancement,
      originalPrompt: fromColumn(text(row['original'])),
      enhancedPrompt: fromColumn(text(row['result'])),
    },
    masked,
    outcome: summary.outcome,
    decidedAt: summary.decidedAt,
    editedPrompt: row['edited'] === null ? null : fromColumn(text(row['edited'])),
    editDistance: summary.editDistance,
    rating: summary.rating,
    comment: fromColumn(text(row['comment'])),
  };
}

function sourceOf(row: Row): HistorySource {
  const [start, end] = [row['source_start'], row['source_end']];
  return {
    kind: row['source_kind'] as SourceKind,
    uri: row['source_uri'] as string | null,
    range: typeof start === 'number' && typeof end === 'number' ? { start, end } : null,
  };
}

function isoOf(moment: SQLOutputValue | undefined): string {
  return new Date(Number(moment)).toISOString();
}

function text(value: SQLOutputValue | undefined): string {
  return value as string;
}
