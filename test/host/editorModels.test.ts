import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isAbort } from '../../src/core/errors.ts';
import { AttemptError } from '../../src/core/model/attemptError.ts';
import { completeInEditor, editorHealth, listEditorModels } from '../../src/vscode/editorModels.ts';
import { completionRequest } from '../harness/completions.ts';
import { run, whetstone } from './editing.ts';

interface Asked {
  readonly messages: readonly { readonly role: number; readonly text: string }[];
  readonly cancelled: boolean;
}

const never = new AbortController().signal;
const model = (does: string, text?: string): Thenable<readonly Asked[]> =>
  vscode.commands.executeCommand('whetstoneTests.model', { does, ...(text !== undefined && { text }) });

/** What VS Code offers follows what an extension says with some delay. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('it did not come about');
}

describe("VS Code's own models", () => {
  before(async () => {
    await whetstone();
    await model('answer');
    await until(async () => (await listEditorModels()).length > 0);
  });

  afterEach(async () => {
    await model('answer');
  });

  it('are listed with what they can read', async () => {
    const first = (await listEditorModels()).find(({ id }) => id === 'practice-1');
    assert.deepEqual([first?.name, first?.contextTokens], ['Practice (whetstone-tests)', 8000]);
    assert.equal((await editorHealth()).healthy, true);
  });

  it('stream an answer, by id, by family, or the first on offer', async () => {
    for (const name of ['practice-1', 'practice', null]) {
      await model('answer', 'One two three.');
      const seen: string[] = [];
      const request = completionRequest('fix it', {
        model: name,
        messages: [
          { role: 'system', content: 'Rewrite.' },
          { role: 'user', content: 'fix it' },
        ],
        onText: (text) => seen.push(text),
      });
      const answer = await completeInEditor(request, never);
      assert.equal(answer.text, 'One two three.');
      assert.equal(answer.provider, 'vscode-lm');
      assert.equal(answer.model, 'practice-1');
      assert.equal(seen.at(-1), 'One two three.');
      const [asked] = await model('answer');
      assert.deepEqual(
        asked?.messages.map(({ text }) => text),
        ['Rewrite.', 'fix it'],
      );
    }
  });

  it('say truly what is wrong, without the words of the other extension', async () => {
    for (const [does, code, retryable] of [
      ['quota', 'provider-rate-limited', false],
      ['forbid', 'unauthorized', false],
      ['gone', 'model-not-found', false],
      ['fail', 'provider-unavailable', true],
      ['nothing', 'provider-invalid-response', true],
    ] as const) {
      await model(does);
      await assert.rejects(completeInEditor(completionRequest('x'), never), (error) => {
        assert.ok(error instanceof AttemptError, does);
        assert.equal(error.code, code, does);
        assert.equal(error.retryable, retryable, does);
        assert.ok(!JSON.stringify([error.message, error.hint, String(error.cause)]).includes('sk-secret'));
        return true;
      });
    }
  });

  it('name what is on offer when a model is not', async () => {
    await assert.rejects(completeInEditor(completionRequest('x', { model: 'gpt-none' }), never), (error) => {
      assert.ok(error instanceof AttemptError);
      assert.equal(error.code, 'model-not-found');
      assert.match(error.hint, /practice-1/);
      return true;
    });
  });

  it('say so when there is none', async () => {
    await model('leave');
    await until(async () => (await listEditorModels()).length === 0);
    await assert.rejects(completeInEditor(completionRequest('x'), never), { code: 'model-not-found' });
    assert.match((await editorHealth()).error ?? '', /No extension offers/);
    await model('answer');
    await until(async () => (await listEditorModels()).length > 0);
  });

  it('are called off within 100 ms', async () => {
    await model('hang');
    const controller = new AbortController();
    let started = 0;
    const call = completeInEditor(
      completionRequest('x', {
        onText: () => {
          started ||= performance.now();
          controller.abort();
        },
      }),
      controller.signal,
    );
    await assert.rejects(call, isAbort);
    assert.ok(performance.now() - started < 100);
    // The other extension hears of it from another process.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [asked] = await model('answer');
    assert.equal(asked?.cancelled, true);
  });

  it('are a provider like the others once they are turned on', async () => {
    await run('addProvider', { kind: 'vscode-lm' });
    try {
      const tested = await run<{ configured: boolean; enabled: boolean; healthy: boolean }>(
        'testConnection',
        {
          provider: 'vscode-lm',
        },
      );
      assert.deepEqual([tested.configured, tested.enabled, tested.healthy], [true, true, true]);
    } finally {
      await run('removeProvider', { provider: 'vscode-lm' });
    }
  });
});
