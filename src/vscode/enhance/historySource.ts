import { kindOfPath } from '../../core/prompt/kind.ts';
import type { HistoryEntry, HistorySource } from '../../core/history/entry.ts';
import type { EnhancementSession } from './session.ts';
import type { EnhancementSource } from './source.ts';

/** A source as the history keeps it. */
export function toHistorySource(source: EnhancementSource): HistorySource {
  switch (source.type) {
    case 'typed':
      return { kind: 'typed', uri: null, range: null };
    case 'clipboard':
      return { kind: 'clipboard', uri: null, range: null };
    case 'scmInput':
      return { kind: 'scm', uri: source.root, range: null };
    case 'document': {
      const { uri, start, end } = source;
      if (!source.whole) return { kind: 'selection', uri, range: { start, end } };
      return { kind: uri.startsWith('untitled:') ? 'untitled' : 'document', uri, range: null };
    }
  }
}

/** A session in which a kept enhancement can be decided on again, with the edits that were made to it. */
export function sessionOfEntry({ enhancement, editedPrompt, source }: HistoryEntry): EnhancementSession {
  const original = enhancement.originalPrompt;
  const from = fromHistorySource(source, original.length);
  const whole = from.type === 'document' && from.whole;
  return {
    enhancement,
    source: from,
    kind: (whole ? kindOfPath(from.uri) : null) ?? 'typed',
    original,
    result: editedPrompt ?? enhancement.enhancedPrompt,
  };
}

function fromHistorySource({ kind, uri, range }: HistorySource, length: number): EnhancementSource {
  if (kind === 'clipboard') return { type: 'clipboard' };
  if (uri === null || kind === 'terminal' || kind === 'typed') return { type: 'typed' };
  if (kind === 'scm') return { type: 'scmInput', root: uri };
  return range === null
    ? { type: 'document', uri, start: 0, end: length, whole: true }
    : { type: 'document', uri, start: range.start, end: range.end, whole: false };
}
