import * as vscode from 'vscode';
import { nameAt, placesOfVariable } from '../../core/library/editing/nameAt.ts';
import type { TemplateIndex } from '../../core/library/editing/templateIndex.ts';
import type { Span } from '../../core/span.ts';
import type { PartFiles } from './partFiles.ts';
import { rangeOf, readDocument } from './templateDocument.ts';

/** Where the name at a position comes from: a partial's file, a variable's place in the schema, the block that gives a name. */
export async function definitionAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  parts: PartFiles,
  signal: AbortSignal,
): Promise<vscode.Location | undefined> {
  const read = readDocument(document);
  const found = read === null ? null : nameAt(read.index, document.offsetAt(position));
  if (read === null || found === null) return undefined;
  if (found.type === 'partial') {
    const uri = (await parts.within(document, signal)).get(found.name);
    return uri === undefined ? undefined : new vscode.Location(uri, new vscode.Position(0, 0));
  }
  const span = originOf(found.type === 'local' ? found.local.span : null, found.type, found.name, read.index);
  return span === undefined ? undefined : new vscode.Location(document.uri, rangeOf(document, span));
}

function originOf(
  local: Span | null,
  type: string,
  name: string,
  { declarations }: TemplateIndex,
): Span | undefined {
  if (local !== null) return local;
  if (type !== 'variable') return undefined;
  const places = declarations.filter((one) => one.name === name);
  return (places.find(({ place }) => place === 'schema') ?? places[0])?.span;
}

/** Every place in the template that names the same thing as the one at a position. */
export function referencesAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  withDeclaration: boolean,
): vscode.Location[] {
  const read = readDocument(document);
  if (read === null) return [];
  const { index } = read;
  const declared = new Set(index.declarations.map(({ span }) => span.start));
  return sameNames(index, document.offsetAt(position))
    .filter(({ start }) => withDeclaration || !declared.has(start))
    .map((span) => new vscode.Location(document.uri, rangeOf(document, span)));
}

/** The same places, and both ends of a block, to be marked in the text. */
export function highlightsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.DocumentHighlight[] {
  const read = readDocument(document);
  if (read === null) return [];
  const { index } = read;
  const offset = document.offsetAt(position);
  const block = index.blocks.find(
    ({ closing, nameSpan }) => isIn(nameSpan, offset) || (closing !== null && isIn(closing, offset)),
  );
  const spans =
    block === undefined
      ? sameNames(index, offset)
      : [block.opening, ...(block.closing === null ? [] : [block.closing])];
  return spans.map((span) => new vscode.DocumentHighlight(rangeOf(document, span)));
}

function isIn({ end, start }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function sameNames(index: TemplateIndex, offset: number): readonly Span[] {
  const found = nameAt(index, offset);
  switch (found?.type) {
    case 'variable':
      return placesOfVariable(index, found.name);
    case 'local':
      return [found.local.span, ...found.local.uses];
    case 'helper':
      return index.helpers.filter(({ name }) => name === found.name).map(({ span }) => span);
    case 'partial':
      return index.partials.filter(({ name }) => name === found.name).map(({ span }) => span);
    default:
      return [];
  }
}
