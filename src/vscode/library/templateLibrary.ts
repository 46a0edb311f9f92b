import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import type { ExportedTemplate } from '../../core/library/exchange/exportTemplate.ts';
import type { ExchangeFormat } from '../../core/library/exchange/importTemplate.ts';
import type { ConvertedSkill } from '../../core/library/exchange/promptToSkill.ts';
import { keyText, withRecord, type FoundFile, type FoundTemplate } from '../../core/library/foundTemplate.ts';
import type { TemplateKey } from '../../core/library/templateVersions.ts';
import type { RenderedTemplate } from '../../core/library/template.ts';
import type { Engine, TemplatesInput, WholeTemplate } from '../../node/engine/engine.ts';
import type { ConvertInput, FoundImport } from '../../node/engine/exchangeCalls.ts';
import type { TemplateHistory } from './templateHistory.ts';

/** Milliseconds of quiet after which changed files are looked at: a checkout of a branch changes many at once. */
const quiet = 80;

/** While a large library is read for the first time, what there is of it so far is shown this often. Milliseconds. */
const showEvery = 500;

/** Up to so many changed files become versions before the list is answered; more of them after it. */
const waitFor = 100;

type Extension = Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'extension'>;

/** The templates within reach: built in, the user's own, and those of the trusted workspace. */
export class TemplateLibrary implements vscode.Disposable {
  readonly history: TemplateHistory;
  readonly #engine: Engine;
  readonly #extension: Extension;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #files: readonly FoundFile[] = [];
  #places: ReadonlyMap<string, string> = new Map();
  #versions: ReadonlyMap<string, number> = new Map();
  #shown: readonly FoundTemplate[] | null = null;
  #shownAt = 0;
  #isReading = false;
  #current: Promise<readonly FoundTemplate[]> | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** Fires when a template file was added, changed or deleted, or what is known of a template changed. */
  readonly onDidChange = this.#changed.event;

