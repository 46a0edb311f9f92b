import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export interface SpreadPrompt {
  readonly id: string;
  readonly text: string;
}

const row = z.object({
  id: z.coerce.string(),
  source: z.string(),
  kind: z.string(),
  text: z.string(),
  rating: z.object({ overall: z.number() }),
});

/** So many typed prompts of the bench data, spread evenly over ratings, and within a rating over sources; the same at each run. */
export function spreadPrompts(benchData: string, count: number): readonly SpreadPrompt[] {
  const lines = readFileSync(path.join(benchData, 'scoring/prompts-rated.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const rows = lines
    .map((line) => row.parse(JSON.parse(line)))
    .filter(({ kind, text }) => kind === 'typed' && text.trim() !== '');
  const sorted = rows.toSorted(
    (one, other) =>
      one.rating.overall - other.rating.overall ||
      one.source.localeCompare(other.source) ||
      one.id.localeCompare(other.id),
  );
  const step = sorted.length / Math.min(count, sorted.length);
  return Array.from(
    { length: Math.min(count, sorted.length) },
    (_, index) => sorted[Math.floor(index * step)],
  )
    .filter((one) => one !== undefined)
    .map(({ id, text }) => ({ id: id.replace(/[^\w.-]/g, '-'), text }));
}
