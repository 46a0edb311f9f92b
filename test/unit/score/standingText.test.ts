import assert from 'node:assert/strict';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { withoutStandingText } from '../../../src/core/score/reading/standingText.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { processorTime } from '../../harness/processorTime.ts';

const questions =
  '## Open questions\n- After which steps does `login()` fail with "no user"?\n- Is it `src/a.ts` or `src/b.ts`?\n';

describe('standing text', () => {
  it('earns no points as open questions', () => {
    const prompt = 'fix the login bug\n\n';
    assert.deepEqual(
      scorePrompt(parsePrompt(prompt + questions)).total,
      scorePrompt(parsePrompt(prompt)).total,
    );
  });

  it('ends with the next heading, and all other offsets stay', () => {
    const text = `fix \`a.ts\`\n\n${questions}\n## Done when\n- \`npm test\` prints 3\n`;
    const document = withoutStandingText(parsePrompt(text));
    assert.equal(document.text.length, text.length);
    assert.ok(!document.text.includes('login()'));
    assert.equal(document.text.indexOf('npm test'), text.indexOf('npm test'));
    assert.deepEqual(document.references.map(({ target }) => target).includes('login()'), false);
  });

  it('is no more than that', () => {
    const document = parsePrompt('## Questions\nWhat is open?');
    assert.equal(withoutStandingText(document), document);
  });

  it('earns no points as a stock heading or as the remark that the commands pass', () => {
    const prompt = 'Write a haiku about the sea.';
    for (const lines of [
      '## Requirements',
      '## Files on login (TypeScript, express 5.1.0)',
      '## From AGENTS.md on login',
      'Done when `npm test`, `npm run lint` and `npm run typecheck` pass.',
      '## Done when\n- `npm test` passes',
    ])
      assert.equal(
        scorePrompt(parsePrompt(`${prompt}\n\n${lines}\n`)).total,
        scorePrompt(parsePrompt(prompt)).total,
        lines,
      );
  });

  it('leaves what stands beside the remark', () => {
    const text = 'Done when a case in `tests/a.ts` fails without the fix; `npm test` passes.';
    const document = withoutStandingText(parsePrompt(text));
    assert.ok(
      document.text.includes('`tests/a.ts` fails without the fix') && !document.text.includes('npm test'),
    );
    assert.ok(document.references.some(({ target }) => target === 'tests/a.ts'));
  });

  it('is found in linear time', () => {
    for (const part of [
      '`a` and ',
      '## Goal\n',
      '; `a`, `b` and `c` passed\n',
      '## Open questions\n- a?\n',
    ]) {
      const document = parsePrompt(part.repeat(Math.ceil(300_000 / part.length)));
      const started = processorTime();
      withoutStandingText(document);
      assert.ok(processorTime() - started < 3000, part);
    }
  }).timeout(30_000);
});
