import type * as vscode from 'vscode';
import { promptKinds } from '../core/prompt/document.ts';
import type { PromptKind } from '../core/prompt/document.ts';
import { kindOfPath } from '../core/prompt/kind.ts';

/** VS Code's own language ids for prompt files. */
const kindOfLanguage: ReadonlyMap<string, PromptKind> = new Map([
  ['prompt', 'prompt'],
  ['instructions', 'instructions'],
  ['chatagent', 'agent'],
  ['skill', 'skill'],
]);

/**
 * What kind of prompt file a document is, by its language (user-level files have no telling path) and by its path (older hosts
 * and forks lack the languages); null for every other document. Reads nothing but the name, so it is cheap enough for every event.
 */
export function promptKindOf(document: Pick<vscode.TextDocument, 'languageId' | 'uri'>): PromptKind | null {
  if (document.uri.scheme === 'output') return null;
  if (document.uri.scheme === 'whetstone-enhancement') return kindOfResult(document.uri);
  return kindOfLanguage.get(document.languageId) ?? kindOfPath(document.uri.path);
}

/** True for a document whose whole text may be taken for a prompt: prompt files, plain text, Markdown, and untitled text. */
export function holdsPrompt(document: Pick<vscode.TextDocument, 'languageId' | 'uri'>): boolean {
  return (
    promptKindOf(document) !== null || ['markdown', 'plaintext', 'scminput'].includes(document.languageId)
  );
}

/** The right side of an enhancement diff is scored as what it will become, which its address says; the left side is not scored. */
function kindOfResult(uri: vscode.Uri): PromptKind | null {
  if (!uri.path.endsWith('.whetstone')) return null;
  const kind = uri.query.slice('kind='.length);
  return promptKinds.find((known) => known === kind) ?? null;
}
