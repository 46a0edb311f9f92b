import * as vscode from 'vscode';
import { enhancementScheme, parseSideUri, sideUri } from './session.ts';
import type { EnhancementSession } from './session.ts';
import type { SessionStore } from './sessionStore.ts';

/**
 * The two documents of a diff as files: the original read-only, the result editable. Saving is instant and the result's language
 * saves itself, so the right side never counts as unsaved work (docs/decisions/0050).
 */
export class ResultFileSystem implements vscode.FileSystemProvider {
  readonly #sessions: SessionStore;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #written = new Map<string, number>();
  #clock = Date.now();

  readonly onDidChangeFile = this.#changed.event;

  constructor(sessions: SessionStore) {
    this.#sessions = sessions;
    sessions.onDidChange((id) => void this.#announce(id));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { session, side, id } = await this.#find(uri);
    const stat = {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: this.#written.get(id) ?? 1,
      size: new TextEncoder().encode(textOf(session, side)).byteLength,
    };
    return side === 'original' ? { ...stat, permissions: vscode.FilePermission.Readonly } : stat;
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { session, side } = await this.#find(uri);
    return new TextEncoder().encode(textOf(session, side));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { id, side } = await this.#find(uri);
    if (side === 'original') throw vscode.FileSystemError.NoPermissions(uri);
    await this.#sessions.saveResult(id, new TextDecoder('utf-8', { ignoreBOM: true }).decode(content));
    this.#written.set(id, this.#tick());
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async #find(
    uri: vscode.Uri,
  ): Promise<{ session: EnhancementSession; id: string; side: 'original' | 'enhanced' }> {
    const parsed = parseSideUri(uri);
    const session = parsed === null ? undefined : await this.#sessions.get(parsed.id);
    if (parsed === null || session === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return { session, ...parsed };
  }

  async #announce(id: string): Promise<void> {
    const session = await this.#sessions.get(id);
    if (session === undefined) return;
    this.#written.set(id, this.#tick());
    this.#changed.fire(
      (['original', 'enhanced'] as const).map((side) => ({
        type: vscode.FileChangeType.Changed,
        uri: sideUri(id, side, session.kind),
      })),
    );
  }

  /** A time that grows with every write, however quickly they follow each other. */
  #tick(): number {
    this.#clock = Math.max(this.#clock + 1, Date.now());
    return this.#clock;
  }
}

/** Makes the documents of enhancement diffs readable and, on the right, writable. */
export function registerResultFileSystem(sessions: SessionStore): vscode.Disposable {
  return vscode.workspace.registerFileSystemProvider(enhancementScheme, new ResultFileSystem(sessions), {
    isCaseSensitive: true,
  });
}

function textOf(session: EnhancementSession, side: 'original' | 'enhanced'): string {
  return side === 'original' ? session.original : session.result;
}
