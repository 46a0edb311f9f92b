import { totalmem } from 'node:os';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import { estimateLocalRun } from '../../core/model/localModels.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { parseArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import { inputOf, modelsOf, type ProviderDependencies } from './providerTests.ts';

const pullArgument = z.looseObject({ provider: z.optional(z.string()), model: z.optional(z.string()) });

/**
 * `whetstone.pullModel({model, provider?})`: downloads a model of Ollama with progress; cancelling stops the download, and the next one goes on from
 * there. Says before what memory and time the model takes. Undefined when the user left.
 */
export async function pullModel(
  dependencies: ProviderDependencies,
  argument: unknown,
): Promise<{ readonly provider: string; readonly model: string } | undefined> {
  const given = parseArgument(pullArgument, isPlainObject(argument) ? argument : {});
  const state = await dependencies.connections.find(given.provider ?? 'ollama');
  const input = inputOf(state);
  if (input === null || state.definition.kind !== 'ollama')
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('{0} offers its models by itself; there is nothing to download.', state.definition.name),
      vscode.l10n.t('Choose one of its models.'),
    );
  const model = given.model ?? (await askForModel());
  if (model === undefined || model.trim() === '') return undefined;
  if (!isPlainObject(argument) && !(await agreed(model, dependencies))) return undefined;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Downloading {0}', model),
      cancellable: true,
    },
    async (progress, token) => {
      const bridge = abortSignalOf(token);
      let shown = 0;
      try {
        await dependencies.engine.pullModel(
          { ...input, model },
          ({ completed, status, total }) => {
            if (completed === null || total === null || total === 0) {
              progress.report({ message: status });
              return;
            }
            const percent = Math.floor((completed / total) * 100);
            // Each layer of a model starts anew, and the bar only goes forward.
            progress.report({
              message: vscode.l10n.t('{0} of {1} MB', megabytes(completed), megabytes(total)),
              increment: Math.max(0, percent - shown),
            });
            shown = Math.max(shown, percent);
          },
          bridge.signal,
        );
      } finally {
        bridge.dispose();
      }
    },
  );
  return { provider: state.definition.id, model };
}

/** True when the model is there, as far as the server says. Never throws: whoever asks it hears why it does not answer. */
export async function isInstalled(
  dependencies: ProviderDependencies,
  provider: string,
  model: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const models = await modelsOf(dependencies, await dependencies.connections.find(provider), signal);
    return models.some(({ id }) => id === model || id === `${model}:latest`);
  } catch (error) {
    if (error instanceof WhetstoneError) return true;
    throw error;
  }
}

async function askForModel(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Download a model'),
    prompt: vscode.l10n.t('Its name as on ollama.com/library'),
    value: 'llama3',
  });
}

async function agreed(model: string, { speeds }: ProviderDependencies): Promise<boolean> {
  const { measured, memoryGb, seconds } = estimateLocalRun(model, 0, speeds.of(model));
  const has = Math.round(totalmem() / 1024 ** 3);
  const download = vscode.l10n.t('Download');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Download {0}?', model),
    {
      modal: true,
      detail: [
        vscode.l10n.t('It takes about {0} GB of memory; this machine has {1} GB.', memoryGb, has),
        measured
          ? vscode.l10n.t('A rewrite took about {0} s here.', seconds)
          : vscode.l10n.t('A rewrite takes about {0} s on usual hardware.', seconds),
      ].join(' '),
    },
    download,
  );
  return answer === download;
}

function megabytes(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString(vscode.env.language);
}
