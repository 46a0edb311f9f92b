import type { Span } from '../../span.ts';
import type { Tag } from './handlebarsTags.ts';

/** A block: `{{#if ready}}…{{else}}…{{/if}}`. */
export interface Block {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the opening tag to the end of the closing one; to the end of what is around it while that is missing. */
  readonly span: Span;
  readonly opening: Span;
  /** Null while the closing tag is missing. */
  readonly closing: Span | null;
  /** Where its first `{{else}}` begins; null when it has none. */
  readonly otherwise: number | null;
  /** How many blocks are around it. */
  readonly depth: number;
}

/** The blocks by the place where they open. A closing tag ends the innermost open block of its name; one that fits none is passed over. */
export function blocksIn(tags: readonly Tag[], end: number): readonly Block[] {
  const blocks: Block[] = [];
  const open: { readonly place: number; readonly name: string }[] = [];
  /** How many of the open blocks bear a name, so that a closing tag that fits none costs nothing. */
  const counts = new Map<string, number>();
  const settle = (stop: number, closing: Span | null): void => {
    const last = open.pop();
    if (last === undefined) return;
    counts.set(last.name, (counts.get(last.name) ?? 1) - 1);
    const block = blocks[last.place];
    if (block !== undefined)
      blocks[last.place] = { ...block, closing, span: { start: block.span.start, end: stop } };
  };
  for (const tag of tags) {
    if (tag.kind === 'else') {
      const place = open.at(-1)?.place ?? -1;
      const block = blocks[place];
      if (block !== undefined) blocks[place] = { ...block, otherwise: block.otherwise ?? tag.span.start };
      continue;
    }
    const name = blockName(tag);
    if (name === null) continue;
    if (tag.kind === 'end') {
      if ((counts.get(name.text) ?? 0) === 0) continue;
      while (open.at(-1)?.name !== name.text) settle(tag.span.start, null);
      settle(tag.span.end, tag.span);
      continue;
    }
    open.push({ place: blocks.length, name: name.text });
    counts.set(name.text, (counts.get(name.text) ?? 0) + 1);
    blocks.push({
      name: name.text,
      nameSpan: name.span,
      span: tag.span,
      opening: tag.span,
      closing: null,
      otherwise: null,
      depth: open.length - 1,
    });
  }
  while (open.length > 0) settle(end, null);
  return blocks;
}

function blockName({ kind, parts }: Tag): { readonly text: string; readonly span: Span } | null {
  const [first] = parts;
  if (kind !== 'block' && kind !== 'inverse' && kind !== 'end') return null;
  return first?.type === 'path' ? first : null;
}

/** How many `each` and `with` are around a place: so many `../` lead from there to the template's own data. */
export function loopsAround(blocks: readonly Block[], offset: number): number {
  return blocks.filter(
    ({ closing, name, opening, otherwise, span }) =>
      (name === 'each' || name === 'with') &&
      offset >= opening.end &&
      offset <= (otherwise ?? closing?.start ?? span.end),
  ).length;
}
