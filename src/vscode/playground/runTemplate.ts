import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import { fieldProblem } from '../../core/library/formFields.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { askToRedact } from '../askToRedact.ts';
import { parseArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import type { RunWish } from '../templateRunner.ts';
import type { PlaygroundDependencies } from './ports.ts';
import { withTemplateId } from './templateArgument.ts';

const runArgument = z.object({
  id: z.optional(z.string()),
  variables: z.optional(z.record(z.string(), z.unknown())),
  /** Number or label. */
  version: z.optional(z.union([z.int().check(z.minimum(1)), z.string().check(z.minLength(1))])),
  provider: z.optional(z.string()),
  model: z.optional(z.string()),
  redact: z.optional(z.boolean()),
  cache: z.optional(z.boolean()),
  show: z.optional(z.enum(['document', 'none'])),
  /** True when a person waits: the guard then asks instead of refusing. */
  attended: z.optional(z.boolean()),
});

/**
 * `whetstone.runTemplate({id, variables?, version?, provider?, model?, redact?, cache?, show?})`: runs a template through the gateway, shows the answer
 * in a new document (`show: "none"` does not) and returns the execution. Called without an object, a template whose form has to be filled in first
 * opens in the playground, and undefined comes back. Throws WhetstoneErrors; the run is kept in any case.
 */
export async function runTemplate(
  dependencies: PlaygroundDependencies,
  argument: unknown,
): Promise<TemplateExecution | undefined> {
  const byProgram = isPlainObject(argument);
  const given = parseArgument(runArgument, byProgram ? argument : withTemplateId(argument));
  if (given.id === undefined || (!byProgram && (await needsForm(dependencies, given.id)))) {
    await vscode.commands.executeCommand(
      'whetstone.openPlayground',
      given.id === undefined ? undefined : { id: given.id },
    );
    return undefined;
  }
  const { attended = !byProgram, show = 'document', variables = {}, id, ...wish } = given;
  const execution = await runAttended(dependencies, { ...wish, id, values: variables }, attended);
  if (show === 'document') await showAnswer(execution);
  return execution;
}

/** Runs with progress and a button that cancels; a person is asked when the guard keeps something back. Throws what went wrong. */
export async function runAttended(
  dependencies: PlaygroundDependencies,
  wish: RunWish,
  attended: boolean,
): Promise<TemplateExecution> {
  const execution = await runWithProgress(dependencies, wish);
  const { error } = execution;
  if (error === null) return execution;
  if (error.code === 'blocked-by-guard' && attended && wish.redact !== true) {
    const answer = await askToRedact(error.message);
    if (answer === 'redact') return runAttended(dependencies, { ...wish, redact: true }, attended);
    if (answer === 'show') {
      const text = execution.messages.map(({ content }) => content).join('\n\n');
      void vscode.commands.executeCommand('whetstone.scanPrompt', { text, show: true });
    }
    throw new DOMException('The user left it.', 'AbortError');
  }
  throw new WhetstoneError(error.code, error.message, error.hint);
}

async function runWithProgress(
  { runner }: PlaygroundDependencies,
  wish: RunWish,
): Promise<TemplateExecution> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Running the template'),
      cancellable: true,
    },
    async (progress, button) => {
      const abort = abortSignalOf(button);
      try {
        return await runner.run(
          wish,
          (text) =>
            progress.report({
              message: vscode.l10n.t('Writing, {0} words so far…', text.match(/\S+/g)?.length ?? 0),
            }),
          abort.signal,
        );
      } finally {
        abort.dispose();
      }
    },
  );
}

/** The answer as a new document that can be edited and saved. */
async function showAnswer({ answer, parsed }: TemplateExecution): Promise<void> {
  const language = parsed === null ? 'markdown' : 'json';
  const document = await vscode.workspace.openTextDocument({ content: answer, language });
  await vscode.window.showTextDocument(document);
}

/** Whether something has to be given before a template can run. */
async function needsForm({ engine, library }: PlaygroundDependencies, id: string): Promise<boolean> {
  const { signal } = new AbortController();
  const { fields } = await engine.previewTemplate(
    {
      ...library.folders(),
      id,
      source: null,
      texts: {},
      model: null,
      free: false,
      ready: null,
      accounting: {},
    },
    signal,
  );
  return fields.some((field) => fieldProblem(field, field.initial) !== null);
}
