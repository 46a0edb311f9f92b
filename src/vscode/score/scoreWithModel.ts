import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { SecondOpinion } from '../../core/assess/assessPrompt.ts';
import { WhetstoneError } from '../../core/errors.ts';
import { promptly } from '../../core/model/promptly.ts';
import { assessedNames } from '../../core/score/assessment.ts';
import type { Score } from '../../core/score/score.ts';
import type { AskAboutInput, Engine } from '../../node/engine/engine.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { askToRedact } from '../askToRedact.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import { contextFolderFor } from '../contextFolder.ts';
import { ownGuardSettings } from '../guardSettings.ts';
import { promptKindOf } from '../promptDocument.ts';
import type { ReachableModels } from '../reachableModels.ts';
import { shortScore } from './scoreText.ts';
import { assessedName, type SecondOpinions } from './secondOpinions.ts';

const scoreArgument = z.object({
  text: z.optional(z.string()),
  uri: z.optional(uriArgument),
  provider: z.optional(z.string()),
  model: z.optional(z.string()),
  cache: z.optional(z.boolean()),
  redact: z.optional(z.boolean()),
});

/** The score of the rules, and what a model thinks of the same text. */
export interface BothScores {
  readonly score: Score;
  readonly assessment: SecondOpinion;
}

export interface ScoreWithModelDependencies {
  readonly engine: Engine;
  readonly models: ReachableModels;
  readonly opinions: SecondOpinions;
}

/**
 * `whetstone.scoreWithModel({text? | uri?, provider?, model?, cache?, redact?})`: asks a model for the four parts and an overall figure, each with a quote
 * and a reason, beside the score of the rules. Returns both; called from the interface it lists them, and picking one goes to the words it quotes.
 * Undefined when there is nothing to score.
 */
export async function scoreWithModel(
  dependencies: ScoreWithModelDependencies,
  argument: unknown,
): Promise<BothScores | undefined> {
  const given = parseArgument(scoreArgument, argument);
  const place = await placeOf(given);
  if (place === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a prompt or select some text, then score it.'),
    );
    return undefined;
  }
  const attended = !isPlainObject(argument);
  const both = await whileSaying(
    (redact, signal) => ask(dependencies, place, { ...given, redact }, signal),
    given.redact === true,
    place,
    attended,
  );
  dependencies.opinions.note(place.input.text, both.assessment);
  if (attended) void offerParts(both, place);
  return both;
}

/** A prompt, and where its first character stands. */
interface Place {
  readonly input: Pick<AskAboutInput, 'text' | 'kind' | 'path'>;
  readonly uri: vscode.Uri | undefined;
  readonly document: vscode.TextDocument | undefined;
  readonly offset: number;
}

async function placeOf(given: z.infer<typeof scoreArgument>): Promise<Place | undefined> {
  if (given.text !== undefined)
    return { input: { text: given.text }, uri: undefined, document: undefined, offset: 0 };
  if (given.uri !== undefined) return placeIn(await vscode.workspace.openTextDocument(given.uri));
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  if (selection.isEmpty) return placeIn(document);
  const offset = document.offsetAt(selection.start);
  return { input: { text: document.getText(selection) }, uri: document.uri, document, offset };
}

function placeIn(document: vscode.TextDocument): Place {
  const kind = promptKindOf(document);
  return {
    input: { text: document.getText(), path: document.uri.path, ...(kind !== null && { kind }) },
    uri: document.uri,
    document,
    offset: 0,
  };
}

async function ask(
  { engine, models }: ScoreWithModelDependencies,
  { input, uri }: Place,
  given: z.infer<typeof scoreArgument>,
  signal: AbortSignal,
): Promise<BothScores> {
  if (input.text.trim() === '')
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('There is no prompt to score: the text is empty.'),
      vscode.l10n.t('Say in a sentence what the agent should do.'),
    );
  const wanted = await promptly(() => models.wanted(given), signal);
  const team = contextFolderFor(uri).root;
  const [score, assessment] = await Promise.all([
    engine.score({ ...input, team }, signal),
    engine.assess(
      {
        ...input,
        ...wanted,
        redact: given.redact === true,
        ...(given.cache === false && { cache: false }),
        guard: ownGuardSettings().settings,
        team,
      },
      signal,
    ),
  ]);
  return { score, assessment };
}

/** Runs with progress that can be cancelled; what the guard keeps back may be masked by whoever sits there. */
async function whileSaying<Made>(
  run: (redact: boolean, signal: AbortSignal) => Promise<Made>,
  redact: boolean,
  { document, input, offset }: Place,
  attended: boolean,
): Promise<Made> {
  try {
    return await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Asking a model about the prompt'),
        cancellable: true,
      },
      async (_progress, token) => {
        const cancellation = abortSignalOf(token);
        try {
          return await run(redact, cancellation.signal);
        } finally {
          cancellation.dispose();
        }
      },
    );
  } catch (error) {
    if (!(error instanceof WhetstoneError) || error.code !== 'blocked-by-guard' || !attended) throw error;
    const answer = await askToRedact(error.message);
    if (answer === 'redact')
      return whileSaying(run, true, { document, input, offset, uri: undefined }, false);
    if (answer === 'show') {
      const { text } = input;
      const where =
        document === undefined
          ? { text }
          : { uri: document.uri.toString(), start: offset, end: offset + text.length };
      void vscode.commands.executeCommand('whetstone.scanPrompt', { ...where, show: true });
    }
    throw new DOMException('The user left it.', 'AbortError');
  }
}

/** Lists the parts of both scores; picking one selects the words that the model quotes. */
async function offerParts(
  { assessment, score }: BothScores,
  { document, input, offset }: Place,
): Promise<void> {
  const items = assessedNames.map((name) => {
    const { quote, reason, score: points } = assessment[name];
    const most = name === 'overall' ? 100 : 25;
    const own = name === 'overall' ? score.total : score[name];
    return {
      label: vscode.l10n.t('{0}: {1} of {2}', assessedName(name), points, most),
      description: vscode.l10n.t('rules: {0}', own),
      detail: quote === '' ? reason : `“${quote}” ${reason}`,
      quote,
    };
  });
  const pick = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t(
      'Rules: {0}. {1}: {2} of 100',
      shortScore(score),
      assessment.model,
      assessment.overall.score,
    ),
    placeHolder: assessment.cached
      ? vscode.l10n.t('An earlier answer about the same text. Pick a part to see what it is about.')
      : vscode.l10n.t('Pick a part to see what it is about.'),
    matchOnDetail: true,
  });
  if (pick === undefined || document === undefined || pick.quote === '') return;
  const at = input.text.toLowerCase().indexOf(pick.quote.toLowerCase());
  if (at === -1) return;
  const start = document.positionAt(offset + at);
  const end = document.positionAt(offset + at + pick.quote.length);
  const shown = await vscode.window.showTextDocument(document);
  shown.selection = new vscode.Selection(start, end);
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
