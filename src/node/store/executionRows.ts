import * as z from 'zod/mini';
import { withoutSecrets } from '../../core/guard/withoutSecrets.ts';
import { titleOf } from '../../core/history/entry.ts';
import type { ExecutionSummary, TemplateExecution } from '../../core/library/execution.ts';
import type { TemplateMessage, TemplateScope } from '../../core/library/template.ts';
import { fromColumn, toColumn } from './exactText.ts';
import type { Row } from './statements.ts';
import { idFromColumn } from './uuidColumn.ts';

/** The columns of `execution e` that a summary needs. */
export const summaryColumns = `e.key, e.id, e.created_at, t.place, t.id AS template_id, e.version, e.status, e.error, e.title,
  e.input, e.output, e.cost_usd, e.latency, e.cached, e.rating,
  (SELECT text FROM name WHERE key = e.name) AS name,
  (SELECT text FROM name WHERE key = e.workspace) AS workspace,
  (SELECT text FROM name WHERE key = e.provider) AS provider,
  (SELECT text FROM name WHERE key = e.model) AS model`;

/** What no query asks for, as one JSON column. */
const storedDetail = z.looseObject({
  values: z.record(z.string(), z.unknown()),
  /** Each message's role and the length of its part of `sent`. */
  roles: z.array(z.tuple([z.string(), z.number()])),
  parsed: z.unknown(),
  repaired: z.boolean(),
  error: z.nullable(z.looseObject({ message: z.string(), hint: z.string() })),
  notes: z.array(z.string()),
});

/** An execution as its texts lie in the database, every secret masked. */
export interface StoredTexts {
  readonly sent: string;
  readonly answer: string;
  readonly detail: string;
  /** Of these three, in UTF-16 units. */
  readonly size: number;
  readonly title: string;
}

export function textsOf(execution: TemplateExecution): StoredTexts {
  const { answer, error, messages, notes, parsed, repaired, values } = withoutSecrets(execution);
  const detail = JSON.stringify({
    values,
    roles: messages.map(({ content, role }) => [role, content.length]),
    parsed,
    repaired,
    error: error && { message: error.message, hint: error.hint },
    notes,
  });
  const sent = messages.map(({ content }) => content).join('');
  return {
    sent: toColumn(sent),
    answer: toColumn(answer),
    detail,
    size: sent.length + answer.length + detail.length,
    title: toColumn(titleOf(error === null ? answer : error.message)),
  };
}

/** A row of these columns. The schema is STRICT and has checks, so the types are those of the columns. */
export function summaryOf(row: Row): ExecutionSummary {
  const place = String(row['place']);
  return {
    id: idFromColumn(row['id'] as Uint8Array | string),
    createdAt: new Date(Number(row['created_at'])).toISOString(),
    template: {
      id: String(row['template_id']),
      place,
      scope: scopeOf(place),
      name: String(row['name']),
      version: Number(row['version']),
    },
    workspace: row['workspace'] as string | null,
    inputTokens: numberOf(row['input']),
    outputTokens: numberOf(row['output']),
    costUsd: numberOf(row['cost_usd']),
    latencyMs: Number(row['latency']),
    provider: row['provider'] as string | null,
    model: row['model'] as string | null,
    cached: Number(row['cached']) === 1,
    status: row['status'] as ExecutionSummary['status'],
    rating: numberOf(row['rating']) as ExecutionSummary['rating'],
    title: fromColumn(String(row['title'])),
    errorCode: row['error'] as ExecutionSummary['errorCode'],
  };
}

/** A row of the summary's columns and those of `execution_text`. */
export function executionOf(row: Row): TemplateExecution {
  const { errorCode, title: _, ...summary } = summaryOf(row);
  const { error, notes, parsed, repaired, roles, values } = storedDetail.parse(
    JSON.parse(String(row['detail'])),
  );
  return {
    ...summary,
    values,
    messages: messagesOf(fromColumn(String(row['sent'])), roles),
    answer: fromColumn(String(row['answer'])),
    parsed: parsed ?? null,
    repaired,
    error: error === null || errorCode === null ? null : { code: errorCode, ...error },
    notes,
  };
}

function messagesOf(sent: string, roles: readonly (readonly [string, number])[]): TemplateMessage[] {
  let at = 0;
  return roles.map(([role, length]) => ({ role, content: sent.slice(at, (at += length)) }));
}

function scopeOf(place: string): TemplateScope {
  return place === 'builtin' || place === 'user' ? place : 'workspace';
}

function numberOf(value: Row[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
