import assert from 'node:assert/strict';
import { answers, type FaultyServer, faultyServer } from '../harness/faultyServer.ts';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** Put together at run time, so that nobody takes it for a real one. */
const key = ['sk', 'planted', 'P3o4I5u6'.repeat(4)].join('-');

describe('providers', () => {
  let workbench: Workbench;
  let server: FaultyServer;

  before(async () => {
    server = await faultyServer('openai', () => answers('{}'));
    workbench = await openWorkbench({ workspaceFiles: loginProject });
  });

  after(async () => {
    await workbench.close();
    await server.close();
  });

  it('are added in four steps, with the key in a field that hides it, and tested', async () => {
    await workbench.openView('Whetstone');
    const pane = workbench.pane('Providers');
    await workbench.runCommand('Whetstone: Add Provider…');
    await workbench.screenshot('providers-1-vendor');
    await workbench.pick("A server that speaks OpenAI's protocol");
    await workbench.type(`${server.url}/v1`);
    await workbench.confirm();
    const field = workbench.quickInput.locator('input[type=password]');
    await field.waitFor();
    await field.fill(key);
    await workbench.screenshot('providers-2-key');
    await workbench.confirm();
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Let Whetstone choose' }).waitFor();
    await workbench.quickInput.locator('input').first().fill('gpt-practice');
    await workbench.screenshot('providers-3-model');
    await workbench.pick('gpt-practice');
    await workbench.pick('Test now');
    await workbench.treeRow(pane, /answers in \d+ ms/).waitFor();
    assert.match((await workbench.treeRows(pane)).join('\n'), /OpenAI.*gpt-practice · answers in \d+ ms/);
    await workbench.screenshot('providers-4-tested');
  });

  it('carry a star when they are asked first, which another can be given', async () => {
    const pane = workbench.pane('Providers');
    const star = pane.locator('.monaco-list-row .codicon-star-full');
    await star.waitFor();
    await workbench.runCommand('Whetstone: Add Provider…');
    await workbench.pick('Ollama');
    await workbench.type(server.url);
    await workbench.confirm();
    await workbench.pick('Let Whetstone choose');
    await workbench.pick('Test later');
    const row = workbench.treeRow(pane, 'Ollama');
    await row.waitFor();
    assert.match((await starred(workbench)).join(), /OpenAI/);
    await workbench.pickFromMenu(row, 'Ask This Provider First');
    await workbench.page.waitForFunction(
      "[...document.querySelectorAll('.pane .monaco-list-row')].some((row) => row.querySelector('.codicon-star-full') && row.textContent.includes('Ollama'))",
    );
    assert.equal((await starred(workbench)).length, 1);
    await workbench.screenshot('providers-5-star');
  });
});

async function starred(workbench: Workbench): Promise<string[]> {
  const rows = workbench
    .pane('Providers')
    .locator('.monaco-list-row')
    .filter({ has: workbench.page.locator('.codicon-star-full') });
  return rows.allInnerTexts();
}
