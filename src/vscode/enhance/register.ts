import * as vscode from 'vscode';
import { isPlainObject, registerCommand } from '../commands.ts';
import { enhancementOfTab } from './diff.ts';
import type { EnhancePromptDependencies } from './enhanceOrigin.ts';
import type { SessionStore } from './sessionStore.ts';
import { PreparedEnhancements } from './prepared.ts';
import type { ShownTexts } from '../shownTexts.ts';
import { registerResultFileSystem } from './resultFileSystem.ts';
import { registerWritingFiles } from './writingFiles.ts';

export interface EnhanceDependencies extends EnhancePromptDependencies {
  readonly shown: ShownTexts;
  readonly log: vscode.LogOutputChannel;
}

/** From a prompt to a decision on its enhancement: the commands, and the documents of the diff. */
export function registerEnhance(dependencies: EnhanceDependencies): vscode.Disposable {
  const { sessions, runs, accepted, writings, log } = dependencies;
  const prepared = new PreparedEnhancements(dependencies);
  void closeDecidedDiffs(sessions);
  return vscode.Disposable.from(
    sessions,
    accepted,
    pruneSoon(sessions),
    prepared,
    vscode.languages.registerCodeLensProvider({ scheme: '*' }, prepared),
    registerCommand('showPreparedEnhancement', log, (argument) => {
      const uri = documentOf(argument);
      return uri === undefined ? undefined : prepared.show(uri);
    }),
    registerResultFileSystem(sessions),
    registerWritingFiles(writings),
    registerCommand('enhancePrompt', log, async (argument) =>
      (await import('./enhancePrompt.ts')).enhancePrompt(dependencies, argument),
    ),
    registerCommand('showRequest', log, async (argument) =>
      (await import('./showRequest.ts')).showRequest(dependencies, argument),
    ),
    registerCommand('compressPrompt', log, async (argument) =>
      (await import('./compressPrompt.ts')).compressPrompt(dependencies, argument),
    ),
    registerCommand('clarifyPrompt', log, async (argument) =>
      (await import('./clarifyPrompt.ts')).clarifyPrompt(dependencies, argument),
    ),
    registerCommand('enhanceClipboard', log, async (argument) =>
      (await import('./enhancePrompt.ts')).enhanceClipboard(dependencies, argument),
    ),
    registerCommand('enhanceScmInput', log, async (argument) =>
      (await import('./enhancePrompt.ts')).enhanceScmInput(dependencies, argument),
    ),
    registerCommand('cancelEnhancement', log, (argument) => {
      const document = documentOf(argument);
      return writings.cancel(document) || runs.cancel(document);
    }),
    registerCommand('acceptEnhancement', log, async (argument) =>
      (await import('./decide.ts')).accept(dependencies, argument),
    ),
    registerCommand('acceptHunk', log, async (argument) =>
      (await import('./decide.ts')).acceptOneHunk(dependencies, argument),
    ),
    registerCommand('showDetails', log, async (argument) =>
      (await import('./decide.ts')).showDetails(dependencies, argument),
    ),
    registerCommand('rejectEnhancement', log, async (argument) =>
      (await import('./decide.ts')).reject(dependencies, argument),
    ),
    registerCommand('regenerateEnhancement', log, async (argument) =>
      (await import('./decide.ts')).regenerate(dependencies, argument),
    ),
    registerCommand('copyEnhancement', log, async (argument) =>
      (await import('./decide.ts')).copy(sessions, argument),
    ),
    registerCommand('revertEnhancement', log, async (argument) => accepted.revert(documentOf(argument))),
    forgetClosedDiffs(dependencies),
  );
}

/** Clears away diffs that nobody came back to, well after the start of the editor. */
function pruneSoon(sessions: SessionStore): vscode.Disposable {
  const timer = setTimeout(() => void sessions.prune(Date.now()), 60_000);
  timer.unref();
  return new vscode.Disposable(() => clearTimeout(timer));
}

/** A diff that the user closes is dismissed: its source stays as it is. */
function forgetClosedDiffs({ sessions, history }: EnhanceDependencies): vscode.Disposable {
  const dismiss = async (id: string): Promise<void> => {
    const session = await sessions.get(id);
    if (session === undefined) return;
    await history.decide(id, 'dismissed', session.result);
    await sessions.remove(id);
  };
  return vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    for (const tab of closed) {
      const id = enhancementOfTab(tab);
      if (id !== null && !isOpen(id)) void dismiss(id);
    }
  });
}

/** VS Code may restore a diff that was decided on just before the window was loaded again: its texts are gone, so it closes. */
async function closeDecidedDiffs(sessions: SessionStore): Promise<void> {
  for (const tab of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    const id = enhancementOfTab(tab);
    if (id !== null && (await sessions.get(id)) === undefined) await vscode.window.tabGroups.close(tab, true);
  }
}

/** True while another tab still shows the diff (it was moved to another group, or split). */
function isOpen(id: string): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => enhancementOfTab(tab) === id));
}

/** The document that a menu, a keybinding (`{uri: "file:///…"}`) or a program means; undefined when it names none. */
function documentOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const uri = isPlainObject(argument) ? argument['uri'] : undefined;
  if (uri instanceof vscode.Uri) return uri;
  return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : undefined;
}
