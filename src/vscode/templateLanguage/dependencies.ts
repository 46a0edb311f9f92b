import type * as vscode from 'vscode';
import type { Engine } from '../../node/engine/engine.ts';
import type { TemplateFolder } from '../../node/templateFiles.ts';

/** What the language of templates needs of the rest. */
export interface TemplateLanguageDependencies {
  readonly engine: Pick<Engine, 'checkDraft' | 'previewDraft' | 'templateFolders'>;
  /** Where templates lie, narrowest scope last. */
  folders(): readonly TemplateFolder[];
  /** Fires when a template file was added, changed or deleted. */
  readonly onDidChangeLibrary: vscode.Event<void>;
  /** The categories that there are. */
  categories(): Promise<readonly string[]>;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}
