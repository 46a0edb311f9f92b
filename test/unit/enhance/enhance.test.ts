import assert from 'node:assert/strict';
import type { EnhanceDependencies, EnhanceRequest } from '../../../src/core/enhance/dependencies.ts';
import type { Enhancement } from '../../../src/core/enhance/enhancement.ts';
import { enhance } from '../../../src/core/enhance/enhance.ts';
import { offlineRewrite, offlineRewriter } from '../../../src/core/enhance/offline/offlineRewriter.ts';
import type { Rewriter } from '../../../src/core/enhance/rewriter.ts';
import { WhetstoneError } from '../../../src/core/errors.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { enhanceDependencies } from '../../harness/enhanceDependencies.ts';
import { sampleContext } from '../../harness/sampleContext.ts';

const run = (
  request: string | Partial<EnhanceRequest>,
  dependencies: Partial<EnhanceDependencies> = {},
): Promise<Enhancement> =>
  enhance(
    { text: '', style: 'balanced', ...(typeof request === 'string' ? { text: request } : request) },
    enhanceDependencies(dependencies),
    new AbortController().signal,
  );
const inRepository: Partial<EnhanceDependencies> = { gatherContext: async () => sampleContext() };
const answering = (enhancedPrompt: string): Rewriter => ({
  rewrite: async () => ({
    rewrite: {
      enhancedPrompt,
      techniquesApplied: [],
      goal: '',
      requirements: [],
      successCriteria: [],
      contextNotes: '',
      openQuestions: ['Which one?'],
    },
    provider: 'test',
    model: 'm1',
    inputTokens: 11,
    outputTokens: 7,
    costUsd: null,
  }),
});
const refusal = (code: string) => (error: unknown) => error instanceof WhetstoneError && error.code === code;

