import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { projectRoot } from '../../scripts/prepare/cacheFolder.ts';
import { prepareCodeServer } from '../../scripts/prepare/codeServer.ts';
import { openBrowser, workbenchAddress } from '../harness/browser.ts';
import { watchHosts, type HostReport, type HostWatch } from '../harness/hostMonitor/watchHost.ts';
import { judgeHosts } from '../harness/hostMonitor/judgeHosts.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { makeWorkspace, type TemporaryWorkspace } from '../harness/workspace.ts';

export interface WorkbenchOptions {
  /** Files of the folder that is opened: path -> content. Leave out both this and `folder` for no folder at all. */
  readonly workspaceFiles?: Readonly<Record<string, string>>;
  /** An existing folder to open instead. It is not deleted afterwards. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** As in keybindings.json. */
  readonly keybindings?: readonly object[];
  /** False opens the folder in Restricted Mode. Default true. */
  readonly trust?: boolean;
  readonly theme?: 'dark' | 'light' | 'high-contrast';
  /** Environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** The language of the interface, instead of English; the extension's bundles for it lie in `extension`. */
  readonly language?: string;
  /** A built extension to run instead of the one of this folder. */
  readonly extension?: string;
  /** False leaves out the monitor of the extension host, for measurements that it would disturb. Default true. */
  readonly isHostWatched?: boolean;
  /** Size of the window in pixels. Default 1400 x 900. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

const themes = {
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', look: 'vs-dark' },
  light: { id: 'Default Light Modern', label: 'Light Modern', look: 'vs' },
  'high-contrast': { id: 'Default High Contrast', label: 'Dark High Contrast', look: 'hc-black' },
} as const;

/** One visible line of text each, so that what a test reads is what the file says. */
const readableSettings = {
  'editor.wordWrap': 'off',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'diffEditor.wordWrap': 'off',
  'diffEditor.renderSideBySide': true,
  'diffEditor.useInlineViewWhenSpaceIsLimited': false,
  'diffEditor.hideUnchangedRegions.enabled': false,
  '[markdown]': { 'editor.wordWrap': 'off' },
  '[prompt]': { 'editor.wordWrap': 'off' },
  '[instructions]': { 'editor.wordWrap': 'off' },
  'workbench.editor.enablePreview': false,
};

const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

/** The real VS Code workbench in a real browser, seen as its user sees it. Every method waits for what it needs (30 s). */
export class Workbench {
  readonly page: Page;
  /** The folder that is open, or an empty string. */
  readonly folder: string;
  /** What page and extension host wrote to the console so far. */
  readonly console: readonly string[];
  readonly #watch: HostWatch;
  readonly #closers: readonly (() => Promise<unknown>)[];

  constructor(
    page: Page,
    folder: string,
    console: readonly string[],
    watch: HostWatch,
    closers: readonly (() => Promise<unknown>)[],
  ) {
    this.page = page;
    this.folder = folder;
    this.console = console;
    this.#watch = watch;
    this.#closers = closers;
  }

  async close(): Promise<void> {
    hostReports.push(...(await this.#watch.collect()));
    for (const close of this.#closers) await close();
  }

  /** Presses keys such as `Escape` or `Mod+Enter`; `Mod` is Control, on macOS Command. */
  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys.replaceAll('Mod', modifier));
  }

  /** Loads the window again, as "Developer: Reload Window" does, and waits for it. */
  async reload(): Promise<void> {
    hostReports.push(...(await this.#watch.collect()));
    await this.page.reload();
    await this.untilReady();
  }

  /** Resolves when the workbench is drawn and its explorer or welcome page can be used. */
  async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
  }

  // --- Palette and quick input -------------------------------------------------------------------------------------

  /** The open quick input (palette, quick pick or input box). */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** Runs a command by its title in the palette, e.g. `Whetstone: Enhance Prompt`. Waits until the palette offers it. */
  async runCommand(title: string): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const row = await this.findCommand(title);
      if (row === undefined) throw new Error(`The command palette does not offer "${title}".`);
      try {
        await row.click({ timeout: 3_000 });
        return;
      } catch (error) {
        // Something else took the focus and with it the palette before the click: nothing has run yet, so ask again.
        if (!isTimeout(error) || Date.now() > deadline) throw error;
      }
    }
  }

