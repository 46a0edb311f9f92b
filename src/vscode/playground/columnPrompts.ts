import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import type { FieldTexts, PlaygroundColumn, PlaygroundState } from '../../core/library/playgroundView.ts';
import type { TemplatePreview } from '../../core/library/previewTemplate.ts';
import { likelyModel } from './playgroundModels.ts';
import type { PlaygroundDependencies } from './ports.ts';

/** The prompts of the columns as the values make them; a later filling in overtakes an earlier one. */
export class ColumnPrompts implements vscode.Disposable {
  readonly #dependencies: Pick<PlaygroundDependencies, 'connections' | 'engine' | 'library' | 'store'>;
  /** Texts of versions of the template that is shown, by number: they never change. */
  readonly #sources = new Map<number, string>();
  #filling: AbortController | null = null;
  #latest: readonly TemplatePreview[] = [];

  constructor(dependencies: Pick<PlaygroundDependencies, 'connections' | 'engine' | 'library' | 'store'>) {
    this.#dependencies = dependencies;
  }

  /** As they were filled in last, in the order of the columns. */
  get latest(): readonly TemplatePreview[] {
    return this.#latest;
  }

  /** Another template is shown from now on. */
  forget(): void {
    this.#filling?.abort();
    this.#sources.clear();
  }

  /** Resolves to false when it was overtaken: then `latest` is as it was. */
  async fill({ columns, id, values }: PlaygroundState): Promise<boolean> {
    this.#filling?.abort();
    const controller = new AbortController();
    this.#filling = controller;
    const made =
      id === null
        ? []
        : await Promise.all(columns.map((column) => this.#promptOf(id, column, values, controller.signal)));
    if (controller.signal.aborted) return false;
    this.#latest = made;
    return true;
  }

  dispose(): void {
    this.#filling?.abort();
  }

  async #promptOf(
    id: string,
    { model, version }: PlaygroundColumn,
    texts: FieldTexts,
    signal: AbortSignal,
  ): Promise<TemplatePreview> {
    const { connections, engine, library } = this.#dependencies;
    const [likely, source] = await Promise.all([
      likelyModel(model, connections),
      version === null ? null : this.#sourceOf(id, version, signal),
    ]);
    return engine.previewTemplate(
      { ...library.folders(), ...likely, id, source, texts, accounting: { 'budget.prices': ownPrices() } },
      signal,
    );
  }

  async #sourceOf(id: string, version: number, signal: AbortSignal): Promise<string> {
    const known = this.#sources.get(version);
    if (known !== undefined) return known;
    const chosen = await this.#dependencies.library.find(id);
    if (chosen === undefined)
      throw new WhetstoneError(
        'template-not-found',
        vscode.l10n.t('This template is no longer there.'),
        vscode.l10n.t('Choose another one.'),
      );
    const { text } = await this.#dependencies.store.templates.read(chosen, version, signal);
    if (!signal.aborted) this.#sources.set(version, text);
    return text;
  }
}

/** The prices that the user has set, as plain data that can go to another thread. */
function ownPrices(): unknown {
  const prices = vscode.workspace.getConfiguration('whetstone').get<unknown>('budget.prices');
  return JSON.parse(JSON.stringify(prices ?? {}));
}
