import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { answerText } from '../../harness/answers.ts';
import {
  answers,
  fails,
  faultyServer,
  type Behaviour,
  type FaultyServer,
} from '../../harness/faultyServer.ts';
import { layOutRepository } from '../../harness/layOutRepository.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';

const prompt = 'the cart total is wrong when a discount code is used';
const good = answerText('good-discount');

interface Made {
  readonly cached: boolean;
  readonly stale: boolean;
  readonly costUsd: number | null;
  readonly enhancedPrompt: string;
}

describe('what whetstone enhance spends', function () {
  this.timeout(30_000);
  let temporary: TemporaryFolder;
  let shop: string;
  let home: TemporaryFolder;
  let server: FaultyServer;
  let behaviour: Behaviour;

  before(() => {
    temporary = temporaryFolder();
    shop = layOutRepository('storefront', join(temporary.path, 'shop'));
  });
  after(() => temporary.remove());
  beforeEach(async () => {
    home = temporaryFolder();
    behaviour = answers(good, { inputTokens: 1000, outputTokens: 100, model: 'gpt-4o' });
    server = await faultyServer('openai', () => (exchange) => behaviour(exchange));
  });
  afterEach(async () => {
    await server.close();
    home.remove();
  });

  function whetstone(...args: readonly string[]): Promise<Recorded> {
    return run(args, {
      cwd: shop,
      env: {
        WHETSTONE_HOME: home.path,
        OPENAI_API_KEY: ['sk', 'test', '0123456789'].join('-'),
        OPENAI_BASE_URL: `${server.url}/v1`,
      },
    });
  }

  async function json<T>(...args: readonly string[]): Promise<T> {
    const { status, stderr, stdout } = await whetstone(...args, '--json');
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as T;
  }

  const enhance = (...args: readonly string[]): Promise<Made> =>
    json('enhance', prompt, '--model', 'gpt-4o', ...args);

  async function refused(...args: readonly string[]): Promise<Record<string, string>> {
    const { status, stderr } = await whetstone('enhance', ...args, '--model', 'gpt-4o', '--json');
    assert.equal(status, 3, stderr);
    const last = stderr.trim().split('\n').at(-1) ?? '';
    return (JSON.parse(last) as { error: Record<string, string> }).error;
  }

  it('is written down, and the same question costs nothing the second time', async () => {
    const first = await enhance();
    assert.deepEqual([first.cached, first.costUsd], [false, 0.0035]);
    const second = await enhance();
    assert.deepEqual([second.cached, second.stale, second.costUsd], [true, false, 0]);
    assert.equal(second.enhancedPrompt, first.enhancedPrompt);
    assert.equal(server.bodies.length, 1);
    const usage = await json<Record<string, unknown>>('usage');
    assert.deepEqual(
      [usage['totalRequests'], usage['totalEnhancements'], usage['totalTokens'], usage['costUsd']],
      [1, 2, 1100, 0.0035],
    );
    const [cached, asked] = await json<Record<string, unknown>[]>('audit');
    assert.deepEqual([cached?.['cached'], cached?.['attempts'], cached?.['costUsd']], [true, 0, 0]);
    assert.equal(asked?.['action'], 'enhancement');
    assert.equal(asked?.['lengthBefore'], prompt.length);
    assert.ok(Number(asked?.['lengthAfter']) > prompt.length && Number(asked?.['scoreGain']) > 0);
    assert.ok(!JSON.stringify([cached, asked]).includes('discount code'));
    const { entries, hits } = await json<Record<string, number>>('cache');
    assert.deepEqual([entries, hits], [1, 1]);
    assert.equal((await enhance('--no-cache')).cached, false);
    assert.equal(server.bodies.length, 2);
  });

  it('keeps no answer that was not verified', async () => {
    behaviour = answers('{"enhanced_prompt": "Sure! I fixed src/nowhere.ts."}', { model: 'gpt-4o' });
    await enhance();
    assert.deepEqual((await json<Record<string, number>>('cache'))['entries'], 0);
  });

  it('is nothing for an old answer, which comes with its age when nobody else answers', async () => {
    home.write({ 'settings.json': '{"cache.ttl": {"enhancement": 0}}' });
    const first = await enhance();
    behaviour = fails(400 + 1);
    const old = await enhance();
    assert.deepEqual([old.cached, old.stale, old.costUsd], [true, true, 0]);
    assert.equal(old.enhancedPrompt, first.enhancedPrompt);
  });

  it('stops at the limit, and says which and until when', async () => {
    home.write({ 'settings.json': '{"rateLimit.burst": 1}' });
    await enhance();
    const error = await refused(`${prompt} twice`);
    assert.equal(error['code'], 'rate-limited');
    assert.match(error['message'] ?? '', /1 request a minute/);
    assert.ok(Date.parse(error['resetAt'] ?? '') > Date.now());
    assert.equal(server.bodies.length, 1);
    assert.equal((await enhance()).cached, true, 'a cached answer costs nothing');
  });

  it('stops at a budget with a hard stop, and tells at 80 % once', async () => {
    home.write({
      'settings.json': '{"budget.monthlyUsd": 0.03, "budget.hardStop": true, "budget.alertPercent": 10}',
    });
    const first = await whetstone('enhance', prompt, '--model', 'gpt-4o');
    assert.match(first.stderr, /% of your budget for this month is used: \$[\d.]+ of \$0\.03/);
    const second = await whetstone('enhance', prompt, '--model', 'gpt-4o');
    assert.doesNotMatch(second.stderr, /of your budget/);
    home.write({ 'settings.json': '{"budget.monthlyUsd": 0.004, "budget.hardStop": true}' });
    const error = await refused(`${prompt} twice`);
    assert.equal(error['code'], 'budget-exceeded');
    assert.equal(server.bodies.length, 1);
  });

  it('is unknown, not nothing, where the price is', async () => {
    behaviour = answers(good, { inputTokens: 10, outputTokens: 5, model: 'house-model' });
    const made = await json<Made>('enhance', prompt, '--model', 'house-model');
    assert.equal(made.costUsd, null);
    assert.equal((await json<Record<string, unknown>>('usage'))['costUsd'], null);
  });

  it('shows who answered and what it took', async () => {
    const { stderr } = await whetstone('enhance', prompt, '--model', 'gpt-4o');
    assert.match(stderr, /By openai gpt-4o: 1,000 \+ 100 tokens, \$0\.0035\./);
    const again = await whetstone('enhance', prompt, '--model', 'gpt-4o');
    assert.match(again.stderr, /By openai gpt-4o, from the cache: 0 \+ 0 tokens, \$0\.00\./);
    const offline = await whetstone('enhance', prompt, '--provider', 'offline');
    assert.match(offline.stderr, /By the built-in rewriter: nothing was sent, no cost\./);
  });

  describe('switched off', () => {
    it('the cache neither answers nor keeps', async () => {
      home.write({ 'settings.json': '{"cache.enabled": false}' });
      await enhance();
      assert.equal((await enhance()).cached, false);
      assert.equal(server.bodies.length, 2);
      const { entries, hits, misses } = await json<Record<string, number>>('cache');
      assert.deepEqual([entries, hits, misses], [0, 0, 0]);
    });

    it('the limits refuse nothing', async () => {
      home.write({ 'settings.json': '{"rateLimit.enabled": false, "rateLimit.burst": 1}' });
      await enhance('--no-cache');
      await enhance('--no-cache');
      assert.equal(server.bodies.length, 2);
    });

    it('a provider is not asked', async () => {
      home.write({ 'settings.json': '{"providers.openai.enabled": false}' });
      const made = await json<Made & { readonly provider: string }>('enhance', prompt);
      assert.equal(made.provider, 'offline');
      const { status } = await whetstone('enhance', prompt, '--provider', 'openai');
      assert.equal(status, 3);
      assert.equal(server.bodies.length, 0);
    });

    it('enhancement by models asks none', async () => {
      home.write({ 'settings.json': '{"enhancement.enabled": false}' });
      await whetstone('enhance', prompt);
      assert.equal(server.bodies.length, 0);
    });
  });
});