  /** The palette's row for exactly that title, the palette left open; undefined (palette closed) after `timeout` ms. */
  async findCommand(title: string, timeout = 30_000): Promise<Locator | undefined> {
    const deadline = Date.now() + timeout;
    const row = this.quickInput
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: new RegExp(`^${escapeRegExp(title)}$`) }) });
    while (Date.now() < deadline) {
      await this.page.keyboard.press('F1');
      await this.quickInput.locator('input[type=text]').first().fill(`>${title}`);
      try {
        await row.first().waitFor({ timeout: 2_000 });
        return row.first();
      } catch (error) {
        // Extensions may still be starting: close the palette and ask again until the deadline.
        if (!isTimeout(error)) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    return undefined;
  }

  /** Types into the open quick input, replacing what it holds. */
  async type(text: string): Promise<void> {
    await this.quickInput.locator('input[type=text], textarea').first().fill(text);
  }

  /** Confirms the open quick input. */
  async confirm(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /** Chooses the first entry of the open quick pick that holds the text. */
  async pick(text: string): Promise<void> {
    await this.quickInput.locator('.monaco-list-row', { hasText: text }).first().click();
  }

  /** The entries that the open quick pick shows. */
  async quickPickItems(): Promise<string[]> {
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
    return (await this.quickInput.locator('.monaco-list-row').allInnerTexts()).map(oneLine);
  }

  // --- Editors -------------------------------------------------------------------------------------------------------

  /** Shows the window in another theme. */
  async setTheme(theme: keyof typeof themes): Promise<void> {
    const { label, look } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput
      .getByText('Select Color Theme')
      .or(this.quickInput.locator('input'))
      .first()
      .waitFor();
    await this.type(label);
    await this.quickInput.locator('.monaco-list-row', { hasText: label }).first().click();
    await this.page.locator(`.monaco-workbench.${look}`).waitFor();
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Opens a file of the workspace by its path from the folder's root. */
  async openFile(file: string): Promise<void> {
    await this.press('Mod+p');
    await this.type(file);
    const row = this.quickInput.locator('.monaco-list-row', { hasText: path.basename(file) }).first();
    await row.waitFor();
    await row.click();
    await this.tab(path.basename(file)).waitFor();
  }

  /** The editor tab whose label holds the text. */
  tab(text: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: text }).first();
  }

  /** The labels of all open tabs, left to right. */
  async tabs(): Promise<string[]> {
    return (await this.page.locator('.tabs-container .tab .label-name').allInnerTexts()).map(oneLine);
  }

  /** The active text editor (the right side of a diff). */
  get editor(): Locator {
    return this.page
      .locator(
        '.editor-group-container.active .monaco-editor[role="code"]:not(.original), .editor-group-container.active .monaco-editor.modified-in-monaco-diff-editor',
      )
      .last();
  }

  /** The visible lines of an editor, as the user sees them. Default: the active one. */
  async editorText(editor: Locator = this.editor): Promise<string> {
    await editor.locator('.view-line').first().waitFor();
    const lines = await editor
      .locator('.view-lines > .view-line')
      .evaluateAll((found: { offsetTop: number; textContent: string }[]) =>
        found.map(({ offsetTop, textContent }) => ({ offsetTop, textContent })),
      );
    return lines
      .toSorted((a, b) => a.offsetTop - b.offsetTop)
      .map((line) => line.textContent.replaceAll('\u00a0', ' ').replaceAll('\u200c', ''))
      .join('\n');
  }

  /** A line that stands above the text of the active editor, such as a score. */
  lineAbove(text: string | RegExp): Locator {
    return this.page
      .locator('.editor-group-container.active .codelens-decoration a', { hasText: text })
      .first();
  }

  /** The whole text of the active editor, also what is scrolled away. Selects everything on the way. */
  async fullText(): Promise<string> {
    await this.focusEditor();
    await this.press('Mod+a');
    await this.press('Mod+c');
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** Puts the keyboard focus into the active editor's text. */
  async focusEditor(): Promise<void> {
    // Not by a click: lines above the text (a score) move it, and Playwright then scrolls the editor out of its frame.
    await this.runCommand('View: Focus Active Editor Group');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Left (original) and right (modified) visible text of the open diff. */
  async diffSides(): Promise<{ original: string; modified: string }> {
    const diff = this.diff;
    return {
      original: await this.editorText(diff.locator('.editor.original .monaco-editor')),
      modified: await this.editorText(diff.locator('.editor.modified .monaco-editor')),
    };
  }

  /** The open diff editor. */
  get diff(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-diff-editor').last();
  }

  /** Clicks an action in the active editor's title bar by its tooltip, e.g. `Accept`. */
  async editorAction(label: string | RegExp): Promise<void> {
    await this.page
      .locator('.editor-group-container.active .editor-actions')
      .getByRole('button', { name: label })
      .first()
      .click();
  }

  // --- Notifications, dialogs, views ----------------------------------------------------------------------------------

  /** The notification that holds the text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  }

  /**
   * The notification that holds the text, in the notification centre, which is opened for it: the driver that lets tests into the workbench keeps toasts away.
   * The centre closes by itself when its last notification goes, so it is opened again until the awaited one is there.
   */
  async centreNotification(text: string | RegExp): Promise<Locator> {
    const item = this.page
      .locator('.notifications-center .notification-list-item', { hasText: text })
      .first();
    const deadline = Date.now() + 30_000;
    for (;;) {
      await this.runCommand('Notifications: Show Notifications');
      try {
        await item.waitFor({ timeout: 2_000 });
        return item;
      } catch (error) {
        if (!isTimeout(error) || Date.now() > deadline) throw error;
      }
    }
  }

  /** Texts of the notifications on screen. */
  async notifications(): Promise<string[]> {
    const items = this.page.locator('.notifications-toasts .notification-list-item-message');
    return (await items.allInnerTexts()).map(oneLine);
  }

  /** Clicks a button of the notification that holds the text. */
  async acceptNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** A modal dialog that holds the text. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator('.monaco-dialog-box', { hasText: text });
  }

  /** The status bar item that holds the text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
  }

  /** Opens a view container by its name in the activity bar, e.g. `Whetstone`. */
  async openView(name: string): Promise<void> {
    // A click on the one that is open would close it.
    if (await this.page.locator('.part.sidebar .title-label', { hasText: name }).isVisible()) return;
    await this.page.locator('.activitybar').getByRole('tab', { name }).first().click();
  }

  /** A pane of the side bar by the title in its header, e.g. `Library`. */
  pane(title: string): Locator {
    return this.page
      .locator('.part.sidebar .pane')
      .filter({ has: this.page.locator('.pane-header h3', { hasText: title }) });
  }

  /** The visible rows of a tree, top to bottom: label and description. */
  async treeRows(pane: Locator): Promise<string[]> {
    await pane.locator('.monaco-list-row').first().waitFor();
    return (await pane.locator('.monaco-list-row').allInnerTexts()).map(oneLine);
  }

  /** Opens the context menu of a row and clicks the entry with that label. */
  async pickFromMenu(row: Locator, label: string): Promise<void> {
    await row.click({ button: 'right' });
    const menu = this.page.locator('.context-view .monaco-menu:visible, .monaco-menu-container .monaco-menu');
    const item = menu.locator('.action-label', { hasText: label }).first();
    await item.hover();
    // A menu takes no click in its first moments, so that the click that opened it chooses nothing.
    await this.page.waitForTimeout(300);
    await item.click();
  }

  /** One row of a tree. */
  treeRow(pane: Locator, text: string | RegExp): Locator {
    return pane.locator('.monaco-list-row', { hasText: text }).first();
  }

  /** The content of the open webview panel or view (the last one opened). */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
  }

  /** The findings that the Problems panel lists. */
  async problems(): Promise<string[]> {
    await this.runCommand('View: Toggle Problems');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map(oneLine);
  }

  // --- Evidence ---------------------------------------------------------------------------------------------------------

  /** Keeps a picture of the window in `.cache/screenshots` and prints where. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(projectRoot, '.cache/screenshots', `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    console.log(`      screenshot: ${file}`);
    return file;
  }
}

/** Runs in the page before VS Code: gives it a language for which no language pack has to be installed. */
function speakLanguage(language: string): void {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => {} });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

