import * as vscode from 'vscode';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import type { EnhancementSource } from './source.ts';

/** An enhancement that is shown and not yet decided on. */
export interface EnhancementSession {
  readonly enhancement: Enhancement;
  readonly source: EnhancementSource;
  readonly kind: PromptKind;
  /** What the source holds now as far as this diff knows: the original, plus the hunks accepted one by one. */
  readonly original: string;
  /** The right side, with the user's edits. */
  readonly result: string;
}

/** Scheme of the two documents of an enhancement diff. */
export const enhancementScheme = 'whetstone-enhancement';

/** The documents of a diff. The kind travels in the query, so that the right side is scored as what it will become. */
export function sideUri(id: string, side: 'original' | 'enhanced', kind: PromptKind): vscode.Uri {
  return vscode.Uri.from({
    scheme: enhancementScheme,
    path: `/${id}/${side}.${side === 'original' ? 'md' : 'whetstone'}`,
    query: `kind=${kind}`,
  });
}

/** Which enhancement and side a document of our scheme shows; null for every other address. */
export function parseSideUri(uri: vscode.Uri): { id: string; side: 'original' | 'enhanced' } | null {
  if (uri.scheme !== enhancementScheme) return null;
  const match = /^\/([0-9a-f-]+)\/(original|enhanced)\.(?:md|whetstone)$/i.exec(uri.path);
  if (match === null) return null;
  return { id: match[1] as string, side: match[2] as 'original' | 'enhanced' };
}
