// Takes the pictures of the walkthrough from the real workbench, in each kind of theme: node scripts/walkthrough-images.ts
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench, closeBrowser, type Workbench } from '../test/ui/workbench.ts';
import { loginProject } from '../test/ui/loginProject.ts';
import { projectRoot } from './prepare/cacheFolder.ts';

const themes = { dark: 'dark', light: 'light', hc: 'high-contrast' } as const;

for (const [name, theme] of Object.entries(themes) as ['dark', 'dark'][]) {
  const workbench = await openWorkbench({
    workspaceFiles: loginProject,
    theme,
    viewport: { width: 960, height: 540 },
    settings: { 'editor.wordWrap': 'on', 'diffEditor.wordWrap': 'on' },
  });
  const picture = async (step: string): Promise<void> => {
    const file = path.join(projectRoot, `media/walkthrough/${step}-${name}.webp`);
    await writeFile(file, await asWebp(workbench));
  };
  try {
    await score(workbench, picture);
    await enhance(workbench, picture);
    await template(workbench, picture);
  } finally {
    await workbench.close();
  }
}
await closeBrowser();

/** What the page shows, in a third of the bytes of a PNG: as PNG they were a sixth of the package. */
async function asWebp({ page }: Workbench): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  await session.detach();
  return Buffer.from(data, 'base64');
}

async function score(workbench: Workbench, picture: (step: string) => Promise<unknown>): Promise<void> {
  await workbench.openFile('login.prompt.md');
  await workbench.statusBarItem(/\d+ (?:poor|fair)/).click();
  await workbench.pick('See how its score comes about');
  await workbench.quickInput.getByText('Prompt score').waitFor();
  await picture('score');
  await workbench.press('Escape');
}

async function enhance(workbench: Workbench, picture: (step: string) => Promise<unknown>): Promise<void> {
  await workbench.press('Mod+b');
  await workbench.runCommand('Whetstone: Enhance Prompt');
  await workbench.tab(/Original <-> Enhanced/).waitFor();
  await workbench.diff.locator('.editor.modified .view-line').nth(3).waitFor();
  await workbench.page.waitForTimeout(500);
  await picture('enhance');
  await workbench.editorAction('Reject Enhancement');
}

async function template(workbench: Workbench, picture: (step: string) => Promise<unknown>): Promise<void> {
  await workbench.openView('Whetstone');
  await workbench.treeRow(workbench.pane('Library'), 'score').waitFor();
  await workbench.page.waitForTimeout(500);
  await picture('template');
}
