import * as vscode from 'vscode';
import { frontMatterKey } from '../../core/library/editing/frontMatterKeys.ts';
import { documentationOf } from '../../core/library/editing/helperDocumentation.ts';
import { nameAt } from '../../core/library/editing/nameAt.ts';
import type { TemplateIndex } from '../../core/library/editing/templateIndex.ts';
import { localized } from '../localized.ts';
import type { PartFiles } from './partFiles.ts';
import { rangeOf, readDocument } from './templateDocument.ts';

/** So much of a partial is shown. */
const mostLines = 12;
const mostLetters = 1200;

/** Says what a variable, a helper, a partial, a role or a key of a template is. */
export async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  parts: PartFiles,
  signal: AbortSignal,
): Promise<vscode.Hover | undefined> {
  const read = readDocument(document);
  if (read === null) return undefined;
  const found = nameAt(read.index, document.offsetAt(position));
  if (found === null) return undefined;
  const range = rangeOf(document, found.span);
  switch (found.type) {
    case 'variable':
      return new vscode.Hover(variableText(found.name, read.index), range);
    case 'local': {
      const text = vscode.l10n.t('`{0}` is given by the block `#{1}`.', found.name, found.local.block);
      return new vscode.Hover(new vscode.MarkdownString(text), range);
    }
    case 'helper': {
      const helper = documentationOf(found.name);
      if (helper === undefined) return undefined;
      const text = new vscode.MarkdownString().appendCodeblock(helper.usage, 'dotprompt');
      return new vscode.Hover(text.appendMarkdown(localized(helper.description)), range);
    }
    case 'partial': {
      const uri = (await parts.within(document, signal)).get(found.name);
      const content = uri === undefined ? null : await parts.textOf(uri);
      if (uri === undefined || content === null) return undefined;
      const text = new vscode.MarkdownString().appendText(vscode.workspace.asRelativePath(uri));
      return new vscode.Hover(text.appendCodeblock(firstLines(content), 'dotprompt'), range);
    }
    case 'role':
      return new vscode.Hover(
        vscode.l10n.t('What follows is said by the role `{0}`, up to the next role.', found.name),
        range,
      );
    case 'key': {
      const key = frontMatterKey(found.path);
      return key === undefined ? undefined : new vscode.Hover(localized(key.description), range);
    }
  }
}

function variableText(name: string, { declarations }: TemplateIndex): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const declared = declarations.find((one) => one.name === name && one.place === 'schema');
  if (declared === undefined) {
    text.appendMarkdown(vscode.l10n.t('`{0}` is not declared in the schema.', name));
  } else {
    const { description, isOptional, type } = declared;
    const kind = type === '' ? 'any' : type;
    text.appendCodeblock(`${name}${isOptional ? '?' : ''}: ${kind}`, 'yaml');
    if (description !== '') text.appendText(description).appendMarkdown('\n\n');
  }
  for (const { place, value } of declarations.filter((one) => one.name === name)) {
    if (value === null || value === '') continue;
    const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
    if (place === 'default') text.appendText(vscode.l10n.t('Default: {0}', shown)).appendMarkdown('\n\n');
    if (place === 'sample') text.appendText(vscode.l10n.t('Sample: {0}', shown)).appendMarkdown('\n\n');
  }
  return text;
}

function firstLines(content: string): string {
  const lines = content.slice(0, mostLetters).split('\n');
  return lines.length > mostLines ? `${lines.slice(0, mostLines).join('\n')}\n…` : lines.join('\n').trimEnd();
}
