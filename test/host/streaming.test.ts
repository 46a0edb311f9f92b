import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import { answers, type Behaviour, type FaultyServer, faultyServer } from '../harness/faultyServer.ts';
import { closeEverything, diffInFront, openFile, run, until, whetstone } from './editing.ts';
import { messagesDuring } from './messages.ts';

const writingTitle = 'Original <-> Being Written…';

const people = 'guests customers clerks owners bots partners testers admins editors readers'.split(' ');
const lines = ['Mend', 'Test', 'Explain', 'Trace', 'Compare', 'Repeat', 'Describe', 'Avoid'].flatMap((verb) =>
  people.map((who) => `${verb} it for ${who}.`),
);
/** Long enough to be scrolled. */
const prompt = `fix the login bug in src/auth/login.ts\n\n${lines.join('\n')}\n`;
const rewritten = `Fix the login bug in src/auth/login.ts.\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\nAdd a test that fails before the fix.\nRun the tests until they pass.\n`;

/** An answer of 40 pieces whose pieces go out as `pass` says: piece N waits until N pieces may pass. */
function pacedAnswer(text: string): { behaviour: Behaviour; pass: (pieces: number) => void } {
  let allowed = 0;
  return {
    behaviour: answers(JSON.stringify({ enhanced_prompt: text }), {
      chunks: 40,
      beforeChunk: async (number) => {
        await until('the piece to be let through', () => number < allowed);
      },
    }),
    pass: (pieces) => {
      allowed = pieces;
    },
  };
}

function diffLabels(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff).map(({ label }) => label),
  );
}

/** The right side of the diff in which a prompt is being written. */
function written(): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === 'whetstone-writing' && uri.path.endsWith('.whetstone'),
  );
}

