import * as vscode from 'vscode';
import { isAbort, WhetstoneError } from '../../core/errors.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import { unitedFields, valuesOf } from '../../core/library/formFields.ts';
import type {
  FieldTexts,
  FromPlayground,
  PlaygroundAnswer,
  PlaygroundColumn,
  PlaygroundState,
  PlaygroundView,
  ToPlayground,
} from '../../core/library/playgroundView.ts';
import type { TemplatePreview } from '../../core/library/previewTemplate.ts';
import { askToRedact } from '../askToRedact.ts';
import { localized } from '../localized.ts';
import { showError } from '../showError.ts';
import { answerOf, failedAnswer, runningAnswer } from './answers.ts';
import { autoModel, likelyModel, modelChoices, pickModelChoice, splitChoice } from './playgroundModels.ts';
import { playgroundTexts } from './playgroundTexts.ts';
import type { ListedTemplate, PlaygroundDependencies } from './ports.ts';
import { addSample, readSamples, samplesFile } from './samples.ts';

/** Milliseconds without a key after which what was typed is shown in the prompt. */
const typingPause = 150;

/** An answer that is being written is shown anew this often. Milliseconds. */
const drawEvery = 50;

export const emptyState: PlaygroundState = {
  id: null,
  values: {},
  columns: [{ version: null, model: autoModel, answer: null }],
};

/** What goes on in the playground: it takes what the page asks for, and sends what the page shows. */
export class Playground implements vscode.Disposable {
  readonly #dependencies: PlaygroundDependencies;
  readonly #send: (message: ToPlayground) => void;
  readonly #subscription: vscode.Disposable;
  #state: PlaygroundState;
  #view: PlaygroundView = { templates: [], template: null, models: [] };
  #previews: (TemplatePreview | null)[] = [];
  #sources = new Map<number, string>();
  #loading: AbortController | null = null;
  #previewing: AbortController | null = null;
  #running: AbortController | null = null;
  #typing: NodeJS.Timeout | undefined;

