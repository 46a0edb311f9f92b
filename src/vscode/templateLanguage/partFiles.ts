import * as vscode from 'vscode';
import type { TemplateDraft } from '../../core/library/editing/templateDraft.ts';
import { templateIndex } from '../../core/library/editing/templateIndex.ts';
import { isPartialId } from '../../core/library/partials.ts';
import { liesIn } from '../../node/liesIn.ts';
import type { TemplateFolder } from '../../node/templateFiles.ts';
import type { TemplateLanguageDependencies } from './dependencies.ts';
import { idOfDocument, readDocument } from './templateDocument.ts';

/** What was listed counts this long, unless the library says before that something changed. Milliseconds. */
const freshFor = 3000;

/** A larger file is no template, and more partials in one template are a mistake. */
const largest = 512 * 1024;
const mostParts = 100;

interface Listed {
  readonly at: number;
  readonly files: Promise<ReadonlyMap<string, vscode.Uri>>;
}

/**
 * The files that `{{> name}}` may mean: `_name.prompt`, else `name.prompt`, beside the document and in the folders of the library, the narrowest
 * first. Read through VS Code, so that virtual file systems work and unsaved changes count.
 */
export class PartFiles implements vscode.Disposable {
  readonly #dependencies: TemplateLanguageDependencies;
  readonly #listed = new Map<string, Listed>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #folders: { readonly at: number; readonly all: Promise<readonly TemplateFolder[]> } | null = null;

  /** Fires when a partial may have come, gone or changed. */
  readonly onDidChange = this.#changed.event;

  constructor(dependencies: TemplateLanguageDependencies) {
    this.#dependencies = dependencies;
    const forget = (): void => {
      this.#listed.clear();
      this.#folders = null;
      this.#changed.fire();
    };
    this.#subscription = vscode.Disposable.from(
      this.#changed,
      dependencies.onDidChangeLibrary(forget),
      // Files outside of the library are not watched.
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId === 'dotprompt') forget();
      }),
      vscode.workspace.onDidCreateFiles(forget),
      vscode.workspace.onDidDeleteFiles(forget),
      vscode.workspace.onDidRenameFiles(forget),
    );
  }

  /** The file of every name within reach of a document. */
  async within(document: vscode.TextDocument, signal: AbortSignal): Promise<ReadonlyMap<string, vscode.Uri>> {
    const folders = await this.#allFolders(signal);
    const places: { readonly uri: vscode.Uri; readonly within?: string }[] = folders
      .toReversed()
      .map(({ path, within }) => ({
        uri: vscode.Uri.file(path),
        ...(within !== undefined && { within }),
      }));
    if (!document.isUntitled) places.unshift({ uri: vscode.Uri.joinPath(document.uri, '..') });
    const lists = await Promise.all(places.map(({ uri, within }) => this.#list(uri, within)));
    const found = new Map<string, vscode.Uri>();
    for (const wantsPart of [true, false]) {
      for (const [id, uri] of lists.flatMap((list) => [...list])) {
        if (isPartialId(id) !== wantsPart) continue;
        const name = wantsPart ? id.slice(1) : id;
        if (!found.has(name)) found.set(name, uri);
      }
    }
    return found;
  }

  /** The document with all that it puts in, directly or through others. Null for one that is too long. */
  async draftOf(document: vscode.TextDocument, signal: AbortSignal): Promise<TemplateDraft | null> {
    const read = readDocument(document);
    if (read === null) return null;
    const { index, text } = read;
    const id = idOfDocument(document);
    if (index.partials.length === 0) return { id, text, parts: {}, partNames: [] };
    const files = await this.within(document, signal);
    const parts: Record<string, string> = {};
    let wanted = new Set(index.partials.map(({ name }) => name));
    while (wanted.size > 0 && Object.keys(parts).length < mostParts) {
      const next = new Set<string>();
      const texts = await Promise.all(
        [...wanted].map(async (name) => [name, await this.#read(files.get(name))] as const),
      );
      for (const [name, part] of texts) {
        if (part === null) continue;
        parts[name] = part;
        for (const use of templateIndex(part).partials)
          if (!Object.hasOwn(parts, use.name)) next.add(use.name);
      }
      wanted = next;
    }
    return { id, text, parts, partNames: [...files.keys()] };
  }

  /** A partial's text as it stands in its editor, else in its file; null when it cannot be read. */
  async textOf(uri: vscode.Uri): Promise<string | null> {
    return this.#read(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #read(uri: vscode.Uri | undefined): Promise<string | null> {
    if (uri === undefined) return null;
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (open !== undefined) return open.getText().slice(0, largest);
    try {
      const bytes = await vscode.workspace.fs.readFile(uri);
      return bytes.length > largest ? null : new TextDecoder().decode(bytes);
    } catch (error) {
      this.#dependencies.log.debug(
        `A partial could not be read: ${error instanceof Error ? error.name : ''}`,
      );
      return null;
    }
  }

  #allFolders(signal: AbortSignal): Promise<readonly TemplateFolder[]> {
    const now = Date.now();
    if (this.#folders === null || now - this.#folders.at > freshFor) {
      const { engine } = this.#dependencies;
      const own = this.#dependencies.folders();
      // One answer serves several askers, so that one of them must not call it off.
      const all = engine.templateFolders(own, new AbortController().signal).catch(() => own);
      this.#folders = { at: now, all };
    }
    signal.throwIfAborted();
    return this.#folders.all;
  }

  #list(folder: vscode.Uri, within: string | undefined): Promise<ReadonlyMap<string, vscode.Uri>> {
    const key = `${folder.toString()} ${within ?? ''}`;
    const before = this.#listed.get(key);
    const now = Date.now();
    if (before !== undefined && now - before.at < freshFor) return before.files;
    const files = this.#readFolder(folder, within);
    this.#listed.set(key, { at: now, files });
    return files;
  }

  async #readFolder(
    folder: vscode.Uri,
    within: string | undefined,
  ): Promise<ReadonlyMap<string, vscode.Uri>> {
    const entries = await vscode.workspace.fs.readDirectory(folder).then(
      (all) => all,
      () => [], // no such folder, or one that cannot be listed: it has no partials
    );
    const files = new Map<string, vscode.Uri>();
    // A link in a repository must not bring in a file from elsewhere.
    if (within !== undefined && entries.length > 0 && !(await liesIn(folder.fsPath, within))) return files;
    for (const [name, type] of entries) {
      if (!name.endsWith('.prompt') || (type & vscode.FileType.File) === 0) continue;
      if (within !== undefined && (type & vscode.FileType.SymbolicLink) !== 0) continue;
      files.set(name.slice(0, -'.prompt'.length), vscode.Uri.joinPath(folder, name));
    }
    return files;
  }
}
