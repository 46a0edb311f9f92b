import type { HistoryEntry } from './entry.ts';

/**
 * The kinds of secrets that stand masked in `after` but not in `before`, each once, in words ("api key"). A mask is a placeholder such as
 * `<API_KEY_1>` (see guard/placeholders.ts).
 */
export function maskedKinds(before: HistoryEntry, after: HistoryEntry): string[] {
  const known = new Set(textsOf(before).flatMap(placeholdersIn));
  const added = textsOf(after)
    .flatMap(placeholdersIn)
    .filter((placeholder) => !known.has(placeholder));
  return [...new Set([...before.masked, ...added.map(kindOf)])];
}

function textsOf({ enhancement, editedPrompt, comment }: HistoryEntry): string[] {
  return [enhancement.originalPrompt, enhancement.enhancedPrompt, editedPrompt ?? '', comment];
}

function placeholdersIn(text: string): string[] {
  return Array.from(text.matchAll(/<[A-Z][A-Z_]{0,40}_\d{1,9}>/g), ([placeholder]) => placeholder);
}

function kindOf(placeholder: string): string {
  return placeholder.slice(1, -1).replace(/_\d+$/, '').replaceAll('_', ' ').toLowerCase();
}
