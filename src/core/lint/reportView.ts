import * as z from 'zod/mini';

/** What the report of all prompt files shows, and the messages between it and the editor. */
const count = z.int();

const row = z.object({
  /** From the workspace, for people. */
  path: z.string(),
  /** Address of the file, to open it. */
  uri: z.string(),
  kind: z.string(),
  score: count,
  errors: count,
  warnings: count,
  suggestions: count,
});

export const reportRowSchema = row;
export type ReportRow = z.infer<typeof row>;

export const reportStateSchema = z.object({
  rows: z.array(row),
  texts: z.record(z.string(), z.string()),
});
export type ReportState = z.infer<typeof reportStateSchema>;

export const toReport = z.object({ type: z.literal('show'), state: reportStateSchema });

export const fromReport = z.union([
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('open'), uri: z.string() }),
]);
export type FromReport = z.infer<typeof fromReport>;

export const reportColumns = ['path', 'kind', 'score', 'errors', 'warnings', 'suggestions'] as const;
export type ReportColumn = (typeof reportColumns)[number];

/** Rows by a column; equal ones by path. Numbers by size, text by the alphabet. */
export function sortedRows(
  rows: readonly ReportRow[],
  column: ReportColumn,
  descending: boolean,
): readonly ReportRow[] {
  const compare = (a: ReportRow, b: ReportRow): number => {
    const [one, other] = [a[column], b[column]];
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : String(one).localeCompare(String(other));
    return (descending ? -order : order) || a.path.localeCompare(b.path);
  };
  return rows.toSorted(compare);
}
