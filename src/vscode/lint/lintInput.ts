import * as vscode from 'vscode';
import type { RuleSetting } from '../../core/config.ts';
import type { LintInput, LintPlaceInput } from '../../node/engine/lintCalls.ts';
import { promptKindOf } from '../promptDocument.ts';

/** Where prompt files lie: on a disk, not saved yet, or in the user's profile. */
const schemes = new Set(['file', 'untitled', 'vscode-userdata']);

/** Languages whose front matter, tools and links VS Code checks itself. */
const checkedByEditor = new Set(['prompt', 'instructions', 'chatagent', 'skill']);

const ruleSettings = ['off', 'error', 'warning', 'info', 'hint'] as const satisfies readonly RuleSetting[];

/** Whether the linter looks at a document: prompt files only, never ordinary Markdown, a diff's side, or a commit of the past. */
export function isLinted(document: vscode.TextDocument): boolean {
  return (
    schemes.has(document.uri.scheme) &&
    promptKindOf(document) !== null &&
    vscode.workspace.getConfiguration('whetstone', document.uri).get('lint.enabled', true)
  );
}

/** What the engine is told of a document; null when it is no prompt file. */
export function lintInputOf(document: vscode.TextDocument): LintInput | null {
  const kind = promptKindOf(document);
  if (kind === null) return null;
  const { scheme, fsPath } = document.uri;
  const place = lintPlaceOf(document.uri);
  return {
    ...place,
    // The guard marks secrets in open files itself, by its own settings.
    rules: { ...place.rules, secret: 'off' },
    text: document.getText(),
    kind,
    file: scheme === 'file' ? fsPath : null,
    inEditor: checkedByEditor.has(document.languageId),
  };
}

/** The folder of a file, whether its configuration counts, and the user's severities there. */
export function lintPlaceOf(uri: vscode.Uri): LintPlaceInput {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return {
    root: folder?.uri.scheme === 'file' ? folder.uri.fsPath : null,
    trusted: vscode.workspace.isTrusted,
    rules: severitiesFor(uri),
  };
}

/** `whetstone.lint.rules`; a value that is no severity, written by hand, counts as not set. */
function severitiesFor(uri: vscode.Uri): Readonly<Record<string, RuleSetting>> {
  const given: unknown = vscode.workspace.getConfiguration('whetstone', uri).get('lint.rules');
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([rule, value]) => {
      const setting = ruleSettings.find((known) => known === value);
      return setting === undefined ? [] : [[rule, setting]];
    }),
  );
}
