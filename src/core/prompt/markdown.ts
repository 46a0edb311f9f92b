import { parser as commonMark, Table, TaskList } from '@lezer/markdown';
import type { SyntaxNodeRef } from '@lezer/common';
import type { Span } from '../span.ts';
import type { Block, BlockType } from './document.ts';
import { maskForMarkdown } from './masking.ts';

/** A stretch of running text: a paragraph, a heading, a table cell. Inline marks are looked for here and nowhere else. */
export interface Leaf {
  readonly span: Span;
  /** The text of the span with quote marks blanked; as long as the span. */
  readonly text: string;
  /** Inside a block quote. */
  readonly quoted: boolean;
}

export interface Markdown {
  readonly blocks: readonly Block[];
  readonly leaves: readonly Leaf[];
}

/** Only blocks: inline marks are read by `readInline`, in one pass over each leaf, because the library's need quadratic time on hostile text. */
const blockParser = commonMark.configure([
  Table,
  TaskList,
  {
    remove: [
      'Escape',
      'Entity',
      'InlineCode',
      'HTMLTag',
      'Emphasis',
      'HardBreak',
      'Link',
      'Image',
      'LinkEnd',
      'LinkReference',
    ],
  },
]);

const blockTypes: Readonly<Record<string, BlockType>> = {
  Paragraph: 'paragraph',
  Task: 'paragraph',
  ListItem: 'listItem',
  FencedCode: 'fence',
  CodeBlock: 'indentedCode',
  Blockquote: 'quote',
  Table: 'table',
  HTMLBlock: 'html',
  ProcessingInstructionBlock: 'html',
  CommentBlock: 'comment',
  HorizontalRule: 'rule',
};

const leafNames = new Set(['Paragraph', 'Task', 'TableCell']);

/** Blocks and running text of `body` in `text`, sorted by start, outer before inner. Linear in the length of the body. */
export function readMarkdown(text: string, body: Span): Markdown {
  const { text: masked, tags } = maskForMarkdown(text.slice(body.start, body.end));
  const offset = body.start;
  const blocks: Block[] = [];
  const leaves: Leaf[] = [];
  let depth = 0;
  let quotes = 0;

  const enter = (node: SyntaxNodeRef): boolean => {
    const { name, from, to } = node;
    const level = headingLevel(name);
    const type = level > 0 ? 'heading' : blockTypes[name];
    if (type !== undefined) blocks.push(blockOf(node, type, level, depth, masked, offset));
    if (level > 0 || leafNames.has(name)) leaves.push(leafOf(node, masked, offset, quotes > 0));
    if (name === 'ListItem' || name === 'Blockquote') depth++;
    if (name === 'Blockquote') quotes++;
    return to > from && level === 0 && !leafNames.has(name) && type !== 'fence' && type !== 'indentedCode';
  };
  const leave = (node: SyntaxNodeRef): void => {
    if (node.name === 'ListItem' || node.name === 'Blockquote') depth--;
    if (node.name === 'Blockquote') quotes--;
  };
  blockParser.parse(masked).iterate({ enter, leave });
  return { blocks: withTags(blocks, tags, offset), leaves };
}

function headingLevel(name: string): number {
  return /^(?:ATX|Setext)Heading\d$/.test(name) ? Number(name.at(-1)) : 0;
}

function blockOf(
  node: SyntaxNodeRef,
  type: BlockType,
  level: number,
  depth: number,
  masked: string,
  offset: number,
): Block {
  const { from, to } = node;
  let start = from;
  let end = to;
  let info = '';
  let closed = true;
  let ordered = false;
  const first = node.node.firstChild;
  if (type === 'heading') ({ start, end } = headingContent(node, masked));
  else if (type === 'fence') {
    const last = node.node.lastChild;
    closed = last !== null && first !== null && last.name === 'CodeMark' && last.from > first.from;
    const lineEnd = masked.indexOf('\n', from);
    const firstLine = masked.slice(first?.to ?? from, lineEnd < 0 || lineEnd > to ? to : lineEnd);
    info = firstLine.trim().split(/\s/, 1)[0] ?? '';
    start = lineEnd < 0 || lineEnd >= to ? to : lineEnd + 1;
    end = closed && last !== null ? Math.max(start, masked.lastIndexOf('\n', last.from - 1)) : to;
  } else if (type === 'listItem') {
    ordered = node.node.parent?.name === 'OrderedList';
    if (first?.name === 'ListMark') start = first.to;
  } else if (type === 'quote' && first?.name === 'QuoteMark') start = first.to;
  else if (type === 'paragraph' && first?.name === 'TaskMarker') start = first.to;
  if (type !== 'fence' && type !== 'indentedCode') ({ start, end } = trimmed(masked, start, end));
  return {
    type,
    span: { start: from + offset, end: to + offset },
    content: { start: start + offset, end: end + offset },
    depth,
    level,
    ordered,
    info,
    closed,
  };
}

function headingContent(node: SyntaxNodeRef, masked: string): Span {
  let start = node.from;
  let end = node.to;
  for (let child = node.node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'HeaderMark') continue;
    if (child.from === node.from) start = child.to;
    else end = Math.min(end, child.from);
  }
  return trimmed(masked, start, Math.max(start, end));
}

function leafOf(node: SyntaxNodeRef, masked: string, offset: number, quoted: boolean): Leaf {
  let { from: start, to: end } = node;
  let text = '';
  let done = -1;
  if (headingLevel(node.name) > 0) ({ start, end } = headingContent(node, masked));
  for (let child = node.node.firstChild; child !== null; child = child.nextSibling) {
    if (child.from < start || child.to > end) continue;
    if (child.name === 'TaskMarker') start = child.to;
    else if (child.name === 'QuoteMark') {
      text += masked.slice(done < 0 ? start : done, child.from) + ' '.repeat(child.to - child.from);
      done = child.to;
    }
  }
  text += masked.slice(done < 0 ? start : done, end);
  return { span: { start: start + offset, end: end + offset }, text, quoted };
}

function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** Adds the lines that hold only a tag as `html` blocks, those in code apart. */
function withTags(blocks: Block[], tags: readonly Span[], offset: number): readonly Block[] {
  if (tags.length === 0) return blocks;
  const result: Block[] = [];
  let next = 0;
  let codeEnd = -1;
  const push = (before: number): void => {
    for (let tag = tags[next]; tag !== undefined && tag.start + offset < before; tag = tags[++next]) {
      const span = { start: tag.start + offset, end: tag.end + offset };
      if (span.start < codeEnd) continue;
      result.push({
        type: 'html',
        span,
        content: span,
        depth: 0,
        level: 0,
        ordered: false,
        info: '',
        closed: true,
      });
    }
  };
  for (const block of blocks) {
    push(block.span.start);
    result.push(block);
    if (
      block.type === 'fence' ||
      block.type === 'indentedCode' ||
      block.type === 'comment' ||
      block.type === 'html'
    )
      codeEnd = Math.max(codeEnd, block.span.end);
  }
  push(Number.POSITIVE_INFINITY);
  return result;
}
