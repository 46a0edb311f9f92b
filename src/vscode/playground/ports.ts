import type * as vscode from 'vscode';
import type { TemplateExecution } from '../../core/library/execution.ts';
import type { ExecutionStore } from '../../core/library/executionStore.ts';
import type { TemplateScope } from '../../core/library/template.ts';
import type { TemplateKey, TemplateVersions } from '../../core/library/templateVersions.ts';
import type { Engine, TemplatesInput } from '../../node/engine/engine.ts';
import type { Connections } from '../connections.ts';

/** What is needed of a template before it is read whole. */
export interface ListedTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly scope: TemplateScope;
}

/** The library as the playground sees it. */
export interface PlaygroundLibrary {
  readonly onDidChange: vscode.Event<void>;
  /** The folder with the user's own templates; it may not exist yet. */
  readonly userFolder: vscode.Uri;
  list(signal: AbortSignal): Promise<readonly ListedTemplate[]>;
  folders(): TemplatesInput;
  fileOf(template: ListedTemplate): Promise<vscode.Uri | undefined>;
  /** Under which key the versions of a template are kept. */
  keyOf(template: ListedTemplate): Promise<TemplateKey>;
}

/** What to run; what is left out follows the settings. */
export interface RunWish {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Number or label; left out = the template as it stands. */
  readonly version?: number | string | undefined;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** Mask what must not leave this machine and go on. */
  readonly redact?: boolean | undefined;
  /** False asks anew even when the same was asked before. */
  readonly cache?: boolean | undefined;
}

/** Runs templates through the gateway. The execution is kept whatever became of it; throws when nothing was begun. */
export interface TemplateRunner {
  run(wish: RunWish, onText: (text: string) => void, signal: AbortSignal): Promise<TemplateExecution>;
}

export interface PlaygroundDependencies {
  readonly extensionUri: vscode.Uri;
  readonly engine: Engine;
  readonly library: PlaygroundLibrary;
  readonly connections: Connections;
  readonly runner: TemplateRunner;
  readonly store: { readonly templates: TemplateVersions; readonly executions: ExecutionStore };
  readonly log: vscode.LogOutputChannel;
}
