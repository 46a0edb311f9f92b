import * as vscode from 'vscode';
import type { TemplateExecution } from '../core/library/execution.ts';
import type { Engine, TemplatesInput } from '../node/engine/engine.ts';
import { contextFolderFor } from './contextFolder.ts';
import type { ReachableModels } from './reachableModels.ts';

/** What to run; what is left out follows the template, then the settings. */
export interface RunWish {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Number or label; left out = the template as its file is. */
  readonly version?: number | string | undefined;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** Mask what must not leave this machine and go on. */
  readonly redact?: boolean | undefined;
  /** False asks anew even when the same was asked before. */
  readonly cache?: boolean | undefined;
}

export interface TemplateRunnerDependencies {
  readonly engine: Engine;
  readonly models: ReachableModels;
  readonly folders: () => TemplatesInput;
}

/** Runs templates by the engine, with the user's models and settings. */
export class TemplateRunner {
  readonly #dependencies: TemplateRunnerDependencies;
  readonly #ran = new vscode.EventEmitter<TemplateExecution>();
  /** Fires after a run was kept; not for one that was cancelled. */
  readonly onDidRun = this.#ran.event;

  constructor(dependencies: TemplateRunnerDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Runs a template. The execution is kept whatever became of it, also when it failed or was cancelled. Throws like `Engine.runTemplate` and
   * `ReachableModels.wanted` when nothing was begun.
   */
  async run(wish: RunWish, onText: (text: string) => void, signal: AbortSignal): Promise<TemplateExecution> {
    const { engine, folders, models } = this.#dependencies;
    const { cache, id, model, provider, redact, values, version } = wish;
    const [wanted, { ownGuardSettings }] = await Promise.all([
      models.wanted({ provider, model }),
      import('./guardSettings.ts'),
    ]);
    const chosen = { provider: wanted.provider ?? 'auto', model: wanted.model ?? null };
    const named = (provider ?? 'auto') !== 'auto' || model !== undefined;
    const execution = await engine.runTemplate(
      {
        ...folders(),
        id,
        version: version ?? null,
        variables: values,
        models: wanted.models ?? null,
        ...(named ? chosen : { usual: chosen }),
        cache: cache !== false,
        redact: redact === true,
        guard: ownGuardSettings().settings,
        root: contextFolderFor(undefined).root,
      },
      (progress) => {
        if (progress.step === 'writing') onText(progress.text);
      },
      signal,
    );
    this.#ran.fire(execution);
    return execution;
  }

  dispose(): void {
    this.#ran.dispose();
  }
}
