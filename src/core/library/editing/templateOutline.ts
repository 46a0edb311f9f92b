import type { Span } from '../../span.ts';
import type { TemplateIndex } from './templateIndex.ts';

export type OutlineKind = 'frontMatter' | 'key' | 'variable' | 'role' | 'block' | 'partial' | 'heading';

export interface OutlineNode {
  readonly kind: OutlineKind;
  /** As written; '' for the front matter. */
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** The name, inside of `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineNode[];
}

interface Item extends OutlineNode {
  readonly children: Item[];
}

/** The template as an outline: front matter with its keys and variables, then roles with the blocks, partials and headings that they hold. */
export function templateOutline(text: string, index: TemplateIndex): readonly OutlineNode[] {
  const body = nested([
    ...roleItems(index),
    ...index.blocks.map((block) =>
      item(
        'block',
        `#${block.name}`,
        block.span,
        block.opening,
        detailOf(text, block.opening, block.nameSpan.end),
      ),
    ),
    ...index.partials.map(({ name, tag, span }) => item('partial', `> ${name}`, tag, span)),
    ...headingsIn(text, index.body.start),
  ]);
  const head = frontMatterItem(index);
  return head === null ? body : [head, ...body];
}

function item(kind: OutlineKind, name: string, span: Span, nameSpan: Span, detail = ''): Item {
  return { kind, name, span, nameSpan, detail, children: [] };
}

/** What an opening tag says after its name: `items as |item|`. */
function detailOf(text: string, opening: Span, from: number): string {
  return text
    .slice(from, Math.min(opening.end, from + 80))
    .replace(/~?\}\}.*$/s, '')
    .trim();
}

function frontMatterItem({ frontMatter, declarations }: TemplateIndex): Item | null {
  if (frontMatter === null) return null;
  const first = {
    start: frontMatter.span.start,
    end: Math.min(frontMatter.span.start + 3, frontMatter.span.end),
  };
  const head = item('frontMatter', '', frontMatter.span, first);
  for (const { path, keySpan, valueSpan, scalar } of frontMatter.entries) {
    if (path.length !== 1) continue;
    const span = { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) };
    const entry = item('key', path[0] ?? '', span, keySpan, (scalar ?? '').slice(0, 80));
    head.children.push(entry);
    if (path[0] !== 'input') continue;
    for (const declared of declarations.filter(({ place }) => place === 'schema'))
      entry.children.push(item('variable', declared.name, declared.entry, declared.span, declared.type));
  }
  return head;
}

/** A role speaks until the next one, or to the end of the block in which it begins. */
function roleItems({ blocks, body, roles }: TemplateIndex): Item[] {
  const items: Item[] = [];
  let next: { readonly start: number; readonly end: number } | null = null;
  const later: Span[] = [];
  for (const role of roles.toReversed()) {
    const around = blocks.findLast(({ span }) => span.start < role.tag.start && role.tag.end <= span.end);
    const end = around?.closing?.start ?? around?.span.end ?? body.end;
    // A role inside of a deeper block does not end this one.
    next = later.findLast(({ start, end: stop }) => start < end && stop >= end) ?? null;
    const span = { start: role.tag.start, end: Math.min(end, next?.start ?? end) };
    later.push({ start: role.tag.start, end });
    items.unshift(item('role', role.name, span, role.nameSpan));
  }
  return items;
}

/** Headings of Markdown outside of fenced code, a line each. */
function headingsIn(text: string, start: number): Item[] {
  const items: Item[] = [];
  let fence = '';
  for (const { 0: line, index } of text.slice(start).matchAll(/^.*$/gm)) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === '') fence = mark;
      else if (mark.startsWith(fence)) fence = '';
      continue;
    }
    if (fence !== '' || !/^#{1,6}\s/.test(line)) continue;
    const name = line.replace(/^#+\s+/, '').trim();
    const span = { start: start + index, end: start + index + line.trimEnd().length };
    if (name !== '') items.push(item('heading', name, span, span));
  }
  return items;
}

/** Puts every item into the last one that goes around it. */
function nested(items: readonly Item[]): OutlineNode[] {
  const top: Item[] = [];
  const open: Item[] = [];
  const sorted = items.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  for (const one of sorted) {
    while (open.length > 0 && (open.at(-1)?.span.end ?? 0) < one.span.end) open.pop();
    (open.at(-1)?.children ?? top).push(one);
    open.push(one);
  }
  return top;
}
