import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type ExecutionSummary, executionStatuses } from '../../core/library/execution.ts';
import type { ExecutionQuery, ExecutionStore } from '../../core/library/executionStore.ts';
import { parseArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import { showError } from '../showError.ts';
import type { PlaygroundDependencies } from './ports.ts';
import { deleteRun, openRun, runAgain } from './runCommands.ts';
import { withTemplateId } from './templateArgument.ts';

const showArgument = z.object({
  /** Of this template, whatever its version. */
  id: z.optional(z.string()),
  status: z.optional(z.enum(executionStatuses)),
  text: z.optional(z.string()),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(1000))),
});

/** Rows that the list shows at first, and by which it grows. */
const pageSize = 100;

/** Milliseconds without a key after which what was typed is looked for. */
const typingPause = 120;

/**
 * `whetstone.showRuns({id?, status?, text?, limit?})`: kept runs, newest first. Called without an object it lets a person browse them: filter by words
 * and status, open, run again, delete.
 */
export async function showRuns(
  dependencies: PlaygroundDependencies,
  argument: unknown,
): Promise<readonly ExecutionSummary[] | undefined> {
  const byProgram = isPlainObject(argument);
  const named = typeof argument === 'string' ? { id: argument } : withTemplateId(argument);
  const { id, limit, status, text } = parseArgument(showArgument, named);
  const query: ExecutionQuery = {
    ...(id !== undefined && { template: await keyOf(dependencies, id) }),
    ...(status !== undefined && { status }),
  };
  if (!byProgram) {
    new RunsPick(dependencies, query).show();
    return undefined;
  }
  const page = await dependencies.store.executions.find({
    ...query,
    ...(text !== undefined && text.trim() !== '' && { text }),
    limit: limit ?? 200,
  });
  return page.executions;
}

async function keyOf(
  { library }: PlaygroundDependencies,
  id: string,
): Promise<NonNullable<ExecutionQuery['template']>> {
  const found = await library.find(id);
  // Runs of a template that is gone are found where the user's own lie.
  return { place: found?.place ?? 'user', id };
}

interface RunItem extends vscode.QuickPickItem {
  /** Null for the row that shows more. */
  readonly run: ExecutionSummary | null;
}

/** The list of runs, which looks for what is typed. */
class RunsPick {
  readonly #dependencies: PlaygroundDependencies;
  readonly #executions: ExecutionStore;
  readonly #pick = vscode.window.createQuickPick<RunItem>();
  readonly #again = {
    iconPath: new vscode.ThemeIcon('debug-rerun'),
    tooltip: vscode.l10n.t('Run Again'),
  };
  readonly #delete = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete') };
  readonly #filter = { iconPath: new vscode.ThemeIcon('filter'), tooltip: vscode.l10n.t('Filter by Status') };
  #query: ExecutionQuery;
  #wanted = pageSize;
  #asking = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: PlaygroundDependencies, query: ExecutionQuery) {
    this.#dependencies = dependencies;
    this.#executions = dependencies.store.executions;
    this.#query = query;
  }

  show(): void {
    const pick = this.#pick;
    pick.title = vscode.l10n.t('Template Runs');
    pick.placeholder = vscode.l10n.t('Words of the prompt or the answer');
    pick.buttons = [this.#filter];
    pick.onDidChangeValue(() => {
      clearTimeout(this.#timer);
      this.#wanted = pageSize;
      this.#timer = setTimeout(() => void this.#fill(), typingPause);
    });
    pick.onDidTriggerButton(() => {
      const order = [undefined, ...executionStatuses] as const;
      const next = order[(order.indexOf(this.#query.status) + 1) % order.length];
      const { status: _, ...rest } = this.#query;
      this.#query = next === undefined ? rest : { ...rest, status: next };
      void this.#fill();
    });
    pick.onDidTriggerItemButton(({ button, item }) => {
      if (item.run === null) return;
      const { id } = item.run;
      if (button === this.#again) {
        pick.hide();
        void this.#attempt(() => runAgain(this.#dependencies, id));
      } else {
        void this.#attempt(async () => {
          pick.ignoreFocusOut = true;
          await deleteRun(this.#dependencies, id);
          await this.#fill();
        });
      }
    });
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item === undefined) return;
      if (item.run === null) {
        this.#wanted += pageSize;
        void this.#fill();
        return;
      }
      const { id } = item.run;
      pick.hide();
      void this.#attempt(() => openRun(this.#dependencies, { id }));
    });
    pick.onDidHide(() => {
      clearTimeout(this.#timer);
      this.#asking.abort();
      pick.dispose();
    });
    pick.show();
    void this.#fill();
  }

  /** Asks for what matches what is typed; a later question overtakes an earlier one. */
  async #fill(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const pick = this.#pick;
    pick.busy = true;
    const { status } = this.#query;
    pick.title =
      status === undefined
        ? vscode.l10n.t('Template Runs')
        : vscode.l10n.t('Template Runs: {0}', statusName(status));
    await this.#attempt(async () => {
      const text = pick.value.trim();
      const query = { ...this.#query, ...(text !== '' && { text }), limit: Math.min(this.#wanted, 1000) };
      const { executions, next } = await this.#executions.find(query, signal);
      if (signal.aborted) return;
      const items = executions.map((run) => this.#item(run));
      const more: RunItem = { label: vscode.l10n.t('Show more'), alwaysShow: true, run: null };
      pick.items = next === null ? items : [...items, more];
      if (items.length === 0)
        pick.placeholder = vscode.l10n.t('No template was run yet, or none of the runs matches.');
    });
    if (!signal.aborted) pick.busy = false;
  }

  #item(run: ExecutionSummary): RunItem {
    const { costUsd, createdAt, latencyMs, model, status, template, title } = run;
    const when = new Date(createdAt).toLocaleString(vscode.env.language);
    const cost = costUsd === null ? '' : `$${costUsd.toFixed(costUsd === 0 ? 2 : 6)}`;
    return {
      label: `$(${icons[status]}) ${template.name}`,
      description: [
        vscode.l10n.t('version {0}', template.version),
        when,
        model ?? '',
        cost,
        `${latencyMs} ms`,
      ]
        .filter((part) => part !== '')
        .join(' · '),
      detail: title === '' ? statusName(status) : title,
      // What matches is found in the database, also in texts that are not shown.
      alwaysShow: true,
      buttons: [this.#again, this.#delete],
      run,
    };
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      showError(error, this.#dependencies.log, 'runTemplate');
    }
  }
}

const icons: Readonly<Record<ExecutionSummary['status'], string>> = {
  ok: 'pass',
  failed: 'error',
  cancelled: 'circle-slash',
};

function statusName(status: ExecutionSummary['status']): string {
  switch (status) {
    case 'ok':
      return vscode.l10n.t('Done');
    case 'failed':
      return vscode.l10n.t('Failed');
    case 'cancelled':
      return vscode.l10n.t('Cancelled');
  }
}
