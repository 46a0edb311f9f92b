import assert from 'node:assert/strict';
import { promptTerms } from '../../../../src/core/context/relevance/promptTerms.ts';
import { parsePrompt } from '../../../../src/core/prompt/parsePrompt.ts';
import { contextOf } from '../../../harness/contextPorts.ts';
import { fixtureRoot } from '../../../harness/layOutRepository.ts';
import { processorTime } from '../../../harness/processorTime.ts';

describe('ranking for prompts that are none', function () {
  this.timeout(30_000);

  for (const [name, prompt] of Object.entries({
    nothing: '',
    spaces: ' \n\t ',
    'a lone surrogate': 'fix \ud800 the \udc00',
    'control characters': '\u0000\u0001\u0002 \u0007',
    'front matter only': '---\nname: x\n---\n',
    'an unclosed fence': '```\nconst a = 1;',
    'emoji only': '🚀🚀🚀',
  })) {
    it(`names nothing for ${name}`, async () => {
      assert.deepEqual((await contextOf(fixtureRoot('storefront'), prompt)).relevantFiles, []);
    });
  }

  it('works with a byte order mark and CRLF', async () => {
    const { relevantFiles } = await contextOf(
      fixtureRoot('storefront'),
      '\uFEFFfix the login bug\r\nin `src/auth/login.ts`\r\n',
    );
    assert.equal(relevantFiles[0]?.path, 'src/auth/login.ts');
  });

  it('reads the terms of a megabyte in time that grows with it', () => {
    for (const piece of ['a', 'a.', '/', 'a/b.ts ', '"', 'log ', 'aB', '`x` ', '../', 'A']) {
      for (const [open, close] of [
        ['', ''],
        ['```\n', '\n```\n'],
      ] as const) {
        const document = parsePrompt(open + piece.repeat(Math.floor(1_000_000 / piece.length)) + close);
        const started = processorTime();
        promptTerms(document);
        assert.ok(processorTime() - started < 1000, `${open}${piece}: ${processorTime() - started} ms`);
      }
    }
  });
});