let sharedBrowser: Promise<Browser> | undefined;

/** What was seen of the extension hosts of all workbenches. */
const hostReports: HostReport[] = [];

/** Closes the browser that all workbenches of this process share. */
export async function closeBrowser(): Promise<void> {
  await (await sharedBrowser)?.close();
  sharedBrowser = undefined;
}

const ends: (() => Promise<unknown>)[] = [];

/** Has something done when all tests have run, the last that was asked for first. */
export function atEnd(act: () => Promise<unknown>): void {
  ends.unshift(act);
}

/** Closes the browser and judges the extension hosts that were watched. The suite's root hook calls it. */
export async function endWorkbenches(): Promise<void> {
  for (const act of ends.splice(0)) await act();
  await closeBrowser();
  judgeHosts(hostReports);
}

/**
 * Opens a workbench with the extension (as built in `dist`) in a fresh VS Code: own server, own user data, own window.
 * Close it at the end of the test.
 */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  let workspace: TemporaryWorkspace | undefined;
  let server: RunningServer | undefined;
  if (options.workspaceFiles) workspace = await makeWorkspace(options.workspaceFiles);
  const folder = workspace?.folder ?? options.folder ?? '';
  const watch = await watchHosts();
  try {
    server = await startServer(await prepareCodeServer(), {
      settings: {
        ...readableSettings,
        'workbench.colorTheme': themes[options.theme ?? 'dark'].id,
        ...options.settings,
      },
      trust: options.trust ?? true,
      ...(options.keybindings && { keybindings: options.keybindings }),
      companions: options.isHostWatched === false ? [] : [watch.extension],
      env: { ...watch.env, ...options.env },
    });
    const browser = await (sharedBrowser ??= openBrowser());
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      reducedMotion: 'reduce',
    });
    const { language } = options;
    if (language !== undefined) await context.addInitScript(speakLanguage, language);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    page.on('pageerror', (error) => lines.push(`pageerror: ${error.message}`));
    const closers = [
      () => context.close(),
      server.close,
      watch.remove,
      ...(workspace ? [workspace.remove] : []),
    ];
    const workbench = new Workbench(page, folder, lines, watch, closers);
    await page.goto(
      workbenchAddress({
        port: server.port,
        folder,
        extension: options.extension ?? projectRoot,
      }),
      { timeout: 60_000 },
    );
    await workbench.untilReady();
    return workbench;
  } catch (error) {
    await server?.close();
    await workspace?.remove();
    throw error;
  }
}
