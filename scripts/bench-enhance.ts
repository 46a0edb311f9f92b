// Measures enhancement through a model over typed prompts of the bench data in the fixture repositories, end to end through the gateway:
//   npm run bench:enhance                        with a stand-in for a model on loopback that answers after two seconds
//   npm run bench:enhance -- --requests DIR      writes the exact requests to a folder and sends nothing
//   npm run bench:enhance -- --answers DIR       puts the answers of a real model (DIR/ID.txt, or DIR/ID.json with {"text"}) through the same checks
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { enhance } from '../src/core/enhance/enhance.ts';
import type { Enhancement } from '../src/core/enhance/enhancement.ts';
import {
  enhancementRequest,
  modelRewriter,
  type ModelRewriterOptions,
} from '../src/core/enhance/model/modelRewriter.ts';
import { guardEnhancement } from '../src/core/guard/guardEnhancement.ts';
import type { Complete } from '../src/core/model/completion.ts';
import { requestThatWouldBeSent } from '../src/core/enhance/requestPreview.ts';
import { countTokens } from '../src/core/usage/tokens.ts';
import { oneProvider } from '../test/harness/oneProvider.ts';
import { openStore } from '../src/node/store/openStore.ts';
import { benchData } from '../test/bench/measure.ts';
import { enhanceDependencies } from '../test/harness/enhanceDependencies.ts';
import { answers as answersWith, faultyServer } from '../test/harness/faultyServer.ts';
import { completion } from '../test/harness/completions.ts';
import { layOutRepository } from '../test/harness/layOutRepository.ts';
import { builtInInstructions } from '../test/harness/modelRewriting.ts';
import { contextOf } from '../test/harness/realContext.ts';
import { repositoryNames } from '../test/harness/repositoryHistories.ts';
import { standInAnswer } from './enhance/standIn.ts';
import { spreadPrompts } from './enhance/spreadPrompts.ts';

const count = 200;
const serverMs = 2000;
/** The default of the setting `context.tokenBudget`. */
const tokenBudget = 4000;
/** So many at once: more would measure this machine's processor and not the product. */
const atOnce = 2;
const none = new AbortController().signal;

const { values } = parseArgs({ options: { answers: { type: 'string' }, requests: { type: 'string' } } });
const temporary = await mkdtemp(path.join(tmpdir(), 'whetstone-bench-enhance-'));
const folderOf = (index: number): string =>
  path.join(temporary, repositoryNames[index % repositoryNames.length] ?? '');

const options: Omit<ModelRewriterOptions, 'complete'> = {
  instructions: builtInInstructions,
  provider: 'openai',
  model: 'gpt-4.1-mini',
  tokenBudget,
  countTokens,
  account: { workspace: null, evaluation: true, experiment: null },
  createId: randomUUID,
  cache: false,
  redact: true,
  insist: false,
};

function guardedRequest(text: string): ReturnType<typeof guardEnhancement> {
  return guardEnhancement({ text, style: 'balanced' }, { redact: true, hint: '' });
}

async function run(text: string, index: number, complete: Complete): Promise<Enhancement> {
  const { inspect, request } = guardedRequest(text);
  return enhance(
    request,
    enhanceDependencies({
      inspect,
      countTokens,
      rewriter: modelRewriter({ ...options, complete }),
      gatherContext: contextOf(folderOf(index)),
      now: () => performance.now(),
    }),
    none,
  );
}

/** Writes what would be sent for each prompt. */
async function writeRequests(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const instructions = await builtInInstructions();
  const prompts = spreadPrompts(benchData(), count);
  for (const [index, { id, text }] of prompts.entries()) {
    const guarded = guardedRequest(text);
    const { inspect, request } = guarded;
    const dependencies = enhanceDependencies({
      inspect,
      countTokens,
      gatherContext: contextOf(folderOf(index)),
    });
    const { messages } = await requestThatWouldBeSent(
      request,
      dependencies,
      tokenBudget,
      none,
      () => guarded.placeholders(),
      {
        provider: 'openai',
        sentTo: '',
        requestFor: async (input) => (await enhancementRequest(input, options, instructions)).request,
      },
    );
    writeFileSync(path.join(folder, `${id}.json`), `${JSON.stringify({ id, messages }, null, 2)}\n`);
  }
  console.log(`${prompts.length} requests written to ${folder}; answers belong in ID.txt (--answers DIR)`);
}

/** A model whose answers lie in a folder; what it was not asked is an empty answer. */
function modelIn(folder: string, id: string): Complete {
  return async () => {
    const plain = path.join(folder, `${id}.txt`);
    const wrapped = path.join(folder, `${id}.answer.json`);
    if (existsSync(plain)) return completion(readFileSync(plain, 'utf8'));
    if (!existsSync(wrapped)) throw new Error(`${folder} has no answer to ${id}`);
    const { text } = JSON.parse(readFileSync(wrapped, 'utf8')) as { text: string };
    return completion(text);
  };
}

