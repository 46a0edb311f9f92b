import assert from 'node:assert/strict';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { withoutOpenQuestions } from '../../../src/core/score/reading/openQuestions.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';

const questions =
  '## Open questions\n- After which steps does `login()` fail with "no user"?\n- Is it `src/a.ts` or `src/b.ts`?\n';

describe('open questions', () => {
  it('earn no points', () => {
    const prompt = 'fix the login bug\n\n';
    assert.deepEqual(
      scorePrompt(parsePrompt(prompt + questions)).total,
      scorePrompt(parsePrompt(prompt)).total,
    );
  });

  it('end with the next heading, and all other offsets stay', () => {
    const text = `fix \`a.ts\`\n\n${questions}\n## Done when\n- \`npm test\` passes\n`;
    const document = withoutOpenQuestions(parsePrompt(text));
    assert.equal(document.text.length, text.length);
    assert.ok(!document.text.includes('login()'));
    assert.equal(document.text.indexOf('npm test'), text.indexOf('npm test'));
    assert.deepEqual(document.references.map(({ target }) => target).includes('login()'), false);
    assert.ok(document.blocks.some(({ type }) => type === 'heading'));
  });

  it('leave a text without such a section alone', () => {
    const document = parsePrompt('## Questions\nWhat is open?');
    assert.equal(withoutOpenQuestions(document), document);
  });
});