  constructor(
    dependencies: PlaygroundDependencies,
    state: PlaygroundState,
    send: (message: ToPlayground) => void,
  ) {
    this.#dependencies = dependencies;
    this.#state = state;
    this.#send = send;
    this.#subscription = vscode.Disposable.from(
      dependencies.library.onDidChange(() => void this.#attempt(() => this.#reload('update'))),
      dependencies.connections.onDidChange(() => void this.#attempt(() => this.#reload('update'))),
    );
  }

  /** Shows another template, or the same one with its values as they are. */
  async choose(id: string | null): Promise<void> {
    if (id !== null && id !== this.#state.id) {
      this.#running?.abort();
      this.#sources.clear();
      const columns = this.#state.columns.map((column) => ({ ...column, version: null, answer: null }));
      this.#state = { id, values: {}, columns };
    }
    await this.#reload('show');
  }

  /** Does what the page asks for. Never rejects: what fails is shown. */
  receive(message: FromPlayground): Promise<void> {
    return this.#attempt(() => this.#do(message));
  }

  dispose(): void {
    this.#subscription.dispose();
    clearTimeout(this.#typing);
    for (const controller of [this.#loading, this.#previewing, this.#running]) controller?.abort();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      showError(error, this.#dependencies.log);
    }
  }

  async #do(message: FromPlayground): Promise<void> {
    switch (message.type) {
      case 'ready':
        if (this.#view.templates.length === 0) await this.#reload('show');
        else this.#show('show');
        return;
      case 'chooseTemplate':
        await this.choose(message.id);
        return;
      case 'values':
        // Kept at once, so that a page that is hidden in the middle of a word comes back with all of it.
        this.#state = { ...this.#state, values: message.values };
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => void this.#attempt(() => this.#preview()), typingPause);
        return;
      case 'column':
        await this.#setColumn(message.index, { version: message.version, model: message.model });
        return;
      case 'otherModel': {
        const { connections, engine } = this.#dependencies;
        const model = await pickModelChoice(engine, connections);
        if (model !== undefined) await this.#setColumn(message.index, { model });
        return;
      }
      case 'compare':
        await this.#compare(message.on);
        return;
      case 'run':
        await this.#run(message.values);
        return;
      case 'cancel':
        this.#running?.abort();
        return;
      case 'copy':
        await this.#copy(message.index);
        return;
      case 'rate':
        await this.#rate(message.index, message.rating);
        return;
      case 'saveSample':
        await this.#saveSample(message.values);
        return;
      case 'openTemplate':
        await this.#openTemplate(message.line, message.column);
        return;
      case 'showRuns':
        await vscode.commands.executeCommand('whetstone.showRuns', this.#state.id);
    }
  }

  /** Reads everything anew: the list, and what is known of the template. */
  async #reload(then: 'show' | 'update'): Promise<void> {
    this.#loading?.abort();
    const controller = new AbortController();
    this.#loading = controller;
    const { connections, library } = this.#dependencies;
    const [listed, models] = await Promise.all([library.known(), modelChoices(connections)]);
    if (controller.signal.aborted) return;
    const chosen = listed.find(({ id }) => id === this.#state.id);
    if (chosen === undefined && this.#state.id !== null) this.#state = { ...this.#state, id: null };
    const about = chosen === undefined ? null : await this.#about(chosen, controller.signal);
    if (controller.signal.aborted) return;
    this.#view = {
      templates: listed.map(({ category, id, name }) => ({ id, name, category })),
      template: about,
      models,
    };
    await this.#preview(false);
    if (!controller.signal.aborted) this.#show(then);
  }

  async #about(
    chosen: ListedTemplate,
    signal: AbortSignal,
  ): Promise<NonNullable<PlaygroundView['template']>> {
    const { store } = this.#dependencies;
    const key = { place: chosen.place, id: chosen.id };
    const [versions, figures, samples] = await Promise.all([
      store.templates.versions(key, signal),
      store.executions.figures([key.place], signal),
      this.#samplesOf(chosen),
    ]);
    const own = figures.find(({ id }) => id === key.id);
    return {
      id: chosen.id,
      name: chosen.name,
      description: chosen.description,
      versions: versions.map(({ createdAt, note, number }) => ({
        number,
        label: [
          vscode.l10n.t('{0}, {1}', number, new Date(createdAt).toLocaleString(vscode.env.language)),
          note,
        ]
          .filter((part) => part !== '')
          .join(': '),
      })),
      samples,
      figures:
        own === undefined
          ? null
          : { runs: own.runs, success: own.successShare, meanCostUsd: own.meanCostUsd },
      variables: [],
    };
  }

  async #samplesOf(chosen: ListedTemplate): Promise<NonNullable<PlaygroundView['template']>['samples']> {
    try {
      return (await readSamples(this.#samplesFile(chosen))).map(({ name, values }) => ({
        name,
        values: { ...values },
      }));
    } catch (error) {
      showError(error, this.#dependencies.log);
      return [];
    }
  }

  #samplesFile(chosen: ListedTemplate): vscode.Uri {
    const file = chosen.scope === 'builtin' ? null : vscode.Uri.file(chosen.path);
    return samplesFile(file, chosen.id, this.#dependencies.library.userFolder);
  }

  /** Fills in every column's prompt from the values; `send`: tell the page at once. */
  async #preview(send = true): Promise<void> {
    this.#previewing?.abort();
    const controller = new AbortController();
    this.#previewing = controller;
    const { id, columns, values } = this.#state;
    if (id === null) {
      this.#previews = [];
      return;
    }
    const made = await Promise.all(
      columns.map((column) => this.#previewOf(id, column, values, controller.signal)),
    );
    if (controller.signal.aborted) return;
    const before = this.#previews.map((preview) => JSON.stringify(preview?.fields));
    this.#previews = made;
    if (!send) return;
    if (made.some(({ fields }, index) => JSON.stringify(fields) !== before[index])) this.#show('update');
    for (const [index, { preview }] of made.entries()) this.#send({ type: 'preview', index, preview });
  }

  async #previewOf(
    id: string,
    { model, version }: PlaygroundColumn,
    texts: FieldTexts,
    signal: AbortSignal,
  ): Promise<TemplatePreview> {
    const { connections, engine, library } = this.#dependencies;
    const [likely, source] = await Promise.all([
      likelyModel(model, connections),
      version === null ? null : this.#sourceOf(version, signal),
    ]);
    return engine.previewTemplate(
      { ...library.folders(), ...likely, id, source, texts, accounting: { 'budget.prices': ownPrices() } },
      signal,
    );
  }

  async #sourceOf(version: number, signal: AbortSignal): Promise<string> {
    const known = this.#sources.get(version);
    if (known !== undefined) return known;
    const chosen = await this.#chosen();
    if (chosen === undefined)
      throw new WhetstoneError(
        'template-not-found',
        vscode.l10n.t('This template is no longer there.'),
        vscode.l10n.t('Choose another one.'),
      );
    const { text } = await this.#dependencies.store.templates.read(chosen, version, signal);
    this.#sources.set(version, text);
    return text;
  }

