/** Lines of a text as an editor counts them (`\n`, `\r\n`, lone `\r`), from 0. */
export interface Lines {
  readonly count: number;
  lineOf(offset: number): number;
  /** Where a line begins. */
  startOf(line: number): number;
}

/** Indexes the lines of `text`; answers in logarithmic time. */
export function indexLines(text: string): Lines {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { count: starts.length, lineOf, startOf: (line) => starts[line] ?? text.length };
}
