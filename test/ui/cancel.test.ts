import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { answers } from '../harness/faultyServer.ts';
import { sharedWorkbench, type SharedWorkbench } from './sharedWorkbench.ts';
import type { Workbench } from './workbench.ts';

const diffTitle = /Original <-> Enhanced \(\d+ -> \d+\)/;

describe('an enhancement that takes long', () => {
  let workbench: Workbench;
  let window: SharedWorkbench;

  before(async () => {
    window = await sharedWorkbench();
    ({ workbench } = window);
    await window.slowness.begin();
    await workbench.openFile('slow.prompt.md');
    await workbench.statusBarItem(/\d+ (?:poor|fair)/).waitFor();
  });
  after(() => window.slowness.end());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('cancel-failed');
  });

  const button = (name: string): Locator =>
    workbench.page.locator('.editor-group-container.active .editor-actions').getByRole('button', { name });

  /** Milliseconds, as the page sees them, from `act` until the button offers to enhance again. */
  async function untilCancelled(act: () => Promise<void>): Promise<number> {
    const started = performance.now();
    await act();
    await button('Enhance Prompt').waitFor();
    return Math.round(performance.now() - started);
  }

  it('says what it does, and its button cancels it', async () => {
    await button('Enhance Prompt').click();
    await button('Cancel Enhancement').waitFor();
    await workbench.runCommand('Notifications: Show Notifications');
    const progress = workbench.page.locator('.notifications-center .notification-list-item', {
      hasText: 'Enhancing the prompt',
    });
    await progress.getByText('Reading the folder').waitFor();
    await workbench.screenshot('cancel-1-running');
    const time = await untilCancelled(() => button('Cancel Enhancement').click());
    await progress.waitFor({ state: 'detached' });
    console.log(`      from the click on Cancel to the button that enhances again: ${time} ms`);
    assert.ok(time < 2000);
    assert.deepEqual(await workbench.tabs(), ['slow.prompt']);
  });

  it('starts by its chord, and Escape cancels it', async () => {
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.press('Control+Alt+w');
    await workbench.press('e');
    await button('Cancel Enhancement').waitFor();
    const time = await untilCancelled(() => workbench.press('Escape'));
    console.log(`      from Escape to the button that enhances again: ${time} ms`);
    assert.ok(time < 2000);
    assert.equal((await workbench.editorText()).trim(), 'fix the login bug');
  });

  /** Starts, and waits until the work hangs. */
  async function startSlowly(): Promise<void> {
    await window.slowness.begin();
    await button('Enhance Prompt').click();
    await button('Cancel Enhancement').waitFor();
    await window.slowness.reached();
  }

  it('gives way to a second start, and to a reload of the window', async () => {
    await startSlowly();
    await window.slowness.end();
    await workbench.runCommand('Whetstone: Enhance Prompt');
    await workbench.tab(diffTitle).waitFor();
    assert.equal((await workbench.tabs()).filter((label) => diffTitle.test(label)).length, 1);
    await workbench.editorAction('Reject Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });

    await startSlowly();
    await window.slowness.end();
    await workbench.reload();
    await workbench.tab('slow.prompt').waitFor();
    await button('Enhance Prompt').waitFor();
    assert.equal((await workbench.editorText()).trim(), 'fix the login bug');
    await button('Enhance Prompt').click();
    await workbench.tab(diffTitle).waitFor();
    await workbench.editorAction('Accept Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
    await button('Take Back Enhancement').waitFor();
    await workbench.screenshot('cancel-2-accepted');
  });

  it('shows what a model writes as it comes, until Escape cancels it or the result takes its place', async () => {
    await workbench.openFile('cart.prompt.md');
    await workbench.statusBarItem(/\d+ (?:poor|fair)/).waitFor();
    const rewritten =
      'The cart total is wrong: mend it in src/cart/total.ts.\n\n- Say which total is wrong and what it should be.\n- Run `npm test` until it passes.\n';
    let goOn = (): void => {};
    const halfway = (): Promise<void> => new Promise((resolve) => (goOn = resolve));
    window.answerWith(
      answers(JSON.stringify({ enhanced_prompt: rewritten }), {
        chunks: 4,
        beforeChunk: (number) => (number === 3 ? halfway() : Promise.resolve()),
      }),
    );
    const writing = workbench.tab('Original <-> Being Written');
    for (const ending of ['cancelled', 'finished'] as const) {
      await workbench.tab('cart.prompt').click();
      await workbench.focusEditor();
      await workbench.press('Mod+Alt+o');
      await writing.waitFor();
      const right = workbench.diff.locator('.editor.modified .view-line', { hasText: 'Say which total' });
      await right.waitFor();
      assert.doesNotMatch((await workbench.diffSides()).modified, /npm test/);
      await button('Cancel Enhancement').waitFor();
      assert.equal(await button('Accept Enhancement').count(), 0);
      if (ending === 'cancelled') await workbench.press('Escape');
      else {
        await workbench.screenshot('cancel-3-writing');
        goOn();
      }
      await writing.waitFor({ state: 'detached' });
      assert.equal(await workbench.tab(diffTitle).count(), ending === 'cancelled' ? 0 : 1);
    }
    await workbench.diff.locator('.editor.modified .view-line', { hasText: 'npm test' }).waitFor();
    await workbench.editorAction('Reject Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
  });
});