  #show(type: 'show' | 'update'): void {
    const { template } = this.#view;
    const [first, second] = this.#previews;
    const variables = unitedFields(first?.fields ?? [], second?.fields ?? []);
    const own = first?.sample ?? {};
    const samples = [
      ...(Object.keys(own).length === 0
        ? []
        : [{ name: vscode.l10n.t('Sample of the template'), values: { ...own } }]),
      ...(template?.samples ?? []),
    ];
    const view: PlaygroundView = {
      ...this.#view,
      template: template === null ? null : { ...template, samples, variables },
    };
    if (type === 'update') {
      this.#send({ type, view, columns: this.#state.columns });
      return;
    }
    const previews = this.#state.columns.map((_, index) => this.#previews[index]?.preview ?? null);
    this.#send({ type, view, state: this.#state, previews, texts: playgroundTexts() });
  }

  async #setColumn(index: number, change: Partial<PlaygroundColumn>): Promise<void> {
    const columns = this.#state.columns.map((column, at) =>
      at === index ? { ...column, ...change } : column,
    );
    this.#state = { ...this.#state, columns };
    await this.#preview(false);
    this.#show('update');
    this.#sendPreviews();
  }

  #sendPreviews(): void {
    for (const [index, made] of this.#previews.entries())
      if (made !== null) this.#send({ type: 'preview', index, preview: made.preview });
  }

  async #compare(on: boolean): Promise<void> {
    this.#running?.abort();
    const [first = { version: null, model: autoModel, answer: null }] = this.#state.columns;
    this.#state = {
      ...this.#state,
      columns: on ? [first, { version: first.version, model: first.model, answer: null }] : [first],
    };
    await this.#preview(false);
    this.#show('update');
    this.#sendPreviews();
  }

  /** Runs every column on the same values, side by side. */
  async #run(values: FieldTexts): Promise<void> {
    if (this.#running !== null) return;
    const controller = new AbortController();
    this.#running = controller;
    this.#state = { ...this.#state, values };
    try {
      const all = this.#state.columns.map((_, index) => index);
      for (const index of all) this.#answer(index, runningAnswer);
      const blocked = await this.#runColumns(all, false, controller.signal);
      const [first] = blocked;
      if (first === undefined || controller.signal.aborted) return;
      const wish = await askToRedact(first.message);
      if (wish === 'show') await this.#showFindings(first.text);
      if (wish === 'redact')
        await this.#runColumns(
          blocked.map(({ index }) => index),
          true,
          controller.signal,
        );
    } finally {
      this.#running = null;
      await this.#refreshFigures();
    }
  }

  async #showFindings(text: string): Promise<void> {
    await vscode.commands.executeCommand('whetstone.scanPrompt', { text, show: true });
  }

  /** Resolves to the columns that the guard has kept back. */
  async #runColumns(
    indexes: readonly number[],
    redact: boolean,
    signal: AbortSignal,
  ): Promise<readonly { readonly index: number; readonly message: string; readonly text: string }[]> {
    const ended = await Promise.all(
      indexes.map(async (index) => {
        const execution = await this.#runColumn(index, redact, signal);
        if (execution?.error?.code !== 'blocked-by-guard') return null;
        const text = execution.messages.map(({ content }) => content).join('\n\n');
        return { index, message: execution.error.message, text };
      }),
    );
    return ended.filter((column) => column !== null);
  }

  async #runColumn(
    index: number,
    redact: boolean,
    signal: AbortSignal,
  ): Promise<TemplateExecution | undefined> {
    const { id, columns, values } = this.#state;
    const column = columns[index];
    if (id === null || column === undefined) return undefined;
    this.#answer(index, runningAnswer);
    const { connection, model } = splitChoice(column.model);
    const fields = this.#previews[index]?.fields ?? [];
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    const onText = (written: string): void => {
      text = written;
      timer ??= setTimeout(() => {
        timer = undefined;
        if (!signal.aborted) this.#answer(index, { ...runningAnswer, text });
      }, drawEvery);
    };
    try {
      const execution = await this.#dependencies.runner.run(
        {
          id,
          values: valuesOf(fields, values),
          redact,
          ...(column.version !== null && { version: column.version }),
          ...(connection !== null && { provider: connection }),
          ...(model !== null && { model }),
        },
        onText,
        signal,
      );
      clearTimeout(timer);
      this.#answer(index, answerOf(execution, localized, vscode.l10n.t('from the cache')));
      const { error } = execution;
      // What a button mends is said with that button, as everywhere.
      if (error?.code === 'unauthorized' || error?.code === 'model-not-found')
        showError(new WhetstoneError(error.code, error.message, error.hint), this.#dependencies.log);
      return execution;
    } catch (error) {
      clearTimeout(timer);
      if (isAbort(error)) {
        this.#answer(index, { ...runningAnswer, text, status: 'cancelled' });
        return undefined;
      }
      const said =
        error instanceof WhetstoneError ? [error.message, error.hint].map(localized).join(' ') : '';
      this.#answer(index, failedAnswer(text, said === '' ? [] : [said]));
      // The buttons that mend it are the same as for every command.
      showError(error, this.#dependencies.log);
      return undefined;
    }
  }

  async #chosen(): Promise<ListedTemplate | undefined> {
    const { id } = this.#state;
    return id === null ? undefined : this.#dependencies.library.find(id);
  }

  #answer(index: number, answer: PlaygroundAnswer): void {
    const columns = this.#state.columns.map((column, at) => (at === index ? { ...column, answer } : column));
    this.#state = { ...this.#state, columns };
    this.#send({ type: 'answer', index, answer });
  }

  async #refreshFigures(): Promise<void> {
    const { signal } = new AbortController();
    const chosen = await this.#chosen();
    const { template } = this.#view;
    if (chosen === undefined || template?.id !== chosen.id) return;
    this.#view = { ...this.#view, template: await this.#about(chosen, signal) };
    this.#show('update');
  }

  async #copy(index: number): Promise<void> {
    const text = this.#state.columns[index]?.answer?.text;
    if (text === undefined) return;
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('The answer is on the clipboard.'), 5000);
  }

  async #rate(index: number, rating: PlaygroundAnswer['rating']): Promise<void> {
    const answer = this.#state.columns[index]?.answer;
    if (answer === null || answer === undefined || answer.executionId === null) return;
    const value = rating === null ? null : rating === 'up' ? 1 : -1;
    await this.#dependencies.store.executions.rate(answer.executionId, value);
    this.#answer(index, { ...answer, rating });
  }

  async #saveSample(values: FieldTexts): Promise<void> {
    const chosen = await this.#chosen();
    if (chosen === undefined) return;
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Save as Sample'),
      prompt: vscode.l10n.t('A name for these values. The same name replaces an earlier sample.'),
      validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('This is needed.') : undefined),
    });
    if (name === undefined) return;
    const filled = Object.entries(values).filter(([, text]) => text.trim() !== '');
    const sample = { name: name.trim(), values: Object.fromEntries(filled) };
    await addSample(this.#samplesFile(chosen), sample);
    await this.#reload('update');
  }

  async #openTemplate(line: number | null, column: number | null): Promise<void> {
    const chosen = await this.#chosen();
    if (chosen === undefined) return;
    const place = new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (column ?? 1) - 1));
    await vscode.window.showTextDocument(vscode.Uri.file(chosen.path), {
      viewColumn: vscode.ViewColumn.One,
      selection: new vscode.Range(place, place),
    });
  }
}

/** The prices that the user has set, as plain data that can go to another thread. */
function ownPrices(): unknown {
  const prices = vscode.workspace.getConfiguration('whetstone').get<unknown>('budget.prices');
  return JSON.parse(JSON.stringify(prices ?? {}));
}
