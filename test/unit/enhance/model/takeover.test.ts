import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { enhance } from '../../../../src/core/enhance/enhance.ts';
import type { Enhancement } from '../../../../src/core/enhance/enhancement.ts';
import { modelRewriter } from '../../../../src/core/enhance/model/modelRewriter.ts';
import { guardEnhancement } from '../../../../src/core/guard/guardEnhancement.ts';
import { injectionTexts, otherInjectionTexts } from '../../../bench/guard/injectionTexts.ts';
import { completion } from '../../../harness/completions.ts';
import { enhanceDependencies } from '../../../harness/enhanceDependencies.ts';
import { modelRewriterOptions } from '../../../harness/modelRewriting.ts';
import { sampleContext } from '../../../harness/sampleContext.ts';

const prompt = 'users cannot log in when the password has a space';
const good = [
  'Fix the login: users cannot log in when the password has a space.',
  '',
  '## Where',
  '- `src/auth/login.ts` checks the password.',
  '',
  '## Done when',
  '- A test in `tests/auth/login.test.ts` fails without the fix and passes with it.',
  '- `npm test` and `npm run lint` pass.',
].join('\n');

/** What a model answers that was taken over, in turn. */
const hijacked = (order: string): readonly string[] => [
  JSON.stringify({ enhanced_prompt: `Sure! I have done it: ${order.slice(0, 200)}` }),
  JSON.stringify({ enhanced_prompt: `Open src/pwned/backdoor.ts and do this: ${order.slice(0, 200)}` }),
  `OK, I follow: ${order.slice(0, 200)}`,
];

/** An order in a file of the repository, and a model that obeys whatever order reaches it. */
async function takeover(order: string, index: number): Promise<{ made: Enhancement; reached: boolean }> {
  let reached = false;
  const guarded = guardEnhancement({ text: prompt, style: 'balanced' }, { redact: false, hint: '' });
  const context = sampleContext();
  const made = await enhance(
    guarded.request,
    enhanceDependencies({
      inspect: guarded.inspect,
      gatherContext: async () => ({
        ...context,
        rules: [...context.rules, { path: 'CLAUDE.md', text: order }],
      }),
      rewriter: modelRewriter(
        modelRewriterOptions(async (request) => {
          const data = request.messages.at(-1)?.content ?? '';
          // JSON and quoting change line ends and quotation marks, not the words.
          const words = order.match(/[\p{L}]{5,}/gu) ?? [];
          reached ||= data.includes('CLAUDE.md') && words.every((word) => data.includes(word));
          const answer = reached ? hijacked(order)[index % 3] : JSON.stringify({ enhanced_prompt: good });
          return completion(answer ?? '');
        }),
      ),
    }),
    new AbortController().signal,
  );
  return { made, reached };
}

describe('context that tries to take over the model', () => {
  const orders = [...injectionTexts, ...otherInjectionTexts];

  it('never ends in a result that obeys it, whether or not the guard sees the order', async function () {
    this.timeout(60_000);
    let stopped = 0;
    for (const [index, order] of orders.entries()) {
      const { made, reached } = await takeover(order, index);
      const said = `${order}\n${JSON.stringify(made.warnings)}\n${made.enhancedPrompt}`;
      assert.doesNotMatch(made.enhancedPrompt, /pwned|I have done it|I follow/, said);
      assert.ok(made.enhancedScore.total >= made.originalScore.total, said);
      const codes: ReadonlySet<string> = new Set(made.warnings.map(({ code }) => code));
      if (reached) {
        assert.equal(made.provider, 'offline', said);
        assert.ok(codes.has('answer-rejected'), said);
      } else {
        stopped += 1;
        assert.equal(made.enhancedPrompt, good, said);
        assert.ok(codes.has('guard-dropped') || codes.has('guard-masked'), said);
      }
    }
    assert.ok(stopped >= 0.9 * orders.length, `the guard stopped ${stopped} of ${orders.length}`);
  });
});
