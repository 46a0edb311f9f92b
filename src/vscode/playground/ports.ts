import type * as vscode from 'vscode';
import type { ExecutionStore } from '../../core/library/executionStore.ts';
import type { TemplateScope } from '../../core/library/template.ts';
import type { TemplateVersions } from '../../core/library/templateVersions.ts';
import type { Engine, TemplatesInput } from '../../node/engine/engine.ts';
import type { Connections } from '../connections.ts';
import type { TemplateRunner } from '../templateRunner.ts';

/** What is needed of a template before it is read whole. */
export interface ListedTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly scope: TemplateScope;
  /** With the id, the key of its versions and runs. */
  readonly place: string;
  /** Absolute path of its file. */
  readonly path: string;
}

/** The library as the playground sees it. */
export interface PlaygroundLibrary {
  readonly onDidChange: vscode.Event<void>;
  /** The folder with the user's own templates; it may not exist yet. */
  readonly userFolder: vscode.Uri;
  /** All templates as far as they are read. */
  known(): Promise<readonly ListedTemplate[]>;
  find(id: string): Promise<ListedTemplate | undefined>;
  folders(): TemplatesInput;
}

export interface PlaygroundDependencies {
  readonly extensionUri: vscode.Uri;
  readonly engine: Engine;
  readonly library: PlaygroundLibrary;
  readonly connections: Connections;
  readonly runner: Pick<TemplateRunner, 'run'>;
  readonly store: { readonly templates: TemplateVersions; readonly executions: ExecutionStore };
  readonly log: vscode.LogOutputChannel;
}
