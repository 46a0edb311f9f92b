import type * as vscode from 'vscode';
import type { ScanInput } from '../../node/engine/engine.ts';
import { contextFolderFor } from '../contextFolder.ts';
import { ownGuardSettings } from '../guardSettings.ts';

/** A text for the guard, under the user's settings and those of the team of the folder that holds `uri`. */
export function scanInput(text: Pick<ScanInput, 'text' | 'as'>, uri: vscode.Uri | undefined): ScanInput {
  return { ...text, guard: ownGuardSettings().settings, root: contextFolderFor(uri).root };
}
