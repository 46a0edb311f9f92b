import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import { holdsPrompt, promptKindOf } from '../promptDocument.ts';
import { readScmInput } from './scmInput.ts';

/** Where a prompt came from, so that the result can go back there. */
export type EnhancementSource =
  | { readonly type: 'typed' }
  | { readonly type: 'clipboard' }
  /** The commit message of the git repository at `root` (a URI). */
  | { readonly type: 'scmInput'; readonly root: string }
  /** Offsets are code units; `whole` = the whole document. */
  | {
      readonly type: 'document';
      readonly uri: string;
      readonly start: number;
      readonly end: number;
      readonly whole: boolean;
    };

/** A prompt on its way into an enhancement. */
export interface Origin {
  readonly text: string;
  readonly source: EnhancementSource;
  readonly kind: PromptKind;
  /** Path of the file for whole documents, null otherwise: a selection is a prompt of its own. */
  readonly path: string | null;
}

/**
 * Finds the prompt to enhance: the text or document that was passed, else the selection, else the active document when it can be
 * a prompt, else what the user types. Returns undefined when the user leaves the input box.
 */
export async function findOrigin(given: {
  readonly text?: string | undefined;
  readonly uri?: vscode.Uri | undefined;
  readonly range?: vscode.Range | undefined;
}): Promise<Origin | undefined> {
  if (given.text !== undefined) return typedOrigin(requireText(given.text));
  if (given.uri !== undefined) {
    const origin = documentOrigin(await vscode.workspace.openTextDocument(given.uri), given.range);
    requireText(origin.text);
    return origin;
  }
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || isNotebookCell(editor.document)) return askForOrigin(undefined);
  const range = given.range ?? (editor.selection.isEmpty ? undefined : editor.selection);
  if (range === undefined && !holdsPrompt(editor.document)) return askForOrigin(undefined);
  const origin = documentOrigin(editor.document, range);
  if (origin.text.trim() !== '') return origin;
  return askForOrigin(
    vscode.l10n.t('There is no text here yet. Say in a sentence what the agent should do.'),
  );
}

/** The text on the clipboard. Throws `usage` when there is none. */
export async function clipboardOrigin(): Promise<Origin> {
  const text = requireText(await vscode.env.clipboard.readText());
  return { text, source: { type: 'clipboard' }, kind: 'typed', path: null };
}

/** The text in the input box of Source Control. Throws `usage` when there is none. */
export async function scmInputOrigin(root: vscode.Uri | undefined): Promise<Origin> {
  const input = await readScmInput(root);
  return {
    text: requireText(input.text),
    source: { type: 'scmInput', root: input.root },
    kind: 'typed',
    path: null,
  };
}

/** The prompt that stands now where an earlier one came from; the earlier text when it was typed. */
export async function rereadOrigin(earlier: Pick<Origin, 'source' | 'text'>): Promise<Origin> {
  const { source, text } = earlier;
  switch (source.type) {
    case 'typed':
      return typedOrigin(text);
    case 'clipboard':
      return clipboardOrigin();
    case 'scmInput':
      return scmInputOrigin(vscode.Uri.parse(source.root, true));
    case 'document': {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri, true));
      if (source.whole) return documentOrigin(document, undefined);
      const range = new vscode.Range(document.positionAt(source.start), document.positionAt(source.end));
      return documentOrigin(document, range);
    }
  }
}

/** The part of a document that `range` covers, or the whole of it. Refuses cells of notebooks. */
export function documentOrigin(document: vscode.TextDocument, range: vscode.Range | undefined): Origin {
  if (isNotebookCell(document)) {
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('Whetstone leaves the cells of notebooks alone.'),
      vscode.l10n.t('Copy the text and enhance it as typed text.'),
    );
  }
  const text = document.getText(range);
  const start = range === undefined ? 0 : document.offsetAt(document.validatePosition(range.start));
  const whole = range === undefined || text === document.getText();
  return {
    text,
    source: { type: 'document', uri: document.uri.toString(), start, end: start + text.length, whole },
    kind: (whole ? promptKindOf(document) : null) ?? 'typed',
    path: whole && document.uri.scheme !== 'untitled' ? document.uri.path : null,
  };
}

async function askForOrigin(prompt: string | undefined): Promise<Origin | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Enhance Prompt'),
    prompt: prompt ?? vscode.l10n.t('Say in a sentence what the agent should do.'),
    placeHolder: vscode.l10n.t('fix the login bug'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? vscode.l10n.t('Type the request that you would give to your agent.') : undefined,
  });
  return text === undefined ? undefined : typedOrigin(text);
}

function typedOrigin(text: string): Origin {
  return { text, source: { type: 'typed' }, kind: 'typed', path: null };
}

function requireText(text: string): string {
  if (text.trim() !== '') return text;
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('There is no prompt to enhance: the text is empty.'),
    vscode.l10n.t('Say in a sentence what the agent should do.'),
  );
}

function isNotebookCell(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'vscode-notebook-cell';
}
