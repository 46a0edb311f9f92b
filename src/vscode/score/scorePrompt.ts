import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Score, Suggestion } from '../../core/score/score.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import { contextFolderFor } from '../contextFolder.ts';
import { promptKindOf } from '../promptDocument.ts';
import { componentLines, shortScore } from './scoreText.ts';
import { localized } from '../localized.ts';

const scoreArgument = z.object({ text: z.optional(z.string()), uri: z.optional(uriArgument) });

/**
 * `whetstone.scorePrompt({text? | uri?})`: scores the text, the document, or the active editor's selection or document.
 * Returns the score; called from the interface it also lists the suggestions, and picking one goes to its place.
 */
export async function scorePrompt(engine: Engine, argument: unknown): Promise<Score | undefined> {
  const given = parseArgument(scoreArgument, argument);
  const signal = new AbortController().signal;
  if (given.text !== undefined)
    return engine.score({ text: given.text, team: contextFolderFor(undefined).root }, signal);
  if (given.uri !== undefined) {
    const document = await vscode.workspace.openTextDocument(given.uri);
    return engine.score(inputOf(document, undefined), signal);
  }
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a prompt or select some text, then score it.'),
    );
    return undefined;
  }
  const selection = editor.selection.isEmpty ? undefined : editor.selection;
  const score = await engine.score(inputOf(editor.document, selection), signal);
  void offerSuggestions(score, editor, selection?.start ?? new vscode.Position(0, 0));
  return score;
}

function inputOf(
  document: vscode.TextDocument,
  selection: vscode.Selection | undefined,
): Parameters<Engine['score']>[0] {
  const team = contextFolderFor(document.uri).root;
  if (selection !== undefined) return { text: document.getText(selection), team };
  const kind = promptKindOf(document);
  return { text: document.getText(), path: document.uri.path, team, ...(kind !== null && { kind }) };
}

async function offerSuggestions(
  score: Score,
  editor: vscode.TextEditor,
  from: vscode.Position,
): Promise<void> {
  const pick = await vscode.window.showQuickPick(score.suggestions.map(itemOf), {
    title: vscode.l10n.t('Prompt score: {0}', shortScore(score)),
    placeHolder: componentLines(score).join(' · '),
    matchOnDescription: true,
  });
  if (pick === undefined) return;
  const base = editor.document.offsetAt(from);
  const range = new vscode.Range(
    editor.document.positionAt(base + pick.suggestion.start),
    editor.document.positionAt(base + pick.suggestion.end),
  );
  const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  shown.selection = new vscode.Selection(range.start, range.end);
  shown.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function itemOf(suggestion: Suggestion): vscode.QuickPickItem & { suggestion: Suggestion } {
  return {
    label: localized(suggestion.suggestion),
    description: vscode.l10n.t('+{0} points', suggestion.gain),
    suggestion,
  };
}
