import type { PromptDocument } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';

const heading = /^open questions\b/i;
/** More such sections than any real text has; it bounds the work. */
const mostSections = 20;

/**
 * The document without its sections "Open questions": what a prompt says is open tells an agent nothing, so it must not earn points.
 * The sections become spaces, so that every other offset stays. The same document when there is no such section. Linear in the text.
 */
export function withoutOpenQuestions(document: PromptDocument): PromptDocument {
  const sections = sectionsOf(document);
  if (sections.length === 0) return document;
  let text = '';
  let at = 0;
  for (const { start, end } of sections) {
    text += document.text.slice(at, start) + document.text.slice(start, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  text += document.text.slice(at);
  const outside = ({ span }: { readonly span: Span }): boolean => outsideAll(span, sections);
  return {
    ...document,
    text,
    blocks: document.blocks.filter(outside),
    inlineCode: document.inlineCode.filter((span) => outsideAll(span, sections)),
    quotations: document.quotations.filter(outside),
    prose: document.prose.filter((span) => outsideAll(span, sections)),
    references: document.references.filter(outside),
    variables: document.variables.filter(outside),
  };
}

/** From each such heading to the next heading of its level or above, or the end. */
function sectionsOf(document: PromptDocument): Span[] {
  const headings = document.blocks.filter(({ type }) => type === 'heading');
  const sections: Span[] = [];
  for (const [index, { span, content, level }] of headings.entries()) {
    if (sections.length === mostSections) break;
    if (!heading.test(document.text.slice(content.start, content.end).trim())) continue;
    const next = headings.find((other, place) => place > index && other.level <= level);
    const start = Math.max(span.start, sections.at(-1)?.end ?? 0);
    const end = next?.span.start ?? document.body.end;
    if (end > start) sections.push({ start, end });
  }
  return sections;
}

function outsideAll(span: Span, sections: readonly Span[]): boolean {
  return sections.every(({ start, end }) => span.end <= start || span.start >= end);
}
