import * as vscode from 'vscode';
import { WorkerEngine } from './node/engine/workerEngine.ts';
import { openStore } from './node/store/openStore.ts';
import { activateOrExplain } from './vscode/activation.ts';
import type { WhetstoneApi } from './vscode/api.ts';
import { registerBackups } from './vscode/backups/register.ts';
import { registerCommand } from './vscode/commands.ts';
import { Connections } from './vscode/connections.ts';
import { registerDetails } from './vscode/details/register.ts';
import { AcceptedEnhancements } from './vscode/enhance/accepted.ts';
import { engineHost } from './vscode/engineHost.ts';
import { EnhancementHistory } from './vscode/enhancementHistory.ts';
import { panelActions } from './vscode/enhance/panelActions.ts';
import { registerEnhance } from './vscode/enhance/register.ts';
import { EnhancementRuns } from './vscode/enhance/runs.ts';
import { SessionStore } from './vscode/enhance/sessionStore.ts';
import { registerGuard } from './vscode/guard/register.ts';
import { registerHistory } from './vscode/history/register.ts';
import { registerLibrary } from './vscode/library/register.ts';
import { TemplateHistory } from './vscode/library/templateHistory.ts';
import { TemplateLibrary } from './vscode/library/templateLibrary.ts';
import { registerLint } from './vscode/lint/register.ts';
import { LocalCounts } from './vscode/localCounts.ts';
import { LocalSpeeds } from './vscode/localSpeeds.ts';
import { registerMenu } from './vscode/menu/register.ts';
import { registerPlayground } from './vscode/playground/register.ts';
import { ProviderKeys } from './vscode/providerKeys.ts';
import { registerProviders } from './vscode/providers/register.ts';
import { ReachableModels } from './vscode/reachableModels.ts';
import { registerScore } from './vscode/score/register.ts';
import { registerTemplateLanguage } from './vscode/templateLanguage/register.ts';
import { registerUsage } from './vscode/usage/register.ts';
import { WritingFiles } from './vscode/enhance/writingFiles.ts';
import { ShownTexts } from './vscode/shownTexts.ts';
import { shareHome } from './vscode/shareHome.ts';
import { TemplateRunner } from './vscode/templateRunner.ts';

/** Starts Whetstone in VS Code. Everything heavy loads on first use; what is read here is all that starting costs. */
export function activate(context: vscode.ExtensionContext): WhetstoneApi {
  const log = vscode.window.createOutputChannel('Whetstone', { log: true });
  context.subscriptions.push(
    log,
    registerCommand('openLog', log, () => log.show()),
  );
  return activateOrExplain(() => compose(context, log), log);
}

/** The daily backup waits until the editor has started and the user is at work. Milliseconds. */
const backupDelay = 60_000;

/** What has to end before VS Code may let go of the extension; set by `compose`. */
let closing: (() => Promise<void>) | undefined;

/** VS Code waits for this (some seconds): what still waits is saved, and the database closed. */
export async function deactivate(): Promise<void> {
  await closing?.();
  closing = undefined;
}

function compose(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): WhetstoneApi {
  const counts = new LocalCounts(() => store, log);
  const keys = new ProviderKeys(context.secrets);
  const connections = new Connections(keys);
  const engine = new WorkerEngine(
    context.asAbsolutePath('dist/extension/worker.js'),
    engineHost(connections),
    (call) => counts.add(call),
  );
  const sessions = new SessionStore(context.globalStorageUri, log);
  const accepted = new AcceptedEnhancements();
  const runs = new EnhancementRuns();
  const store = openStore({
    path: vscode.Uri.joinPath(context.globalStorageUri, 'whetstone.db').fsPath,
    backups: {
      delay: backupDelay,
      patience: 0,
      onTrouble: ({ hint, message }) => log.warn(`backup: ${message} ${hint}`),
    },
  });
  const history = new EnhancementHistory(store.history, log);
  closing = async () => {
    await history.flush();
    await counts.flush();
    await store.close();
  };
  shareHome(context.environmentVariableCollection, context.globalStorageUri);
  const details = registerDetails(
    context.extensionUri,
    panelActions(() => enhancing),
  );
  const shown = new ShownTexts();
  const models = new ReachableModels(connections, context.globalStorageUri, context.extensionPath);
  const speeds = new LocalSpeeds(context.globalState);
  const writings = new WritingFiles();
  const enhancing = {
    shown,
    engine,
    models,
    speeds,
    sessions,
    accepted,
    history,
    runs,
    writings,
    details,
    log,
  };
  const library = new TemplateLibrary(engine, context, new TemplateHistory(store.templates, log));

  context.subscriptions.push(
    engine,
    counts,
    details,
    keys,
    connections,
    registerProviders({ engine, connections, speeds, log }),
    registerMenu({ log }),
    shown,
    registerGuard({ engine, shown, log }),
    registerLint({ engine, log, extensionUri: context.extensionUri }),
    registerScore({ engine, models, log }),
    registerEnhance(enhancing),
    registerHistory({
      history,
      log,
      onState: (listener) => store.onState(listener),
      reopen: async (entry) =>
        (await import('./vscode/enhance/fromHistory.ts')).reopenEntry(enhancing, entry),
      rerun: async (entry) => (await import('./vscode/enhance/fromHistory.ts')).rerunEntry(enhancing, entry),
    }),
    registerBackups({ store, log }),
    registerUsage({ store, home: context.globalStorageUri, log, onDidAsk: history.onDidChange }),
    registerTemplateLanguage({
      engine,
      folders: () => library.folders().folders,
      onDidChangeLibrary: library.onDidChange,
      categories: async () => {
        const templates = await library.list(new AbortController().signal);
        return [...new Set(templates.map(({ category }) => category))];
      },
      extensionUri: context.extensionUri,
      log,
    }),
    registerPlayground({
      extensionUri: context.extensionUri,
      engine,
      library,
      connections,
      runner: new TemplateRunner({ engine, models, folders: () => library.folders() }),
      store,
      log,
    }),
    registerLibrary({
      library,
      log,
      state: context.globalState,
      repository: async (prompt) =>
        (await import('./vscode/repositoryContext.ts')).repositoryContext(
          engine,
          prompt === undefined ? {} : { prompt },
          undefined,
        ),
      isSecret: async (text) => {
        const input = { text, as: 'typed', guard: {}, root: null } as const;
        const { findings } = await engine.scan(input, new AbortController().signal);
        return findings.some(({ kind }) => kind === 'secret');
      },
    }),
  );

  return {
    apiVersion: 1,
    enhance: async (argument, token) =>
      (await import('./vscode/enhance/enhancePrompt.ts')).enhancePrompt(enhancing, argument ?? {}, token),
    score: async (argument) =>
      (await import('./vscode/score/scorePrompt.ts')).scorePrompt(engine, argument ?? {}),
    scan: async (argument) =>
      (await import('./vscode/guard/scanPrompt.ts')).scanPrompt({ engine, shown }, argument ?? {}),
    context: async (argument, token) =>
      (await import('./vscode/repositoryContext.ts')).repositoryContext(engine, argument, token),
    templates: {
      list: () => library.list(new AbortController().signal),
      render: async (argument) =>
        (await import('./vscode/library/useTemplate.ts')).renderTemplate(library, argument),
    },
  };
}
