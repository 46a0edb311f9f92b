import * as vscode from 'vscode';
import type { LibraryFilter } from '../../core/library/libraryView.ts';
import { registerCommand } from '../commands.ts';
import { showError } from '../showError.ts';
import { dragBetweenCategories } from './dragCategories.ts';
import { registerEmptyPromptCompletion } from './emptyPromptCompletion.ts';
import type { LibraryMemory } from './libraryMemory.ts';
import { type LibraryLook, LibraryTree } from './libraryTree.ts';
import { registerScopeBadges } from './scopeBadges.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import type { UseTemplateDependencies } from './useTemplate.ts';
import { watchConflicts } from './watchConflicts.ts';

type Files = typeof import('./fileCommands.ts');
type Versions = typeof import('./versionCommands.ts');
type Exchange = typeof import('./exchangeCommands.ts');

/** Where VS Code keeps how the view sorts and groups. */
const lookPlace = 'whetstone.libraryLook';

/** The prompt library in the side bar, and the commands that use, change and carry its templates. */
export function registerLibrary(
  dependencies: Omit<UseTemplateDependencies, 'memory'> & {
    readonly log: vscode.LogOutputChannel;
    readonly state: vscode.Memento;
  },
): vscode.Disposable {
  const { library, log } = dependencies;
  let loaded: LibraryMemory | undefined;
  const memory = async (): Promise<LibraryMemory> =>
    (loaded ??= new (await import('./libraryMemory.ts')).LibraryMemory(dependencies.state));
  const tree = new LibraryTree(library, dependencies.state.get(lookPlace));
  const keepLook = (look: Partial<LibraryLook>): void => {
    tree.show(look);
    const { sort, groupBy } = tree.look;
    void dependencies.state.update(lookPlace, { sort, groupBy });
  };
  const view = vscode.window.createTreeView('whetstone.library', {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: dragBetweenCategories(async (nodes, category) => {
      const targets = nodes.map(({ entry }) => entry);
      try {
        await (await import('./fileCommands.ts')).moveInto(library, targets, category);
      } catch (error) {
        showError(error, log, 'moveTemplate');
      }
    }),
  });
  const filter = async (wanted: LibraryFilter): Promise<void> => {
    tree.show({ filter: wanted });
    const { filterWords } = await import('./lookCommands.ts');
    view.description = filterWords(wanted);
    await vscode.commands.executeCommand(
      'setContext',
      'whetstone.libraryFilter',
      Object.keys(wanted).length > 0,
    );
  };
  const files =
    (pick: (loaded: Files) => Run): ((argument: unknown, selected: unknown) => Promise<unknown>) =>
    async (argument, selected) =>
      pick(await import('./fileCommands.ts'))(library, argument, selected);
  const versions =
    (pick: (loaded: Versions) => Run): ((argument: unknown, selected: unknown) => Promise<unknown>) =>
    async (argument, selected) =>
      pick(await import('./versionCommands.ts'))(library, argument, selected);
  const exchange =
    (pick: (loaded: Exchange) => Run): ((argument: unknown, selected: unknown) => Promise<unknown>) =>
    async (argument, selected) =>
      pick(await import('./exchangeCommands.ts'))(library, argument, selected);
  return vscode.Disposable.from(
    library,
    tree,
    view,
    registerScopeBadges(),
    watchConflicts(library, log),
    vscode.workspace.registerTextDocumentContentProvider('whetstone-template', {
      provideTextDocumentContent: async (uri) =>
        (await import('./versionDocuments.ts')).textBehind(library, uri),
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.fileName.endsWith('.prompt')) void keepSaved(library, document);
    }),
    registerEmptyPromptCompletion(library),
    registerCommand('toggleFavoriteTemplate', log, async (argument) =>
      (await import('./toggleFavourite.ts')).toggleFavourite(library, await memory(), argument),
    ),
    registerCommand('useTemplate', log, async (argument) =>
      (await import('./useTemplate.ts')).useTemplate({ ...dependencies, memory: await memory() }, argument),
    ),
    registerCommand('renderTemplate', log, async (argument) =>
      (await import('./useTemplate.ts')).renderTemplate(library, argument),
    ),
    registerCommand(
      'newTemplate',
      log,
      files((loaded) => loaded.newTemplate),
    ),
    registerCommand(
      'editTemplate',
      log,
      files((loaded) => loaded.editTemplate),
    ),
    registerCommand(
      'duplicateTemplate',
      log,
      files((loaded) => loaded.duplicateTemplate),
    ),
    registerCommand(
      'deleteTemplate',
      log,
      files((loaded) => loaded.deleteTemplates),
    ),
    registerCommand(
      'moveTemplate',
      log,
      files((loaded) => loaded.moveTemplates),
    ),
    registerCommand(
      'templateHistory',
      log,
      versions((loaded) => loaded.templateHistory),
    ),
    registerCommand(
      'compareTemplateVersions',
      log,
      versions((loaded) => loaded.compareVersions),
    ),
    registerCommand(
      'restoreTemplate',
      log,
      versions((loaded) => loaded.restoreTemplate),
    ),
    registerCommand(
      'branchTemplate',
      log,
      versions((loaded) => loaded.branchTemplate),
    ),
    registerCommand(
      'saveTemplateVersion',
      log,
      versions((loaded) => loaded.saveWithNote),
    ),
    registerCommand(
      'promoteTemplate',
      log,
      versions((loaded) => loaded.promoteTemplate),
    ),
    registerCommand(
      'removeTemplateLabel',
      log,
      versions((loaded) => loaded.removeLabel),
    ),
    registerCommand(
      'exportTemplate',
      log,
      exchange((loaded) => loaded.exportTemplates),
    ),
    registerCommand(
      'importTemplates',
      log,
      exchange((loaded) => loaded.importTemplates),
    ),
    registerCommand(
      'convertToSkill',
      log,
      exchange((loaded) => loaded.convertToSkill),
    ),
    registerCommand('activateTemplate', log, async (argument, selected) =>
      (await import('./versionCommands.ts')).setActive(library, argument, selected, true),
    ),
    registerCommand('deactivateTemplate', log, async (argument, selected) =>
      (await import('./versionCommands.ts')).setActive(library, argument, selected, false),
    ),
    registerCommand('filterLibrary', log, async (argument) =>
      (await import('./lookCommands.ts')).filterLibrary(
        library,
        tree,
        (wanted) => void filter(wanted),
        argument,
      ),
    ),
    registerCommand('showAllTemplates', log, () => filter({})),
    registerCommand('sortLibrary', log, async (argument) =>
      (await import('./lookCommands.ts')).sortLibrary(tree, keepLook, argument),
    ),
  );
}

type Run = (library: TemplateLibrary, argument: unknown, selected: unknown) => Promise<unknown>;

/** Makes a version of a template file that was just saved; other files are none of the library's business. */
async function keepSaved(library: TemplateLibrary, document: vscode.TextDocument): Promise<void> {
  const text = document.getText();
  if (library.fileAt(document.uri) === undefined) await library.list(new AbortController().signal);
  const file = library.fileAt(document.uri);
  if (file === undefined || file.scope === 'builtin') return;
  await library.history.keep(file, text, file.path);
  library.refresh();
}
