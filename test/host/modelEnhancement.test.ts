import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import { answers, type Behaviour, fails, type FaultyServer, faultyServer } from '../harness/faultyServer.ts';
import type { Score } from '../../src/core/score/score.ts';
import type { CompressedPrompt } from '../../src/vscode/enhance/compressPrompt.ts';
import type { BothScores } from '../../src/vscode/score/scoreWithModel.ts';
import { closeEverything, openFile, run, vaguePrompt, whetstone } from './editing.ts';

/** Put together at run time, so that nobody takes it for a real one. */
const key = ['sk', 'marked', 'a1B2c3D4'.repeat(4)].join('-');

const rewritten =
  'Fix the login bug.\n\n- Find out why the login fails and mend its cause.\n- Add a test that fails before the fix and passes after it.\n';

const wellAnswered: Behaviour = answers(
  JSON.stringify({ enhanced_prompt: rewritten, goal: 'Fix the login bug' }),
  {
    inputTokens: 120,
    outputTokens: 40,
  },
);

/** What the line above a prompt says when one hovers over it, as soon as that is `wanted`. */
async function tooltipOf(document: vscode.TextDocument, wanted: (text: string) => boolean): Promise<string> {
  for (let round = 0; round < 80; round += 1) {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    const text = lenses
      .map(({ command }) => command?.tooltip ?? '')
      .join('\n')
      .trim();
    if (wanted(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The line above the prompt never said it.');
}

describe('enhancing through a model', () => {
  let openai: FaultyServer;
  let anthropic: FaultyServer;
  let first: Behaviour;
  let second: Behaviour;

  before(async () => {
    await whetstone();
    openai = await faultyServer('openai', () => first);
    anthropic = await faultyServer('anthropic', () => second);
    await run('addProvider', { kind: 'openai', baseUrl: `${openai.url}/v1`, key, model: 'gpt-test' });
    await run('addProvider', {
      kind: 'anthropic',
      baseUrl: anthropic.url,
      key: 'other',
      model: 'claude-test',
    });
  });

  beforeEach(() => {
    first = wellAnswered;
    second = wellAnswered;
  });

  after(async () => {
    for (const provider of ['openai', 'anthropic', 'vscode-lm']) await run('removeProvider', { provider });
    await Promise.all([openai.close(), anthropic.close()]);
  });

  it('asks the first provider that is set up, with its key, and says who answered', async () => {
    const made = await run<Enhancement>('enhancePrompt', { text: vaguePrompt, apply: 'none' });
    assert.equal(made.provider, 'openai', JSON.stringify(made.warnings));
    assert.equal(made.model, 'gpt-test');
    assert.equal(made.enhancedPrompt.trim(), rewritten.trim());
    assert.deepEqual([made.inputTokens, made.outputTokens, made.fallbackFrom], [120, 40, null]);
    assert.equal(openai.headers.at(-1)?.['authorization'], `Bearer ${key}`);
  });

  it('serves the same question from the cache, and asks another provider when it is named', async () => {
    const before = openai.times.length;
    const again = await run<Enhancement>('enhancePrompt', { text: vaguePrompt, apply: 'none' });
    assert.deepEqual([again.cached, openai.times.length - before], [true, 0]);
    const other = await run<Enhancement>('enhancePrompt', {
      text: vaguePrompt,
      apply: 'none',
      provider: 'anthropic',
      model: 'claude-9',
    });
    assert.deepEqual([other.provider, other.model], ['anthropic', 'claude-9']);
    assert.equal(anthropic.headers.at(-1)?.['x-api-key'], 'other');
  });

  it('falls back to the next provider, and says what was used instead of what', async () => {
    first = fails(401, { code: 'invalid_api_key' });
    const made = await run<Enhancement>('enhancePrompt', { text: 'repair the checkout page', apply: 'none' });
    assert.deepEqual([made.provider, made.fallbackFrom, made.model], ['anthropic', 'openai', 'claude-test']);
  });

  it('says the true cause when nobody answers, never the key, and leaves the built-in rewriter alone', async () => {
    first = fails(401, { code: 'invalid_api_key' });
    second = fails(402);
    await assert.rejects(
      Promise.resolve(run('enhancePrompt', { text: 'repair the search box', apply: 'none' })),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, 'unauthorized');
        assert.ok(!JSON.stringify([error.message, error.stack]).includes(key));
        return true;
      },
    );
  });

  it('takes a refusal to no other vendor, unless the user has allowed it', async () => {
    first = fails(400, { code: 'content_policy_violation' });
    const ask = (): Promise<Enhancement> =>
      Promise.resolve(run<Enhancement>('enhancePrompt', { text: 'mend the upload form', apply: 'none' }));
    await assert.rejects(ask(), { code: 'content-refused' });
    const settings = vscode.workspace.getConfiguration('whetstone');
    await settings.update('fallback.allowAfterRefusal', true, vscode.ConfigurationTarget.Global);
    try {
      assert.equal((await ask()).provider, 'anthropic');
    } finally {
      await settings.update('fallback.allowAfterRefusal', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('does not send an excellent prompt unless told to, and says so', async () => {
    const excellent = `Rename \`placeOrder\` to \`submitOrder\` in src/checkout/checkout.ts.

- \`placeOrder\` keeps working for 2 releases and hands on to \`submitOrder\`.
- Change every caller.

Done when \`npm test\` and \`npm run typecheck\` pass.`;
    const before = openai.times.length;
    const made = await run<Enhancement>('enhancePrompt', { text: excellent, apply: 'none' });
    assert.match(made.contextNotes, /excellent already \(\d+ of 100\), so no model was asked/);
    assert.deepEqual([made.changed, openai.times.length], [false, before]);
    const insisted = await run<Enhancement>('enhancePrompt', {
      text: excellent,
      apply: 'none',
      insist: true,
    });
    assert.ok(openai.times.length > before);
    assert.ok(insisted.enhancedScore.total >= insisted.originalScore.total);
  });

  it('gives a second opinion beside the score of the rules, asked once for each text', async () => {
    const part = { score: 9, quote: 'login bug', reason: 'Which one is not said.' };
    const parts = { clarity: part, specificity: part, context: part, actionability: part };
    first = answers(JSON.stringify({ ...parts, overall: { ...part, score: 21 } }));
    const { document } = await openFile('opinion.prompt.md', 'Fix the login bug.\n');
    const before = openai.times.length;
    const both = await run<BothScores>('scoreWithModel', { uri: document.uri });
    assert.deepEqual(both.score, await run<Score>('scorePrompt', { uri: document.uri }));
    assert.deepEqual(both.assessment.clarity, part);
    assert.deepEqual(
      [both.assessment.overall.score, both.assessment.provider, both.assessment.cached],
      [21, 'openai', false],
    );
    const again = await run<BothScores>('scoreWithModel', { uri: document.uri });
    assert.deepEqual([again.assessment.cached, openai.times.length - before], [true, 1]);
    const opinion = await tooltipOf(document, (text) => text.includes('thinks'));
    assert.match(opinion, /What gpt-test thinks\nClarity 9\/25 “login bug” Which one is not said\./);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Please. '));
    await tooltipOf(document, (text) => text !== '' && !text.includes('thinks'));
    assert.equal(openai.times.length - before, 1, 'asked while typing');
    await assert.rejects(Promise.resolve(run('scoreWithModel', { text: 'fix it', provider: 'offline' })), {
      code: 'provider-unavailable',
    });
    await closeEverything();
  });

  it('says a prompt in fewer words through a model when that is wanted, and checks what it lost', async () => {
    const wordy =
      'Could you please take a close look at the function `logIn()` in src/auth/login.ts, because at this point in time it is the case that users cannot log in when the password has a space in it? Please make sure that you do not change the format of the session. Thank you so much in advance!\n';
    const shorter =
      '`logIn()` in src/auth/login.ts: users cannot log in when the password has a space. Fix; do not change the format of the session.\n';
    first = answers(JSON.stringify({ text: shorter }));
    const made = await run<CompressedPrompt>('compressPrompt', {
      text: wordy,
      apply: 'none',
      provider: 'openai',
    });
    assert.deepEqual([made.text, made.provider, made.warnings], [shorter, 'openai', []]);
    first = answers(JSON.stringify({ text: shorter.replace(/; do not.*session/, '') }));
    const bad = await run<CompressedPrompt>('compressPrompt', {
      text: `${wordy}\nIt is urgent.`,
      apply: 'none',
      provider: 'openai',
    });
    assert.equal(bad.provider, 'offline');
    assert.match(bad.text, /not change the format of the session/);
    assert.match(bad.warnings.join(' '), /could not be used/);
    const before = openai.times.length;
    const alone = await run<CompressedPrompt>('compressPrompt', { text: wordy, apply: 'none' });
    assert.deepEqual([alone.provider, openai.times.length], ['offline', before]);
  });

  it('works without a model when that is wanted', async () => {
    const before = [openai.times.length, anthropic.times.length];
    const made = await run<Enhancement>('enhancePrompt', {
      text: vaguePrompt,
      apply: 'none',
      provider: 'offline',
    });
    assert.equal(made.provider, 'offline');
    assert.deepEqual([openai.times.length, anthropic.times.length], before);
  });

  it('refuses a provider that does not exist, has no key or is off', async () => {
    const code = (provider: string, wanted: string): Promise<void> =>
      assert.rejects(Promise.resolve(run('enhancePrompt', { text: vaguePrompt, apply: 'none', provider })), {
        code: wanted,
      });
    await code('nobody', 'provider-unavailable');
    await code('openrouter', 'unauthorized');
    await run('editProvider', { provider: 'anthropic', enabled: false });
    await code('anthropic', 'disabled');
    await run('editProvider', { provider: 'anthropic', enabled: true });
  });

  it("asks VS Code's own models like the others", async () => {
    await vscode.commands.executeCommand('whetstoneTests.model', {
      does: 'answer',
      text: JSON.stringify({ enhanced_prompt: rewritten }),
    });
    await run('addProvider', { kind: 'vscode-lm' });
    const made = await run<Enhancement>('enhancePrompt', {
      text: vaguePrompt,
      apply: 'none',
      provider: 'vscode-lm',
    });
    assert.deepEqual([made.provider, made.model], ['vscode-lm', 'practice-1']);
    assert.equal(made.enhancedPrompt.trim(), rewritten.trim());
  });

  it('leaves the key in no file of the editor: log, settings, database, history', async () => {
    await run('testConnection', { provider: 'openai' });
    const home = process.env['WHETSTONE_HOME'];
    assert.ok(home, 'the data folder of this editor is not known');
    const folder = path.dirname(home);
    const found: string[] = [];
    let looked = 0;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      if (bytes.includes('repair the checkout page')) looked += 1;
      if (bytes.includes(key)) found.push(file);
    }
    assert.ok(looked > 0, 'the prompt is in no file, so that the key was looked for in the wrong place');
    assert.deepEqual(found, []);
    const planted = path.join(folder, 'planted.log');
    await writeFile(planted, `authorization: Bearer ${key}`);
    assert.ok((await readFile(planted)).includes(key), 'the search does not find a key that is there');
    await rm(planted);
  });
});
