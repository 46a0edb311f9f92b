import { numbersOf } from '../enhance/verify/anchors.ts';
import { lostAnchors } from '../enhance/verify/lost.ts';
import type { Block, PromptDocument, PromptKind } from '../prompt/document.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import type { Span } from '../span.ts';
import { tightGap, tightLines, tightTable, withoutDecoration } from './layout.ts';
import { holdsSigns, protect, untouchable } from './protectedText.ts';
import { Repetitions } from './repetitions.ts';
import { sentences, shortened } from './wording.ts';

export interface Compressed {
  /** The same task in fewer words; the text itself when nothing can be left out. */
  readonly text: string;
  readonly changed: boolean;
}

/**
 * Says a prompt in fewer words without a model: padding, decoration, repeated sentences, courtesies and wordy phrases go. Code, inline code,
 * quotations, references, URLs, variables, numbers and front matter stay as they are; that is checked on the result, and where something was lost
 * only the layout is touched, or nothing. Words are only changed in English. Deterministic and linear. Never throws.
 */
export function compressPrompt(
  text: string,
  options: { readonly kind?: PromptKind | undefined; readonly path?: string | undefined } = {},
): Compressed {
  if (holdsSigns(text)) return { text, changed: false };
  const document = parsePrompt(text, options);
  for (const words of [true, false]) {
    const result = rewritten(document, words);
    if (result.trim() === '') continue;
    if (result.length < text.length && keepsAll(document, parsePrompt(result, options)))
      return { text: result, changed: true };
  }
  return { text, changed: false };
}

/** True when everything that can be pointed at is still there. A number of a repeated sentence may stand there less often. */
function keepsAll(before: PromptDocument, after: PromptDocument): boolean {
  const left = new Set(numbersOf(after.text).map(({ number }) => number));
  return (
    numbersOf(before.text).every(({ number }) => left.has(number)) &&
    lostAnchors(before, after).every(({ code }) => code === 'lost-number')
  );
}

function rewritten(document: PromptDocument, words: boolean): string {
  const { text, frontMatter } = document;
  const context: LeafContext = {
    document,
    kept: untouchable(document),
    english: words && (document.language === 'en' || document.language === 'und'),
    repetitions: new Repetitions(),
  };
  let at = frontMatter?.span.end ?? 0;
  let result = text.slice(0, at);
  let gap = '';
  for (const leaf of leavesOf(document)) {
    gap += text.slice(at, leaf.span.start);
    at = leaf.span.end;
    const replaced =
      words || leaf.type !== 'paragraph' ? shortenedLeaf(leaf, context) : tidied(leaf, context);
    if (replaced === '') {
      gap = withoutMark(gap);
    } else {
      result += (result === '' ? tightGap(gap).replace(/^(\uFEFF?)\s+/, '$1') : tightGap(gap)) + replaced;
      gap = '';
    }
  }
  const end = (gap + text.slice(at)).trimEnd() === '' ? '' : tightGap(gap + text.slice(at));
  return result.trimEnd() + end.trimEnd() + (text.endsWith('\n') ? lineEnd(text) : '');
}

function lineEnd(text: string): string {
  return text.endsWith('\r\n') ? '\r\n' : '\n';
}

/** An item of which nothing is left goes with its mark and its line. */
function withoutMark(gap: string): string {
  return gap.replace(/(?:\r?\n)?[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]*)?$/, '');
}

interface Leaf {
  readonly type: Block['type'];
  readonly span: Span;
  /** The item that the paragraph is in goes on with further blocks. */
  readonly leads: boolean;
}

/** The blocks that are worked on or kept whole, in order; items are only containers. */
function leavesOf({ blocks }: PromptDocument): Leaf[] {
  const leaves: Leaf[] = [];
  let until = 0;
  let item: Block | null = null;
  for (const block of blocks) {
    if (block.type === 'listItem') {
      item = block;
      continue;
    }
    if (block.span.start < until) continue;
    const ofWords = block.type === 'paragraph' || block.type === 'heading';
    until = block.span.end;
    leaves.push({
      type: block.type,
      span: ofWords ? block.content : block.span,
      leads: item !== null && block.span.start < item.span.end && block.span.end < item.span.end,
    });
  }
  return leaves;
}

interface LeafContext {
  readonly document: PromptDocument;
  readonly kept: readonly Span[];
  readonly english: boolean;
  readonly repetitions: Repetitions;
}

function shortenedLeaf(leaf: Leaf, context: LeafContext): string {
  const { text } = context.document;
  const whole = text.slice(leaf.span.start, leaf.span.end);
  switch (leaf.type) {
    case 'rule':
      return '';
    case 'heading':
      context.repetitions.enter(whole);
      return tidied(leaf, context);
    case 'table':
      return tidied(leaf, context, tightTable);
    case 'paragraph':
      return paragraph(leaf, context);
    default:
      return whole;
  }
}

/** Looks only. */
function tidied(
  { span }: Leaf,
  { document, kept }: LeafContext,
  tidy: (text: string) => string = (text) => tightLines(withoutDecoration(text)),
): string {
  const { masked, restore } = protect(document.text, span, kept);
  const result = restore(tidy(masked));
  return result.trim() === '' ? document.text.slice(span.start, span.end) : result;
}

function paragraph(leaf: Leaf, { document, kept, english, repetitions }: LeafContext): string {
  const { masked, restore, signsIn } = protect(document.text, leaf.span, kept);
  let result = '';
  for (const { text, space } of sentences(withoutDecoration(masked))) {
    if (repetitions.isRepeated(restore(text))) continue;
    const short = english ? shortened(text) : text;
    const same = signsIn(short).join() === signsIn(text).join() && digits(short) === digits(text);
    if (same && short === '') continue;
    result += (same ? short : text) + space;
  }
  const left = restore(tightLines(result)).trimEnd();
  // What follows in the item needs its first line.
  return left === '' && leaf.leads ? document.text.slice(leaf.span.start, leaf.span.end) : left;
}

function digits(text: string): string {
  return text.replace(/\D+/g, ' ').trim();
}