async function measureAll(): Promise<void> {
  const prompts = spreadPrompts(benchData(), count);
  const { answers: folder } = values;
  const answered =
    folder === undefined
      ? prompts
      : prompts.filter(({ id }) =>
          ['.txt', '.answer.json'].some((end) => existsSync(path.join(folder, id + end))),
        );
  const server = await faultyServer('openai', (number, body) =>
    answersWith(standInAnswer(number, body), { latencyMs: serverMs, chunks: 20 }),
  );
  const store = openStore({ path: path.join(temporary, 'whetstone.db') });
  const models = await oneProvider(server.url, store);
  const made: Enhancement[] = [];
  const times: number[] = [];
  const sent: number[] = [];
  const asked: number[] = [];
  /** Milliseconds of each that were not spent waiting for the server. */
  const own: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (;;) {
      const index = next++;
      const prompt = answered[index];
      if (prompt === undefined) return;
      let tokens = 0;
      let calls = 0;
      let waited = 0;
      const inner = folder === undefined ? models.complete : modelIn(folder, prompt.id);
      const complete: Complete = async (request, signal) => {
        calls += 1;
        if (calls === 1)
          for (const { content } of request.messages) tokens += (await countTokens(content)).tokens;
        const asking = performance.now();
        try {
          return await inner(request, signal);
        } finally {
          waited += performance.now() - asking;
        }
      };
      const started = performance.now();
      made.push(await run(prompt.text, prompts.indexOf(prompt), complete));
      const took = performance.now() - started;
      times.push(took);
      own.push(took - waited);
      asked.push(calls);
      sent.push(tokens);
    }
  };
  await run('warm the libraries up', 0, models.complete);
  await Promise.all(Array.from({ length: atOnce }, worker));
  report(made, { times, sent, asked, own }, folder === undefined);
  await models.idle();
  await store.close();
  await server.close();
}

interface Figures {
  readonly times: readonly number[];
  readonly sent: readonly number[];
  readonly asked: readonly number[];
  readonly own: readonly number[];
}

function report(made: readonly Enhancement[], { asked, own, sent, times }: Figures, standIn: boolean): void {
  const at = (list: readonly number[], share: number): number =>
    list.toSorted((one, other) => one - other)[Math.min(list.length - 1, Math.floor(list.length * share))] ??
    0;
  const share = (test: (one: Enhancement) => boolean): string =>
    `${((100 * made.filter(test).length) / Math.max(1, made.length)).toFixed(1)} %`;
  const gain =
    made.reduce((sum, one) => sum + one.enhancedScore.total - one.originalScore.total, 0) / made.length;
  const worse = made.filter((one) => one.enhancedScore.total < one.originalScore.total).length;
  const byModel = (one: Enhancement): boolean => one.provider !== 'offline';
  const warned = new Set(['provider-note', 'guard-masked', 'guard-noticed', 'guard-dropped']);
  const line = (name: string, value: string, note = ''): void =>
    console.log(`${name.padEnd(46)}${value.padStart(12)}  ${note}`);
  if (standIn)
    console.log(
      "The answers are a stand-in's (the prompt with files and test command of the context it was sent, in the dresses of a model); only --answers measures a model.",
    );
  line('prompts', String(made.length));
  line('mean gain', `${gain.toFixed(1)} points`);
  line('worse than the original', String(worse), 'aim 0');
  line(
    'changed',
    share(({ changed }) => changed),
  );
  line('answered by the model, not the built-in rewriter', share(byModel));
  line(
    'verified clean',
    share((one) => byModel(one) && one.warnings.every(({ code }) => warned.has(code))),
  );
  if (standIn)
    line(
      `latency p95 (server takes ${serverMs} ms)`,
      `${Math.round(at(times, 0.95))} ms`,
      'aim 3000, promise 5000',
    );
  if (standIn) line('latency median', `${Math.round(at(times, 0.5))} ms`);
  const once = times.filter((_time, index) => asked[index] === 1);
  if (standIn)
    line('latency p95 of those asked once', `${Math.round(at(once, 0.95))} ms`, `${once.length} prompts`);
  line(
    'asked twice, since the first answer was bad',
    String(asked.filter((calls) => calls > 1).length),
    `${asked.filter((calls) => calls === 0).length} not at all`,
  );
  line('our own time beside the model, median', `${Math.round(at(own, 0.5))} ms`);
  line('our own time beside the model, p95', `${Math.round(at(own, 0.95))} ms`);
  const reasons = new Map<string, number>();
  for (const { warnings } of made)
    for (const { code, message } of warnings)
      if (code === 'answer-rejected') {
        const reason = reasonOf(message);
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
  for (const [reason, times] of [...reasons].sort((one, other) => other[1] - one[1]))
    line(`  rejected: ${reason}`, String(times));
  line(
    'tokens sent, median',
    String(
      at(
        sent.filter((tokens) => tokens > 0),
        0.5,
      ),
    ),
    'aim 2500',
  );
  line(
    'tokens sent, p95',
    String(
      at(
        sent.filter((tokens) => tokens > 0),
        0.95,
      ),
    ),
  );
}

/** The kind of the first complaint about an answer, without what it quotes. */
function reasonOf(message: string): string {
  if (message.includes('The rewrite scores') || message.includes('came back as it was'))
    return 'scores no better';
  if (message.includes('is not in the rewrite')) return 'loses something';
  if (message.includes('neither in')) return 'invents something';
  if (message.includes('answers the task')) return 'answers';
  if (message.includes('The original is in')) return 'changes the language';
  return 'its form, or else';
}

try {
  for (const [index, name] of repositoryNames.entries()) layOutRepository(name, folderOf(index));
  if (values.requests === undefined) await measureAll();
  else await writeRequests(values.requests);
} catch (error) {
  console.log(`FAILED TO MEASURE: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}
