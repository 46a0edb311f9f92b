import * as vscode from 'vscode';
import { describeError } from '../showError.ts';
import type { EnhancementSession } from './session.ts';

/** A diff that nobody came back to for this long is forgotten (its enhancement stays in the history). */
const maximumAgeMs = 30 * 24 * 3600 * 1000;

/**
 * The undecided enhancements. Each is also kept in a file of its own, so that its diff survives a reload of the window or a killed
 * editor. A disk that cannot be written costs only that: the session itself goes on.
 */
export class SessionStore implements vscode.Disposable {
  readonly #folder: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #sessions = new Map<string, EnhancementSession>();
  readonly #changed = new vscode.EventEmitter<string>();

  /** Fires with the id of a session whose texts changed by other means than its own editor. */
  readonly onDidChange = this.#changed.event;

  constructor(globalStorage: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#folder = vscode.Uri.joinPath(globalStorage, 'open');
    this.#log = log;
  }

  async get(id: string): Promise<EnhancementSession | undefined> {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const stored = await this.#read(id);
    if (stored !== undefined) this.#sessions.set(id, stored);
    return stored;
  }

  async add(session: EnhancementSession): Promise<void> {
    this.#sessions.set(session.enhancement.enhancementId, session);
    await this.#write(session);
  }

  /** Takes the text of the right side as its editor saved it. */
  async saveResult(id: string, result: string): Promise<void> {
    const session = await this.get(id);
    if (session !== undefined) await this.add({ ...session, result });
  }

  /** Takes texts that did not come from the diff's own editor, and has the diff show them. */
  async update(session: EnhancementSession): Promise<void> {
    await this.add(session);
    this.#changed.fire(session.enhancement.enhancementId);
  }

  async remove(id: string): Promise<void> {
    this.#sessions.delete(id);
    await this.#attempt(() => vscode.workspace.fs.delete(this.#file(id)));
  }

  /** Deletes what has been lying about for a month. */
  async prune(now: number): Promise<void> {
    await this.#attempt(async () => {
      for (const [name] of await vscode.workspace.fs.readDirectory(this.#folder)) {
        const file = vscode.Uri.joinPath(this.#folder, name);
        const { mtime } = await vscode.workspace.fs.stat(file);
        if (now - mtime > maximumAgeMs) await vscode.workspace.fs.delete(file);
      }
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #file(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${id}.json`);
  }

  async #read(id: string): Promise<EnhancementSession | undefined> {
    let session: EnhancementSession | undefined;
    await this.#attempt(async () => {
      const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file(id)));
      const { parseSession } = await import('./storedSession.ts');
      session = parseSession(content);
    });
    return session;
  }

  async #write(session: EnhancementSession): Promise<void> {
    const content = new TextEncoder().encode(JSON.stringify(session));
    await this.#attempt(() =>
      vscode.workspace.fs.writeFile(this.#file(session.enhancement.enhancementId), content),
    );
  }

  async #attempt(work: () => Thenable<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return;
      this.#log.warn(`open enhancements: ${describeError(error)}`);
    }
  }
}
