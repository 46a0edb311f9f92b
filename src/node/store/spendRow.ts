import type { Row } from './statements.ts';
import { bucketOf } from './tallyTable.ts';

/** What one attempt adds to the sums of its quarter of an hour, in the order of the columns of `spend`. */
export interface SpendRow {
  readonly bucket: number;
  readonly provider: bigint;
  readonly model: bigint;
  readonly sums: readonly bigint[];
}

/** A row of `attempt` as it counts. */
export function spendOf(row: Row): SpendRow {
  const number = (column: string): bigint => row[column] as bigint;
  const [input, output, cost] = [number('input'), number('output'), row['cost'] as bigint | null];
  // 1 = failed; one that the user cancelled is no failure.
  const failed = row['outcome'] === 1n;
  const unpriced = cost === null && input + output > 0n;
  return {
    bucket: bucketOf(Number(row['at'])),
    provider: number('provider'),
    model: number('model'),
    sums: [
      number('opens'),
      number('opens_model'),
      1n,
      failed ? 1n : 0n,
      input,
      number('cached'),
      output,
      cost ?? 0n,
      unpriced ? 1n : 0n,
      number('estimated'),
      number('settled') === 0n ? 1n : 0n,
    ],
  };
}
