import type { PromptDocument } from '../prompt/document.ts';
import type { Span } from '../span.ts';
import { merged } from './spans.ts';

/** A stretch of a text in which everything that must stay as it is stands as one sign, so that words around it can be replaced freely. */
export interface ProtectedText {
  readonly masked: string;
  /** Puts the originals back. */
  readonly restore: (text: string) => string;
  /** The places of signs in a text, in order, for a check that none is gone. */
  readonly signsIn: (text: string) => string[];
}

/** Two private-use characters around a number; a text that holds such characters itself is not worked on. */
const sign = /\uE0F0(\d+)\uE0F1/g;

export function holdsSigns(text: string): boolean {
  return /[\uE0F0\uE0F1]/.test(text);
}

/** What is never touched: inline code, quotations, references with their marks, variables, numbers with their units. Sorted, not overlapping. */
export function untouchable(document: PromptDocument): Span[] {
  return merged([
    ...document.inlineCode,
    ...document.quotations.map(({ span }) => span),
    ...document.references.map(({ span }) => span),
    ...document.variables.map(({ span }) => span),
  ]);
}

/** Masks the spans (positions in the whole text, sorted) that lie in `where`. */
export function protect(text: string, where: Span, spans: readonly Span[]): ProtectedText {
  const originals: string[] = [];
  let masked = '';
  let at = where.start;
  for (const span of spans) {
    if (span.start < at || span.end > where.end) continue;
    masked += `${text.slice(at, span.start)}\uE0F0${originals.length}\uE0F1`;
    originals.push(text.slice(span.start, span.end));
    at = span.end;
  }
  masked += text.slice(at, where.end);
  return {
    masked,
    restore: (changed) => changed.replace(sign, (_, index: string) => originals[Number(index)] ?? ''),
    signsIn: (changed) => [...changed.matchAll(sign)].map((match) => match[0]),
  };
}
