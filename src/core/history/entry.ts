import type { Enhancement } from '../enhance/enhancement.ts';
import type { Span } from '../span.ts';
import type { Outcome } from './outcome.ts';

/** From where an enhancement was started. */
export const sourceKinds = [
  'typed',
  'document',
  'selection',
  'untitled',
  'clipboard',
  'scm',
  'terminal',
] as const;

export type SourceKind = (typeof sourceKinds)[number];

export interface HistorySource {
  readonly kind: SourceKind;
  /** URI of the document (VS Code) or path of the file (terminal); null for text that has no home. */
  readonly uri: string | null;
  /** The selection that was enhanced, in the document as it then was; null for a whole document or typed text. */
  readonly range: Span | null;
}

/** One enhancement as the history keeps it. The enhancement itself never changes; the fields after it may. */
export interface HistoryEntry {
  /** The enhancement's id. */
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** Folder (VS Code: URI) the enhancement was made in; null without one. */
  readonly workspace: string | null;
  readonly source: HistorySource;
  readonly enhancement: Enhancement;
  /** Kinds of secrets that were masked before the entry was stored, each once; empty when the texts are verbatim. */
  readonly masked: readonly string[];
  readonly outcome: Outcome;
  /** ISO 8601 UTC; null while pending. */
  readonly decidedAt: string | null;
  /** The user's own version of the result; null when it was not edited. */
  readonly editedPrompt: string | null;
  /** UTF-16 units inserted, deleted or replaced between result and `editedPrompt` (see editDistance); null when not edited. */
  readonly editDistance: number | null;
  /** 1-5; null = not rated. */
  readonly rating: number | null;
  /** Empty = none. */
  readonly comment: string;
}

/** The part of an entry that lists show: no texts, so that thousands can be listed. */
export interface HistorySummary {
  readonly id: string;
  readonly createdAt: string;
  /** First line of the original in up to 120 UTF-16 units (see titleOf). */
  readonly title: string;
  readonly workspace: string | null;
  readonly source: HistorySource;
  /** Totals before and after. */
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  readonly style: string;
  readonly provider: string;
  readonly model: string;
  readonly tokens: number;
  /** US dollars; null = unknown. */
  readonly costUsd: number | null;
  readonly masked: boolean;
  readonly outcome: Outcome;
  readonly decidedAt: string | null;
  readonly editDistance: number | null;
  readonly rating: number | null;
}

/** A fresh, undecided entry. `at` is milliseconds since 1970. */
export function newEntry(
  enhancement: Enhancement,
  from: { readonly at: number; readonly workspace: string | null; readonly source: HistorySource },
): HistoryEntry {
  return {
    id: enhancement.enhancementId,
    createdAt: new Date(from.at).toISOString(),
    workspace: from.workspace,
    source: from.source,
    enhancement,
    masked: [],
    outcome: 'pending',
    decidedAt: null,
    editedPrompt: null,
    editDistance: null,
    rating: null,
    comment: '',
  };
}

/** The summary of an entry, exactly as a list would give it. */
export function summaryOf(entry: HistoryEntry): HistorySummary {
  const { enhancement } = entry;
  return {
    id: entry.id,
    createdAt: entry.createdAt,
    title: titleOf(enhancement.originalPrompt),
    workspace: entry.workspace,
    source: entry.source,
    scoreBefore: enhancement.originalScore.total,
    scoreAfter: enhancement.enhancedScore.total,
    style: enhancement.style,
    provider: enhancement.provider,
    model: enhancement.model,
    tokens: enhancement.inputTokens + enhancement.outputTokens,
    costUsd: enhancement.costUsd,
    masked: entry.masked.length > 0,
    outcome: entry.outcome,
    decidedAt: entry.decidedAt,
    editDistance: entry.editDistance,
    rating: entry.rating,
  };
}

const titleLength = 120;

/** A name for a prompt in a list: its first line that says something, without front matter, heading marks and surplus blanks. */
export function titleOf(prompt: string): string {
  let inFrontMatter = false;
  let number = 0;
  for (const line of linesOf(prompt)) {
    const text = line.replace(/^\uFEFF/u, '').trim();
    number += 1;
    if (text === '---' && (number === 1 || inFrontMatter)) {
      inFrontMatter = number === 1;
      continue;
    }
    if (inFrontMatter || !/[\p{L}\p{N}]/u.test(text)) continue;
    return shortened(text.replace(/^#{1,6}\s+/u, '').replace(/\s+/gu, ' '));
  }
  return shortened(prompt.slice(0, 10 * titleLength).trim());
}

/** The first lines of a text, each cut at 1,000 units, so that no text is too long to name. */
function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let count = 0; count < 200 && start < text.length; count += 1) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    yield text.slice(start, Math.min(stop, start + 1000));
    start = stop + 1;
  }
}

function shortened(text: string): string {
  if (text.length <= titleLength) return text;
  const cut = text.slice(0, titleLength - 1);
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}
