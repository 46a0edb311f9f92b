import * as vscode from 'vscode';
import { isAbort, WhetstoneError } from '../../core/errors.ts';
import type { PlaygroundAnswer } from '../../core/library/playgroundView.ts';
import { askToRedact } from '../askToRedact.ts';
import { localized } from '../localized.ts';
import { showError } from '../showError.ts';
import { answerOf, failedAnswer, runningAnswer } from './answers.ts';
import { splitChoice } from './playgroundModels.ts';
import type { PlaygroundDependencies } from './ports.ts';

/** An answer that is being written is shown anew this often. Milliseconds. */
const drawEvery = 50;

/** What one column runs. */
export interface ColumnRun {
  /** Which column. */
  readonly index: number;
  /** Id of the template. */
  readonly id: string;
  /** Null = the file as it stands. */
  readonly version: number | null;
  /** As the column's list of models has it. */
  readonly model: string;
  readonly values: Readonly<Record<string, unknown>>;
}

type Runs = Pick<PlaygroundDependencies, 'log' | 'runner'>;

type ShowAnswer = (index: number, answer: PlaygroundAnswer) => void;

/** A run that the guard has kept back, with its words and the text that it is about. */
interface HeldBack {
  readonly run: ColumnRun;
  readonly message: string;
  readonly text: string;
}

/** Runs columns side by side; where the guard keeps some back, the user is asked once for all of them. Never rejects: what fails is shown. */
export async function runColumns(
  dependencies: Runs,
  runs: readonly ColumnRun[],
  show: ShowAnswer,
  signal: AbortSignal,
): Promise<void> {
  const held = await runAll(dependencies, runs, false, show, signal);
  const [first] = held;
  if (first === undefined || signal.aborted) return;
  const wish = await askToRedact(first.message);
  if (wish === 'show')
    await vscode.commands.executeCommand('whetstone.scanPrompt', { text: first.text, show: true });
  if (wish === 'redact')
    await runAll(
      dependencies,
      held.map(({ run }) => run),
      true,
      show,
      signal,
    );
}

async function runAll(
  dependencies: Runs,
  runs: readonly ColumnRun[],
  redact: boolean,
  show: ShowAnswer,
  signal: AbortSignal,
): Promise<readonly HeldBack[]> {
  const ended = await Promise.all(runs.map((run) => runOne(dependencies, run, redact, show, signal)));
  return ended.filter((held) => held !== null);
}

async function runOne(
  { log, runner }: Runs,
  run: ColumnRun,
  redact: boolean,
  show: ShowAnswer,
  signal: AbortSignal,
): Promise<HeldBack | null> {
  const { id, index, values, version } = run;
  const { connection, model } = splitChoice(run.model);
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  const onText = (written: string): void => {
    text = written;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!signal.aborted) show(index, { ...runningAnswer, text });
    }, drawEvery);
  };
  show(index, runningAnswer);
  try {
    const execution = await runner.run(
      {
        id,
        values,
        redact,
        ...(version !== null && { version }),
        ...(connection !== null && { provider: connection }),
        ...(model !== null && { model }),
      },
      onText,
      signal,
    );
    clearTimeout(timer);
    show(index, answerOf(execution, localized, vscode.l10n.t('from the cache')));
    const { error } = execution;
    // What a button mends is said with that button, as everywhere.
    if (error?.code === 'unauthorized' || error?.code === 'model-not-found')
      showError(new WhetstoneError(error.code, error.message, error.hint), log);
    return error?.code === 'blocked-by-guard'
      ? { run, message: error.message, text: execution.messages.map(({ content }) => content).join('\n\n') }
      : null;
  } catch (error) {
    clearTimeout(timer);
    if (isAbort(error)) {
      show(index, { ...runningAnswer, text, status: 'cancelled' });
      return null;
    }
    const said =
      error instanceof WhetstoneError ? [[error.message, error.hint].map(localized).join(' ')] : [];
    show(index, failedAnswer(text, said));
    // The buttons that mend it are the same as for every command.
    showError(error, log);
    return null;
  }
}
