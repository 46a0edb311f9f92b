// What the gateway adds to a call: over OpenAI's own library, against what @portkey-ai/gateway adds in front of the same server, call by call in one run.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import { preparePortkey } from '../../scripts/prepare/portkey.ts';
import { defaultGuardPolicy } from '../../src/core/guard/policy.ts';
import type { Complete } from '../../src/core/model/completion.ts';
import { gateway, type Surroundings } from '../../src/core/model/gateway.ts';
import { guarded } from '../../src/core/model/guarded.ts';
import { switches } from '../../src/core/model/switches.ts';
import { accounting } from '../../src/node/accounting.ts';
import { openStore } from '../../src/node/store/openStore.ts';
import { systemPace } from '../../src/node/systemPace.ts';
import { readUserSettings } from '../../src/node/userSettings.ts';
import { startTied, endTied } from '../harness/childProcess.ts';
import { completionRequest } from '../harness/completions.ts';
import { answers, faultyServer } from '../harness/faultyServer.ts';
import { vendor } from '../harness/providers.ts';
import { figure } from './measure.ts';

const rounds = 150;
const prompt = 'fix the login bug that keeps users out when their password has a space at its end';
const server = await faultyServer('openai', () => answers('A short answer.', { chunks: 2 }));
const none = new AbortController().signal;
const temporary = await mkdtemp(path.join(tmpdir(), 'whetstone-bench-gateway-'));

/** One call by the bare library. */
function bare(baseURL: string, streamed: boolean, headers: Record<string, string> = {}): () => Promise<void> {
  const client = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0, defaultHeaders: headers });
  const body = {
    model: 'openai-model',
    messages: [{ role: 'user' as const, content: prompt }],
    max_tokens: 2000,
    temperature: 0.7,
  };
  return async () => {
    let text = '';
    if (streamed) {
      const stream = await client.chat.completions.create({
        ...body,
        stream: true,
        stream_options: { include_usage: true },
      });
      for await (const event of stream) text += event.choices[0]?.delta.content ?? '';
    } else text = (await client.chat.completions.create(body)).choices[0]?.message.content ?? '';
    if (text !== 'A short answer.') throw new Error(`answered ${text}`);
  };
}

function ours(surroundings: Surroundings): () => Promise<void> {
  const model = vendor('openai', server.url);
  const complete: Complete = gateway({
    connections: [{ model, name: 'OpenAI', enabled: () => true }],
    pace: systemPace,
    surroundings: {
      guard: guarded(() => defaultGuardPolicy),
      switches: switches(() => true),
      ...surroundings,
    },
  });
  return async () => {
    const request = completionRequest(prompt, { cache: false });
    const { text } = await complete(
      { ...request, account: { ...request.account, requestId: randomUUID() } },
      none,
    );
    if (text !== 'A short answer.') throw new Error(`answered ${text}`);
  };
}

/** Milliseconds that each way adds to a plain one, call by call, their order changing from round to round. */
async function added(
  plain: () => Promise<void>,
  ways: readonly (() => Promise<void>)[],
): Promise<number[][]> {
  const all = [plain, ...ways];
  for (const way of all) for (let time = 0; time < 10; time++) await way();
  const differences = ways.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    for (let turn = 0; turn < all.length; turn++) {
      const index = (turn + round) % all.length;
      const started = performance.now();
      await all[index]?.();
      times[index] = performance.now() - started;
    }
    for (const [index, list] of differences.entries()) list.push((times[index + 1] ?? 0) - (times[0] ?? 0));
  }
  return differences;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Starts the other gateway and resolves with its address. */
async function startPortkey(): Promise<{ url: string; close: () => Promise<void> }> {
  const script = await preparePortkey();
  const port = 20_000 + Math.floor(performance.now() % 20_000);
  const child = startTied(process.execPath, [script, `--port=${port}`, '--headless'], {
    env: { ...process.env, PORT: String(port) },
    output: 'pipe',
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    await sleep(100);
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return { url, close: () => endTied(child) };
  }
  await endTied(child);
  throw new Error('the other gateway did not start');
}

const closing: (() => Promise<void>)[] = [server.close];
try {
  const store = openStore({ path: path.join(temporary, 'whetstone.db') });
  const settings = await readUserSettings(temporary);
  const unlimited = { ...settings, limits: null };
  const account = accounting({ store, settings: () => unlimited });
  const [alone = [], accounted = []] = await added(bare(`${server.url}/v1`, true), [
    ours({}),
    ours(account.surroundings),
  ]);
  await figure(
    'added to the bare library by guard, switches, fallback, breaker, retry and timeouts',
    () => median(alone),
    {
      unit: 'ms',
      aim: { atMost: 1 },
    },
  );
  await figure(
    'the same with cache, limits, budget, meter and audit in a database',
    () => median(accounted),
    {
      unit: 'ms',
    },
  );
  await figure(
    'share of what @portkey-ai/gateway adds',
    async () => {
      const running = await startPortkey();
      closing.push(running.close);
      // It does not pass on a stream of this server (status 500), so it is measured without; so is what it is compared with.
      const there = bare(`${running.url}/v1`, false, {
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `${server.url}/v1`,
      });
      const [own = []] = await added(bare(`${server.url}/v1`, true), [ours({})]);
      const [other = []] = await added(bare(`${server.url}/v1`, false), [there]);
      console.log(`  ours ${median(own).toFixed(2)} ms, @portkey-ai/gateway ${median(other).toFixed(2)} ms`);
      return (100 * median(own)) / median(other);
    },
    { unit: '%', aim: { atMost: 20 } },
  );
  await account.idle();
  await store.close();
} finally {
  for (const close of closing.toReversed()) await close();
  await rm(temporary, { recursive: true, force: true });
}
