/** Ranks of a vocabulary by the bytes of a token, one character (0-255) a byte. */
export type Ranks = ReadonlyMap<string, number>;

/** No token of the shipped vocabularies is longer, in bytes. */
const longestToken = 128;

/** Room for a position beside a rank in one number; pieces are shorter than this. */
const positions = 2 ** 32;

/** Builds `Ranks` from the list of a vocabulary: the index is the rank, the entry the token as text or as bytes. */
export function ranksOf(list: readonly (string | readonly number[])[]): Ranks {
  const ranks = new Map<string, number>();
  list.forEach((token, rank) =>
    ranks.set(typeof token === 'string' ? bytesOf(token) : String.fromCharCode(...token), rank),
  );
  return ranks;
}

/** The bytes of `text` in UTF-8, one character a byte; a lone surrogate becomes U+FFFD as in any UTF-8 encoder. */
export function bytesOf(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(text)) return text;
  let bytes = '';
  for (let index = 0; index < text.length; index++) {
    let code = text.codePointAt(index) ?? 0;
    if (code > 0xffff) index++;
    else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes += String.fromCharCode(code);
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes += String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes += String.fromCharCode(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}

/**
 * How many tokens byte-pair encoding makes of one piece (bytes, see `bytesOf`): it joins the pair of lowest rank, leftmost first, until no
 * pair is in the vocabulary. A heap of pairs makes this n log n; searching all pairs at every step, as tokenizers do for the short
 * pieces they expect, is quadratic and takes minutes for a megabyte.
 */
export function countPairs(piece: string, ranks: Ranks): number {
  const length = piece.length;
  if (length < 2) return length;
  /** Where the token that begins at a position ends, and where the token before it begins. */
  const end = new Uint32Array(length + 1);
  const before = new Int32Array(length + 1);
  /** Rank of the pair that begins at a position, -1 when there is none (any more). */
  const pair = new Int32Array(length + 1).fill(-1);
  const heap: number[] = [];

  const offer = (start: number): void => {
    const second = end[start] ?? length;
    const last = second < length ? (end[second] ?? length) : -1;
    const rank = last < 0 || last - start > longestToken ? undefined : ranks.get(piece.slice(start, last));
    pair[start] = rank ?? -1;
    if (rank !== undefined) push(heap, rank * positions + start);
  };

  for (let start = 0; start < length; start++) {
    end[start] = start + 1;
    before[start] = start - 1;
  }
  before[length] = length - 1;
  for (let start = 0; start < length - 1; start++) offer(start);

  let count = length;
  while (heap.length > 0) {
    const key = pop(heap);
    const start = key % positions;
    if (pair[start] !== Math.floor(key / positions)) continue;
    const second = end[start] ?? length;
    const last = end[second] ?? length;
    pair[second] = -1;
    end[start] = last;
    before[last] = start;
    count--;
    offer(start);
    const previous = before[start] ?? -1;
    if (previous >= 0) offer(previous);
  }
  return count;
}

function push(heap: number[], key: number): void {
  let index = heap.length;
  heap.push(key);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] ?? 0;
    if (above <= key) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = key;
}

function pop(heap: number[]): number {
  const top = heap[0] ?? 0;
  const moved = heap.pop() ?? 0;
  const size = heap.length;
  if (size === 0) return top;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= size) break;
    if (child + 1 < size && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
    if ((heap[child] ?? 0) >= moved) break;
    heap[index] = heap[child] ?? 0;
    index = child;
  }
  heap[index] = moved;
  return top;
}
