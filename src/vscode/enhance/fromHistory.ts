import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { HistoryEntry } from '../../core/history/entry.ts';
import { openDiff } from './diff.ts';
import { enhanceOrigin } from './enhanceOrigin.ts';
import type { EnhancePromptDependencies } from './enhanceOrigin.ts';
import { sessionOfEntry } from './historySource.ts';

/** Opens the diff of a kept enhancement again; it can be accepted like a new one. */
export async function reopenEntry(
  { sessions }: EnhancePromptDependencies,
  entry: HistoryEntry,
): Promise<void> {
  const session = sessionOfEntry(entry);
  await sessions.add(session);
  await openDiff(session);
}

/** Enhances a kept original once more, in the same style. */
export async function rerunEntry(
  dependencies: EnhancePromptDependencies,
  entry: HistoryEntry,
): Promise<Enhancement> {
  const { source, kind, original } = sessionOfEntry(entry);
  return enhanceOrigin(
    dependencies,
    { text: original, source, kind, path: null },
    { style: entry.enhancement.style },
  );
}
