import assert from 'node:assert/strict';
import type { EnhanceRequest } from '../../../src/core/enhance/dependencies.ts';
import type { Enhancement } from '../../../src/core/enhance/enhancement.ts';
import { enhance } from '../../../src/core/enhance/enhance.ts';
import { WhetstoneError, type ErrorCode } from '../../../src/core/errors.ts';
import type { PromptKind } from '../../../src/core/prompt/document.ts';
import { enhanceDependencies } from '../../harness/enhanceDependencies.ts';
import { sampleContext } from '../../harness/sampleContext.ts';
import { processorTime } from '../../harness/processorTime.ts';

const run = (text: string, more: Partial<EnhanceRequest> = {}): Promise<Enhancement> =>
  enhance(
    { text, style: 'balanced', ...more },
    enhanceDependencies({ gatherContext: async () => sampleContext() }),
    new AbortController().signal,
  );
const refuses = async (text: string, code: ErrorCode): Promise<void> => {
  await assert.rejects(
    run(text),
    (error) => error instanceof WhetstoneError && error.code === code && error.hint !== '',
  );
};
const unchanged = async (text: string, note: RegExp, kind: PromptKind = 'typed'): Promise<void> => {
  const result = await run(text, { kind });
  assert.equal(result.enhancedPrompt, text);
  assert.equal(result.changed, false);
  assert.match(result.contextNotes, note);
  assert.deepEqual(result.warnings, []);
};

describe('enhance, given bad input', () => {
  it('refuses an empty text', async () => {
    for (const text of ['', '  \n\t\r\n', '\uFEFF', '\uFEFF \n']) await refuses(text, 'usage');
  });

  it('refuses binary data', () => refuses('PNG\u0000\u0001\u0002', 'input-unreadable'));

  it('refuses more than a megabyte', () => refuses('fix the login. '.repeat(80_000), 'input-too-large'));

  it('copes with a megabyte of one line, of many lines and of brackets', async () => {
    for (const text of [
      'fix the login bug '.repeat(55_000),
      'fix the login bug.\n'.repeat(52_000),
      '([{"`'.repeat(200_000),
    ]) {
      const started = processorTime();
      const result = await run(text);
      assert.ok(result.enhancedPrompt.startsWith(text.trimEnd().slice(0, 1000)));
      assert.ok(processorTime() - started < 20_000);
    }
  }).timeout(60_000);

  it('keeps lone surrogates', async () => {
    const result = await run('fix the login \uD800 bug \uDFFF now');
    assert.ok(result.enhancedPrompt.includes('\uD800') && result.enhancedPrompt.includes('\uDFFF'));
  });

  it('keeps CRLF and writes its own lines with CRLF', async () => {
    const result = await run('We saw it on Monday.\r\n\r\n- fix the login bug\r\n- keep the API\r\n');
    assert.equal(result.changed, true);
    assert.ok(!/(?<!\r)\n/.test(result.enhancedPrompt), JSON.stringify(result.enhancedPrompt));
    assert.ok(result.enhancedPrompt.endsWith('\r\n'));
  });

  it('keeps a BOM at the front', async () => {
    const result = await run('\uFEFFfix the login bug');
    assert.equal(result.changed, true);
    assert.equal(result.enhancedPrompt.indexOf('\uFEFF'), 0);
    assert.equal(result.enhancedPrompt.lastIndexOf('\uFEFF'), 0);
  });

  it('leaves only code alone', () => unchanged('```ts\nconst a = login();\n```\n', /only code/));

  it('leaves only front matter alone', () =>
    unchanged('---\ndescription: fix the login bug\n---\n', /no prompt below/));

  it('leaves front matter that is never closed alone', () =>
    unchanged('---\ndescription: x\nfix the login bug\n', /front matter/, 'prompt'));

  it('leaves a fence that is never closed alone and says where it starts', () =>
    unchanged('Fix this crash in the login:\n\n```\nTypeError: x\n', /line 3/));

  it('keeps Chinese to the letter and adds only names under Chinese headings', async () => {
    const text = '请修复登录页面的错误，用户输入正确的密码后仍然无法登录。';
    const result = await run(text);
    assert.ok(
      result.enhancedPrompt.startsWith(`${text}\n\n## 相关文件\n- \`src/auth/login.ts\``),
      result.enhancedPrompt,
    );
    assert.equal(result.enhancedScore.language, 'zh');
    assert.ok(!result.enhancedPrompt.includes('AGENTS.md'));
  });

  it('keeps German to the letter, also with a code block and a list', async () => {
    const text =
      'Bitte behebe den Fehler bei der Anmeldung, denn die Benutzer werden immer wieder abgemeldet:\n\n- nur auf dem Telefon\n- nach 5 Minuten\n\n```\nlogin failed\n```';
    const result = await run(text);
    assert.ok(result.enhancedPrompt.startsWith(`${text}\n\n## Dateien\n`), result.enhancedPrompt);
    assert.deepEqual(result.warnings, []);
  });

  it('keeps front matter, variables and code of a prompt file byte for byte', async () => {
    const text =
      "---\ndescription: 'Fix a login bug'\nagent: agent\n---\n\nFix the login bug described in ${input:issue:the issue}.\n\n```sh\nnpm   ci\n```\n";
    const result = await run(text, { kind: 'prompt', path: '.github/prompts/fix.prompt.md' });
    assert.equal(result.changed, true);
    assert.ok(result.enhancedPrompt.startsWith(text.trimEnd()));
    assert.deepEqual(result.warnings, []);
  });

  describe('text that is no task', () => {
    const rules = '# Project rules\n\n- Write clear code.\n- Be careful with money.\n';

    it('gets the commands of the project when it is a rules file without any', async () => {
      const result = await run(rules, { kind: 'rules', path: 'AGENTS.md' });
      assert.ok(!/goal/i.test(result.enhancedPrompt.slice(rules.length)));
      if (result.changed)
        assert.ok(
          result.enhancedPrompt.startsWith(rules.trimEnd()) &&
            result.enhancedPrompt.includes('- Test: `npm test`'),
        );
      else assert.match(result.contextNotes, /left as it is/);
    });

    it('is left alone otherwise, with questions about what is vague', async () => {
      for (const kind of ['agent', 'skill', 'instructions', 'rules'] as const) {
        const text = `${rules}\nRun \`npm test\` before you finish.\n`;
        const result = await run(text, { kind, path: 'x.md' });
        assert.equal(result.enhancedPrompt, text);
        assert.match(result.contextNotes, /standing|excellent/);
        assert.ok(result.openQuestions.length <= 5);
      }
    });
  });
});
