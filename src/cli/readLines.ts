/** One line of a stream, without its line end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Trimmed; '' for a blank line. */
  readonly text: string;
  /** Why `text` cannot be trusted, null when it can. */
  readonly problem: 'too-long' | 'not-text' | null;
}

/**
 * Cuts a stream of bytes into lines and yields those that each chunk completes, so that a reader at the other end of a pipe gets each
 * answer at once. A line longer than `maximum` bytes is skipped to its end and reported, never kept in memory.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maximum: number,
): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let parts: Uint8Array[] = [];
  let size = 0;

  const add = (part: Uint8Array): void => {
    size += part.length;
    if (size <= maximum) parts.push(part);
    else parts = [];
  };
  const take = (): Line => {
    number++;
    const problem = size > maximum ? 'too-long' : null;
    const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = [];
    size = 0;
    if (problem !== null) return { number, text: '?', problem };
    try {
      return { number, text: decoder.decode(bytes).trim(), problem: null };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { number, text: '?', problem: 'not-text' };
    }
  };

  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      add(chunk.subarray(start, end));
      lines.push(take());
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [take()];
}
