import type { CompletionRequest } from './completion.ts';
import { type Complexity, complexityOf } from './complexity.ts';
import table from './tiers.json' with { type: 'json' };

export type Tiers = Readonly<Record<Complexity, string>>;

/** Models by how much a task asks, for each kind of provider that has such a list. Data, dated: vendors rename their models often. */
const shipped: Readonly<Record<string, Tiers>> = table.tiers;

/**
 * The model for a task when nobody named one: the user's own list first (one model for all, or one for each tier), else the shipped one; null leaves it
 * to the provider.
 */
export function modelForTask(kind: string, complexity: Complexity, own: Partial<Tiers> = {}): string | null {
  return (
    own[complexity] ??
    own.medium ??
    (Object.hasOwn(shipped, kind) ? (shipped[kind]?.[complexity] ?? null) : null)
  );
}

/** The same for a request: it is judged by the user's own words in it. */
export function modelForRequest(
  { kind, models }: { readonly kind: string; readonly models: Partial<Tiers> },
  { messages, task }: CompletionRequest,
): string | null {
  const text = task ?? messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return modelForTask(kind, complexityOf(text), models);
}
