import assert from 'node:assert/strict';
import path from 'node:path';
import { makeWorkspace, type TemporaryWorkspace } from '../harness/workspace.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const diffTitle = /Original <-> Enhanced \(\d+ -> \d+\)/;

/** Runs "Enhance Prompt" and gives the new right side in one line. */
async function enhanced(workbench: Workbench): Promise<string> {
  // The score shows that the extension has seen the editor.
  await workbench.statusBarItem(/\d+ (?:poor|fair)/).waitFor();
  await workbench.runCommand('Whetstone: Enhance Prompt');
  await workbench.tab(diffTitle).waitFor();
  await workbench.diff.locator('.editor.modified .view-line').nth(2).waitFor();
  const { modified } = await workbench.diffSides();
  await workbench.editorAction('Reject Enhancement');
  await workbench.tab(diffTitle).waitFor({ state: 'detached' });
  return modified.replaceAll(/\s+/g, ' ');
}

describe('several folders, one of them not on a disk', () => {
  let workbench: Workbench;
  let workspace: TemporaryWorkspace;

  before(async () => {
    workspace = await makeWorkspace({
      'all.code-workspace': JSON.stringify({
        folders: [{ path: 'shop' }, { path: 'office' }, { uri: 'whetstone-memory:/', name: 'virtual' }],
      }),
      'shop/src/cart/login.ts': 'export const logIn = (): boolean => true;\n',
      'shop/package.json': JSON.stringify({ name: 'shop', scripts: { test: 'vitest run' } }),
      'office/staff/login_form.py': 'def log_in(name):\n    return bool(name)\n',
      'office/pyproject.toml': '[project]\nname = "office"\nversion = "1"\n[tool.pytest.ini_options]\n',
      'office/office.prompt.md': 'fix the login bug\n',
      'shop/shop.prompt.md': 'fix the login bug\n',
    });
    workbench = await openWorkbench({ folder: path.join(workspace.folder, 'all.code-workspace') });
  });
  after(async () => {
    await workbench.close();
    await workspace.remove();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('places-failed');
  });

  it('grounds a prompt in the folder that it stands in', async () => {
    await workbench.openFile('office.prompt.md');
    const office = await enhanced(workbench);
    assert.match(office, /staff\/login_form\.py/);
    assert.doesNotMatch(office, /cart\/login\.ts/);
    await workbench.openFile('shop.prompt.md');
    const shop = await enhanced(workbench);
    assert.match(shop, /cart\/login\.ts/);
    assert.doesNotMatch(shop, /login_form/);
  });

  it('works on the prompt alone in a folder that is not on a disk, and says so', async () => {
    const explorer = workbench.page.locator('.explorer-folders-view');
    await workbench.runCommand('View: Show Explorer');
    await explorer.locator('.monaco-list-row', { hasText: 'virtual.prompt.md' }).click();
    await workbench.tab('virtual.prompt').waitFor();
    await workbench.statusBarItem(/\d+ (?:poor|fair)/).waitFor();
    await workbench.runCommand('Whetstone: Enhance Prompt');
    await workbench.centreNotification('The folder virtual is not on a disk that Whetstone can read');
    await workbench.screenshot('places-virtual');
  });
});

describe('no folder at all', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({});
  });
  after(() => workbench.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('places-no-folder-failed');
  });

  it('takes a new prompt and asks what it cannot know', async () => {
    await workbench.runCommand('Whetstone: New Prompt');
    await workbench.tab(/Untitled/).waitFor();
    await workbench.focusEditor();
    await workbench.page.keyboard.type('fix the login bug');
    await workbench.statusBarItem(/\d+ (?:poor|fair|good)/).waitFor();
    await workbench.runCommand('Whetstone: Enhance Prompt');
    const message = await workbench.centreNotification(
      'No folder is open, so nothing but the prompt itself was read.',
    );
    await message.getByRole('button', { name: 'Answer Questions' }).waitFor();
    await workbench.screenshot('places-no-folder');
  });
});
