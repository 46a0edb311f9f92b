import type { PromptDocument } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';

const openQuestions = /^open questions\b/i;
/** Headings that any prompt could have; what stands below them counts, they do not. */
const stockHeading =
  /^(?:(?:the )?(?:goals?|objectives?|tasks?|requirements?|constraints?|context|background|output(?: format)?|rules?|notes?|scope|out of scope|commands|edge cases|done when|acceptance criteria|success criteria|definition of done)|files(?: on\b.*)?(?: \(.*\))?|where to look.*|from \S+\.md\b.*):?$/i;
/** `npm test` and `npm run lint` pass: true of every task in a project, so it tells nothing about this one. */
const commandsPass =
  /(?:^[ \t]*(?:[-*+] |\d{1,2}[.)] )?(?:\[[ x]\] )?(?:done when:?)?|;)[ \t]*`[^`\n]{1,200}`(?:(?:, and|,| and)[ \t]+`[^`\n]{1,200}`){0,7} (?:all )?(?:pass(?:es)?|succeeds?)\.?[ \t]*\r?$/gim;
/** Words that lead nowhere when what follows them is left out. */
const bareLead = /^[ \t]*done when:?[ \t]*\r?$/gim;
/** More such places than any real text has; it bounds the work. */
const mostPlaces = 60;

/**
 * The document without what says nothing about its task: sections "Open questions" (what is open tells an agent nothing), stock
 * headings, and the remark that the project's own commands pass. They become spaces, so that every other offset stays. None of it may
 * earn points, or lines that fit any prompt would raise every score. The same document when it holds none. Linear in the text.
 */
export function withoutStandingText(document: PromptDocument): PromptDocument {
  const places = standingPlaces(document);
  if (places.length === 0) return document;
  let text = '';
  let at = 0;
  for (const { start, end } of places) {
    text += document.text.slice(at, start) + document.text.slice(start, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  text += document.text.slice(at);
  const kept = ({ span }: { readonly span: Span }): boolean => !isWithin(span, places);
  return {
    ...document,
    text,
    blocks: document.blocks.filter(kept),
    inlineCode: document.inlineCode.filter((span) => !isWithin(span, places)),
    quotations: document.quotations.filter(kept),
    prose: document.prose.flatMap((span) => outside(span, places)),
    references: document.references.filter(kept),
    variables: document.variables.filter(kept),
  };
}

/** Sorted, not overlapping. */
function standingPlaces(document: PromptDocument): Span[] {
  const places = [...headingPlaces(document)];
  const { start, end } = document.body;
  const body = document.text.slice(start, end);
  for (const pattern of [commandsPass, bareLead])
    for (const match of body.matchAll(pattern)) {
      if (places.length >= 2 * mostPlaces) break;
      places.push({ start: start + match.index, end: start + match.index + match[0].length });
    }
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Span[] = [];
  for (const place of places) {
    const from = Math.max(place.start, apart.at(-1)?.end ?? 0);
    if (place.end > from) apart.push({ start: from, end: place.end });
  }
  return apart;
}

/** Stock headings, and each "Open questions" to the next heading of its level or above, or the end. */
function headingPlaces(document: PromptDocument): Span[] {
  const headings = document.blocks.filter(({ type }) => type === 'heading');
  const places: Span[] = [];
  for (const [index, { span, content, level }] of headings.entries()) {
    if (places.length === mostPlaces) break;
    const words = document.text.slice(content.start, Math.min(content.end, content.start + 200)).trim();
    if (stockHeading.test(words)) places.push(span);
    if (!openQuestions.test(words)) continue;
    const next = headings.find((other, place) => place > index && other.level <= level);
    places.push({ start: span.start, end: next?.span.start ?? document.body.end });
  }
  return places;
}

function isWithin(span: Span, places: readonly Span[]): boolean {
  return places.some(({ start, end }) => span.start >= start && span.end <= end);
}

/** What of a span lies outside of all places. */
function outside(span: Span, places: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let at = span.start;
  for (const { start, end } of places) {
    if (end <= at || start >= span.end) continue;
    if (start > at) rest.push({ start: at, end: start });
    at = end;
  }
  if (at < span.end) rest.push({ start: at, end: span.end });
  return rest;
}
