import assert from 'node:assert/strict';
import { greeting } from '../harness/templateSamples.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('writing a template', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      workspaceFiles: {
        '.whetstone/templates/greeting.prompt': greeting,
        '.whetstone/templates/_alone.prompt': 'Nobody but {{who}}.\n',
      },
      theme: 'light',
    });
  });
  after(() => workbench.close());

  it('shows it filled in beside, follows every key, and takes other values', async () => {
    const { page } = workbench;
    // The preview may have the focus, so that the active group is not the template's.
    const focusTemplate = (): Promise<void> => workbench.runCommand('View: Focus First Editor Group');
    await workbench.openFile('greeting.prompt');
    await workbench.focusEditor();
    await workbench.editorAction(/Preview Template Beside/);
    const preview = workbench.webview;
    await preview.getByText('# Greet ADA').waitFor();
    assert.match(
      await preview.locator('.summary').innerText(),
      /Score \d+ (?:poor|fair|good|excellent)[\s\S]*\d+ tokens/,
    );
    assert.deepEqual(
      await preview
        .locator('.message h3')
        .allInnerTexts()
        .then((all) => all.map((one) => one.split(' ')[0])),
      ['system', 'user'],
    );

    // Every key shows at once.
    await focusTemplate();
    await workbench.press('Mod+End');
    const times: number[] = [];
    for (const [place, letter] of Array.from('Nicely').entries()) {
      await page.keyboard.type(letter);
      const start = Date.now();
      const written = new RegExp(`${'Nicely'.slice(0, place + 1)}\\s*$`);
      await preview.locator('.message pre').last().filter({ hasText: written }).waitFor();
      times.push(Date.now() - start);
    }
    console.log(`      shown ${times.join(', ')} ms after the key`);

    // Values can be changed in the form, by keyboard.
    await preview.getByText('Sample values').press('Enter');
    await preview.getByLabel('guest', { exact: true }).fill('Linus');
    await preview.getByText('# Greet LINUS').waitFor();
    await workbench.screenshot('template-1-preview');
  });
});