describe('enhance', () => {
  it('tells the goal of a prompt that it leaves as it is, in the words of its author', async () => {
    const kept = await run('fix the login bug');
    assert.equal(kept.changed, false);
    assert.equal(kept.goal, 'Fix the login bug.');
    const refused = await run('Rename `placeOrder` to submitOrder. Keep the tests.', {
      rewriter: answering('Do it.'),
    });
    assert.equal(refused.changed, false);
    assert.match(refused.goal, /^Rename `placeOrder` to submitOrder/);
    assert.equal((await run('修复登录页面的错误')).goal, '修复登录页面的错误');
    assert.equal((await run('```ts\nlet a = 1;\n```\n')).goal, '');
    assert.equal((await run('```ts\nlet a = 1;\n```\n\nWhy is a not 2?')).goal, 'Why is a not 2?');
  });

  it('makes a grounded prompt of a vague one', async () => {
    const result = await run('fix the login bug', inRepository);
    assert.equal(result.changed, true);
    assert.deepEqual(result.warnings, []);
    assert.equal(result.goal, 'Fix the login bug.');
    assert.ok(result.enhancedPrompt.startsWith('Fix the login bug.'));
    for (const name of [
      'src/auth/login.ts',
      'npm test',
      'npm run lint',
      '3f2a9c1',
      'Never log passwords.',
      'AGENTS.md',
    ])
      assert.ok(result.enhancedPrompt.includes(name), name);
    assert.ok(result.openQuestions.length >= 2 && result.openQuestions.length <= 4);
    assert.ok(result.enhancedScore.total > result.originalScore.total);
    assert.deepEqual(result.contextUsed.files[0], {
      path: 'src/auth/login.ts',
      why: 'its name holds "login"',
    });
    assert.equal(result.contextUsed.commits.length, 1);
    assert.ok(
      result.contextUsed.tokens > 0 && result.inputTokens > 0 && result.outputTokens > result.inputTokens,
    );
    assert.deepEqual(
      [result.provider, result.model, result.costUsd, result.latencyMs],
      ['offline', 'built-in', 0, 3],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
    assert.ok(Object.isFrozen(result) && Object.isFrozen(result.contextUsed.files));
  });

  it('gives the same result for the same input', async () => {
    assert.deepEqual(await run('add a wishlist', inRepository), await run('add a wishlist', inRepository));
  });

  it('has styles that differ: minimal is short, comprehensive says most', async () => {
    const request = { text: 'fix the login bug, it should lock after 5 failures and show how long to wait' };
    const of = async (style: EnhanceRequest['style']) =>
      (await run({ ...request, style }, inRepository)).enhancedPrompt;
    const [minimal, balanced, comprehensive] = [
      await of('minimal'),
      await of('balanced'),
      await of('comprehensive'),
    ];
    assert.ok(!minimal.includes('\n## ') && balanced.includes('\n## '));
    assert.ok(minimal.length < balanced.length && balanced.length < comprehensive.length);
  });

  it('uses title, description and instructions', async () => {
    const result = await run(
      {
        text: 'fix the login bug',
        title: 'SHOP-12: login',
        description: 'Only on phones.',
        instructions: '- Keep the API stable.',
      },
      inRepository,
    );
    for (const text of ['SHOP-12: login', 'Only on phones.', 'Keep the API stable.'])
      assert.ok(result.enhancedPrompt.includes(text), text);
    assert.deepEqual(result.warnings, []);
  });

  it('returns an excellent prompt unchanged and says so', async () => {
    const document = parsePrompt('In src/auth/login.ts, lower-case the address.');
    const score = { ...scorePrompt(document), total: 76 };
    const rewrite = offlineRewrite({ document, context: sampleContext(), style: 'comprehensive', score });
    assert.equal(rewrite.enhancedPrompt, document.text);
    assert.match(rewrite.contextNotes, /excellent already \(76 of 100\)/);
    const good = offlineRewrite({
      document,
      context: sampleContext(),
      style: 'comprehensive',
      score: { ...score, total: 75 },
    });
    assert.notEqual(good.enhancedPrompt, document.text);
  });

  it('goes on without a context that cannot be gathered, with a warning', async () => {
    const result = await run('rename placeOrder to submitOrder', {
      gatherContext: async () => {
        throw new WhetstoneError('input-unreadable', 'The folder may not be read.', 'Check its permissions.');
      },
    });
    assert.deepEqual(result.warnings, [
      {
        code: 'context-incomplete',
        message: 'Nothing of the repository could be used. The folder may not be read.',
      },
    ]);
  });

  it('keeps the original when the rewrite says something else, and names what was wrong', async () => {
    const result = await run('fix the crash in src/cart.ts after 5 items', {
      rewriter: answering('Fix the crash in src/basket.ts after 6 items.'),
    });
    assert.equal(result.changed, false);
    assert.equal(result.enhancedPrompt, result.originalPrompt);
    assert.match(result.contextNotes, /original was kept/);
    assert.deepEqual(result.openQuestions, ['Which one?']);
    const codes = new Set(result.warnings.map(({ code }) => code));
    for (const code of ['lost-reference', 'lost-number', 'invented-path', 'invented-requirement'] as const)
      assert.ok(codes.has(code), code);
    assert.deepEqual(
      [result.provider, result.model, result.inputTokens, result.costUsd],
      ['test', 'm1', 11, null],
    );
  });

  it('keeps the original when the rewrite scores no better', async () => {
    const result = await run('fix the login bug', { rewriter: answering('fix login bug') });
    assert.equal(result.changed, false);
    assert.deepEqual(result.enhancedScore, result.originalScore);
    assert.match(result.contextNotes, /left as it is/);
    assert.equal(result.warnings[0]?.code, 'score-not-better');
  });

  it('asks whether a path exists that the context does not list', async () => {
    const rewriter = answering(
      'Fix the login bug in `src/deep/far.ts`, where the password is compared, so that `npm test` passes.',
    );
    const asked: string[] = [];
    const pathExists = async (path: string): Promise<boolean> => asked.push(path) > 0;
    const result = await run('fix the login bug', { ...inRepository, rewriter, pathExists });
    assert.deepEqual(asked, ['src/deep/far.ts']);
    assert.deepEqual(result.warnings, []);
    assert.equal((await run('fix the login bug', { ...inRepository, rewriter })).changed, false);
  });

  describe('guard', () => {
    it('is shown all the rewriter would see, and can stop it', async () => {
      let seen = '';
      const inspect: EnhanceDependencies['inspect'] = async (material) => {
        seen = JSON.stringify(material);
        return { verdict: 'block', message: 'The prompt holds a key.', hint: 'Take it out.' };
      };
      await assert.rejects(
        run({ text: 'fix it', instructions: 'Be brief.' }, { ...inRepository, inspect }),
        refusal('blocked-by-guard'),
      );
      for (const text of ['fix it', 'Be brief.', 'Never log passwords']) assert.ok(seen.includes(text), text);
    });

    it('can go on with masked material', async () => {
      const inspect: EnhanceDependencies['inspect'] = async (material) => ({
        verdict: 'redact',
        warnings: [],
        material: { ...material, context: null },
      });
      const result = await run('fix the login bug', { ...inRepository, inspect });
      assert.ok(!result.enhancedPrompt.includes('AGENTS.md'));
    });
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    const request = { text: 'fix it', style: 'balanced' as const };
    await assert.rejects(enhance(request, enhanceDependencies(), controller.signal), { name: 'AbortError' });
    const later = new AbortController();
    const gatherContext = async (): Promise<never> => {
      later.abort();
      throw new Error('stopped');
    };
    await assert.rejects(enhance(request, enhanceDependencies({ gatherContext }), later.signal), {
      name: 'AbortError',
    });
  });

  it('lets a failing rewriter speak for itself', async () => {
    const rewriter: Rewriter = {
      rewrite: async () => {
        throw new WhetstoneError('timeout', 'The model took too long.', 'Try again.');
      },
    };
    await assert.rejects(run('fix it', { rewriter }), refusal('timeout'));
  });

  it('uses the built-in rewriter without a network or a file', async () => {
    const answer = await offlineRewriter.rewrite(
      {
        document: parsePrompt('add a wishlist'),
        context: null,
        style: 'balanced',
        score: scorePrompt(parsePrompt('x')),
        assess: () => Promise.reject(new Error('The built-in rewriter does not ask.')),
      },
      new AbortController().signal,
    );
    assert.deepEqual([answer.provider, answer.model, answer.costUsd], ['offline', 'built-in', 0]);
  });
});
