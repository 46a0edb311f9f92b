import * as vscode from 'vscode';
import type { RepositoryContext } from '../../core/context/context.ts';

/** A value from the editor that a field may take. `value` gives '' when there is none after all. */
export interface Offer {
  readonly icon: string;
  /** What it is, in a word or two. */
  readonly label: string;
  readonly value: () => Promise<string>;
}

/** The part of the built-in Git extension's public interface (version 1) that is used here. */
interface GitExtension {
  getAPI(version: 1): {
    readonly repositories: readonly {
      readonly rootUri: vscode.Uri;
      readonly state: { readonly HEAD?: { readonly name?: string } };
      diff(cached?: boolean): Promise<string>;
    }[];
  };
}

/** Larger pieces do not fit a form; they are cut. UTF-16 units. */
const longest = 50_000;

/**
 * What the editor has to offer for any field: selection, file, language, framework, relevant files, branch, diff and clipboard. Nothing is read before somebody takes it, and
 * what is taken is seen and can be changed.
 *
 * @param repository what the open folder says, its files ranked for the prompt when one is given; null when there is none
 */
export function offersFrom(
  editor: vscode.TextEditor | undefined,
  repository: (prompt?: string) => Promise<RepositoryContext | null>,
): readonly Offer[] {
  const selected = editor?.document.getText(editor.selection).trim() ?? '';
  const offers: (Offer | null)[] = [
    selected === ''
      ? null
      : { icon: 'list-selection', label: vscode.l10n.t('Selection'), value: async () => cut(selected) },
    editor === undefined
      ? null
      : { icon: 'file', label: vscode.l10n.t('Open file'), value: async () => pathOf(editor) },
    {
      icon: 'code',
      label: vscode.l10n.t('Language'),
      value: async () => (await repository())?.languages[0]?.name ?? '',
    },
    {
      icon: 'layers',
      label: vscode.l10n.t('Framework'),
      value: async () => frameworkOf(await repository()),
    },
    {
      icon: 'references',
      label: vscode.l10n.t('Relevant files'),
      value: async () =>
        ((await repository(selected === '' ? undefined : selected))?.relevantFiles ?? [])
          .slice(0, 5)
          .map(({ path }) => path)
          .join(', '),
    },
    {
      icon: 'git-branch',
      label: vscode.l10n.t('Branch'),
      value: async () => (await gitOf(editor))?.branch ?? '',
    },
    {
      icon: 'diff',
      label: vscode.l10n.t('Diff'),
      value: async () => cut((await (await gitOf(editor))?.diff()) ?? ''),
    },
    {
      icon: 'clippy',
      label: vscode.l10n.t('Clipboard'),
      value: async () => cut((await vscode.env.clipboard.readText()).trim()),
    },
  ];
  return offers.filter((offer) => offer !== null);
}

/** The path of the open file in its folder; '' for one that is not saved or lies elsewhere. */
export function pathOf(editor: vscode.TextEditor | undefined): string {
  if (editor === undefined || editor.document.isUntitled) return '';
  const inside = vscode.workspace.getWorkspaceFolder(editor.document.uri) !== undefined;
  return inside ? vscode.workspace.asRelativePath(editor.document.uri, false) : '';
}

export function frameworkOf(context: RepositoryContext | null): string {
  const framework = context?.frameworks[0];
  return framework === undefined ? '' : [framework.name, framework.version].filter(Boolean).join(' ');
}

async function gitOf(
  editor: vscode.TextEditor | undefined,
): Promise<{ readonly branch: string; readonly diff: () => Promise<string> } | null> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return null;
  const git = extension.isActive ? extension.exports : await extension.activate();
  const { repositories } = git.getAPI(1);
  const path = editor?.document.uri.fsPath ?? '';
  const repository = repositories.find(({ rootUri }) => path.startsWith(rootUri.fsPath)) ?? repositories[0];
  if (repository === undefined) return null;
  return {
    branch: repository.state.HEAD?.name ?? '',
    // What is staged is what is about to be committed; without any, what changed.
    diff: async () => (await repository.diff(true)) || (await repository.diff(false)),
  };
}

function cut(text: string): string {
  return text.length <= longest ? text : text.slice(0, longest);
}
