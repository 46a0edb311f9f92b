import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

/** Scheme of the two documents of a diff whose right side is still being written. */
export const writingScheme = 'whetstone-writing';

/** A prompt on its way. */
interface Writing {
  readonly original: string;
  readonly cancel: () => void;
  text: string;
  /** Grows with every change of the text. */
  version: number;
}

type Side = 'original' | 'written';

/** The second has the language of the result, so that it looks like what will stand there. */
const names = { original: '/Original.md', written: '/Being Written.whetstone' } as const;

/**
 * Texts that a model is still writing, as files that nobody else can change. They live only as long as the enhancement runs: what is
 * unfinished is not kept (docs/decisions/0145).
 */
export class WritingFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #writings = new Map<string, Writing>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChangeFile = this.#changed.event;

  constructor() {
    this.#subscription = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      // Who closes the diff does not want what is being written in it.
      for (const tab of closed) this.cancel(writtenIn(tab));
    });
  }

  /** Begins a text; gives its id. `cancel` is called when the user closes its diff. */
  begin(original: string, cancel: () => void): string {
    const id = randomUUID();
    this.#writings.set(id, { original, cancel, text: '', version: 1 });
    return id;
  }

  /** Takes the text so far. */
  write(id: string, text: string): void {
    const writing = this.#writings.get(id);
    if (writing === undefined || writing.text === text) return;
    writing.text = text;
    writing.version += 1;
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: writingUri(id, 'written') }]);
  }

  /** Forgets a text; its documents must be closed by now. */
  end(id: string): void {
    this.#writings.delete(id);
  }

  /** Cancels the enhancement that writes a document; false when the document is none of these. */
  cancel(uri: vscode.Uri | undefined): boolean {
    const writing = uri?.scheme === writingScheme ? this.#writings.get(uri.authority) : undefined;
    writing?.cancel();
    return writing !== undefined;
  }

  /** Closes diffs whose text nobody is writing any more: the window was loaded again meanwhile. */
  async closeAbandoned(): Promise<void> {
    const abandoned = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter((tab) => {
        const uri = writtenIn(tab);
        return uri !== undefined && !this.#writings.has(uri.authority);
      });
    if (abandoned.length > 0) await vscode.window.tabGroups.close(abandoned, true);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { version } = this.#find(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: version, size: this.readFile(uri).byteLength };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const { original, text } = this.#find(uri);
    return new TextEncoder().encode(uri.path === names.original ? original : text);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #find(uri: vscode.Uri): Writing {
    const writing = this.#writings.get(uri.authority);
    if (writing === undefined || !Object.values<string>(names).includes(uri.path))
      throw vscode.FileSystemError.FileNotFound(uri);
    return writing;
  }
}

/** The address of one side of such a diff. */
export function writingUri(id: string, side: Side): vscode.Uri {
  return vscode.Uri.from({ scheme: writingScheme, authority: id, path: names[side] });
}

/** The document on the right of a tab that shows such a diff; undefined for every other tab. */
export function writtenIn({ input }: vscode.Tab): vscode.Uri | undefined {
  if (!(input instanceof vscode.TabInputTextDiff)) return undefined;
  return input.modified.scheme === writingScheme ? input.modified : undefined;
}

/** Makes the documents readable; who types into one is told why that does not work. */
export function registerWritingFiles(files: WritingFiles): vscode.Disposable {
  const provider = vscode.workspace.registerFileSystemProvider(writingScheme, files, {
    isCaseSensitive: true,
    isReadonly: new vscode.MarkdownString(
      vscode.l10n.t('This prompt is still being written. It can be edited when it is finished.'),
    ),
  });
  void files.closeAbandoned();
  return vscode.Disposable.from(files, provider);
}
