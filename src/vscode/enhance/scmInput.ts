import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import type { Target } from './target.ts';

/** The part of the built-in Git extension's public interface (version 1) that is used here. */
interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
}

interface GitExtension {
  getAPI(version: 1): { readonly repositories: readonly GitRepository[] };
}

/** The commit message that is being written in the Source Control view, of the repository at `root` or else of the first one with a text. */
export async function readScmInput(root: vscode.Uri | undefined): Promise<{ root: string; text: string }> {
  const repositories = await gitRepositories();
  const repository =
    root === undefined
      ? (repositories.find(({ inputBox }) => inputBox.value.trim() !== '') ?? repositories[0])
      : repositories.find(({ rootUri }) => rootUri.toString() === root.toString());
  if (repository !== undefined)
    return { root: repository.rootUri.toString(), text: repository.inputBox.value };
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('There is no git repository open, so there is no input box in Source Control.'),
    vscode.l10n.t('Open a folder that is under git.'),
  );
}

/** Where the result of an enhanced commit message goes. */
export async function scmInputTarget(root: string, original: string): Promise<Target> {
  const repository = (await gitRepositories()).find(({ rootUri }) => rootUri.toString() === root);
  if (repository === undefined) return { state: 'gone', document: null };
  if (repository.inputBox.value !== original) return { state: 'changed', document: null };
  return {
    state: 'ready',
    write(result) {
      repository.inputBox.value = result;
      return Promise.resolve(true);
    },
    async show() {
      await vscode.commands.executeCommand('workbench.view.scm');
    },
  };
}

async function gitRepositories(): Promise<readonly GitRepository[]> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return [];
  const git = extension.isActive ? extension.exports : await extension.activate();
  return git.getAPI(1).repositories;
}
