import assert from 'node:assert/strict';
import { offlineRewrite } from '../../../src/core/enhance/offline/offlineRewriter.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { sampleContext } from '../../harness/sampleContext.ts';

const questions = (text: string, known = false): string => {
  const document = parsePrompt(text);
  const context = known ? sampleContext() : null;
  return offlineRewrite({
    document,
    context,
    style: 'comprehensive',
    score: scorePrompt(document),
  }).openQuestions.join('\n');
};

describe('open questions', () => {
  const asked: readonly (readonly [string, RegExp])[] = [
    ['fix the login bug', /"login bug": after which steps/],
    ['move the button as shown in the screenshot', /What does "screenshot" show/],
    ['the page still crashes [Pasted text #1 +56 lines]', /What was in "\[Pasted text #1 \+56 lines\]"/],
    ['go on with option 2', /"option 2"/],
    ['make it better', /"it"/],
    ['make the search faster', /How long does "search" take now/],
    ['let customers reset their password', /how long is the link valid/],
    ['add rate limiting to the login route', /How many requests/],
    ['refactor checkout', /What about "checkout" is in the way/],
  ];
  for (const [text, question] of asked)
    it(`ask what "${text}" leaves open`, () => assert.match(questions(text), question));

  it('are not asked about what the prompt says', () => {
    assert.equal(questions('Rename `placeOrder` to `submitOrder` in src/checkout/placeOrder.ts'), '');
    assert.doesNotMatch(
      questions('add rate limiting of 10 requests a minute to the login route'),
      /How many requests/,
    );
    assert.doesNotMatch(
      questions('login() throws TypeError: user is null when the address is empty'),
      /after which steps/i,
    );
  });

  it('name the two likely files and the commit when the repository shows them', () => {
    assert.match(
      questions('fix the login bug', true),
      /`src\/auth\/login\.ts`, `src\/views\/loginPage\.ts` or both/,
    );
    assert.match(questions('fix the login bug', true), /before `3f2a9c1`/);
  });
});
