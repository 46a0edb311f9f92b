import * as vscode from 'vscode';
import { loopsAround } from '../../core/library/editing/blocks.ts';
import { completionPlace, type CompletionPlace } from '../../core/library/editing/completionPlace.ts';
import { frontMatterKey, frontMatterKeys, schemaTypes } from '../../core/library/editing/frontMatterKeys.ts';
import {
  helperDocumentation,
  type HelperDocumentation,
} from '../../core/library/editing/helperDocumentation.ts';
import type { TemplateIndex } from '../../core/library/editing/templateIndex.ts';
import { localized } from '../localized.ts';
import type { TemplateLanguageDependencies } from './dependencies.ts';
import type { PartFiles } from './partFiles.ts';
import { idOfDocument, rangeOf, readDocument } from './templateDocument.ts';

const { CompletionItem, CompletionItemKind: Kind } = vscode;

/** Where and in what something is to be written. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly index: TemplateIndex;
  readonly offset: number;
}

/** Offers what may be written at a position of a template; nothing in the author's own words. */
export async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
  parts: PartFiles,
  dependencies: Pick<TemplateLanguageDependencies, 'categories'>,
  signal: AbortSignal,
): Promise<vscode.CompletionItem[]> {
  const read = readDocument(document);
  if (read === null) return [];
  const at: Place = { document, ...read, offset: document.offsetAt(position) };
  const place = completionPlace(at.text, at.index, at.offset);
  if (place === null) return [];
  const items = await itemsFor(place, at, parts, dependencies, signal);
  const range = rangeOf(document, place.replace);
  for (const item of items) item.range = range;
  return items;
}

async function itemsFor(
  place: CompletionPlace,
  at: Place,
  parts: PartFiles,
  { categories }: Pick<TemplateLanguageDependencies, 'categories'>,
  signal: AbortSignal,
): Promise<vscode.CompletionItem[]> {
  switch (place.type) {
    case 'value': {
      const helpers = place.isFirst ? helperItems(at, place.inParentheses) : [];
      return [...localItems(at), ...variableItems(at), ...dataItems(at), ...helpers];
    }
    case 'block':
      return helperDocumentation.filter(({ isBlock }) => isBlock).map((helper) => blockItem(helper, at, ''));
    case 'end':
      return place.open.map((name, order) => sorted(new CompletionItem(name, Kind.Keyword), order));
    case 'partial': {
      const own = idOfDocument(at.document).replace(/^_/, '');
      const files = await parts.within(at.document, signal);
      return [...files].filter(([name]) => name !== own).map(([name, uri]) => partialItem(name, uri));
    }
    case 'role':
      return roleItems();
    case 'key':
      return keyItems(place.path, at);
    case 'frontMatterValue':
      return valueItems(place.path, categories);
  }
}

function sorted(item: vscode.CompletionItem, order: number | string): vscode.CompletionItem {
  item.sortText = `${order}${typeof item.label === 'string' ? item.label : item.label.label}`;
  return item;
}

function localItems({ index, offset }: Place): vscode.CompletionItem[] {
  return index.locals
    .filter(({ scope }) => scope.start <= offset && offset <= scope.end)
    .map(({ block, name }) => {
      const item = new CompletionItem(name, Kind.Variable);
      item.detail = vscode.l10n.t('of {0}', `#${block}`);
      return sorted(item, 0);
    });
}

/** Declared variables, and those that the template uses without a schema. */
function variableItems({ index, offset }: Place): vscode.CompletionItem[] {
  const way = '../'.repeat(loopsAround(index.blocks, offset));
  const declared = index.declarations.filter(({ place }) => place === 'schema');
  const names = new Set(declared.map(({ name }) => name));
  const undeclared = names.size > 0 ? [] : index.uses.filter(({ span }) => span.end !== offset);
  const items = declared.map(({ description, isOptional, name, type }) => {
    const item = new CompletionItem(way + name, Kind.Variable);
    item.detail = isOptional ? vscode.l10n.t('{0}, optional', type) : type;
    if (description !== '') item.documentation = description;
    return sorted(item, 1);
  });
  for (const { name } of undeclared) {
    if (names.has(name)) continue;
    names.add(name);
    items.push(sorted(new CompletionItem(way + name, Kind.Variable), 1));
  }
  return items;
}

/** What a loop knows of its entry. */
function dataItems({ index, offset }: Place): vscode.CompletionItem[] {
  if (loopsAround(index.blocks, offset) === 0) return [];
  return ['this', '@index', '@first', '@last', '@key'].map((name) =>
    sorted(new CompletionItem(name, Kind.Keyword), 4),
  );
}

function helperItems(at: Place, inParentheses: boolean): vscode.CompletionItem[] {
  return helperDocumentation
    .filter(({ isBlock, name }) => !inParentheses || (!isBlock && name !== 'role'))
    .map((helper) => (helper.isBlock ? blockItem(helper, at, '#') : helperItem(helper, at)));
}