  constructor(engine: Engine, extension: Extension, history: TemplateHistory) {
    this.#engine = engine;
    this.#extension = extension;
    this.history = history;
    const watchers = [
      vscode.workspace.createFileSystemWatcher('**/*.prompt'),
      vscode.workspace.createFileSystemWatcher('**/whetstone.config.json'),
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.userFolder, '*.prompt')),
    ];
    const later = (): void => this.#refreshLater();
    this.#subscriptions = [
      this.#changed,
      new vscode.Disposable(() => clearTimeout(this.#timer)),
      ...watchers.flatMap((watcher) => [
        watcher,
        watcher.onDidChange(later),
        watcher.onDidCreate(later),
        watcher.onDidDelete(later),
      ]),
      vscode.workspace.onDidGrantWorkspaceTrust(later),
      vscode.workspace.onDidChangeWorkspaceFolders(later),
      vscode.workspace.onDidRenameFiles(({ files }) => this.#followRenamed(files)),
      // Another window may have used, promoted or switched off a template meanwhile.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.#current !== null) later();
      }),
    ];
  }

  /** The folder with the user's own templates; it may not exist yet. */
  get userFolder(): vscode.Uri {
    return vscode.Uri.joinPath(this.#extension.globalStorageUri, 'templates');
  }

  /** The folder for templates of a workspace folder, by default the first; undefined without a trusted one on the disk. */
  workspaceFolder(root?: vscode.WorkspaceFolder): vscode.Uri | undefined {
    const folder = root ?? this.#roots()[0];
    return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, '.whetstone', 'templates');
  }

  /** All templates as they lie on the disk now, by category and name; a narrower scope hides the same id of a wider one. */
  async list(signal: AbortSignal): Promise<readonly FoundTemplate[]> {
    const before = this.#files;
    const found = await this.#engine.templates(
      this.folders(),
      (progress) => {
        if (progress.step === 'templates') this.#showSome(progress.templates);
      },
      signal,
    );
    this.#files = found.files;
    await this.#followDeleted(before, found.files);
    // Of several folders of a place the first is the one to write to.
    this.#places = new Map(found.places.toReversed().map(({ place, path }) => [place, path]));
    const records = new Map(await this.history.records([...this.#places.keys()], signal));
    const changed = found.files.filter((file) => {
      const record = records.get(keyText(file));
      return file.scope !== 'builtin' && (record?.latestHash !== file.hash || record.deletedAt !== null);
    });
    const keeping = this.history.keepFiles(changed, signal);
    if (changed.length <= waitFor) {
      for (const record of await keeping) records.set(keyText(record), record);
    } else void keeping.then(() => this.refresh());
    this.#versions = new Map([...records].map(([key, { latest }]) => [key, latest]));
    const templates = found.templates.map((template) => withRecord(template, records.get(keyText(template))));
    this.#shown = templates;
    if (this.#isReading) {
      this.#isReading = false;
      this.#changed.fire();
    }
    return templates;
  }

  /** As `list`, but what was found since the last change is enough; while a large library is first read, what there is of it so far. */
  known(): Promise<readonly FoundTemplate[]> {
    if (this.#current === null) {
      const listing = this.list(new AbortController().signal);
      this.#current = listing;
      listing.catch(() => {
        if (this.#current === listing) this.#current = null;
      });
    }
    return this.#isReading && this.#shown !== null ? Promise.resolve(this.#shown) : this.#current;
  }

  /** Looks at the files again and tells everybody. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#current = null;
    this.#isReading = false;
    this.#changed.fire();
  }

  /** Throws `template-not-found`, `template-schema` or `template-render`. */
  render(
    id: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<RenderedTemplate> {
    return this.#engine.renderTemplate({ ...this.folders(), id, variables }, signal);
  }

  /** A template whole. Throws `template-not-found`. */
  read(id: string, signal: AbortSignal): Promise<WholeTemplate> {
    return this.#engine.readTemplate({ ...this.folders(), id }, signal);
  }

  /** The places of versions that are open here, and the folder of each. */
  async places(): Promise<ReadonlyMap<string, string>> {
    if (this.#places.size === 0) await this.list(new AbortController().signal);
    return this.#places;
  }

  /** Templates as files of this or another tool. Throws `template-render` for one with problems. */
  export(
    ids: readonly string[],
    format: ExchangeFormat,
    signal: AbortSignal,
  ): Promise<readonly ExportedTemplate[]> {
    return this.#engine.exportTemplates({ ...this.folders(), ids, format }, signal);
  }

  /** What a file, folder or zip holds, as templates. Throws `input-unreadable` and `input-too-large`. */
  import(path: string, signal: AbortSignal): Promise<readonly FoundImport[]> {
    return this.#engine.importTemplates({ path }, signal);
  }

  /** A prompt file as a skill. */
  convert(input: ConvertInput, signal: AbortSignal): Promise<ConvertedSkill> {
    return this.#engine.convertToSkill(input, signal);
  }

  /** The template that an id stands for; undefined when there is none. */
  async find(id: string): Promise<FoundTemplate | undefined> {
    const here = (templates: readonly FoundTemplate[] | null): FoundTemplate | undefined =>
      templates?.find((template) => template.id === id);
    return here(this.#shown) ?? here(await this.list(new AbortController().signal));
  }

  /** Under which key the versions of a template are kept. Throws `template-not-found`. */
  async keyOf({ id }: { readonly id: string }): Promise<TemplateKey> {
    const found = await this.find(id);
    if (found !== undefined) return { place: found.place, id };
    throw new WhetstoneError(
      'template-not-found',
      vscode.l10n.t('There is no template "{0}".', id),
      vscode.l10n.t('The Library view lists the templates there are.'),
    );
  }

  /** The file that a template is read from. */
  async fileOf({ id }: { readonly id: string }): Promise<vscode.Uri | undefined> {
    const found = await this.find(id);
    return found === undefined ? undefined : vscode.Uri.file(found.path);
  }

  /** The latest version of a file that the library has seen; 0 = none. */
  versionOf(file: TemplateKey): number {
    return this.#versions.get(keyText(file)) ?? 0;
  }

  /** The template file at this address, when it is one that the library has seen. */
  fileAt(uri: vscode.Uri): FoundFile | undefined {
    return uri.scheme === 'file' ? this.#files.find(({ path }) => path === uri.fsPath) : undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** A renamed file begins its versions with a word about where it comes from; those of its old name are kept under that. */
  #followRenamed(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): void {
    for (const { newUri, oldUri } of files) {
      const before = this.fileAt(oldUri);
      if (before === undefined || !newUri.path.endsWith('.prompt')) continue;
      this.history.announce(newUri.fsPath, { note: vscode.l10n.t('Renamed from {0}', before.id) });
    }
    this.#refreshLater();
  }

  #refreshLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), quiet);
  }

  #showSome(templates: readonly FoundTemplate[]): void {
    this.#shown = templates;
    this.#isReading = true;
    if (Date.now() - this.#shownAt < showEvery) return;
    this.#shownAt = Date.now();
    this.#changed.fire();
  }

  /** A file that was there and is gone counts as deleted. Others of its place are not judged: they may lie in a folder that is not open. */
  async #followDeleted(before: readonly FoundFile[], after: readonly FoundFile[]): Promise<void> {
    const there = new Set(after.map(({ path }) => path));
    const keys = new Set(after.map(keyText));
    const open = new Set(this.folders().folders.map(({ path }) => path));
    const gone = before.filter(
      (file) =>
        !there.has(file.path) &&
        !keys.has(keyText(file)) &&
        file.scope !== 'builtin' &&
        open.has(vscode.Uri.joinPath(vscode.Uri.file(file.path), '..').fsPath),
    );
    await this.history.markDeleted(gone);
  }

  #roots(): readonly vscode.WorkspaceFolder[] {
    if (!vscode.workspace.isTrusted) return [];
    return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  }

  /** Where templates lie, as the engine takes it. */
  folders(): TemplatesInput {
    const { extensionUri, globalStorageUri, extension } = this.#extension;
    const { version } = extension.packageJSON as { version: string };
    return {
      index: { path: vscode.Uri.joinPath(globalStorageUri, 'template-index.json').fsPath, version },
      folders: [
        { scope: 'builtin', path: vscode.Uri.joinPath(extensionUri, 'templates').fsPath },
        { scope: 'user', path: this.userFolder.fsPath },
        ...this.#roots().map((root) => ({
          scope: 'workspace' as const,
          path: vscode.Uri.joinPath(root.uri, '.whetstone', 'templates').fsPath,
          // A link in a repository must not bring in a file from elsewhere.
          within: root.uri.fsPath,
        })),
      ],
    };
  }
}
