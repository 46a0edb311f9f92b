import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { RepositoryContext } from '../../../../src/core/context/context.ts';
import { enhance } from '../../../../src/core/enhance/enhance.ts';
import type { Enhancement } from '../../../../src/core/enhance/enhancement.ts';
import { modelRewriter } from '../../../../src/core/enhance/model/modelRewriter.ts';
import { parseAnswer } from '../../../../src/core/enhance/model/parseAnswer.ts';
import type { Complete, CompletionRequest } from '../../../../src/core/model/completion.ts';
import { parsePrompt } from '../../../../src/core/prompt/parsePrompt.ts';
import { type AnswerCase, answerCases, answerText } from '../../../harness/answers.ts';
import { completion } from '../../../harness/completions.ts';
import { enhanceDependencies } from '../../../harness/enhanceDependencies.ts';
import { layOutRepository } from '../../../harness/layOutRepository.ts';
import { modelRewriterOptions } from '../../../harness/modelRewriting.ts';
import { contextOf } from '../../../harness/realContext.ts';

const { signal } = new AbortController();

/** How the model is told what was wrong. */
const reasons: Readonly<Record<string, RegExp>> = {
  answered: /answers the task instead of rewriting it|repeats the instructions/,
  'language-changed': /The original is in \w+, the rewrite in \w+/,
  'invented-path': /is neither in the (?:repository nor in the )?original/,
  'invented-requirement': /is neither in the original nor in what is known/,
  'lost-variable': /The variable \S+ is not in the original/,
  'lost-identifier': /` is not in the rewrite/,
  'lost-reference': /\.ts is not in the rewrite/,
  'lost-number': /The number 2 is not in the rewrite/,
  'score-not-better': /The rewrite scores \d+, the original \d+/,
  'needless-growth': /times as long as the original/,
};

describe('answers as models give them', () => {
  const contexts = new Map<string, RepositoryContext>();
  let folder = '';

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), 'whetstone-answers-'));
    for (const { repository, text } of Object.values(answerCases.prompts)) {
      const root = join(folder, repository);
      if (!contexts.has(repository)) layOutRepository(repository, root);
      contexts.set(repository, await contextOf(root)(parsePrompt(text), signal));
      contexts.set(text, contexts.get(repository)!);
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function run(given: AnswerCase): Promise<{ made: Enhancement; asked: CompletionRequest[] }> {
    const asked: CompletionRequest[] = [];
    const { text } = answerCases.prompts[given.prompt]!;
    const complete: Complete = async (request) => {
      asked.push(request);
      const again = asked.length > 1 && given.then === 'good';
      return completion(answerText(again ? `good-${given.prompt}` : given.name));
    };
    const made = await enhance(
      { text, style: 'balanced' },
      enhanceDependencies({
        rewriter: modelRewriter(modelRewriterOptions(complete)),
        gatherContext: async () => contexts.get(text)!,
      }),
      signal,
    );
    return { made, asked };
  }

  it('are at least eighty', () => assert.ok(answerCases.answers.length >= 80));

  for (const given of answerCases.answers)
    it(`${given.name}: ${given.outcome}`, async () => {
      const { asked, made } = await run(given);
      const said = JSON.stringify(
        {
          made: made.enhancedPrompt,
          warnings: made.warnings,
          asked: asked.at(-1)?.messages.at(-1)?.content.slice(0, 600),
        },
        null,
        1,
      );
      assert.ok(made.enhancedScore.total >= made.originalScore.total, said);
      for (const part of given.holds ?? [])
        assert.ok(JSON.stringify(made).includes(part), `${part}\n${said}`);
      for (const part of given.lacks ?? [])
        assert.ok(!made.enhancedPrompt.includes(part), `${part}\n${said}`);
      for (const part of given.questions ?? []) assert.ok(made.openQuestions.join('\n').includes(part), said);
      if (given.outcome === 'built-in') {
        assert.deepEqual(
          [made.provider, made.model, made.fallbackFrom],
          ['offline', 'built-in', 'openai'],
          said,
        );
        assert.ok(
          made.warnings.some(({ code }) => code === 'answer-rejected'),
          said,
        );
        assert.equal(asked.length, 2, said);
        return;
      }
      assert.equal(asked.length, given.outcome === 'used' ? 1 : 2, said);
      assert.deepEqual([made.provider, made.model], ['openai', 'gpt-test'], said);
      assert.equal(made.changed, true, said);
      assert.deepEqual(
        made.warnings.map(({ code }) => code),
        given.warns ?? [],
        said,
      );
      if (given.outcome === 'asked-again') {
        const { answer } = parseAnswer(answerText(`good-${given.prompt}`));
        assert.equal(made.enhancedPrompt, answer?.enhancedPrompt);
        const told = asked[1]?.messages.at(-1)?.content ?? '';
        assert.match(told, /^Your answer before could not be used:\n- \S/);
        for (const code of given.reasons ?? []) assert.match(told, reasons[code] ?? /^$/, code);
      }
    });
});