function helperItem(helper: HelperDocumentation, at: Place): vscode.CompletionItem {
  const item = new CompletionItem(helper.name, Kind.Function);
  describe(item, helper);
  if (isBare(at)) item.insertText = new vscode.SnippetString(`${helper.name} ${helper.snippet}`);
  return sorted(item, 2);
}

/** A block with its end, unless its tag says more than the name already. */
function blockItem(helper: HelperDocumentation, at: Place, sign: string): vscode.CompletionItem {
  const item = new CompletionItem(sign + helper.name, Kind.Function);
  describe(item, helper);
  if (isBare(at)) {
    const tag = tagAt(at);
    const end = tag?.closed === true ? '' : '}}';
    item.insertText = new vscode.SnippetString(
      `${sign}${helper.name} ${helper.snippet}}}\n$0\n{{/${helper.name}${end}`,
    );
  }
  return sorted(item, 3);
}

function describe(item: vscode.CompletionItem, { description, usage }: HelperDocumentation): void {
  item.detail = usage;
  item.documentation = new vscode.MarkdownString(localized(description));
}

function tagAt({ index, offset }: Place): TemplateIndex['tags'][number] | undefined {
  return index.tags.findLast(({ span }) => span.start < offset);
}

/** True while the tag holds at most the word that is being written. */
function isBare(at: Place): boolean {
  const words = tagAt(at)?.parts.filter(({ span }) => span.end < at.offset || span.start > at.offset) ?? [];
  return words.every(({ type }) => type === 'open' || type === 'close');
}

function partialItem(name: string, uri: vscode.Uri): vscode.CompletionItem {
  const item = new CompletionItem(name, Kind.File);
  item.detail = vscode.workspace.asRelativePath(uri);
  return item;
}

function roleItems(): vscode.CompletionItem[] {
  const roles: readonly (readonly [name: string, description: string])[] = [
    ['system', vscode.l10n.t('How the model is to behave')],
    ['user', vscode.l10n.t('What is asked')],
    ['model', vscode.l10n.t('What the model answered, as an example')],
  ];
  return roles.map(([name, description], order) => {
    const item = new CompletionItem({ label: name, description }, Kind.EnumMember);
    return sorted(item, order);
  });
}

function keyItems(path: readonly string[], { index }: Place): vscode.CompletionItem[] {
  const parent = path.join('/');
  const there = new Set(
    index.frontMatter?.entries
      .filter((entry) => entry.path.slice(0, -1).join('/') === parent)
      .map((entry) => entry.path.at(-1)),
  );
  const keys = (frontMatterKeys[parent] ?? []).filter(({ name }) => !there.has(name));
  const items = keys.map(({ description, isMapping, name, values }, order) => {
    const item = new CompletionItem(name, Kind.Property);
    item.documentation = localized(description);
    // VS Code adds the indentation of the line.
    item.insertText = isMapping === true ? `${name}:\n  ` : `${name}: `;
    if (isMapping === true || values !== undefined || name === 'category')
      item.command = { command: 'editor.action.triggerSuggest', title: '' };
    return sorted(item, String(order).padStart(2, '0'));
  });
  return [...items, ...namesFor(parent, index)];
}

/** Under the schema what is used and not declared, under defaults and samples what is declared and has no value. */
function namesFor(parent: string, { declarations, uses }: TemplateIndex): vscode.CompletionItem[] {
  const place = {
    'input/schema': 'schema',
    'input/default': 'default',
    'metadata/sample': 'sample',
    'metadata/limits': 'limit',
  }[parent];
  if (place === undefined) return [];
  const there = new Set(declarations.filter((one) => one.place === place).map(({ name }) => name));
  const source = place === 'schema' ? uses : declarations.filter((one) => one.place === 'schema');
  const names = new Set(source.map(({ name }) => name).filter((name) => !there.has(name)));
  return [...names].map((name) => {
    const item = new CompletionItem(name, Kind.Variable);
    item.insertText = place === 'schema' ? `${name}: string` : `${name}: `;
    return sorted(item, 0);
  });
}

async function valueItems(
  path: readonly string[],
  categories: () => Promise<readonly string[]>,
): Promise<vscode.CompletionItem[]> {
  const [first, second] = path;
  const isType = (first === 'input' || first === 'output') && second === 'schema' && path.length > 2;
  if (isType)
    return schemaTypes.map(({ description, name }, order) => {
      const item = new CompletionItem(
        { label: name, description: localized(description) },
        Kind.TypeParameter,
      );
      return sorted(item, order);
    });
  const way = path.join('/');
  if (way === 'category' || way === 'metadata/category')
    return (await categories()).map((name) => new CompletionItem(name, Kind.Value));
  return (frontMatterKey(path)?.values ?? []).map((name) => new CompletionItem(name, Kind.EnumMember));
}
