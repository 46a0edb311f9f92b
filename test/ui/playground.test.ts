import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { answers, type FaultyServer, faultyServer } from '../harness/faultyServer.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const greeting = `---
name: Greeting
description: Greets somebody by name.
input:
  schema:
    who: string, Whom to greet
    tone(enum, How it is to sound): [warm, cold]
    times?: integer, How often
metadata:
  category: Letters
---
{{role "system"}}
Be {{tone}}.
{{role "user"}}
Greet {{who}}.
`;

const file = '.whetstone/templates/greeting.prompt';

describe('the playground', () => {
  let server: FaultyServer;
  let workbench: Workbench;
  let page: FrameLocator;
  /** Lets the rest of the answer under way through. */
  let release = (): void => {};
  let isHeld = false;

  before(async () => {
    server = await faultyServer('openai', (_, body) => {
      const held = isHeld
        ? new Promise<void>((resolve) => {
            release = resolve;
          })
        : Promise.resolve();
      const model = String(body['model']);
      return answers(`Good morning from ${model}, dear Ada!`, {
        chunks: 4,
        beforeChunk: (number) => (number === 2 ? held : Promise.resolve()),
      });
    });
    workbench = await openWorkbench({
      viewport: { width: 1800, height: 1000 },
      workspaceFiles: { [file]: greeting, 'notes.md': 'notes\n' },
      settings: {
        'whetstone.providers.openai.baseUrl': `${server.url}/v1`,
        'whetstone.providers.openai.models': {
          simple: 'small-one',
          medium: 'middle-one',
          complex: 'big-one',
        },
      },
    });
    page = workbench.webview;
  });

  after(async () => {
    release();
    await workbench.close();
    await server.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.log(await page.locator('main').innerText());
    await workbench.screenshot('playground-failed');
  });

  it('fills in, runs with streaming, cancels, compares, and survives hiding and a reload', async () => {
    isHeld = true;
    await workbench.openFile('notes.md');
    await workbench.runCommand('Whetstone: Open Template Playground');
    await page.getByLabel('Template', { exact: true }).selectOption('Greeting');

    // The prompt is shown while its form is filled in; what is needed is said at its field.
    const who = page.getByLabel(/^who/);
    await page.getByText('Greet ‹who›.').waitFor();
    await who.focus();
    await workbench.press('Control+Enter');
    await page.locator('#problem-who', { hasText: 'This is needed.' }).waitFor();
    assert.equal(server.times.length, 0);
    await who.fill('Ada');
    await page.getByLabel(/^tone/).selectOption('warm');
    await page.getByText('Greet Ada.', { exact: true }).waitFor();
    await page.getByText('Be warm.', { exact: true }).waitFor();
    await page.getByText(/middle-one · About \d+ tokens · Free, on this machine/).waitFor();
    await workbench.screenshot('playground-1-filled');

    // Text comes as it is written, and Escape ends it.
    await who.focus();
    await workbench.press('Control+Enter');
    const answer = page.locator('#answer-text-0');
    await page.locator('#answer-text-0', { hasText: 'Good morning from' }).waitFor();
    assert.doesNotMatch((await answer.textContent()) ?? '', /Ada!/);
    await workbench.screenshot('playground-2-streaming');
    await workbench.press('Escape');
    await page.locator('#answer-0 .cancelled').waitFor();
    assert.match((await answer.textContent()) ?? '', /^Good morning/);

    isHeld = false;
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('#answer-0 .done').waitFor();
    assert.equal(await answer.textContent(), 'Good morning from small-one, dear Ada!');
    await page.getByRole('button', { name: 'Copy Answer' }).click();
    await page.getByRole('button', { name: 'Good answer' }).click();
    await page.locator('#up-0[aria-pressed=true]').waitFor();
    await page.getByText(/Runs: 2/).waitFor();
    const copied = await workbench.page.evaluate<string>('navigator.clipboard.readText()');
    assert.equal(copied, 'Good morning from small-one, dear Ada!');

    // Two models side by side on the same values.
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.locator('#model-1').selectOption('openai:big-one');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('#answer-1 .done').waitFor();
    await page.locator('#answer-0 .done').waitFor();
    assert.match((await page.locator('#answer-text-1').textContent()) ?? '', /big-one/);
    await page.locator('#answer-1').scrollIntoViewIfNeeded();
    await workbench.screenshot('playground-3-dark');

    // Values are kept as a sample beside the template.
    await page.getByRole('button', { name: 'Save as Sample' }).click();
    await workbench.type('Morning');
    await workbench.confirm();
    await page.locator('#samples option', { hasText: 'Morning' }).waitFor({ state: 'attached' });
    const samples = path.join(workbench.folder, '.whetstone/templates/greeting.samples.json');
    assert.deepEqual(JSON.parse(await readFile(samples, 'utf8')), {
      samples: [{ name: 'Morning', values: { who: 'Ada', tone: 'warm' } }],
    });

    // Hidden behind another editor, and through a reload of the window.
    await workbench.openFile('greeting.prompt');
    await workbench.tab('Template Playground').click();
    await page.locator('#answer-text-1', { hasText: 'big-one' }).waitFor();
    assert.equal(await who.inputValue(), 'Ada');
    await workbench.page.waitForTimeout(4000);
    await workbench.reload();
    await page.locator('#answer-text-1', { hasText: 'big-one' }).waitFor();
    assert.equal(await who.inputValue(), 'Ada');
    assert.equal(await page.locator('#model-1').inputValue(), 'openai:big-one');
    await page.getByText('Greet Ada.', { exact: true }).first().waitFor();

    for (const [theme, name] of [
      ['Light Modern', 'light'],
      ['Dark High Contrast', 'high-contrast'],
    ] as const) {
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.type(theme);
      await workbench.confirm();
      await workbench.page.waitForTimeout(700);
      await workbench.screenshot(`playground-4-${name}`);
    }
  });
});