describe('an answer on its way', () => {
  let server: FaultyServer;
  let behaviours: Behaviour[] = [];

  before(async () => {
    await whetstone();
    server = await faultyServer('openai', () => behaviours.shift() ?? answers('{}'));
    await run('addProvider', {
      kind: 'openai',
      baseUrl: `${server.url}/v1`,
      key: 'any',
      model: 'gpt-test',
    });
  });
  after(async () => {
    await run('removeProvider', { provider: 'openai' });
    await server.close();
  });
  afterEach(() => closeEverything());

  /** Starts and waits until the first of the text is shown. */
  async function begin(
    text = prompt,
  ): Promise<{ made: Thenable<Enhancement | undefined>; source: vscode.Uri }> {
    const { document } = await openFile('login.prompt.md', text);
    const made = run<Enhancement | undefined>('enhancePrompt', { uri: document.uri });
    let ended: unknown;
    made.then(
      (enhancement) => (ended = enhancement?.provider ?? 'nothing'),
      (error: unknown) => (ended = error),
    );
    await until('the text so far', () => {
      if (ended !== undefined) throw new Error('It ended before any text was shown', { cause: ended });
      return (written()?.getText() ?? '').includes('Fix the login bug');
    });
    return { made, source: document.uri };
  }

  it('is shown as it comes, leaves caret and scroll alone, and gives way to the result', async () => {
    const { behaviour, pass } = pacedAnswer(rewritten);
    behaviours = [behaviour];
    pass(20);
    const { made } = await begin();
    assert.deepEqual(diffLabels(), [writingTitle]);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('whetstone-writing'), false);
    const { original } = diffInFront();
    assert.equal((await vscode.workspace.openTextDocument(original)).getText(), prompt);
    // Line 32, where the caret goes, has to be there.
    let last = '';
    let since = Date.now();
    const early = await until('nearly half of it, and no more for a while', () => {
      const text = written()?.getText() ?? '';
      if (text !== last) [last, since] = [text, Date.now()];
      return text.length > rewritten.length * 0.43 && Date.now() - since > 500 ? text : undefined;
    });
    assert.ok(rewritten.startsWith(early), early);
    assert.ok(!early.includes('Run the tests'));

    const editor = await until('the editor', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document === written()),
    );
    editor.selection = new vscode.Selection(32, 3, 32, 9);
    const top = await until('the scroll', () => {
      const first = editor.visibleRanges[0]?.start.line ?? 0;
      if (first > 20) return first;
      // What comes in the same moment may put it back where it was.
      editor.revealRange(new vscode.Range(30, 0, 30, 0), vscode.TextEditorRevealType.AtTop);
      return undefined;
    });
    pass(35);
    await until('more of it', () => (written()?.getText().length ?? 0) > early.length + 500);
    assert.deepEqual(editor.selection, new vscode.Selection(32, 3, 32, 9));
    assert.equal(editor.visibleRanges[0]?.start.line, top);

    pass(99);
    const enhancement = await made;
    assert.equal(enhancement?.provider, 'openai', JSON.stringify(enhancement?.warnings));
    assert.deepEqual(enhancement.warnings, []);
    const { originalScore, enhancedScore } = enhancement;
    assert.deepEqual(diffLabels(), [
      `Original <-> Enhanced (${originalScore.total} -> ${enhancedScore.total})`,
    ]);
    const result = await vscode.workspace.openTextDocument(diffInFront().modified);
    assert.equal(result.getText(), rewritten);
    const final = await until('the editor of the result', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document === result),
    );
    await until('the caret', () => final.selection.isEqual(new vscode.Selection(32, 3, 32, 9)));
    await until('the same lines', () => final.visibleRanges[0]?.start.line === top);
    assert.equal(written()?.getText() ?? '', '');
  });

  it('goes without a trace when it is cancelled, by its button or by closing its diff', async () => {
    for (const cancel of [
      () => run('cancelEnhancement', written()?.uri),
      () => vscode.commands.executeCommand('workbench.action.closeActiveEditor'),
    ]) {
      const closed = server.closedByClient();
      const { behaviour, pass } = pacedAnswer(rewritten);
      behaviours = [behaviour];
      pass(20);
      const { made, source } = await begin(`${prompt}Cancel it.\n`);
      await cancel();
      assert.equal(await made, undefined);
      assert.deepEqual(diffLabels(), []);
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), source.toString());
      await until('the end of the request', () => server.closedByClient() > closed);
      await closeEverything();
    }
  });

  it('does not stay when the checks reject it, and the user is told', async () => {
    const lost = rewritten.replaceAll('src/auth/login.ts', 'the login');
    const first = pacedAnswer(lost);
    const second = pacedAnswer(lost.replace('- Mend', '- First mend'));
    behaviours = [first.behaviour, second.behaviour];
    first.pass(39);
    const { made } = await begin(`${prompt}Reject it.\n`);
    first.pass(99);
    await until('the rejected text to go', () => written()?.getText() === '');
    assert.deepEqual(diffLabels(), [writingTitle]);
    second.pass(39);
    await until('the second attempt', () => written()?.getText().includes('First mend'));
    const messages = await messagesDuring(async () => {
      second.pass(99);
      await made;
    });
    const enhancement = await made;
    assert.ok(enhancement);
    assert.ok(enhancement.warnings.some(({ code }) => code === 'answer-rejected'));
    assert.ok(enhancement.enhancedPrompt.includes('src/auth/login.ts'));
    assert.ok(!enhancement.enhancedPrompt.includes('First mend'));
    assert.equal(diffLabels().includes(writingTitle), false);
    assert.match(messages.join('\n'), /gpt-test could not be used|did not pass the checks/);
  });

  it('is not kept when the window was loaded again meanwhile', async () => {
    const { WritingFiles, writingUri } = await import('../../src/vscode/enhance/writingFiles.ts');
    const id = '11111111-2222-3333-4444-555555555555';
    await vscode.commands.executeCommand(
      'vscode.diff',
      writingUri(id, 'original'),
      writingUri(id, 'written'),
      writingTitle,
    );
    await until('the diff', () => diffLabels().includes(writingTitle));
    const files = new WritingFiles();
    await files.closeAbandoned();
    files.dispose();
    assert.deepEqual(diffLabels(), []);
  });
});
