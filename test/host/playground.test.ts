import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExecutionSummary, TemplateExecution } from '../../src/core/library/execution.ts';
import { answers, type Behaviour, fails, type FaultyServer, faultyServer } from '../harness/faultyServer.ts';
import type { UsedTemplate } from '../../src/vscode/library/useTemplate.ts';
import { closeEverything, run, whetstone } from './editing.ts';

const greeting = `---
name: Greeting
input:
  schema:
    who: string, Whom to greet
---
{{role "system"}}
Be warm.
{{role "user"}}
Greet {{who}}.
`;

/** Put together at run time, so that nobody takes it for a real one. */
const secret = ['ghp', 'a1B2c3D4e5'.repeat(4).slice(0, 36)].join('_');

describe('running templates', () => {
  let server: FaultyServer;
  let behaviour: Behaviour;
  let file: string;

  before(async () => {
    await whetstone();
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(root, 'no folder is open');
    const folder = path.join(root, '.whetstone', 'templates');
    await mkdir(folder, { recursive: true });
    file = path.join(folder, 'greeting.prompt');
    await writeFile(file, greeting);
    server = await faultyServer('openai', () => behaviour);
    await run('addProvider', { kind: 'openai', baseUrl: `${server.url}/v1`, key: 'k', model: 'gpt-test' });
  });

  beforeEach(() => {
    behaviour = answers('Hello, Ada!', { inputTokens: 20, outputTokens: 5 });
  });

  after(async () => {
    await closeEverything();
    await run('removeProvider', { provider: 'openai' });
    await Promise.all([server.close(), rm(file, { force: true })]);
  });

  it('asks the model by role, keeps the run with all that belongs to it, and shows the answer', async () => {
    const made = await run<TemplateExecution>('runTemplate', { id: 'greeting', variables: { who: 'Ada' } });
    assert.deepEqual(
      [made.status, made.answer, made.provider, made.model, made.inputTokens, made.outputTokens],
      ['ok', 'Hello, Ada!', 'openai', 'gpt-test', 20, 5],
    );
    assert.deepEqual(server.bodies.at(-1)?.['messages'], [
      { role: 'system', content: 'Be warm.' },
      { role: 'user', content: 'Greet Ada.' },
    ]);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'Hello, Ada!');
    assert.ok(made.template.version >= 1);

    const runs = await run<readonly ExecutionSummary[]>('showRuns', { id: 'greeting' });
    assert.deepEqual([runs.length, runs[0]?.id, runs[0]?.title], [1, made.id, 'Hello, Ada!']);
    assert.equal(
      (await run<readonly ExecutionSummary[]>('showRuns', { text: 'nobody said this' })).length,
      0,
    );

    await run('openRun', { id: made.id });
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.uri.scheme, 'whetstone-run');
    assert.match(document?.getText() ?? '', /Hello, Ada![^]*Greet Ada\.[^]*who[^]*20 → 5/);

    behaviour = answers('Hello again!');
    const again = await run<TemplateExecution>('runAgain', { id: made.id });
    assert.deepEqual(
      [again.answer, again.values, again.template.version],
      ['Hello again!', { who: 'Ada' }, made.template.version],
    );
    assert.equal(await run('deleteRun', { id: made.id }), 1);
    const left = await run<readonly ExecutionSummary[]>('showRuns', { id: 'greeting' });
    assert.deepEqual(
      left.map(({ id }) => id),
      [again.id],
    );
    await assert.rejects(async () => run('openRun', { id: made.id }), { code: 'usage' });
  });

  it('runs a template that is used', async () => {
    behaviour = answers('Hello, Eve!');
    const used = await run<UsedTemplate>('useTemplate', {
      id: 'greeting',
      variables: { who: 'Eve' },
      then: 'run',
    });
    assert.deepEqual([used.destination, used.execution?.answer], ['run', 'Hello, Eve!']);
  });

  it('says why it cannot run, and keeps what failed', async () => {
    const wrong = (argument: object, code: string): Promise<void> =>
      assert.rejects(async () => run('runTemplate', argument), { code });
    await wrong({ id: 'greetings', variables: {} }, 'template-not-found');
    await wrong({ id: 'greeting', variables: {} }, 'template-schema');
    await wrong({ id: 'greeting', variables: { who: 'Ada' }, version: 99 }, 'usage');
    behaviour = fails(401, { code: 'invalid_api_key' });
    await wrong({ id: 'greeting', variables: { who: 'Bob' } }, 'unauthorized');
    const [failed] = await run<readonly ExecutionSummary[]>('showRuns', { id: 'greeting', status: 'failed' });
    assert.equal(failed?.errorCode, 'unauthorized');
  });

  it('lets no secret out, and masks it when that is wanted', async () => {
    const asked = server.times.length;
    const argument = { id: 'greeting', variables: { who: `the holder of ${secret}` }, show: 'none' };
    await assert.rejects(async () => run('runTemplate', argument), { code: 'blocked-by-guard' });
    assert.equal(server.times.length, asked);
    const made = await run<TemplateExecution>('runTemplate', { ...argument, redact: true });
    assert.equal(made.status, 'ok');
    assert.ok(!JSON.stringify(server.bodies.at(-1)).includes(secret));
    const kept = await run<TemplateExecution>('openRun', { id: made.id });
    assert.ok(!JSON.stringify(kept).includes(secret));
  });

  it('opens the playground beside the editor, once', async () => {
    await closeEverything();
    assert.deepEqual(await run('openPlayground', { id: 'greeting' }), { id: 'greeting' });
    await run('openPlayground');
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith('whetstone.playground'),
      );
    assert.equal(tabs.length, 1);
    await assert.rejects(async () => run('openPlayground', { id: 'nothing' }), {
      code: 'template-not-found',
    });
  });
});
