import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { enhance } from '../../../../src/core/enhance/enhance.ts';
import type { Enhancement } from '../../../../src/core/enhance/enhancement.ts';
import { modelRewriter } from '../../../../src/core/enhance/model/modelRewriter.ts';
import { parsePrompt } from '../../../../src/core/prompt/parsePrompt.ts';
import type { RepositoryContext } from '../../../../src/core/context/context.ts';
import type { Models } from '../../../../src/models.ts';
import { oneProvider } from '../../../harness/oneProvider.ts';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { expectOutcome } from '../../../harness/answerOutcome.ts';
import { answerCases, answerText } from '../../../harness/answers.ts';
import { enhanceDependencies } from '../../../harness/enhanceDependencies.ts';
import { answers, type FaultyServer, faultyServer } from '../../../harness/faultyServer.ts';
import { layOutRepository } from '../../../harness/layOutRepository.ts';
import { modelRewriterOptions } from '../../../harness/modelRewriting.ts';
import { contextOf } from '../../../harness/realContext.ts';

const { signal } = new AbortController();

/** The whole corpus again, on the way that a user's answers take: a server, the vendor's own library, the gateway with guard, account and cache. */
describe('answers as a server gives them', function () {
  this.timeout(60_000);
  const contexts = new Map<string, RepositoryContext>();
  let folder = '';
  let server: FaultyServer;
  let store: Store;
  let models: Models;
  /** What is answered next; the last one again and again. */
  let texts: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whetstone-served-'));
    for (const { repository, text } of Object.values(answerCases.prompts)) {
      const root = join(folder, repository);
      if (!contexts.has(repository)) layOutRepository(repository, root);
      contexts.set(repository, await contextOf(root)(parsePrompt(text), signal));
      contexts.set(text, contexts.get(repository)!);
    }
    server = await faultyServer('openai', () => {
      const [text = ''] = texts.length > 1 ? texts.splice(0, 1) : texts;
      return answers(text, { model: 'gpt-test', chunks: 3 });
    });
    store = openStore({ path: join(folder, 'whetstone.db') });
    models = await oneProvider(server.url, store);
  });
  after(async () => {
    await models.idle();
    await store.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function enhanced(text: string): Promise<{ made: Enhancement; asked: string[] }> {
    const first = server.bodies.length;
    const made = await enhance(
      { text, style: 'balanced' },
      enhanceDependencies({
        rewriter: modelRewriter(
          modelRewriterOptions(models.complete, { model: 'gpt-test', cache: false, onJudged: models.judged }),
        ),
        gatherContext: async () => contexts.get(text)!,
      }),
      signal,
    );
    const asked = server.bodies.slice(first).map(({ messages }) => {
      const last = (messages as { content: string }[]).at(-1);
      return last?.content ?? '';
    });
    return { made, asked };
  }

  it('come to what is expected of each', async () => {
    for (const given of answerCases.answers) {
      const again = given.then === 'good' ? [answerText(`good-${given.prompt}`)] : [];
      texts = [answerText(given.name), ...again];
      const { asked, made } = await enhanced(answerCases.prompts[given.prompt]!.text);
      expectOutcome(given, made, asked);
    }
    assert.ok(server.times.length > answerCases.answers.length);
  });

  it('end in the built-in result when they are two megabytes, a page of HTML, or only reasoning', async () => {
    const { text } = answerCases.prompts['discount']!;
    for (const [answer, said] of [
      [JSON.stringify({ enhanced_prompt: 'Fix it. '.repeat(250_000) }), /longer than a megabyte/],
      ['<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>', /not in the form/],
      ['<think>The user wants the cart mended. Let me see.</think>', /It was empty/],
    ] as const) {
      texts = [answer];
      const { asked, made } = await enhanced(text);
      assert.equal(asked.length, 2);
      assert.deepEqual([made.provider, made.fallbackFrom], ['offline', 'openai']);
      assert.match(made.warnings.find(({ code }) => code === 'answer-rejected')?.message ?? '', said);
    }
  });

  it('are an error when they are empty, never the built-in rewriter', async () => {
    texts = [''];
    await assert.rejects(enhanced(answerCases.prompts['discount']!.text), {
      code: 'provider-invalid-response',
    });
  });
});
