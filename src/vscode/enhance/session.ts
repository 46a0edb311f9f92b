import * as vscode from 'vscode';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import type { EnhancementSource } from './source.ts';

/** An enhancement that is shown and not yet decided on. */
export interface EnhancementSession {
  readonly enhancement: Enhancement;
  readonly source: EnhancementSource;
  readonly kind: PromptKind;
  /** `compress`: the result says the same in fewer tokens; otherwise it is an enhancement. */
  readonly purpose?: 'compress' | undefined;
  /** What the source holds now as far as this diff knows: the original, plus the hunks accepted one by one. */
  readonly original: string;
  /** The right side, with the user's edits. */
  readonly result: string;
}

/** Scheme of the two documents of an enhancement diff. */
export const enhancementScheme = 'whetstone-enhancement';

const names = { original: '/Original.md', enhanced: '/Enhanced.whetstone' } as const;

/** The documents of a diff. The kind travels in the query, so that the right side is scored as what it will become. */
export function sideUri(id: string, side: keyof typeof names, kind: PromptKind): vscode.Uri {
  return vscode.Uri.from({
    scheme: enhancementScheme,
    authority: id,
    path: names[side],
    query: `kind=${kind}`,
  });
}

/** Which enhancement and side a document of our scheme shows; null for every other address. */
export function parseSideUri(uri: vscode.Uri): { id: string; side: keyof typeof names } | null {
  if (uri.scheme !== enhancementScheme || !/^[\da-f-]+$/i.test(uri.authority)) return null;
  if (uri.path === names.original) return { id: uri.authority, side: 'original' };
  return uri.path === names.enhanced ? { id: uri.authority, side: 'enhanced' } : null;
}
