import type { Span } from '../span.ts';

/** `text`, which begins at `offset` in the document, with every one of `holes` (sorted) replaced by as many blanks. */
export function blanked(text: string, offset: number, holes: readonly Span[]): string {
  if (holes.length === 0) return text;
  const parts: string[] = [];
  let position = 0;
  for (const hole of holes) {
    const start = Math.max(hole.start - offset, position);
    const end = Math.min(hole.end - offset, text.length);
    if (end <= start) continue;
    parts.push(text.slice(position, start), ' '.repeat(end - start));
    position = end;
  }
  parts.push(text.slice(position));
  return parts.join('');
}

/** The stretches of `whole` outside `holes` (in any order), blanks at their ends cut off, empty ones left out. */
export function without(whole: Span, holes: readonly Span[], text: string): Span[] {
  const result: Span[] = [];
  let position = whole.start;
  const push = (from: number, to: number): void => {
    let start = from;
    let end = to;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (end > start) result.push({ start, end });
  };
  for (const hole of holes.toSorted((a, b) => a.start - b.start)) {
    if (hole.start > position) push(position, hole.start);
    position = Math.max(position, hole.end);
  }
  push(position, whole.end);
  return result;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}
