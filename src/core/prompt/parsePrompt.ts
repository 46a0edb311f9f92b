import type { Span } from '../span.ts';
import type { PromptDocument, PromptKind, Quotation, Reference } from './document.ts';
import { readFrontMatter } from './frontMatter.ts';
import { readInline } from './inline.ts';
import { kindOfPath } from './kind.ts';
import { detectLanguage } from './language.ts';
import { readMarkdown } from './markdown.ts';
import { readQuotations } from './quotations.ts';
import { readReferences } from './references.ts';
import { readVariables } from './variables.ts';
import { blanked, without } from './visible.ts';

/** Prose read to tell the language, UTF-16 units. */
const languageSample = 8000;

/**
 * Reads `text` as a prompt: front matter, Markdown structure, what it refers to, its variables, quotations and the author's own prose.
 * The kind is `kind`, else that of `path` (docs/files.md), else `typed`. Never throws and changes nothing in the text: all spans point
 * into it as it came. Linear in the length of the text; about 1 ms for 5 kB.
 */
export function parsePrompt(
  text: string,
  options: { readonly kind?: PromptKind | undefined; readonly path?: string | undefined } = {},
): PromptDocument {
  const path = options.path?.replaceAll('\\', '/') ?? null;
  const kind = options.kind ?? (path === null ? null : kindOfPath(path)) ?? 'typed';
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const frontMatter = readFrontMatter(text, start, kind === 'typed' || kind === 'issue');
  const body: Span = { start: frontMatter?.span.end ?? start, end: text.length };
  const { blocks, leaves } = readMarkdown(text, body);

  const inlineCode: Span[] = [];
  const quotations: Quotation[] = [];
  const prose: Span[] = [];
  const references: Reference[] = [];
  for (const leaf of leaves) {
    const inline = readInline(leaf);
    const holes = [...inline.codes.map((code) => code.span), ...inline.holes].sort(
      (a, b) => a.start - b.start,
    );
    const visible = blanked(leaf.text, leaf.span.start, holes);
    for (const code of inline.codes) inlineCode.push(code.span);
    const found = readReferences(visible, leaf.span.start, inline, text);
    for (const reference of found) references.push(reference);
    if (leaf.quoted) continue;
    for (const quotation of readQuotations(visible, leaf.span.start)) quotations.push(quotation);
    const addresses = found
      .filter((reference) => reference.type === 'url')
      .map((reference) => reference.span);
    for (const span of without(leaf.span, addresses.length === 0 ? holes : [...holes, ...addresses], text))
      prose.push(span);
  }
  const fences = blocks
    .filter((block) => block.type === 'fence' || block.type === 'indentedCode')
    .map((block) => block.span);
  return {
    kind,
    path,
    text,
    frontMatter,
    body,
    blocks,
    inlineCode,
    quotations,
    prose,
    references,
    variables: readVariables(text, body, fences, kind),
    language: detectLanguage(proseSample(text, prose)),
  };
}

function proseSample(text: string, prose: readonly Span[]): string {
  let sample = '';
  for (const span of prose) {
    if (sample.length > languageSample) break;
    sample += `${text.slice(span.start, Math.min(span.end, span.start + languageSample))}\n`;
  }
  return sample;
}
