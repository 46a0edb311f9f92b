import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { RepositoryContext } from '../../../../src/core/context/context.ts';
import { enhance } from '../../../../src/core/enhance/enhance.ts';
import type { Enhancement } from '../../../../src/core/enhance/enhancement.ts';
import { modelRewriter } from '../../../../src/core/enhance/model/modelRewriter.ts';
import type { Complete, CompletionRequest } from '../../../../src/core/model/completion.ts';
import { parsePrompt } from '../../../../src/core/prompt/parsePrompt.ts';
import { type AnswerCase, answerCases, answerText } from '../../../harness/answers.ts';
import { expectOutcome } from '../../../harness/answerOutcome.ts';
import { completion } from '../../../harness/completions.ts';
import { enhanceDependencies } from '../../../harness/enhanceDependencies.ts';
import { layOutRepository } from '../../../harness/layOutRepository.ts';
import { modelRewriterOptions } from '../../../harness/modelRewriting.ts';
import { contextOf } from '../../../harness/realContext.ts';

const { signal } = new AbortController();

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
      expectOutcome(
        given,
        made,
        asked.map(({ messages }) => messages.at(-1)?.content ?? ''),
      );
    });
});
