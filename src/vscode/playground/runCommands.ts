import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import { parseArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import type { PlaygroundDependencies } from './ports.ts';
import { runUri } from './runDocument.ts';
import { runAttended } from './runTemplate.ts';

const runIdArgument = z.looseObject({ id: z.string() });

/** `whetstone.openRun({id})`: shows a kept run as a document that can only be read. Returns the run; throws `usage` when there is none. */
export async function openRun(
  dependencies: PlaygroundDependencies,
  argument: unknown,
): Promise<TemplateExecution> {
  const execution = await executionFor(dependencies, argument);
  const document = await vscode.workspace.openTextDocument(runUri(execution));
  await vscode.languages.setTextDocumentLanguage(document, 'markdown');
  await vscode.window.showTextDocument(document, { preview: true });
  return execution;
}

/** `whetstone.runAgain({id})`: the same template in the same version with the same values, asked anew. Returns the new run. */
export async function runAgain(
  dependencies: PlaygroundDependencies,
  argument: unknown,
): Promise<TemplateExecution> {
  const { model, provider, template, values } = await executionFor(dependencies, argument);
  const execution = await runAttended(
    dependencies,
    {
      id: template.id,
      version: template.version,
      values,
      cache: false,
      ...(provider !== null && { provider }),
      ...(model !== null && { model }),
    },
    !isPlainObject(argument),
  );
  await openRun(dependencies, { id: execution.id });
  return execution;
}

/** `whetstone.deleteRun({id})`: deletes a kept run for good, after a question when a person asks. Returns how many were deleted. */
export async function deleteRun(dependencies: PlaygroundDependencies, argument: unknown): Promise<number> {
  const { id, template } = await executionFor(dependencies, argument);
  if (!isPlainObject(argument)) {
    const remove = vscode.l10n.t('Delete');
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete this run of "{0}"? It cannot be brought back.', template.name),
      { modal: true },
      remove,
    );
    if (picked !== remove) return 0;
  }
  return dependencies.store.executions.remove({ ids: [id] });
}

async function executionFor(
  { store }: PlaygroundDependencies,
  argument: unknown,
): Promise<TemplateExecution> {
  const { id } = parseArgument(runIdArgument, typeof argument === 'string' ? { id: argument } : argument);
  const execution = await store.executions.get(id);
  if (execution !== null) return execution;
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('There is no such run.'),
    vscode.l10n.t('Run "Whetstone: Show Template Runs" to see what there is.'),
  );
}
