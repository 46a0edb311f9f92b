import * as vscode from 'vscode';
import { answersTo, scoreOf } from './clarifyPrompt.ts';
import {
  contextOf,
  folderHint,
  type EnhanceOptions,
  type EnhancePromptDependencies,
} from './enhanceOrigin.ts';
import type { Origin } from './source.ts';

/**
 * `whetstone.enhancement.clarify`: before a prompt that scores poor or fair is enhanced, asks the questions whose answers would help most (`always`), or whether to (`ask`).
 * Returns what was answered, as `enhanceOrigin` takes it; undefined when the user left.
 */
export async function clarifyFirst(
  dependencies: EnhancePromptDependencies,
  origin: Origin,
): Promise<Pick<EnhanceOptions, 'answers'> | undefined> {
  const settings = vscode.workspace.getConfiguration('whetstone', folderHint(origin) ?? null);
  const wish: string = settings.get('enhancement.clarify', 'off');
  if (wish !== 'ask' && wish !== 'always') return {};
  // Refuses here already when enhancing is switched off.
  contextOf(origin);
  const { level, total } = await scoreOf(dependencies, origin);
  if (level !== 'poor' && level !== 'fair') return {};
  if (wish === 'ask') {
    const answer = vscode.l10n.t('Answer up to three questions first');
    const picked = await vscode.window.showQuickPick([answer, vscode.l10n.t('Enhance it as it is')], {
      title: vscode.l10n.t('This prompt leaves much open (score {0})', total),
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    if (picked !== answer) return {};
  }
  return answersTo(dependencies, origin);
}
