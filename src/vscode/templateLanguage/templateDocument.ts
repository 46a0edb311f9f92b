import * as vscode from 'vscode';
import { templateIndex, type TemplateIndex } from '../../core/library/editing/templateIndex.ts';
import type { Span } from '../../core/span.ts';

/** Longer documents (code units) are no templates that anybody writes; nothing is offered in them. */
const longest = 200_000;

interface Read {
  readonly version: number;
  readonly text: string;
  readonly index: TemplateIndex;
}

const known = new WeakMap<vscode.TextDocument, Read>();

/** A document's text with the places of its names, read once for each version; null for one that is too long. */
export function readDocument(
  document: vscode.TextDocument,
): { readonly text: string; readonly index: TemplateIndex } | null {
  const before = known.get(document);
  if (before?.version === document.version) return before;
  if (document.offsetAt(new vscode.Position(document.lineCount, 0)) > longest) return null;
  const text = document.getText();
  const read = { version: document.version, text, index: templateIndex(text) };
  known.set(document, read);
  return read;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The template's id: its file's name without `.prompt`. */
export function idOfDocument({ uri }: Pick<vscode.TextDocument, 'uri'>): string {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return name.endsWith('.prompt') ? name.slice(0, -'.prompt'.length) : name;
}
