import * as vscode from 'vscode';
import type { LibraryEntry } from '../../core/library/library.ts';
import type { RenderedTemplate } from '../../core/library/template.ts';
import type { Engine, TemplatesInput } from '../../node/engine/engine.ts';

/** The templates within reach: built in, the user's own, and those of the trusted workspace. */
export class TemplateLibrary implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #extensionUri: vscode.Uri;
  readonly #storageUri: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  /** Fires when a template file was added, changed or deleted. */
  readonly onDidChange = this.#changed.event;

  constructor(engine: Engine, context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri'>) {
    this.#engine = engine;
    this.#extensionUri = context.extensionUri;
    this.#storageUri = context.globalStorageUri;
    const watchers = [
      vscode.workspace.createFileSystemWatcher('**/*.prompt'),
      vscode.workspace.createFileSystemWatcher('**/whetstone.config.json'),
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.#userFolder(), '*.prompt')),
    ];
    const fire = (): void => this.#changed.fire();
    this.#subscriptions = [
      this.#changed,
      ...watchers.flatMap((watcher) => [
        watcher,
        watcher.onDidChange(fire),
        watcher.onDidCreate(fire),
        watcher.onDidDelete(fire),
      ]),
      vscode.workspace.onDidGrantWorkspaceTrust(fire),
      vscode.workspace.onDidChangeWorkspaceFolders(fire),
    ];
  }

  /** All templates, by category and name; a narrower scope hides the same id of a wider one. */
  list(signal: AbortSignal): Promise<readonly LibraryEntry[]> {
    return this.#engine.templates(this.folders(), signal);
  }

  /** Throws `template-not-found`, `template-schema` or `template-render`. */
  render(
    id: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<RenderedTemplate> {
    return this.#engine.renderTemplate({ ...this.folders(), id, variables }, signal);
  }

  /** The file that a template is read from. */
  async fileOf({ id, scope }: Pick<LibraryEntry, 'id' | 'scope'>): Promise<vscode.Uri | undefined> {
    const name = `${id}.prompt`;
    for (const folder of this.folders().folders.filter((candidate) => candidate.scope === scope)) {
      const file = vscode.Uri.joinPath(vscode.Uri.file(folder.path), name);
      if (await isFile(file)) return file;
    }
    if (scope !== 'workspace') return undefined;
    // A folder that the team's configuration names.
    return (await vscode.workspace.findFiles(`**/${name}`, undefined, 1))[0];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #userFolder(): vscode.Uri {
    return vscode.Uri.joinPath(this.#storageUri, 'templates');
  }

  /** Where templates lie, as the engine takes it. */
  folders(): TemplatesInput {
    const workspace = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    return {
      folders: [
        {
          scope: 'builtin' as const,
          path: vscode.Uri.joinPath(this.#extensionUri, 'templates').fsPath,
        },
        { scope: 'user' as const, path: this.#userFolder().fsPath },
        ...workspace
          .filter((folder) => folder.uri.scheme === 'file')
          .map((folder) => ({
            scope: 'workspace' as const,
            path: vscode.Uri.joinPath(folder.uri, '.whetstone', 'templates').fsPath,
            // A link in a repository must not bring in a file from elsewhere.
            within: folder.uri.fsPath,
          })),
      ],
    };
  }
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
