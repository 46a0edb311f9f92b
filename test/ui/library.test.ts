import assert from 'node:assert/strict';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('the library in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspaceFiles: {
        ...loginProject,
        '.whetstone/templates/agenda.prompt':
          '---\nname: Agenda\ndescription: What to talk about\nmetadata:\n  category: Agenda\n---\nTalk about {{topic}}.\n',
      },
    });
  });

  after(() => workbench.close());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('library-failed');
  });

  /** Waits for the step that asks `question`, and answers it. */
  async function answer(question: string | RegExp, value: string): Promise<void> {
    await workbench.quickInput.getByText(question).first().waitFor();
    await workbench.type(value);
    await workbench.confirm();
  }

  it('lists the templates with their scores, no folder for a single one', async () => {
    await workbench.openView('Whetstone');
    const library = workbench.pane('Library');
    await workbench.treeRow(library, 'Bug Fix').waitFor();
    const rows = (await workbench.treeRows(library)).join('\n');
    // A tree draws only the rows in sight.
    assert.doesNotMatch(rows, /^Bug Fix$/m);
    assert.match(rows, /^Documentation ?\d+$/m);
    assert.match(rows, /^Agenda ?workspace ?W?$/m);
    for (const name of ['Architecture Proposal', 'Bug Fix', 'Chat Assistant', 'Code Review']) {
      assert.match(rows, new RegExp(`^${name} ?score \\d+$`, 'm'));
    }
    await workbench.screenshot('library-1-tree');
  });

  it('asks for the values with a way back, leaves optional ones out, and opens a new prompt', async () => {
    await workbench.treeRow(workbench.pane('Library'), /Bug Fix.*score/).click();
    await answer('The defect in one line', 'Login fails on Sundays');
    await workbench.quickInput.getByText('What is wrong, and for whom').first().waitFor();
    await workbench.screenshot('library-2-values');
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await workbench.quickInput.getByText('The defect in one line').first().waitFor();
    assert.equal(await workbench.quickInput.locator('input').first().inputValue(), 'Login fails on Sundays');
    await answer('The defect in one line', 'Login fails on Mondays');
    await answer('What is wrong, and for whom', 'Shop owners stay logged out.');
    await answer('What should happen', 'They see the dashboard.');
    await answer('What happens now, with the exact error text', '');
    await workbench.quickInput.getByText('How to see it').first().waitFor();
    await workbench.screenshot('library-2-finish');
    await workbench.quickInput.getByRole('button', { name: 'Take what is offered for the rest' }).click();
    await workbench.pick('Open as a new prompt');
    await workbench.tab(/Untitled|Bug Fix/).waitFor();
    const text = await workbench.fullText();
    assert.match(text, /^## Bug Fix: Login fails on Mondays$/m);
    assert.match(text, /^### Expected Behavior\nThey see the dashboard\.$/m);
    assert.doesNotMatch(text, /Sundays|Current Behavior|Reproduction Steps|\{\{/);
    await workbench.screenshot('library-3-prompt');
  });
});
