/** A text that is still being written, without the beginning of a placeholder at its end: the rest of it has not come yet. */
export function settledPart(text: string, placeholders: readonly string[]): string {
  const longest = Math.max(0, ...placeholders.map(({ length }) => length));
  const from = Math.max(0, text.length - longest + 1);
  for (let at = text.indexOf('<', from); at !== -1; at = text.indexOf('<', at + 1)) {
    const tail = text.slice(at);
    if (placeholders.some((placeholder) => placeholder.startsWith(tail) && placeholder !== tail))
      return text.slice(0, at);
  }
  return text;
}
