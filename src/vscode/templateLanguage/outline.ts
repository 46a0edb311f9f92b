import * as vscode from 'vscode';
import {
  templateOutline,
  type OutlineKind,
  type OutlineNode,
} from '../../core/library/editing/templateOutline.ts';
import { rangeOf, readDocument } from './templateDocument.ts';

const kinds: Readonly<Record<OutlineKind, vscode.SymbolKind>> = {
  frontMatter: vscode.SymbolKind.Module,
  key: vscode.SymbolKind.Key,
  variable: vscode.SymbolKind.Variable,
  role: vscode.SymbolKind.Class,
  block: vscode.SymbolKind.Function,
  partial: vscode.SymbolKind.File,
  heading: vscode.SymbolKind.String,
};

/** Front matter, roles, blocks, partials and headings, for outline, breadcrumbs and "Go to Symbol". */
export function symbolsOf(document: vscode.TextDocument): vscode.DocumentSymbol[] {
  const read = readDocument(document);
  return read === null ? [] : templateOutline(read.text, read.index).map((node) => symbolOf(document, node));
}

function symbolOf(document: vscode.TextDocument, node: OutlineNode): vscode.DocumentSymbol {
  const { children, detail, kind, name, nameSpan, span } = node;
  const symbol = new vscode.DocumentSymbol(
    kind === 'frontMatter' ? vscode.l10n.t('Front matter') : name,
    detail,
    kinds[kind],
    rangeOf(document, span),
    rangeOf(document, nameSpan),
  );
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}

/** Front matter, blocks, comments over several lines, and what each role says. */
export function foldingRangesOf(document: vscode.TextDocument): vscode.FoldingRange[] {
  const read = readDocument(document);
  if (read === null) return [];
  const { blocks, frontMatter, tags } = read.index;
  const lineAt = (offset: number): number => document.positionAt(offset).line;
  const ranges: vscode.FoldingRange[] = [];
  const add = (start: number, end: number, kind?: vscode.FoldingRangeKind): void => {
    if (end > start) ranges.push(new vscode.FoldingRange(start, end, kind));
  };
  if (frontMatter?.closed === true)
    add(lineAt(frontMatter.span.start), lineAt(frontMatter.content.end), vscode.FoldingRangeKind.Region);
  for (const { closing, opening } of blocks)
    if (closing !== null) add(lineAt(opening.start), lineAt(closing.start) - 1);
  for (const { kind, span } of tags)
    if (kind === 'comment') add(lineAt(span.start), lineAt(span.end), vscode.FoldingRangeKind.Comment);
  const visit = (nodes: readonly OutlineNode[]): void => {
    for (const { children, kind, span } of nodes) {
      if (kind === 'role') {
        const end = document.positionAt(span.end);
        add(lineAt(span.start), end.character === 0 ? end.line - 1 : end.line);
      }
      visit(children);
    }
  };
  visit(templateOutline(read.text, read.index));
  return ranges;
}
