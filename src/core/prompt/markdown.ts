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

/** Marks that a block's content begins or ends with. */
const markNames = new Set(['HeaderMark', 'ListMark', 'QuoteMark', 'CodeMark', 'TaskMarker']);

interface Mark extends Span {
  readonly name: string;
}

/** A node that is being walked, with the marks that stand directly in it. */
interface OpenNode {
  readonly from: number;
  readonly to: number;
  /** Null for nodes that are no block: a list, a table's row or cell. */
  readonly type: BlockType | null;
  readonly leaf: boolean;
  readonly level: number;
  readonly ordered: boolean;
  readonly depth: number;
  /** Where its block and its leaf belong, so that outer ones come before inner ones. */
  readonly blockAt: number;
  readonly leafAt: number;
  readonly marks: Mark[];
}

/** Blocks and running text of `body` in `text`, sorted by start, outer before inner. Linear in the length of the body. */
export function readMarkdown(text: string, body: Span): Markdown {
  const { text: masked, tags } = maskForMarkdown(text.slice(body.start, body.end));
  const blocks: Block[] = [];
  const leaves: Leaf[] = [];
  const open: OpenNode[] = [];
  let depth = 0;
  let quotes = 0;

  const enter = ({ name, from, to }: SyntaxNodeRef): boolean => {
    if (markNames.has(name)) {
      open.at(-1)?.marks.push({ name, start: from, end: to });
      return false;
    }
    const level = headingLevel(name);
    const type = level > 0 ? 'heading' : (blockTypes[name] ?? null);
    const leaf = level > 0 || leafNames.has(name);
    const ordered = name === 'OrderedList' || (type === 'listItem' && open.at(-1)?.ordered === true);
    const blockAt = blocks.length;
    const leafAt = leaves.length;
    open.push({ from, to, type, leaf, level, ordered, depth, blockAt, leafAt, marks: [] });
    if (type !== null) blocks.push(pendingBlock);
    if (leaf) leaves.push(pendingLeaf);
    if (type === 'listItem' || type === 'quote') depth++;
    if (type === 'quote') quotes++;
    return true;
  };
  const leave = ({ name }: SyntaxNodeRef): void => {
    if (markNames.has(name)) return;
    const node = open.pop();
    if (node === undefined) return;
    if (node.type === 'listItem' || node.type === 'quote') depth--;
    if (node.type === 'quote') quotes--;
    if (node.type !== null) blocks[node.blockAt] = blockOf(node, node.type, masked, body.start);
    if (node.leaf) leaves[node.leafAt] = leafOf(node, masked, body.start, quotes > 0);
  };
  blockParser.parse(masked).iterate({ enter, leave });
  return { blocks: withTags(blocks, tags, body.start), leaves };
}

/** Keep the place of what is known only when its node ends. */
const nowhere: Span = { start: 0, end: 0 };
const pendingBlock: Block = {
  type: 'rule',
  span: nowhere,
  content: nowhere,
  depth: 0,
  level: 0,
  ordered: false,
  info: '',
  closed: true,
};
const pendingLeaf: Leaf = { span: nowhere, text: '', quoted: false };

function headingLevel(name: string): number {
  if (!name.endsWith('Heading', name.length - 1)) return 0;
  return Number(name.at(-1));
}

function blockOf(node: OpenNode, type: BlockType, masked: string, offset: number): Block {
  const { from, to, marks, level, depth } = node;
  let content: Span;
  let info = '';
  let closed = true;
  if (type === 'fence') ({ content, info, closed } = fenceOf(node, masked));
  else if (type === 'indentedCode') content = { start: from, end: to };
  else if (type === 'heading') content = headingContent(node, masked);
  else {
    const first = marks[0];
    const lead = type === 'listItem' || type === 'quote' || first?.name === 'TaskMarker' ? first : undefined;
    content = trimmed(masked, lead !== undefined && lead.start === from ? lead.end : from, to);
  }
  return {
    type,
    span: { start: from + offset, end: to + offset },
    content: { start: content.start + offset, end: content.end + offset },
    depth,
    level,
    ordered: type === 'listItem' && node.ordered,
    info,
    closed,
  };
}

function fenceOf(
  { from, to, marks }: OpenNode,
  masked: string,
): { content: Span; info: string; closed: boolean } {
  const codeMarks = marks.filter(({ name }) => name === 'CodeMark');
  const first = codeMarks[0];
  const last = codeMarks.length > 1 ? codeMarks.at(-1) : undefined;
  const found = masked.indexOf('\n', from);
  const lineEnd = found < 0 || found > to ? to : found;
  const info =
    masked
      .slice(first?.end ?? from, lineEnd)
      .trim()
      .split(/\s/, 1)[0] ?? '';
  const start = Math.min(lineEnd + 1, to);
  const end = last === undefined ? to : Math.max(start, masked.lastIndexOf('\n', last.start - 1));
  return { content: { start, end }, info, closed: last !== undefined };
}

function headingContent({ from, to, marks }: OpenNode, masked: string): Span {
  let start = from;
  let end = to;
  for (const mark of marks) {
    if (mark.name !== 'HeaderMark') continue;
    if (mark.start === from) start = mark.end;
    else end = Math.min(end, mark.start);
  }
  return trimmed(masked, start, Math.max(start, end));
}

function leafOf(node: OpenNode, masked: string, offset: number, quoted: boolean): Leaf {
  let { from: start, to: end } = node;
  if (node.level > 0) ({ start, end } = headingContent(node, masked));
  let text = '';
  let done = -1;
  for (const mark of node.marks) {
    if (mark.start < start || mark.end > end) continue;
    if (mark.name === 'TaskMarker') start = mark.end;
    else if (mark.name === 'QuoteMark') {
      text += masked.slice(done < 0 ? start : done, mark.start) + ' '.repeat(mark.end - mark.start);
      done = mark.end;
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
