import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { answerText } from '../../harness/answers.ts';
import {
  answers,
  type Behaviour,
  fails,
  faultyServer,
  type FaultyServer,
  type Protocol,
} from '../../harness/faultyServer.ts';
import { layOutRepository } from '../../harness/layOutRepository.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';
import { enhancementShape } from './shapes.ts';

const key = ['sk', 'marked', '00112233445566778899'].join('-');
const prompt = 'the cart total is wrong when a discount code is used';
const good = answerText('good-discount');

describe('whetstone enhance through a model', function () {
  this.timeout(30_000);
  let temporary: TemporaryFolder;
  let shop: string;
  let home: TemporaryFolder;
  const servers: FaultyServer[] = [];

  before(() => {
    temporary = temporaryFolder();
    shop = layOutRepository('storefront', join(temporary.path, 'shop'));
  });
  after(() => temporary.remove());
  beforeEach(() => {
    home = temporaryFolder();
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
    home.remove();
  });

  async function serve(protocol: Protocol, behaviour: Behaviour): Promise<FaultyServer> {
    const server = await faultyServer(protocol, () => behaviour);
    servers.push(server);
    return server;
  }

  async function whetstone(env: Record<string, string>, ...args: readonly string[]): Promise<Recorded> {
    const recorded = await run(args, { cwd: shop, env: { WHETSTONE_HOME: home.path, ...env } });
    assert.ok(!`${recorded.stdout}${recorded.stderr}`.includes(key), 'the key shows');
    return recorded;
  }

  const openai = ({ url }: FaultyServer): Record<string, string> => ({
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: `${url}/v1`,
  });
  const anthropic = ({ url }: FaultyServer): Record<string, string> => ({
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_BASE_URL: url,
  });

  it('asks the provider whose key is set, and says what that took', async () => {
    const server = await serve(
      'openai',
      answers(good, { inputTokens: 900, outputTokens: 120, model: 'gpt-4.1-mini' }),
    );
    const { status, stderr, stdout } = await whetstone(openai(server), 'enhance', '--json', prompt);
    assert.equal(status, 0, stderr);
    const made = enhancementShape.parse(JSON.parse(stdout));
    assert.equal(made.changed, true);
    assert.match(made.enhancedPrompt, /src\/cart\/discounts\.ts/);
    assert.deepEqual(
      [
        made.provider,
        made.model,
        made.inputTokens,
        made.outputTokens,
        made.cached,
        made.stale,
        made.fallbackFrom,
      ],
      ['openai', 'gpt-4.1-mini', 900, 120, false, false, null],
    );
    assert.ok(typeof made.costUsd === 'number' && made.costUsd > 0);
    assert.deepEqual(made.warnings, []);
    assert.ok(made.contextUsed.files.some(({ path }) => path === 'src/cart/discounts.ts'));
    assert.equal(server.headers[0]?.['authorization'], `Bearer ${key}`);
    assert.equal(server.bodies[0]?.['stream'], true);
  });

  it('answers the same question from the cache, unless told not to', async () => {
    const server = await serve('openai', answers(good));
    const ask = async (...more: readonly string[]): Promise<unknown[]> => {
      const { stdout } = await whetstone(openai(server), 'enhance', '--json', ...more, prompt);
      const { cached, costUsd, inputTokens } = enhancementShape.parse(JSON.parse(stdout));
      return [cached, server.times.length, cached ? costUsd : null, cached ? inputTokens : null];
    };
    assert.deepEqual(await ask(), [false, 1, null, null]);
    assert.deepEqual(await ask(), [true, 1, 0, 0]);
    assert.deepEqual(await ask('--no-cache'), [false, 2, null, null]);
    const usage = await whetstone({}, 'usage', '--json');
    assert.equal((JSON.parse(usage.stdout) as { totalRequests: number }).totalRequests, 2);
  });

  it('takes the model and the provider that are named', async () => {
    const first = await serve('openai', answers(good));
    const second = await serve('anthropic', answers(good));
    const env = { ...openai(first), ...anthropic(second) };
    const by = async (...more: readonly string[]): Promise<unknown> => {
      const { stderr, stdout } = await whetstone(env, 'enhance', '--json', '--no-cache', ...more, prompt);
      assert.equal(stderr, '');
      const { model, provider } = enhancementShape.parse(JSON.parse(stdout));
      return [provider, model];
    };
    assert.deepEqual(await by('--provider', 'anthropic', '--model', 'claude-x'), ['anthropic', 'claude-x']);
    assert.deepEqual(await by('--model', 'anthropic:claude-y'), ['anthropic', 'claude-y']);
    assert.deepEqual(await by('--model', 'gpt-z'), ['openai', 'gpt-z']);
    assert.deepEqual(await by('--provider', 'offline'), ['offline', 'built-in']);
    assert.ok(
      second.headers.length === 2 && second.headers.every((one) => JSON.stringify(one).includes(key)),
    );
  });

  it('uses a local model that is there when no key is set, and the built-in rewriter when none is', async () => {
    const ollama = await serve('ollama', answers(good));
    const named = await whetstone(
      { OLLAMA_HOST: ollama.url },
      'enhance',
      '--json',
      '--model',
      'ollama:llama3:8b',
      prompt,
    );
    const made = enhancementShape.parse(JSON.parse(named.stdout));
    assert.deepEqual([made.provider, made.model, made.costUsd], ['ollama', 'llama3:8b', 0]);
    const told = await whetstone(
      { OLLAMA_HOST: ollama.url },
      'enhance',
      '--model',
      'ollama:llama3:8b',
      prompt,
    );
    assert.match(told.stderr, /^llama3:8b takes about 8 GB of memory and \d+ s on usual hardware\.\n/);
    const without = await whetstone({}, 'enhance', '--json', prompt);
    assert.equal(enhancementShape.parse(JSON.parse(without.stdout)).provider, 'offline');
    assert.equal(without.stderr, '');
  });

  it('falls back to another provider and says so', async () => {
    const first = await serve('openai', fails(401));
    const second = await serve('anthropic', answers(good));
    const env = { ...openai(first), ...anthropic(second) };
    const { status, stderr, stdout } = await whetstone(
      env,
      'enhance',
      '--json',
      '--provider',
      'openai',
      prompt,
    );
    assert.equal(status, 0, stderr);
    const made = enhancementShape.parse(JSON.parse(stdout));
    assert.deepEqual([made.provider, made.fallbackFrom], ['anthropic', 'openai']);
    assert.match(JSON.stringify(made.warnings), /anthropic answered instead of openai/);
  });

  it('ends with status 3 and the true cause when nobody answers, never with the built-in rewriter', async () => {
    for (const [behaviour, code] of [
      [fails(401), 'unauthorized'],
      [fails(402), 'payment-required'],
      [fails(404), 'model-not-found'],
      [fails(400, { code: 'content_policy_violation', message: 'content policy' }), 'content-refused'],
      [fails(429, { headers: { 'retry-after': '30' } }), 'provider-rate-limited'],
    ] as const) {
      const server = await serve('openai', behaviour);
      const { status, stderr, stdout } = await whetstone(openai(server), 'enhance', '--json', prompt);
      assert.deepEqual([status, stdout], [3, '']);
      const { error } = JSON.parse(stderr) as { error: { code: string; message: string; hint: string } };
      assert.equal(error.code, code, stderr);
      assert.ok(error.message !== '' && error.hint !== '');
    }
  });

  it('waits as long as the settings say, and names one that it cannot use', async () => {
    const server = await serve('openai', () => {});
    home.write({
      'settings.json': JSON.stringify({
        'whetstone.timeouts.firstToken': 0.8,
        'timeouts.stall': 'long',
        'timeouts.tea': 5,
      }),
    });
    const started = performance.now();
    const { status, stderr } = await whetstone(openai(server), 'enhance', prompt);
    assert.equal(status, 3, stderr);
    assert.match(stderr, /did not begin to answer within 800 ms/);
    assert.match(stderr, /timeouts\.stall cannot be used; it must be seconds from 0\.1 to 3600/);
    assert.match(stderr, /no setting "timeouts\.tea"/);
    assert.ok(performance.now() - started < 10_000);
  });

  it('says that a key is missing when a provider without one is named', async () => {
    const { status, stderr } = await whetstone({}, 'enhance', '--provider', 'anthropic', prompt);
    assert.equal(status, 3, stderr);
    assert.match(stderr, /error: There is no key for Anthropic\. Set WHETSTONE_ANTHROPIC_API_KEY/);
    const closed = await faultyServer('ollama', () => () => {});
    await closed.close();
    const gone = await whetstone({ OLLAMA_HOST: closed.url }, 'enhance', '--provider', 'ollama', prompt);
    assert.equal(gone.status, 3, gone.stderr);
    assert.match(gone.stderr, /not running.*ollama serve/s);
  });

  it('shows with --dry-run exactly what would be sent, and sends nothing', async () => {
    const server = await serve('openai', answers(good));
    const { stdout } = await whetstone(openai(server), 'enhance', '--dry-run', '--json', prompt);
    const dry = JSON.parse(stdout) as {
      provider: string;
      sentTo: string;
      messages: { role: string; content: string }[];
    };
    assert.equal(server.times.length, 0);
    assert.deepEqual([dry.provider, dry.sentTo], ['openai', `${server.url}/v1`]);
    await whetstone(openai(server), 'enhance', prompt);
    assert.deepEqual(server.bodies[0]?.['messages'], dry.messages);
    const plain = await whetstone(openai(server), 'enhance', '--dry-run', prompt);
    assert.match(plain.stdout, /^# system\n\nYou rewrite requests/);
  });

  it('estimates with --dry-run what is reserved for the call, and a price that is not known as unknown', async () => {
    const server = await serve('openai', answers(good));
    const dry = async (...args: string[]): Promise<Record<string, unknown>> => {
      const { stdout } = await whetstone(openai(server), 'enhance', '--dry-run', '--json', prompt, ...args);
      return (JSON.parse(stdout) as { estimate: Record<string, unknown> }).estimate;
    };
    const { inputTokens, ...estimate } = await dry('--model', 'gpt-4o');
    const input = Number(inputTokens);
    assert.ok(input > 500 && input < 5000, `${input} tokens`);
    const mostCostUsd = (input * 2.5 + 2000 * 10) / 1e6;
    assert.deepEqual(estimate, { model: 'gpt-4o', exact: true, mostOutputTokens: 2000, mostCostUsd });
    assert.equal((await dry('--model', 'of-tomorrow'))['mostCostUsd'], null);
    assert.match(String((await dry())['model']), /^gpt-/);
    const { stderr } = await whetstone(openai(server), 'enhance', '--dry-run', prompt, '--model', 'gpt-4o');
    assert.match(stderr, /gpt-4o would take [\d,]+ tokens in, at most 2,000 out, for at most \$0\.0\d+\./);
    assert.equal(server.times.length, 0);
  });

  it('prints the result while it is written, in a terminal', async () => {
    const server = await serve('openai', answers(good, { chunks: 40 }));
    const recorded = await run(['enhance', '--stream', prompt], {
      cwd: shop,
      env: { WHETSTONE_HOME: home.path, ...openai(server) },
      terminal: true,
    });
    assert.equal(recorded.status, 0);
    assert.ok(recorded.writes.length > 5);
    assert.equal(recorded.stdout, `${(JSON.parse(good) as { enhanced_prompt: string }).enhanced_prompt}\n`);
  });

  it('masks before it sends and puts back into the answer', async () => {
    const secret = ['ghp', '_', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('');
    const server = await serve('openai', answers(good));
    const blocked = await whetstone(openai(server), 'enhance', `${prompt}, token ${secret}`);
    assert.equal(blocked.status, 1);
    assert.equal(server.times.length, 0);
    await whetstone(openai(server), 'enhance', '--redact', `${prompt}, token ${secret}`);
    assert.ok(server.bodies.length > 0);
    assert.ok(!JSON.stringify(server.bodies).includes(secret));
  });

  it('follows instructions of the user, with what always holds behind them', async () => {
    mkdirSync(join(home.path, 'templates/instructions'), { recursive: true });
    writeFileSync(
      join(home.path, 'templates/instructions/enhance.prompt'),
      '{{role "system"}}Write like a sailor.{{role "user"}}{{data}}',
    );
    const server = await serve('openai', answers(good));
    await whetstone(openai(server), 'enhance', prompt);
    const [system] = (server.bodies[0]?.['messages'] ?? []) as { content: string }[];
    assert.match(system?.content ?? '', /^Write like a sailor\.\n\n## What always holds/);
  });

  it('does not send an excellent prompt, unless told to', async () => {
    const clear =
      'Rename `placeOrder` to `submitOrder` in src/checkout/checkout.ts.\n\n- `placeOrder` keeps working for 2 releases and hands on to `submitOrder`.\n- Change every caller.\n\nDone when `npm test` and `npm run typecheck` pass.';
    const server = await serve('openai', answers(good));
    const { stderr } = await whetstone(openai(server), 'enhance', clear);
    assert.match(stderr, /excellent already \(\d+ of 100\), so no model was asked/);
    assert.equal(server.times.length, 0);
    await whetstone(openai(server), 'enhance', '--insist', clear);
    assert.ok(server.times.length > 0);
  });

  it('is interrupted within 100 ms', async () => {
    const server = await serve('openai', () => {});
    const controller = new AbortController();
    const asked = run(['enhance', prompt], {
      cwd: shop,
      env: { WHETSTONE_HOME: home.path, ...openai(server) },
      signal: controller.signal,
    });
    while (server.times.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const started = performance.now();
    controller.abort();
    assert.equal((await asked).status, 130);
    assert.ok(performance.now() - started < 500);
  });
});
