// One of several processes that make calls on one account. Started by ledgerProcesses.ts, which says what to do.
import { randomUUID } from 'node:crypto';
import { AttemptError } from '../../src/core/model/attemptError.ts';
import type { Complete } from '../../src/core/model/completion.ts';
import { gateway } from '../../src/core/model/gateway.ts';
import type { LanguageModel } from '../../src/core/model/languageModel.ts';
import { WhetstoneError } from '../../src/core/errors.ts';
import { readAccountingSettings } from '../../src/core/usage/accountingSettings.ts';
import { countTokens } from '../../src/core/usage/tokens.ts';
import { accounting } from '../../src/node/accounting.ts';
import { openStore } from '../../src/node/store/openStore.ts';
import { systemPace } from '../../src/node/systemPace.ts';
import type { ChargedRequest } from './chargingServer.ts';
import { completion, completionRequest } from './completions.ts';
import { SeededRandom } from './seededRandom.ts';
import type { WorkDone, WorkOrder } from './ledgerProcesses.ts';

process.on('message', (order: WorkOrder) => void report(order));

async function report(order: WorkOrder): Promise<void> {
  process.send?.(await work(order));
}

process.send?.('ready');

async function work({ calls, database, seed, settings, url }: WorkOrder): Promise<WorkDone> {
  const source = new SeededRandom(seed);
  const random = (): number => source.next();
  const store = openStore({ path: database });
  const read = readAccountingSettings((setting) => settings[setting]);
  const troubles: string[] = [];
  const account = accounting({
    store,
    settings: () => read,
    onTrouble: (error) => troubles.push(String(error)),
  });
  let fate: ChargedRequest['fate'] = 'answer';
  const complete: Complete = async (request, signal) => {
    const input = (await inputOf(request.messages[0]?.content ?? '')) ?? 0;
    const output = 1 + Math.floor(random() * request.maxTokens);
    const asked: ChargedRequest = {
      requestId: request.account.requestId,
      input,
      output,
      cached: Math.floor(random() * input),
      fate,
    };
    // Only the first attempt meets the fate; the next one is answered.
    if (fate !== 'cut') fate = 'answer';
    return call(url, asked, request.onText, signal);
  };
  const model: LanguageModel = {
    id: 'openai',
    kind: 'openai',
    local: false,
    complete,
    listModels: async () => [],
    health: async () => ({ healthy: true, latencyMs: 0, error: null }),
  };
  const ask = gateway({
    connections: [{ model, name: 'OpenAI', enabled: () => true }],
    surroundings: account.surroundings,
    pace: systemPace,
    retry: { attempts: 3, baseMs: 2, longestWaitMs: 1000 },
    breaker: { failures: 1_000_000, restMs: 1 },
  });
  const refused: Record<string, number> = {};
  const one = async (): Promise<void> => {
    const chance = random();
    fate = chance < 0.6 ? 'answer' : chance < 0.75 ? 'refuse' : chance < 0.9 ? 'fail' : 'cut';
    const controller = new AbortController();
    const request = completionRequest('word '.repeat(1 + Math.floor(random() * 50)), {
      model: 'gpt-4o',
      maxTokens: 1 + Math.floor(random() * 100),
      cache: false,
      account: {
        ...completionRequest().account,
        requestId: randomUUID(),
        workspace: random() < 0.5 ? '/one' : '/two',
      },
      onText: () => controller.abort(),
    });
    try {
      await ask(request, controller.signal);
    } catch (error) {
      const code =
        error instanceof WhetstoneError ? error.code : error instanceof Error ? error.name : 'unknown';
      refused[code] = (refused[code] ?? 0) + 1;
    }
  };
  for (let number = 0; number < calls; number += 1) await one();
  await account.idle();
  await store.close();
  return { refused, troubles };
}

/** The input as the meter counts it, so that a call without a report is charged alike on both sides. */
async function inputOf(text: string): Promise<number> {
  return (await countTokens(text, 'gpt-4o')).tokens + 4 + 3;
}

async function call(
  url: string,
  asked: ChargedRequest,
  onText: ((text: string) => void) | undefined,
  signal: AbortSignal,
): ReturnType<Complete> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(asked), signal });
  if (response.status !== 200) {
    throw new AttemptError(
      response.status === 429 ? 'provider-rate-limited' : 'provider-unavailable',
      `The server answered ${response.status}.`,
      'Try again.',
      { retryable: true, status: response.status },
    );
  }
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (asked.fate === 'cut') onText?.(text);
  }
  const said = JSON.parse(text) as { input: number; output: number; cached: number };
  return completion('done', {
    model: 'gpt-4o',
    inputTokens: said.input,
    outputTokens: said.output,
    cachedInputTokens: said.cached,
  });
}
