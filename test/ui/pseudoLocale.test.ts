import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { projectRoot } from '../../scripts/prepare/cacheFolder.ts';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** A language that nobody speaks: in it every text of ours stands in wide brackets. VS Code itself stays English. */
const language = 'xx';

/** Texts without brackets that are right so: names, numbers, and what comes from the user's own files. */
const notTranslated = /^(?:Whetstone|[\d\s./:%$→+·()-]*|\d+ ms|offline|built-in|whetstone)$/;

/** A copy of the built extension with texts in that language. */
async function pseudoExtension(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'whetstone-pseudo-'));
  // Copies, not links: VS Code knows an extension by the real path of its code.
  for (const name of ['package.json', 'package.nls.json', 'l10n', 'dist', 'media', 'syntaxes', 'templates']) {
    await cp(path.join(projectRoot, name), path.join(folder, name), { recursive: true });
  }
  for (const [from, to] of [
    ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
    ['package.nls.json', `package.nls.${language}.json`],
  ] as const) {
    const texts = JSON.parse(await readFile(path.join(folder, from), 'utf8')) as Record<string, string>;
    const translated = Object.entries(texts).map(([key, text]) => [key, `［${text}］`]);
    await writeFile(path.join(folder, to), JSON.stringify(Object.fromEntries(translated)));
  }
  return folder;
}

describe('the interface in another language', () => {
  let workbench: Workbench;
  let extension: string;

  before(async () => {
    extension = await pseudoExtension();
    workbench = await openWorkbench({
      workspaceFiles: loginProject,
      extension,
      language,
      viewport: { width: 1700, height: 1100 },
    });
  });
  after(async () => {
    await workbench.close();
    await rm(extension, { recursive: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('pseudo-failed');
  });

  /** Fails when one of the texts stands outside of every bracket. */
  function assertTranslated(where: string, texts: readonly string[]): void {
    assert.ok(texts.length > 0, `nothing was seen: ${where}`);
    const hardCoded = texts
      .map((text) => text.replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== '' && !text.includes('［') && !notTranslated.test(text));
    assert.deepEqual(hardCoded, [], where);
  }

  /** What every button says, by its label for screen readers. */
  async function labels(buttons: Locator): Promise<string[]> {
    return buttons.evaluateAll((found: { getAttribute(name: string): string | null }[]) =>
      found.map((button) => button.getAttribute('aria-label') ?? ''),
    );
  }

  it('translates editor, status bar, problems, diff and details', async () => {
    const { page } = workbench;
    await workbench.openFile('login.prompt.md');
    const score = page.locator('.part.statusbar .statusbar-item[id*="whetstone.score"]');
    await score.waitFor();
    assertTranslated('status bar', [await score.innerText(), ...(await labels(score.locator('a')))]);
    const lens = page.locator('.editor-group-container.active .codelens-decoration');
    await lens.first().waitFor();
    assertTranslated('line above the prompt', await lens.allInnerTexts());
    await page.keyboard.press('Control+Shift+m');
    const problems = page.locator('.markers-panel .monaco-list-row .marker-message-details-container');
    await problems.first().waitFor();
    assertTranslated('problems', await problems.locator('.marker-message-line').allInnerTexts());
    await page.keyboard.press('Control+Shift+m');
    await page.locator('.editor-group-container.active .editor-actions .codicon-sparkle').click();
    await workbench.tab(/［.*<->/).waitFor({ timeout: 10_000 });
    await workbench.diff.locator('.editor.modified .view-line').nth(3).waitFor();
    await page.locator('.editor-group-container.active .editor-actions .codicon-info').click();
    const panel = workbench.webview;
    await panel.locator('h1').waitFor();
    assertTranslated(
      'details',
      await panel.locator('h1, h2, h3, th, dt, button.primary, section.warnings li').allInnerTexts(),
    );
    const places = await panel
      .locator('textarea')
      .evaluateAll((found: { placeholder: string }[]) => found.map(({ placeholder }) => placeholder));
    assertTranslated('fields', places);
    const buttons = await labels(page.locator('.editor-actions .action-item a.action-label'));
    const ours = JSON.parse(await readFile(path.join(projectRoot, 'package.nls.json'), 'utf8')) as object;
    const english = new Set(Object.values(ours) as string[]);
    assert.deepEqual(
      buttons.filter((label) => english.has(label.replace(/ \(.*$/, ''))),
      [],
    );
    assert.ok(buttons.filter((label) => label.includes('［')).length >= 6);
    await workbench.screenshot('pseudo-1-diff');
  });

  it('translates the views, the menu and the messages', async () => {
    const { page } = workbench;
    await page.locator('.activitybar').getByRole('tab', { name: 'Whetstone' }).first().click();
    const rows = page.locator('.part.sidebar .pane-body .monaco-list-row');
    await rows.first().waitFor();
    assertTranslated('views', await page.locator('.part.sidebar .pane-header h3.title').allInnerTexts());
    const scores = rows.locator('.label-description');
    assertTranslated('descriptions of rows', await scores.allInnerTexts());
    await page.locator('.part.statusbar .statusbar-item[id*="whetstone.score"]').click();
    assertTranslated('menu', await workbench.quickPickItems());
    await workbench.screenshot('pseudo-2-menu');
    await page.keyboard.press('Escape');
  });
});
