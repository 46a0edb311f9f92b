import * as vscode from 'vscode';
import { abortSignalOf } from '../abortSignal.ts';
import { registerCommand } from '../commands.ts';
import type { TemplateLanguageDependencies } from './dependencies.ts';

const selector: vscode.DocumentSelector = { language: 'dotprompt' };

/** The language of templates: completion, hover, rename, navigation, outline, diagnostics and preview. All of it loads with the first template. */
export function registerTemplateLanguage(dependencies: TemplateLanguageDependencies): vscode.Disposable {
  let isDisposed = false;
  let loading: Promise<import('./features.ts').TemplateFeatures> | undefined;
  const load = (): NonNullable<typeof loading> =>
    (loading ??= import('./features.ts').then(({ TemplateFeatures }) => {
      const features = new TemplateFeatures(dependencies);
      if (isDisposed) features.dispose();
      return features;
    }));
  const loadFor = ({ languageId }: vscode.TextDocument): void => {
    if (languageId === 'dotprompt') void load();
  };
  const withSignal = async <Result>(
    token: vscode.CancellationToken,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    const cancellation = abortSignalOf(token);
    try {
      return await work(cancellation.signal);
    } finally {
      cancellation.dispose();
    }
  };
  const { languages } = vscode;
  const subscriptions = vscode.Disposable.from(
    registerCommand('previewTemplate', dependencies.log, async (argument) => {
      const { templateToPreview } = await import('./previewArgument.ts');
      (await load()).preview.show(await templateToPreview(argument));
    }),
    vscode.workspace.onDidOpenTextDocument(loadFor),
    languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: (document, position, token) =>
          withSignal(token, async (signal) => (await load()).completions(document, position, signal)),
      },
      '{',
      '#',
      '/',
      '>',
      '"',
      '@',
      '(',
      ' ',
    ),
    languages.registerHoverProvider(selector, {
      provideHover: (document, position, token) =>
        withSignal(token, async (signal) => (await load()).hover(document, position, signal)),
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, position, token) =>
        withSignal(token, async (signal) => (await load()).definition(document, position, signal)),
    }),
    languages.registerRenameProvider(selector, {
      prepareRename: async (document, position) => (await load()).prepareRename(document, position),
      provideRenameEdits: (document, position, name, token) =>
        withSignal(token, async (signal) => (await load()).rename(document, position, name, signal)),
    }),
    languages.registerReferenceProvider(selector, {
      provideReferences: async (document, position, { includeDeclaration }) =>
        (await load()).references(document, position, includeDeclaration),
    }),
    languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: async (document, position) => (await load()).highlights(document, position),
    }),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: async (document) => (await load()).symbols(document),
    }),
    languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: async (document) => (await load()).foldingRanges(document),
    }),
    languages.registerCodeLensProvider(selector, {
      provideCodeLenses: (document, token) =>
        withSignal(token, async (signal) => (await load()).lenses(document, signal)),
    }),
    languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, _range, context) => (await load()).actions(document, context),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite] },
    ),
  );
  if (isPreviewRestored()) void load();
  for (const document of vscode.workspace.textDocuments) loadFor(document);
  return {
    dispose() {
      isDisposed = true;
      subscriptions.dispose();
      void loading?.then((features) => features.dispose());
    },
  };
}

/** True when the window comes back with a preview, which has to be filled again. */
function isPreviewRestored(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('whetstone.templatePreview'),
    ),
  );
}
