/**
 * SQLite keeps text as UTF-8 and Node 22 reads it up to the first NUL, so a lone surrogate or a NUL in a prompt would come back changed.
 * Such a text (and one that begins with the mark itself) is stored as mark + JSON, whose escapes a column holds unchanged.
 */
const mark = '\u0001json:';

/** The text as a column holds it. */
export function toColumn(text: string): string {
  const plain = text.isWellFormed() && !text.includes('\0') && !text.startsWith(mark);
  return plain ? text : mark + JSON.stringify(text);
}

/** The text that `toColumn` was given, to the last unit. */
export function fromColumn(column: string): string {
  return column.startsWith(mark) ? (JSON.parse(column.slice(mark.length)) as string) : column;
}
