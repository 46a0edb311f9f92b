/** A text with its folds taken out, and the way back to the places of the original. */
export interface Unfolded {
  readonly text: string;
  originalOf(offset: number): number;
}

// A word cut by a line break (with or without a continuation mark), or two string literals joined by + or . or nothing.
const fold =
  /(?<=[\w+/=.-])(?:\\?\r?\n[ \t]{0,40}(?:[>#*|] ?)?|["'`][ \t]{0,4}[+.]?[ \t]{0,4}\\?(?:\r?\n)?[ \t]{0,40}[+.]?[ \t]{0,4}["'`])(?=[\w+/=.-])/g;

/** Takes out line breaks and joins between word characters. Null when there are none. Linear. */
export function unfold(text: string): Unfolded | null {
  const starts: number[] = [];
  const shifts: number[] = [];
  const parts: string[] = [];
  let at = 0;
  let length = 0;
  for (const match of text.matchAll(fold)) {
    parts.push(text.slice(at, match.index));
    length += match.index - at;
    at = match.index + match[0].length;
    starts.push(length);
    shifts.push(at - length);
  }
  if (starts.length === 0) return null;
  parts.push(text.slice(at));
  return {
    text: parts.join(''),
    originalOf: (offset) => {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      return offset + (low === 0 ? 0 : (shifts[low - 1] ?? 0));
    },
  };
}
