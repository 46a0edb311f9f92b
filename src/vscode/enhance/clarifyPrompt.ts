import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { ClarifyingQuestion } from '../../core/enhance/clarify/clarifyingQuestions.ts';
import { answersAsSentences, type ClarifyingAnswer } from '../../core/enhance/clarify/withAnswers.ts';
import { styles, type Enhancement } from '../../core/enhance/enhancement.ts';
import { parseArgument, rangeArgument, uriArgument } from '../commandArgument.ts';
import type { Score } from '../../core/score/score.ts';
import {
  contextOf,
  enhanceOrigin,
  type EnhanceOptions,
  type EnhancePromptDependencies,
} from './enhanceOrigin.ts';
import { findOrigin, type Origin } from './source.ts';

const clarifyArgument = z.object({
  text: z.optional(z.string()),
  uri: z.optional(uriArgument),
  range: z.optional(rangeArgument),
  style: z.optional(z.enum(styles)),
});

/**
 * `whetstone.clarifyPrompt({text?, uri?, range?, style?})`: asks up to three questions with answers from the repository, then enhances the prompt
 * with what was answered. Every question can be skipped; leaving one ends it all. Undefined when the user left.
 */
export async function clarifyPrompt(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
): Promise<Enhancement | undefined> {
  const { style, ...given } = parseArgument(clarifyArgument, argument);
  const origin = await findOrigin(given);
  if (origin === undefined) return undefined;
  const answered = await answersTo(dependencies, origin);
  return answered === undefined ? undefined : enhanceOrigin(dependencies, origin, { style, ...answered });
}

/** What the user answered, as `enhanceOrigin` takes it: nothing when every question was skipped or none is open; undefined when the user left. */
export async function answersTo(
  dependencies: EnhancePromptDependencies,
  origin: Origin,
): Promise<Pick<EnhanceOptions, 'answers'> | undefined> {
  const questions = await findQuestions(dependencies, origin);
  const answers: ClarifyingAnswer[] = [];
  for (const [index, question] of questions.entries()) {
    const answer = await ask(question, index + 1, questions.length);
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  const text = answersAsSentences(answers);
  return text === '' ? {} : { answers: { text, originalScore: await scoreOf(dependencies, origin) } };
}

/** How a prompt scores by the rules of its folder's team. */
export function scoreOf({ engine }: EnhancePromptDependencies, origin: Origin): Promise<Score> {
  const { kind, path, text } = origin;
  return engine.score(
    { text, kind, team: contextOf(origin)?.root ?? null, ...(path !== null && { path }) },
    new AbortController().signal,
  );
}

function findQuestions(
  { engine, runs }: EnhancePromptDependencies,
  origin: Origin,
): Promise<readonly ClarifyingQuestion[]> {
  const { text, kind, path } = origin;
  const input = { text, kind, ...(path !== null && { path }), context: contextOf(origin) };
  return runs.run(origin, undefined, (report, signal) => engine.clarify(input, report, signal));
}

interface Item extends vscode.QuickPickItem {
  readonly picked?: boolean;
  readonly value: string | null;
}

/** One question as a list with what was typed as a further answer. Undefined when it was left with Escape. */
function ask(
  question: ClarifyingQuestion,
  step: number,
  steps: number,
): Promise<ClarifyingAnswer | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  const skip = vscode.l10n.t('Skip this question');
  const skipButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('debug-step-over'),
    tooltip: skip,
  };
  const offered: Item[] = question.options.map(({ label, detail }) => ({
    label,
    ...(detail !== '' && { description: detail }),
    value: label,
  }));
  pick.title = question.question;
  pick.step = step;
  pick.totalSteps = steps;
  pick.canSelectMany = question.several;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.placeholder = vscode.l10n.t('Pick what is true, or type your own answer');
  pick.buttons = [skipButton];
  pick.items = offered;
  return new Promise((resolve) => {
    let done = false;
    const end = (answer: ClarifyingAnswer | undefined): void => {
      if (done) return;
      done = true;
      pick.dispose();
      resolve(answer);
    };
    const skipped: ClarifyingAnswer = { id: question.id, picked: [], typed: '' };
    pick.onDidChangeValue((value) => {
      const typed = value.trim();
      const own: Item[] =
        typed === '' ? [] : [{ label: vscode.l10n.t('Answer: {0}', typed), alwaysShow: true, value: null }];
      pick.items = [...own, ...offered];
    });
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems;
      const picked = offered
        .filter((item) => chosen.some(({ value }) => value === item.value))
        .map(({ label }) => label);
      // With many to pick from, Enter with nothing picked takes what was typed.
      const takesOwn = chosen.some(({ value }) => value === null) || picked.length === 0;
      end({ id: question.id, picked, typed: takesOwn ? pick.value.trim() : '' });
    });
    pick.onDidTriggerButton(() => end(skipped));
    pick.onDidHide(() => end(undefined));
    pick.show();
  });
}
