/** A stretch of text: UTF-16 code units from 0, `end` exclusive, as in VS Code. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
