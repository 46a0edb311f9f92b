import * as vscode from 'vscode';
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
import { showError } from '../showError.ts';
import { aboutTemplate, samplesFileOf } from './aboutTemplate.ts';
import { ColumnPrompts } from './columnPrompts.ts';
import { runColumns } from './columnRuns.ts';
import { autoModel, modelChoices, pickModelChoice } from './playgroundModels.ts';
import { playgroundTexts } from './playgroundTexts.ts';
import type { ListedTemplate, PlaygroundDependencies } from './ports.ts';
import { addSample } from './samples.ts';

/** Milliseconds without a key after which what was typed is shown in the prompt. */
const typingPause = 150;

const emptyColumn: PlaygroundColumn = { version: null, model: autoModel, answer: null };

export const emptyState: PlaygroundState = {
  id: null,
  values: {},
  columns: [emptyColumn],
};

/** What goes on in the playground: it takes what the page asks for, and sends what the page shows. */
export class Playground implements vscode.Disposable {
  readonly #dependencies: PlaygroundDependencies;
  readonly #send: (message: ToPlayground) => void;
  readonly #subscription: vscode.Disposable;
  readonly #prompts: ColumnPrompts;
  #state: PlaygroundState;
  #view: PlaygroundView = { templates: [], template: null, models: [] };
  #loading: AbortController | null = null;
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
    this.#prompts = new ColumnPrompts(dependencies);
    this.#subscription = vscode.Disposable.from(
      dependencies.library.onDidChange(() => void this.#attempt(() => this.#reload('update'))),
      dependencies.connections.onDidChange(() => void this.#attempt(() => this.#reload('update'))),
    );
  }

  /** Shows another template, or the same one with its values as they are. */
  async choose(id: string | null): Promise<void> {
    if (id !== null && id !== this.#state.id) {
      this.#running?.abort();
      this.#prompts.forget();
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
    this.#prompts.dispose();
    for (const controller of [this.#loading, this.#running]) controller?.abort();
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
        this.#typing = setTimeout(() => void this.#attempt(() => this.#typed()), typingPause);
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
    const about =
      chosen === undefined ? null : await aboutTemplate(this.#dependencies, chosen, controller.signal);
    if (controller.signal.aborted) return;
    this.#view = {
      templates: listed.map(({ category, id, name }) => ({ id, name, category })),
      template: about,
      models,
    };
    await this.#prompts.fill(this.#state);
    if (!controller.signal.aborted) this.#show(then);
  }

  /** Fills the prompts in anew while values are typed, and tells the page what has changed by it. */
  async #typed(): Promise<void> {
    const fieldsOf = (): string[] => this.#prompts.latest.map(({ fields }) => JSON.stringify(fields));
    const before = fieldsOf();
    if (!(await this.#prompts.fill(this.#state))) return;
    if (fieldsOf().join() !== before.join()) this.#show('update');
    this.#sendPrompts();
  }

  #show(type: 'show' | 'update'): void {
    const { template } = this.#view;
    const [first, second] = this.#prompts.latest;
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
    const previews = this.#state.columns.map((_, index) => this.#prompts.latest[index]?.preview ?? null);
    this.#send({ type, view, state: this.#state, previews, texts: playgroundTexts() });
  }

  async #setColumn(index: number, change: Partial<PlaygroundColumn>): Promise<void> {
    await this.#setColumns(
      this.#state.columns.map((column, at) => (at === index ? { ...column, ...change } : column)),
    );
  }

  async #compare(on: boolean): Promise<void> {
    this.#running?.abort();
    const [first = emptyColumn] = this.#state.columns;
    await this.#setColumns(on ? [first, { ...first, answer: null }] : [first]);
  }

  async #setColumns(columns: readonly PlaygroundColumn[]): Promise<void> {
    this.#state = { ...this.#state, columns: [...columns] };
    await this.#prompts.fill(this.#state);
    this.#show('update');
    this.#sendPrompts();
  }

  #sendPrompts(): void {
    for (const [index, { preview }] of this.#prompts.latest.entries())
      this.#send({ type: 'preview', index, preview });
  }

  /** Runs every column on the same values, side by side. */
  async #run(values: FieldTexts): Promise<void> {
    const { columns, id } = this.#state;
    if (this.#running !== null || id === null) return;
    const controller = new AbortController();
    this.#running = controller;
    this.#state = { ...this.#state, values };
    const runs = columns.map(({ model, version }, index) => {
      const fields = this.#prompts.latest[index]?.fields ?? [];
      return { index, id, model, version, values: valuesOf(fields, values) };
    });
    try {
      await runColumns(
        this.#dependencies,
        runs,
        (index, answer) => {
          // Another template may have been chosen meanwhile.
          if (this.#state.id === id) this.#answer(index, answer);
        },
        controller.signal,
      );
    } finally {
      this.#running = null;
      await this.#refreshFigures();
    }
  }

  async #chosen(): Promise<ListedTemplate | undefined> {
    const { id } = this.#state;
    return id === null ? undefined : this.#dependencies.library.find(id);
  }

  #answer(index: number, answer: PlaygroundAnswer): void {
    if (this.#state.columns[index] === undefined) return;
    const columns = this.#state.columns.map((column, at) => (at === index ? { ...column, answer } : column));
    this.#state = { ...this.#state, columns };
    this.#send({ type: 'answer', index, answer });
  }

  async #refreshFigures(): Promise<void> {
    const { signal } = new AbortController();
    const chosen = await this.#chosen();
    const { template } = this.#view;
    if (chosen === undefined || template?.id !== chosen.id) return;
    this.#view = { ...this.#view, template: await aboutTemplate(this.#dependencies, chosen, signal) };
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
    await addSample(samplesFileOf(this.#dependencies, chosen), sample);
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
